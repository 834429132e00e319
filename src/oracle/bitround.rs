//! `bitround`: the bits below the last that is kept are rounded away. Decoding changes nothing.

use std::cmp::Ordering;

use super::{BindError, Codec, Fields, Telling, Told};
use crate::chunk::{Array, CodecError, Data, Element, Elements, Form, Positions};
use crate::codec::bitround::DEFINITION;
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Float, Integer, Kind, Real, Value, pack, unpack};

struct Bitround {
    rounding: Bits,
    /// The type and the shape of what is decoded too.
    encoded: Form,
}

/// The rounding of one component.
struct Bits {
    component: Real,
    keep: u32,
    readings: Readings,
}

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
    let is_alias = fields.name() != DEFINITION.name && readings.of(209) == Letter::B;
    let undefined = || BindError::Form {
        found: form.to_string(),
        expected: "an array of a type that the codec is defined for".to_owned(),
        clause: if is_alias { "bitround/alias" } else { "bitround/data-types" },
    };
    let Form::Array { data_type, fill_value, .. } = form else { return Err(undefined()) };
    let component = component(data_type, is_alias).ok_or_else(undefined)?;
    let lowest = if readings.of(204) == Letter::A { 1 } else { 0 };
    let highest = match (readings.of(205), component.kind()) {
        (Letter::A, _) => i64::MAX,
        (_, Kind::Float(float)) => i64::from(float.mantissa_bits),
        (_, Kind::Integer(integer)) => i64::from(integer.bits),
    };
    let keep = fields.integer("keepbits", lowest..=highest, "bitround/keepbits")?;
    let keep = keep.ok_or_else(|| BindError::Missing {
        field: "keepbits",
        expected: "a number of bits".to_owned(),
        clause: "bitround/keepbits",
    })?;
    let keep = u32::try_from(keep).unwrap_or(u32::MAX);
    let rounding = Bits { component, keep, readings: *readings };
    let mut encoded = form.clone();
    if let (Form::Array { fill_value: encoded, .. }, Ok(Some(element))) = (&mut encoded, fill_value)
        && readings.of(210) == Letter::A
    {
        let told = &mut Told::nobody();
        let rounded = rounding.all(element.bytes(), told).map(|(bytes, _)| bytes);
        *encoded =
            rounded.and_then(|bytes| Element::new(data_type, bytes).map_err(unfit).map(Some));
    }
    Ok(Box::new(Bitround { rounding, encoded }))
}

/// The last is none that numcodecs has (SN-209).
const FLOATS: [&str; 4] = ["float16", "float32", "float64", "bfloat16"];

/// What is rounded: each of both components if complex, and times as int64 ("Supported data types").
fn component(data_type: &DataType, is_alias: bool) -> Option<Real> {
    let is_float = |real: &Real| FLOATS[..if is_alias { 3 } else { 4 }].contains(&real.name());
    match data_type {
        DataType::Real(real) if real.is_integer() => {
            Some(*real).filter(|real| real.bits() >= 8 && !is_alias)
        }
        DataType::Real(real) => Some(*real).filter(is_float),
        DataType::Complex(real) => Some(*real).filter(|real| is_float(real) && !is_alias),
        DataType::Time(_) if !is_alias => Real::from_name("int64").ok(),
        _ => None,
    }
}

fn unfit(error: impl ToString) -> CodecError {
    CodecError { clause: "bitround/data-types", reason: error.to_string() }
}

impl Bits {
    /// All components, and the positions of those where any NaN is right.
    fn all(&self, bytes: &[u8], told: &mut Told) -> Result<(Vec<u8>, Positions), CodecError> {
        let mut rounded = Vec::with_capacity(bytes.len() / self.component.bytes());
        for (at, pattern) in (0..).zip(unpack(self.component, bytes)) {
            let value = self.round(pattern, told).map_err(|clause| {
                let value = self.component.value_to_text(pattern);
                let (keep, component) = (self.keep, self.component);
                let reason =
                    format!("number {at}: {value} in {keep} bits is out of range for {component}");
                CodecError { clause, reason }
            })?;
            told.step(|| self.step(at, pattern, value));
            rounded.push(value);
        }
        let is_nan = |pattern| self.component.is_nan(pattern);
        let any_nan =
            (0..).zip(&rounded).filter(|(_, pattern)| is_nan(**pattern)).map(|(at, _)| at);
        let any_nan = any_nan.filter(|_| self.readings.of(203) == Letter::A).collect();
        Ok((pack(self.component, rounded), any_nan))
    }

