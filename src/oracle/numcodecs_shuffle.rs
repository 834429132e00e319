//! `numcodecs.shuffle`: the first bytes of all elements, then the second ones, and so on.

use super::{BindError, Codec, Fields, Told};
use crate::chunk::{CodecError, Data, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;

struct Shuffle {
    encoded: Form,
    /// At least 1.
    element: usize,
}

/// Reads the configuration: how many bytes an element has.
///
/// # Errors
///
/// Where that is no integer, or an array comes in.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let Form::Bytes { item_size, .. } = *form else {
        return Err(BindError::Form {
            found: form.to_string(),
            expected: "bytes".to_owned(),
            clause: "core/codecs-order",
        });
    };
    let least = if readings.of(1502) == Letter::A { i64::MIN } else { 1 };
    let element = fields.integer("elementsize", least..=i64::MAX, CLAUSE)?;
    let default = if readings.of(1501) == Letter::A { 4 } else { i64::from(item_size) };
    let element = usize::try_from(element.unwrap_or(default)).unwrap_or(0).max(1);
    Ok(Box::new(Shuffle { encoded: form.clone(), element }))
}

const CLAUSE: &str = "numcodecs.shuffle/elementsize";

impl Codec for Shuffle {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        self.moved(decoded, self.element)
    }

    /// What encoding does to elements of as many bytes as there were elements.
    fn decode(&self, encoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        let count = encoded.bytes().map_or(0, <[u8]>::len) / self.element;
        self.moved(encoded, count.max(1))
    }
}

impl Shuffle {
    /// Of runs of so many bytes the first bytes of all, then the second ones, and so on.
    fn moved(&self, data: &Data, run: usize) -> Result<Data, CodecError> {
        let refused = |reason| CodecError { clause: "numcodecs.shuffle/multiple", reason };
        let bytes = data.bytes().map_err(|error| refused(error.to_string()))?;
        if bytes.len() % self.element != 0 {
            let (found, element) = (bytes.len(), self.element);
            return Err(refused(format!("{found} bytes; expected a multiple of {element}")));
        }
        let of_place = |at: usize| bytes.iter().skip(at).step_by(run);
        // Of no bytes there are no runs, however long one would be.
        Ok(Data::Bytes((0..run.min(bytes.len())).flat_map(of_place).copied().collect()))
    }
}
