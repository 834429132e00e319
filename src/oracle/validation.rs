//! Whether a `zarr.json` or a `.zarray` is the metadata of an array.

use super::ChainError;
use super::metadata::{Draft, MemberError, NotSupported};
use super::survey::{Fault, Finding, Survey};
use crate::chunk::Form;
use crate::codec::notes::Readings;
use crate::codec::version_2;

/// What was found of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validation<'a> {
    pub draft: Draft<'a>,
    /// A chunk before the first codec, as far as it is known.
    pub chunk: Option<Form>,
    /// `None` where the document has no codecs.
    pub survey: Option<Survey>,
}

/// Whether metadata is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    Valid,
    /// Nothing is wrong that the suite knows, and there is something that the suite does not know.
    Undecided,
    Invalid,
}

impl Validity {
    pub fn name(self) -> &'static str {
        match self {
            Validity::Valid => "valid",
            Validity::Undecided => "undecided",
            Validity::Invalid => "invalid",
        }
    }
}

impl<'a> Validation<'a> {
    /// Validates a document.
    ///
    /// # Errors
    ///
    /// As [`Draft::read`].
    pub fn new(json: &'a str, readings: &'a Readings) -> Result<Validation<'a>, NotSupported> {
        let mut draft = Draft::read(json, readings)?;
        let chunk = draft.form();
        let codecs = draft.codecs.as_deref();
        let survey = codecs.map(|codecs| Survey::new(codecs, chunk.clone(), readings));
        Ok(Validation { draft, chunk, survey })
    }

    /// The id of the clause that a member does not meet, in the version of the document.
    pub fn clause_of_member(&self, error: &MemberError) -> &'static str {
        match self.draft.is_version_2 {
            true => error.v2_clause(),
            false => error.error.clause(),
        }
    }

    /// The id of the clause that codecs do not meet, likewise.
    pub fn clause_of_codec(&self, fault: &Fault) -> Option<&'static str> {
        let clause = fault.error.clause();
        match self.draft.is_version_2 {
            true => clause.map(version_2::counterpart),
            false => clause,
        }
    }

    /// The member of the document that asks for the codec in question.
    pub fn member_of_codec(&self, fault: &Fault) -> &'static str {
        let position = match &fault.error {
            ChainError::Unknown { position, .. }
            | ChainError::Refused { position, .. }
            | ChainError::Codec { position, .. }
            | ChainError::Order { position, .. } => Some(*position),
            ChainError::NotAList { .. } | ChainError::NoArrayToBytes => None,
        };
        self.source(position)
    }

    /// The member of the document that asks for the codec at a position of the list.
    pub fn source(&self, position: Option<usize>) -> &'static str {
        let source = position.and_then(|position| self.draft.sources.get(position));
        match self.draft.is_version_2 {
            true => source.copied().unwrap_or("filters"),
            false => "codecs",
        }
    }

    pub fn validity(&self) -> Validity {
        let mut codecs = self.survey.iter().flat_map(|survey| &survey.codecs);
        let is_unknown =
            codecs.any(|codec| matches!(codec.finding, Finding::Unknown { .. } | Finding::Refused));
        let mut faults = self.survey.iter().flat_map(Survey::faults);
        if !self.draft.errors.is_empty() || faults.any(|fault| fault.is_certain) {
            return Validity::Invalid;
        }
        match is_unknown || !self.draft.undecided.is_empty() {
            true => Validity::Undecided,
            false => Validity::Valid,
        }
    }
}