    fn step(&self, at: u64, pattern: u64, rounded: u64) -> Telling {
        let text = |pattern| self.component.value_to_text(pattern);
        let is_integer = self.component.is_integer();
        let clause = if is_integer { "bitround/integers" } else { "bitround/floats" };
        let values = vec![("value", text(pattern)), ("rounded", text(rounded))];
        Telling::Follows { clause, element: Some(at), values }
    }

    fn round(&self, pattern: u64, told: &mut Told) -> Result<u64, &'static str> {
        match self.component.kind() {
            Kind::Float(float) => Ok(self.float(float, pattern, told)),
            Kind::Integer(integer) => self.integer(integer, pattern, told),
        }
    }

    /// Below the sign, a carry out of the mantissa is one into the exponent.
    fn float(&self, float: &Float, pattern: u64, told: &mut Told) -> u64 {
        let Some(drop) = float.mantissa_bits.checked_sub(self.keep).filter(|drop| *drop > 0) else {
            return pattern;
        };
        match self.component.decode(pattern) {
            Value::Infinity { .. } => return pattern,
            Value::Nan if told.consult(203, &self.readings) == Letter::A => return pattern,
            _ => {}
        }
        let sign = 1 << (float.bits - 1);
        let magnitude = u128::from(pattern & (sign - 1));
        let is_odd = match (self.keep, self.readings.of(204)) {
            // The kept bit is the hidden one, which subnormal values lack.
            (0, Letter::C) => magnitude >> float.mantissa_bits != 0,
            _ => magnitude >> drop & 1 == 1,
        };
        let cut = magnitude >> drop << drop;
        let rounded = self.nearest(magnitude, drop, is_odd, told);
        let exponent = |magnitude: u128| magnitude >> float.mantissa_bits;
        let carries = exponent(rounded) != exponent(cut) && !self.component.is_nan(pattern);
        let to_infinity = (exponent(rounded) + 1) >> float.exponent_bits != 0;
        let rounded = match carries.then(|| told.consult(202, &self.readings)) {
            Some(Letter::B) => cut,
            Some(Letter::C) if to_infinity => cut,
            _ => rounded,
        };
        // Only a NaN carries into the sign (SN-203=B).
        (pattern & sign).wrapping_add(rounded as u64) & self.component.mask()
    }

    fn integer(
        &self,
        integer: &Integer,
        pattern: u64,
        told: &mut Told,
    ) -> Result<u64, &'static str> {
        let mask = self.component.mask();
        let negative = integer.signed && pattern >> (integer.bits - 1) == 1;
        let by_magnitude = negative && told.consult(208, &self.readings) == Letter::B;
        let magnitude = if by_magnitude { pattern.wrapping_neg() & mask } else { pattern };
        let bits = u64::BITS - magnitude.leading_zeros();
        let Some(drop) = bits.checked_sub(self.keep).filter(|drop| *drop > 0) else {
            return Ok(pattern);
        };
        let magnitude = u128::from(magnitude);
        let mut rounded = self.nearest(magnitude, drop, magnitude >> drop & 1 == 1, told);
        let (limit, note) = match integer.signed && !negative {
            true => (mask >> 1, 207),
            false => (mask, 206),
        };
        if rounded > u128::from(limit) {
            match told.consult(note, &self.readings) {
                Letter::A => rounded = magnitude >> drop << drop,
                Letter::B => return Err("bitround/integers"),
                _ => {}
            }
        }
        let rounded = rounded as u64;
        Ok(if by_magnitude { rounded.wrapping_neg() } else { rounded } & mask)
    }

    /// The multiple of `2^drop` that is nearest.
    fn nearest(&self, magnitude: u128, drop: u32, is_odd: bool, told: &mut Told) -> u128 {
        let cut = magnitude >> drop << drop;
        if cut == magnitude {
            return cut;
        }
        let up =
            match (told.consult(201, &self.readings), (magnitude - cut).cmp(&(1 << (drop - 1)))) {
                (Letter::C, _) | (_, Ordering::Less) => false,
                (_, Ordering::Greater) => true,
                (letter, Ordering::Equal) => is_odd || letter == Letter::B,
            };
        cut + (u128::from(up) << drop)
    }
}

impl Codec for Bitround {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        self.encoded.check(decoded).map_err(unfit)?;
        let Array { data_type, shape, elements } = decoded.array().map_err(unfit)?;
        let Elements::Fixed { bytes, .. } = elements else { return Err(unfit(decoded)) };
        let (bytes, any_nan) = self.rounding.all(bytes, told)?;
        let elements = Elements::Fixed { bytes, any_nan };
        let array = Array::new(data_type.clone(), shape.clone(), elements);
        array.map(Data::Array).map_err(unfit)
    }

    fn decode(&self, encoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        self.encoded.check(encoded).map_err(unfit)?;
        Ok(encoded.clone())
    }
}
