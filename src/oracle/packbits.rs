//! `packbits`: the bits of all components as one sequence, eight to a byte.

use super::{BindError, Codec, Fields, Telling, Told};
use crate::chunk::{Array, CodecError, Data, Elements, Form, element_count};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Kind};

struct Packbits {
    data_type: DataType,
    shape: Vec<u64>,
    /// The bits of a component, of which the ones from `first` to `last` are encoded.
    width: usize,
    first: usize,
    last: usize,
    /// How many bits of all elements are encoded.
    bits: usize,
    padding_encoding: PaddingEncoding,
    encoded: Form,
    readings: Readings,
}

/// Where the number of padding bits is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PaddingEncoding {
    None,
    FirstByte,
    LastByte,
}

/// What the text calls the fields and two of the words, and what the schema calls them (SN-302).
const SPELLINGS: [[&str; 4]; 2] = [
    ["first_bit", "last_bit", "first_byte", "last_byte"],
    ["start_bit", "end_bit", "start_byte", "end_byte"],
];

/// The floats of the list, which are the components of its complex types too.
const FLOATS: [&str; 6] =
    ["float4_e2m1fn", "float6_e2m3fn", "float6_e3m2fn", "float32", "float64", "bfloat16"];

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
    let undefined = || BindError::undefined(form, "packbits/data-types");
    let Form::Array { data_type, shape, .. } = form else { return Err(undefined()) };
    let width = data_type.component_bits().filter(|_| is_defined(data_type, readings));
    let width = width.ok_or_else(undefined)? as usize;
    let spellings = match readings.of(302) {
        Letter::A => &SPELLINGS[..1],
        Letter::B => &SPELLINGS[1..],
        _ => &SPELLINGS,
    };
    let words = spellings.iter().flat_map(|[.., first, last]| {
        [(*first, PaddingEncoding::FirstByte), (*last, PaddingEncoding::LastByte)]
    });
    let words: Vec<_> = words.chain([("none", PaddingEncoding::None)]).collect();
    let padding_encoding = fields.word("padding_encoding", &words, "packbits/padding-encoding")?;
    let padding_encoding = padding_encoding.unwrap_or(PaddingEncoding::None);
    let mut bit = |at: usize, clause| {
        for names in spellings {
            let range = 0..=width as i64 - 1;
            if let Some(bit) = fields.integer_or_null(names[at], range, clause)? {
                return Ok(usize::try_from(bit).ok());
            }
        }
        Ok::<_, BindError>(None)
    };
    let first = bit(0, "packbits/first-bit")?.unwrap_or(0);
    let last = bit(1, "packbits/last-bit")?.unwrap_or(width - 1);
    if last < first {
        return Err(BindError::Refused {
            reason: format!("the last bit is {last}; expected {first} at least, the first bit"),
            clause: "packbits/last-bit-order",
        });
    }
    let uncounted = |found: String| BindError::Form {
        found,
        expected: "a shape whose bits can be counted".to_owned(),
        clause: "core/codec-representation",
    };
    let count = element_count(shape).map_err(|error| uncounted(error.to_string()))?;
    let of_element = data_type.components() as usize * (last - first + 1);
    let bits = count.checked_mul(of_element);
    let bits = bits.ok_or_else(|| uncounted(format!("the shape {shape:?}")))?;
    let length = bits.div_ceil(8) + usize::from(padding_encoding != PaddingEncoding::None);
    let item_size = data_type.bytes().and_then(|bytes| u32::try_from(bytes).ok());
    let item_size = item_size.unwrap_or(u32::MAX);
    Ok(Box::new(Packbits {
        data_type: data_type.clone(),
        shape: shape.clone(),
        width,
        first,
        last,
        bits,
        padding_encoding,
        encoded: Form::Bytes { length: Some(length as u64), item_size },
        readings: *readings,
    }))
}

/// The types of the list, and times, whose pages have them wherever int64 is supported.
fn is_defined(data_type: &DataType, readings: &Readings) -> bool {
    match data_type {
        DataType::Real(real) | DataType::Complex(real) => {
            let is_listed = real.is_integer() || FLOATS.contains(&real.name());
            is_listed || readings.of(303) == Letter::A
        }
        DataType::Raw(_) => readings.of(304) == Letter::B,
        DataType::Bool | DataType::Time(_) => true,
        _ => false,
    }
}

fn unfit(error: impl ToString) -> CodecError {
    CodecError { clause: "packbits/bytes", reason: error.to_string() }
}

