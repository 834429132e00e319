//! `packbits`: the bits of each element, one element after the other.

use super::{BindError, Codec, Fields, Telling, Told};
use crate::chunk::{Array, CodecError, Data, Elements, Form, element_count};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Kind};

struct Packbits {
    data_type: DataType,
    shape: Vec<u64>,
    /// How many components all elements have.
    components: usize,
    /// The first bit of a component that is encoded, and the one behind the last.
    first: usize,
    end: usize,
    padding: Padding,
    encoded: Form,
    readings: Readings,
}

/// Where the number of padding bits is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Padding {
    Nowhere,
    First,
    Last,
}

const WORDS: [(&str, Padding); 3] =
    [("first_byte", Padding::First), ("last_byte", Padding::Last), ("none", Padding::Nowhere)];

/// The same in the words of schema.json too (SN-302).
const ALL_WORDS: [(&str, Padding); 5] =
    [WORDS[0], WORDS[1], WORDS[2], ("start_byte", Padding::First), ("end_byte", Padding::Last)];

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where the configuration is not acceptable, or the codec is not defined for the type.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let undefined = || BindError::Form {
        found: form.to_string(),
        expected: "an array of a type that the codec is defined for".to_owned(),
        clause: "packbits/data-types",
    };
    let Form::Array { data_type, shape, .. } = form else { return Err(undefined()) };
    let is_defined = is_listed(data_type) || readings.of(305) == Letter::B;
    let bits = data_type.component_bits().filter(|_| is_defined).ok_or_else(undefined)?;
    let has_schema_names = readings.of(302) == Letter::B;
    let words = if has_schema_names { &ALL_WORDS[..] } else { &WORDS };
    let padding = fields.word("padding_encoding", words, "packbits/padding-encoding")?;
    let highest = i64::from(bits) - 1;
    let mut bit = |names: [&'static str; 2], lowest, clause| {
        let names = &names[..if has_schema_names { 2 } else { 1 }];
        names.iter().try_fold(None, |found, name| {
            let bit = fields.integer_or_null(name, lowest..=highest, clause)?;
            Ok(found.or(bit))
        })
    };
    let first = bit(["first_bit", "start_bit"], 0, "packbits/first-bit")?.unwrap_or(0);
    let last = bit(["last_bit", "end_bit"], first, "packbits/last-bit")?.unwrap_or(highest);
    let count = element_count(shape).map_err(|error| BindError::Form {
        found: error.to_string(),
        expected: "a shape whose elements can be counted".to_owned(),
        clause: "core/codec-representation",
    })?;
    let mut codec = Packbits {
        data_type: data_type.clone(),
        shape: shape.clone(),
        components: count.saturating_mul(data_type.components() as usize),
        // Both are below the bits of a component.
        first: first as usize,
        end: last as usize + 1,
        padding: padding.unwrap_or(Padding::Nowhere),
        encoded: Form::Bytes { length: None, item_size: 1 },
        readings: *readings,
    };
    let length = codec.sequence_bytes() + usize::from(codec.padding != Padding::Nowhere);
    codec.encoded = Form::Bytes { length: Some(length as u64), item_size: 1 };
    Ok(Box::new(codec))
}

/// Whether the page lists a type. It has `complex64` and `complex128` by their other names.
fn is_listed(data_type: &DataType) -> bool {
    const FLOATS: [&str; 6] =
        ["float4_e2m1fn", "float6_e2m3fn", "float6_e3m2fn", "float32", "float64", "bfloat16"];
    match data_type {
        DataType::Bool => true,
        DataType::Real(real) => real.is_integer() || FLOATS.contains(&real.name()),
        DataType::Complex(real) => FLOATS.contains(&real.name()),
        _ => false,
    }
}

fn unfit(error: impl ToString) -> CodecError {
    CodecError { clause: "packbits/data-types", reason: error.to_string() }
}

impl Packbits {
    /// The bits of a component that are encoded.
    fn width(&self) -> usize {
        self.end - self.first
    }

    fn sequence_bits(&self) -> usize {
        self.components.saturating_mul(self.width())
    }

    fn sequence_bytes(&self) -> usize {
        self.sequence_bits().div_ceil(8)
    }

    fn padding_bits(&self) -> usize {
        8 * self.sequence_bytes() - self.sequence_bits()
    }

