//! What stands in `codecs`: codecs one after the other.

use serde_json::value::RawValue;

use super::{BindError, Codec, Fields, Telling, Told, table};
use crate::chunk::{CodecError, Data, Form};
use crate::codec::Operation;
use crate::codec::definition::{Definition, Stage};
use crate::codec::notes::{Letter, Readings};
use crate::codec::refused::{self, RefusedCodec};
use crate::json::excerpt;

/// Codecs that are bound to each other. It is a codec itself.
pub struct Chain {
    decoded: Form,
    links: Vec<Link>,
}

/// A codec of a chain.
pub(super) struct Link {
    /// In the list, of which codecs may be left out.
    position: usize,
    definition: &'static Definition,
    codec: Box<dyn Codec>,
}

/// Why a list is not a chain for what comes in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    #[error("codecs is {found}; expected a list of codecs")]
    NotAList { found: String },
    /// Says nothing of the metadata, which another program may know.
    #[error("codec {position} ({name}) is unknown to the suite")]
    Unknown { position: usize, name: String },
    /// Likewise: another program may decode it.
    #[error("codec {position} ({name}) is refused by the suite: {reason}")]
    Refused { position: usize, name: String, reason: &'static str },
    #[error("codec {position}{}: {error}", named(name))]
    Codec { position: usize, name: Option<String>, error: Box<BindError> },
    #[error(
        "codec {position} ({name}) is {}, and {found} comes in; expected {expected}",
        stage.name()
    )]
    Order { position: usize, name: String, stage: Stage, found: String, expected: &'static str },
    #[error("codecs has no {} codec; expected exactly one", Stage::ArrayToBytes.name())]
    NoArrayToBytes,
}

fn named(name: &Option<String>) -> String {
    name.as_ref().map_or(String::new(), |name| format!(" ({name})"))
}

impl ChainError {
    pub(super) fn of_codec(position: usize, name: Option<&str>, error: BindError) -> ChainError {
        ChainError::Codec { position, name: name.map(str::to_owned), error: Box::new(error) }
    }

    /// A codec that is not in the table.
    pub(super) fn absent(position: usize, name: String) -> ChainError {
        match refused::find(&name) {
            Some(RefusedCodec { reason, .. }) => ChainError::Refused { position, name, reason },
            None => ChainError::Unknown { position, name },
        }
    }

    /// A codec into which comes what its stage does not take.
    pub(super) fn order(position: usize, name: String, stage: Stage, found: String) -> ChainError {
        let expected = match stage {
            Stage::BytesToBytes => "an array -> bytes codec before it",
            Stage::ArrayToArray | Stage::ArrayToBytes => "bytes -> bytes codecs alone there",
        };
        ChainError::Order { position, name, stage, found, expected }
    }

    /// The id of the clause that is not met, if the metadata is invalid.
    pub fn clause(&self) -> Option<&'static str> {
        match self {
            ChainError::NotAList { .. } => Some("core/codecs-list"),
            ChainError::Unknown { .. } | ChainError::Refused { .. } => None,
            ChainError::Codec { error, .. } => match **error {
                BindError::TooLong { .. } => None,
                _ => Some(error.clause()),
            },
            ChainError::Order { .. } | ChainError::NoArrayToBytes => Some("core/codecs-order"),
        }
    }
}

/// The entries of a list of codecs.
pub(super) fn entries(codecs: &str) -> Result<Vec<&str>, ChainError> {
    let entries: Vec<&RawValue> = serde_json::from_str(codecs)
        .map_err(|_| ChainError::NotAList { found: excerpt(codecs) })?;
    Ok(entries.into_iter().map(RawValue::get).collect())
}

impl Chain {
    /// Binds a list of codecs to the form of what comes in: of an array a chain that ends in bytes, of
    /// bytes a list of bytes -> bytes codecs.
    ///
    /// # Errors
    ///
    /// Where the list is not a chain, by the first codec that does not fit.
    pub fn bind(codecs: &str, form: Form, readings: &Readings) -> Result<Chain, ChainError> {
        let chain = Chain::bind_part(codecs, form, readings)?;
        match chain.encoded() {
            Form::Array { .. } => Err(ChainError::NoArrayToBytes),
            Form::Bytes { .. } => Ok(chain),
        }
    }

    /// As [`Chain::bind`], of the beginning of a chain, which need not end in bytes.
    ///
    /// # Errors
    ///
    /// As [`Chain::bind`].
    pub fn bind_part(codecs: &str, form: Form, readings: &Readings) -> Result<Chain, ChainError> {
        let mut chain = Chain { decoded: form, links: Vec::new() };
        for (position, entry) in entries(codecs)?.into_iter().enumerate() {
            chain.push(position, entry, readings)?;
        }
        Ok(chain)
    }