impl Codec for Packbits {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let Array { elements, .. } = decoded.array().map_err(unfit)?;
        let Elements::Fixed { bytes, .. } = elements else { return Err(unfit(decoded)) };
        let [bytes_from_top, components_from_top] = self.order(told);
        let mut sequence = Vec::with_capacity(self.bits);
        for (at, component) in (0..).zip(bytes.chunks_exact(self.width.div_ceil(8))) {
            let mut kept = self.kept(at, component, told)?;
            told.step(|| self.step("packbits/extracted", at, &kept));
            if components_from_top {
                kept.reverse();
            }
            sequence.append(&mut kept);
        }
        let padding = self.padding();
        sequence.resize(sequence.len() + usize::from(padding), false);
        let mut bytes = bytes_of(&sequence, bytes_from_top);
        match self.padding_encoding {
            PaddingEncoding::None => {}
            PaddingEncoding::FirstByte => bytes.insert(0, padding),
            PaddingEncoding::LastByte => bytes.push(padding),
        }
        Ok(Data::Bytes(bytes))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let bytes = encoded.bytes().map_err(unfit)?;
        let sequence = self.sequence(bytes, told)?;
        let [bytes_from_top, components_from_top] = self.order(told);
        let bits = bits_of(sequence, bytes_from_top);
        let (bits, padding) = bits.split_at(self.bits);
        if padding.contains(&true) && told.consult(308, &self.readings) == Letter::B {
            let reason = "a padding bit is 1; expected 0".to_owned();
            return Err(CodecError { clause: "packbits/padding", reason });
        }
        let mut elements = Vec::new();
        for (at, bits) in (0..).zip(bits.chunks(self.last - self.first + 1)) {
            let mut kept = bits.to_vec();
            if components_from_top {
                kept.reverse();
            }
            told.step(|| self.step("packbits/extended", at, &kept));
            elements.append(&mut bytes_of(&self.extended(&kept, told), false));
        }
        let array = Array::fixed(self.data_type.clone(), self.shape.clone(), elements);
        Ok(Data::Array(array.map_err(unfit)?))
    }
}

impl Packbits {
    /// Whether bytes, and components, begin with their most significant bit.
    fn order(&self, told: &mut Told) -> [bool; 2] {
        let is_numcodecs =
            self.data_type == DataType::Bool && self.padding_encoding == PaddingEncoding::FirstByte;
        match told.consult(301, &self.readings) {
            Letter::B => [true, false],
            Letter::C => [true, true],
            Letter::D => [is_numcodecs, false],
            _ => [false, false],
        }
    }

    /// The number of padding bits.
    fn padding(&self) -> u8 {
        (8 - (self.bits % 8) as u8) % 8
    }

    /// The bits of a component that are encoded, the least significant one first.
    fn kept(&self, at: u64, component: &[u8], told: &mut Told) -> Result<Vec<bool>, CodecError> {
        if let (DataType::Bool, [byte @ 2..=u8::MAX]) = (&self.data_type, component) {
            let found = format!("element {at} is {byte:#04x}");
            return Err(unfit(format!("{found}; expected 0x00 or 0x01 for bool")));
        }
        // Bits above a type of less than a byte are free.
        let all = &bits_of(component, false)[..self.width];
        let kept = all[self.first..=self.last].to_vec();
        if self.extended(&kept, told) != all && told.consult(306, &self.readings) == Letter::B {
            let expected = format!("a value that bits {} to {} hold", self.first, self.last);
            let reason = format!("number {at} does not decode to itself; expected {expected}");
            return Err(CodecError { clause: "packbits/extracted", reason });
        }
        Ok(kept)
    }

    /// All bits of a component, from those that were encoded.
    fn extended(&self, kept: &[bool], told: &mut Told) -> Vec<bool> {
        let mut bits = vec![false; self.first];
        bits.extend(kept);
        let is_negative = kept.last() == Some(&true) && self.last + 1 < self.width;
        bits.resize(self.width, is_negative && self.is_signed(told));
        bits
    }

    fn is_signed(&self, told: &mut Told) -> bool {
        match self.data_type {
            DataType::Real(real) => matches!(real.kind(), Kind::Integer(integer) if integer.signed),
            DataType::Time(_) => told.consult(305, &self.readings) == Letter::A,
            _ => false,
        }
    }

    /// The bytes of the sequence, without the one that counts padding bits.
    fn sequence<'a>(&self, bytes: &'a [u8], told: &mut Told) -> Result<&'a [u8], CodecError> {
        let length = self.bits.div_ceil(8);
        let counted = usize::from(self.padding_encoding != PaddingEncoding::None);
        let (found, expected) = (bytes.len(), length + counted);
        let is_too_long = found > expected && told.consult(309, &self.readings) == Letter::A;
        if found < expected || is_too_long {
            return Err(unfit(format!("{found} bytes; expected {expected}")));
        }
        let (count, sequence) = match self.padding_encoding {
            PaddingEncoding::None => (None, bytes),
            PaddingEncoding::FirstByte => (bytes.first(), &bytes[1..]),
            PaddingEncoding::LastByte => (bytes.last(), bytes),
        };
        let padding = self.padding();
        let wrong = count.filter(|count| **count != padding);
        if let Some(count) = wrong.filter(|_| told.consult(307, &self.readings) == Letter::A) {
            let reason = format!("{count} padding bits; expected {padding}");
            return Err(CodecError { clause: "packbits/padding-byte", reason });
        }
        Ok(&sequence[..length])
    }

    /// What is told of the bits of a component, the most significant one first.
    fn step(&self, clause: &'static str, at: u64, kept: &[bool]) -> Telling {
        let digits = kept.iter().rev().map(|bit| if *bit { '1' } else { '0' });
        let values = vec![("bits", format!("0b{}", digits.collect::<String>()))];
        Telling::Follows { clause, element: Some(at / self.data_type.components()), values }
    }
}

fn bits_of(bytes: &[u8], from_top: bool) -> Vec<bool> {
    let bits = |byte: &u8| {
        let byte = if from_top { byte.reverse_bits() } else { *byte };
        (0..8).map(move |at| byte >> at & 1 == 1)
    };
    bytes.iter().flat_map(bits).collect()
}

fn bytes_of(bits: &[bool], from_top: bool) -> Vec<u8> {
    let byte = |bits: &[bool]| {
        let byte = bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        if from_top { byte.reverse_bits() } else { byte }
    };
    bits.chunks(8).map(byte).collect()
}
