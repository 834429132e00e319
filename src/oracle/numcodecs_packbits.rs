//! `numcodecs.packbits`: truth values as bits, behind the number of bits that fill up the last byte.

use super::{BindError, Codec, Fields, Telling, Told};
use crate::chunk::{Array, CodecError, Data, Elements, Form, element_count};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Real};

struct PackBits {
    decoded: Form,
    encoded: Form,
    shape: Vec<u64>,
    /// How many elements there are, and so how many bits.
    count: usize,
    readings: Readings,
}

/// Binds the codec, which has no configuration.
///
/// # Errors
///
/// Where anything but an array of bool comes in, or its elements cannot be counted.
pub fn bind(_: &mut Fields, form: &Form, readings: &Readings) -> Result<Box<dyn Codec>, BindError> {
    let unfit = |expected: &str, clause| BindError::Form {
        found: form.to_string(),
        expected: expected.to_owned(),
        clause,
    };
    let expected = "an array of bool";
    let Form::Array { data_type, shape, byte_order, .. } = form else {
        return Err(unfit(expected, "core/codecs-order"));
    };
    if *data_type != DataType::Bool {
        return Err(unfit(expected, "numcodecs.packbits/data-type"));
    }
    let count = element_count(shape)
        .map_err(|_| unfit("a shape whose bits can be counted", "core/codec-representation"))?;
    let reason = "a fill value has no encoding by itself".to_owned();
    let encoded = Form::Array {
        data_type: Real::UINT8.into(),
        shape: vec![1 + count.div_ceil(8) as u64],
        fill_value: Err(CodecError { clause: "numcodecs.packbits/encoded", reason }),
        byte_order: *byte_order,
    };
    let (decoded, shape, readings) = (form.clone(), shape.clone(), *readings);
    Ok(Box::new(PackBits { decoded, encoded, shape, count, readings }))
}

fn failure(clause: &'static str, reason: impl ToString) -> CodecError {
    CodecError { clause, reason: reason.to_string() }
}

/// The bytes of the elements of an array that has a form.
fn bytes_of<'a>(data: &'a Data, form: &Form, clause: &'static str) -> Result<&'a [u8], CodecError> {
    form.check(data).map_err(|error| failure(clause, error))?;
    match data.array().map(|array| &array.elements) {
        Ok(Elements::Fixed { bytes, .. }) => Ok(bytes),
        _ => Err(failure(clause, form)),
    }
}

impl PackBits {
    /// How many bits fill up the last byte.
    fn padding(&self) -> usize {
        self.count.next_multiple_of(8) - self.count
    }
}

impl Codec for PackBits {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        let clause = "numcodecs.packbits/data-type";
        let elements = bytes_of(decoded, &self.decoded, clause)?;
        if let Some(at) = elements.iter().position(|byte| *byte > 1) {
            let found = elements[at];
            let reason = format!("element {at} is {found:#04x}; expected 0x00 or 0x01 for bool");
            return Err(failure(clause, reason));
        }
        let mut bytes = vec![self.padding() as u8];
        bytes.extend(elements.chunks(8).map(|eight| {
            let of_place = |(at, element): (usize, &u8)| element << (7 - at);
            eight.iter().enumerate().map(of_place).sum::<u8>()
        }));
        let array = Array::fixed(Real::UINT8.into(), vec![bytes.len() as u64], bytes);
        array.map(Data::Array).map_err(|error| failure("numcodecs.packbits/encoded", error))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let clause = "numcodecs.packbits/encoded";
        let bytes = bytes_of(encoded, &self.encoded, clause)?;
        let (first, bytes) = bytes.split_first().ok_or_else(|| failure(clause, "no byte"))?;
        let padding = self.padding();
        told.step(|| Telling::Follows {
            clause: "numcodecs.packbits/dropped",
            element: None,
            values: vec![("bits", (8 * bytes.len()).to_string()), ("dropped", first.to_string())],
        });
        // Of no bits, none can be dropped.
        let is_other = usize::from(*first) != padding && self.count > 0;
        if is_other && told.consult(2502, &self.readings) == Letter::A {
            let reason = format!("the first byte is {first}; expected {padding}");
            return Err(failure("numcodecs.packbits/first-byte", reason));
        }
        let of_byte = |byte: &u8| {
            let byte = *byte;
            (0..8).map(move |at| byte >> (7 - at) & 1)
        };
        let mut elements: Vec<u8> = bytes.iter().flat_map(of_byte).collect();
        let dropped = elements.split_off(self.count);
        if dropped.contains(&1) && told.consult(2501, &self.readings) != Letter::A {
            let reason = "a bit that fills up the last byte is 1; expected 0";
            return Err(failure("numcodecs.packbits/dropped", reason));
        }
        let array = Array::fixed(DataType::Bool, self.shape.clone(), elements);
        array.map(Data::Array).map_err(|error| failure(clause, error))
    }
}