    /// The position in the sequence of a bit of a component.
    fn place(&self, component: usize, bit: usize) -> usize {
        let within = match self.readings.of(301) {
            Letter::B => self.end - 1 - bit,
            _ => bit - self.first,
        };
        component * self.width() + within
    }

    /// The byte of a position in the sequence, and the bit in that byte.
    fn bit(&self, place: usize) -> (usize, u8) {
        let within = (place % 8) as u8;
        let is_first_highest = self.readings.of(301) == Letter::B;
        (place / 8, 1 << if is_first_highest { 7 - within } else { within })
    }

    fn is_signed(&self) -> bool {
        let integer = self.data_type.real().map(|real| real.kind());
        matches!(integer, Some(Kind::Integer(integer)) if integer.signed)
    }

    fn tell(&self, told: &mut Told) {
        told.consult(301, &self.readings);
        told.step(|| {
            let values = vec![
                ("bits", self.width().to_string()),
                ("padding", self.padding_bits().to_string()),
            ];
            Telling::Follows { clause: "packbits/element", element: None, values }
        });
    }

    /// The sequence, without the byte that counts its padding.
    fn sequence<'a>(&self, encoded: &'a [u8], told: &mut Told) -> Result<&'a [u8], CodecError> {
        let (sequence, count) = match self.padding {
            Padding::Nowhere => (encoded, None),
            Padding::First => (&encoded[1..], encoded.first()),
            Padding::Last => (&encoded[..encoded.len() - 1], encoded.last()),
        };
        let expected = self.padding_bits();
        if let Some(found) = count.filter(|found| usize::from(**found) != expected)
            && told.consult(303, &self.readings) == Letter::A
        {
            let reason = format!("the padding byte is {found}; expected {expected}");
            return Err(CodecError { clause: "packbits/padding-encoding", reason });
        }
        let is_set = |place: &usize| {
            let (byte, bit) = self.bit(*place);
            sequence[byte] & bit != 0
        };
        let padding = self.sequence_bits()..8 * self.sequence_bytes();
        if let Some(place) = padding.into_iter().find(is_set)
            && told.consult(304, &self.readings) == Letter::A
        {
            let reason = format!("bit {place} of the sequence is 1; expected 0, which pads it");
            return Err(CodecError { clause: "packbits/padding", reason });
        }
        Ok(sequence)
    }
}

impl Codec for Packbits {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let array = decoded.array().map_err(unfit)?;
        let Elements::Fixed { bytes, .. } = &array.elements else {
            return Err(unfit("elements of variable size; expected a fixed size"));
        };
        self.tell(told);
        let mut sequence = vec![0; self.sequence_bytes()];
        let component_bytes = self.data_type.component_bytes().unwrap_or(1);
        for (component, bytes) in bytes.chunks_exact(component_bytes).enumerate() {
            for bit in self.first..self.end {
                let (byte, mask) = self.bit(self.place(component, bit));
                if bytes[bit / 8] >> (bit % 8) & 1 == 1 {
                    sequence[byte] |= mask;
                }
            }
        }
        let padding = self.padding_bits() as u8;
        match self.padding {
            Padding::Nowhere => {}
            Padding::First => sequence.insert(0, padding),
            Padding::Last => sequence.push(padding),
        }
        Ok(Data::Bytes(sequence))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        self.encoded.check(encoded).map_err(|error| CodecError {
            clause: "core/codec-decoding",
            reason: error.to_string(),
        })?;
        self.tell(told);
        let sequence = self.sequence(encoded.bytes().map_err(unfit)?, told)?;
        let component_bytes = self.data_type.component_bytes().unwrap_or(1);
        let bits = self.data_type.component_bits().unwrap_or(8) as usize;
        let mut bytes = vec![0; self.components.saturating_mul(component_bytes)];
        for (component, bytes) in bytes.chunks_exact_mut(component_bytes).enumerate() {
            let mut is_set = false;
            for bit in self.first..bits {
                if bit < self.end {
                    let (byte, mask) = self.bit(self.place(component, bit));
                    is_set = sequence[byte] & mask != 0;
                } else {
                    // The last bit that is encoded is the sign.
                    is_set &= self.is_signed();
                }
                bytes[bit / 8] |= u8::from(is_set) << (bit % 8);
            }
        }
        let array = Array::fixed(self.data_type.clone(), self.shape.clone(), bytes);
        array.map(Data::Array).map_err(unfit)
    }
}
