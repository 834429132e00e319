//! `bytes`: each element in its binary representation.

use super::{BindError, Codec, Fields, Told};
use crate::chunk::{Array, ByteOrder, CodecError, Data, Elements, Form, element_count};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Kind, Real};

struct Bytes {
    data_type: DataType,
    shape: Vec<u64>,
    /// The bytes of each piece that is written the other way round, or 1.
    reversed: usize,
    encoded: Form,
    readings: Readings,
}

const WORDS: [(&str, ByteOrder); 2] = [("little", ByteOrder::Little), ("big", ByteOrder::Big)];

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where the configuration is not acceptable, or the elements have no fixed size.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let Form::Array { data_type, shape, byte_order, .. } = form else {
        return Err(not_bound(form));
    };
    let Some(width) = data_type.bytes() else { return Err(not_bound(form)) };
    let piece = piece(data_type, readings);
    let endian = fields.word("endian", &WORDS, "bytes/endian-values")?;
    if endian.is_none() && piece > 1 && readings.of(402) == Letter::A {
        return Err(BindError::Missing {
            field: "endian",
            expected: format!("\"little\" or \"big\" for {data_type}"),
            clause: "bytes/endian-required",
        });
    }
    let count = element_count(shape).map_err(|error| BindError::Form {
        found: error.to_string(),
        expected: "a shape whose elements can be counted".to_owned(),
        clause: "core/codec-representation",
    })?;
    Ok(Box::new(Bytes {
        reversed: match endian.unwrap_or(*byte_order) {
            ByteOrder::Little => 1,
            ByteOrder::Big => piece,
        },
        encoded: Form::Bytes {
            length: Some((count as u64).saturating_mul(width as u64)),
            item_size: u32::try_from(width).unwrap_or(u32::MAX),
        },
        data_type: data_type.clone(),
        shape: shape.clone(),
        readings: *readings,
    }))
}

fn not_bound(form: &Form) -> BindError {
    BindError::Form {
        found: form.to_string(),
        expected: "an array of a data type of fixed size".to_owned(),
        clause: "bytes/fixed-size",
    }
}

/// The bytes of what endianness applies to: a component, but not raw bits (SN-403).
fn piece(data_type: &DataType, readings: &Readings) -> usize {
    match data_type {
        DataType::Raw(_) if readings.of(403) == Letter::A => 1,
        _ => data_type.component_bytes().unwrap_or(1),
    }
}

impl Codec for Bytes {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let array = decoded.array().map_err(unfit)?;
        let Elements::Fixed { bytes, .. } = &array.elements else {
            return Err(unfit(format!("{decoded}; expected elements of a fixed size")));
        };
        let mut bytes = bytes.clone();
        if let Some(real) = narrow(&self.data_type) {
            self.fill_upper_bits(real, &mut bytes, told);
        }
        if self.data_type == DataType::Bool {
            self.take_for_bools(&mut bytes, told)?;
        }
        self.swap(&mut bytes);
        Ok(Data::Bytes(bytes))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let mut bytes = encoded.bytes().map_err(unfit)?.to_vec();
        self.swap(&mut bytes);
        if let Some(real) = narrow(&self.data_type) {
            // "The upper […] bits are ignored" (the pages of these types).
            bytes.iter_mut().for_each(|byte| *byte &= mask(real));
        }
        if self.data_type == DataType::Bool {
            self.take_for_bools(&mut bytes, told)?;
        }
        let array = Array::fixed(self.data_type.clone(), self.shape.clone(), bytes);
        Ok(Data::Array(array.map_err(unfit)?))
    }

    /// The upper bits of a byte are arbitrary where less than a byte is written (SN-404).
    fn is_encoding(&self, encoded: &Data, decoded: &Data) -> Result<bool, CodecError> {
        let own = self.encode(decoded, &mut Told::nobody())?;
        let (own, encoded) = (own.bytes().map_err(unfit)?, encoded.bytes().map_err(unfit)?);
        let mask = narrow(&self.data_type).map_or(u8::MAX, mask);
        let counted = |bytes: &[u8]| bytes.iter().map(|byte| byte & mask).collect::<Vec<_>>();
        Ok(counted(own) == counted(encoded))
    }
}

impl Bytes {
    fn swap(&self, bytes: &mut [u8]) {
        if self.reversed > 1 {
            bytes.chunks_exact_mut(self.reversed).for_each(<[u8]>::reverse);
        }
    }

    /// The upper bits of a byte are free where less than a byte is written (SN-404).
    fn fill_upper_bits(&self, real: Real, bytes: &mut [u8], told: &mut Told) {
        let is_signed = matches!(real.kind(), Kind::Integer(integer) if integer.signed);
        let is_copied = is_signed && told.consult(404, &self.readings) == Letter::B;
        for byte in bytes {
            let is_negative = *byte & sign(real) != 0;
            *byte &= mask(real);
            if is_copied && is_negative {
                *byte |= !mask(real);
            }
        }
    }

    fn take_for_bools(&self, bytes: &mut [u8], told: &mut Told) -> Result<(), CodecError> {
        let Some(at) = bytes.iter().position(|byte| *byte > 1) else { return Ok(()) };
        match told.consult(401, &self.readings) {
            Letter::A => Err(CodecError {
                clause: "bytes/bool",
                reason: format!(
                    "element {at} is {:#04x}; expected 0x00 or 0x01 for bool",
                    bytes[at]
                ),
            }),
            Letter::B => {
                bytes.iter_mut().for_each(|byte| *byte = u8::from(*byte != 0));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn unfit(error: impl ToString) -> CodecError {
    CodecError { clause: "bytes/representation", reason: error.to_string() }
}

/// The type of the components, where they take less than the byte that each is written in.
fn narrow(data_type: &DataType) -> Option<Real> {
    match data_type {
        DataType::Real(real) | DataType::Complex(real) => {
            Some(*real).filter(|real| real.bits() < 8)
        }
        _ => None,
    }
}

/// The bits of a type of less than a byte.
fn mask(real: Real) -> u8 {
    real.mask() as u8
}

/// Of a type of less than a byte.
fn sign(real: Real) -> u8 {
    1 << (real.bits() - 1)
}