    /// Binds one codec more, to what comes out of those before. One that is unknown may be left out if its entry says
    /// so.
    fn push(
        &mut self,
        position: usize,
        entry: &str,
        readings: &Readings,
    ) -> Result<(), ChainError> {
        let fields = Fields::read(entry, readings);
        let fields = fields.map_err(|error| ChainError::of_codec(position, None, error))?;
        let is_left_out = fields.may_be_ignored() && readings.of(53) == Letter::A;
        match Link::bind(position, fields, self.encoded(), readings) {
            Err(ChainError::Unknown { .. }) if is_left_out => {}
            link => self.links.push(link?),
        }
        Ok(())
    }

    /// The form before the first codec.
    pub fn decoded(&self) -> &Form {
        &self.decoded
    }

    /// The form before the first codec, then the one after each.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        let after = self.links.iter().map(|link| link.codec.encoded());
        std::iter::once(&self.decoded).chain(after)
    }

    /// True if a chunk has the bytes that its codecs have for what it decodes to, but for those that are free. Where the
    /// length of what is encoded is not known beforehand, a codec has several encodings.
    ///
    /// # Errors
    ///
    /// Where the chunk does not decode, or to what has no encoding.
    pub fn is_as_encoded(&self, chunk: &Data) -> Result<bool, CodecError> {
        let mut encoded = chunk.clone();
        for link in self.links.iter().rev() {
            // What comes before is the same wherever the bytes are.
            let Form::Bytes { length, .. } = link.encoded() else { break };
            let decoded = link.codec.decode(&encoded, &mut Told::nobody());
            let decoded = decoded.map_err(|error| link.at(error))?;
            if length.is_some() && !link.codec.is_encoding(&encoded, &decoded)? {
                return Ok(false);
            }
            encoded = decoded;
        }
        Ok(true)
    }

    /// The codecs, in the order of encoding.
    pub fn definitions(&self) -> impl Iterator<Item = &'static Definition> {
        self.links.iter().map(|link| link.definition)
    }
}

impl Codec for Chain {
    fn encoded(&self) -> &Form {
        self.links.last().map_or(&self.decoded, |link| link.codec.encoded())
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        self.decoded.check(decoded).map_err(|error| CodecError {
            clause: "core/codec-encoding",
            reason: error.to_string(),
        })?;
        self.links.iter().try_fold(decoded.clone(), |data, link| {
            link.tell(Operation::Encode, told);
            let encoded = link.codec.encode(&data, told);
            told.gives(&encoded);
            encoded.map_err(|error| link.at(error))
        })
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let mut links = self.links.iter().rev();
        let decoded = links.try_fold(encoded.clone(), |data, link| {
            link.tell(Operation::Decode, told);
            let decoded = link.codec.decode(&data, told);
            told.gives(&decoded);
            decoded.map_err(|error| link.at(error))
        })?;
        self.decoded.check(&decoded).map_err(|error| CodecError {
            clause: "core/codec-decoding",
            reason: error.to_string(),
        })?;
        Ok(decoded)
    }
}

impl Link {
    /// Binds the codec at a position to the form of what comes in.
    pub fn bind(
        position: usize,
        mut fields: Fields,
        form: &Form,
        readings: &Readings,
    ) -> Result<Link, ChainError> {
        let name = fields.name().to_owned();
        let Some((definition, bind)) = table::find(&name) else {
            return Err(ChainError::absent(position, name));
        };
        let stage = definition.stage;
        if matches!(form, Form::Bytes { .. }) != (stage == Stage::BytesToBytes) {
            return Err(ChainError::order(position, name, stage, form.to_string()));
        }
        let codec = bind(&mut fields, form, readings);
        let codec = codec.and_then(|codec| fields.finish().map(|()| codec));
        let of_codec = |error| ChainError::of_codec(position, Some(&name), error);
        Ok(Link { position, definition, codec: codec.map_err(of_codec)? })
    }

    /// The form of what comes out.
    pub fn encoded(&self) -> &Form {
        self.codec.encoded()
    }

    fn tell(&self, operation: Operation, told: &mut Told) {
        let (position, codec) = (self.position, self.definition.name);
        told.step(|| Telling::Begins { position, codec, operation });
    }

    /// An error of this codec, in the words of the chain.
    fn at(&self, error: CodecError) -> CodecError {
        let CodecError { clause, reason } = error;
        let reason = format!("codec {} ({}): {reason}", self.position, self.definition.name);
        CodecError { clause, reason }
    }
}
