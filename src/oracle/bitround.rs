//! `bitround`: the bits below the last that is kept are rounded away. Decoding changes nothing.

use std::cmp::Ordering;

use super::components::{Components, Componentwise, Each};
use super::{BindError, Bound, Fields, Telling, Told};
use crate::chunk::{CodecError, Form};
use crate::codec::bitround::{DEFINITION, is_listed};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Float, Integer, Kind, Real, Value};

struct Bitround {
    real: Real,
    keep: u32,
    readings: Readings,
}

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where the configuration is not acceptable, or the codec is not defined for the type.
pub fn bind(fields: &mut Fields, form: &Form, readings: &Readings) -> Bound {
    let is_alias = fields.name() != DEFINITION.name && readings.of(209) == Letter::B;
    let clause = if is_alias { "bitround/alias" } else { "bitround/data-types" };
    let real = form.data_type().and_then(|data_type| component(data_type, is_alias));
    let real = real.ok_or_else(|| BindError::undefined(form, clause))?;
    let least = i64::from(readings.of(204) == Letter::A);
    let most = if readings.of(205) == Letter::A { i64::MAX } else { i64::from(real.digits()) };
    let keep = fields.number("keepbits", least..=most, "a number of bits", "bitround/keepbits")?;
    let keep = u32::try_from(keep).unwrap_or(u32::MAX);
    let any_nan = readings.of(203) == Letter::A;
    let components = Components { real, any_nan, clause: "bitround/data-types" };
    let codec = Bitround { real, keep, readings: *readings };
    let encoded = match readings.of(210) {
        Letter::A => components.form(form, |at, one| codec.encode(at, one, &mut Told::nobody())),
        _ => form.clone(),
    };
    Ok(Box::new(Each { components, encoded, codec }))
}

/// What is rounded: each of both components if complex, and times as int64 ("Supported data types").
fn component(data_type: &DataType, is_alias: bool) -> Option<Real> {
    let real = match data_type {
        DataType::Real(real) | DataType::Complex(real) => Some(*real).filter(is_listed)?,
        DataType::Time(_) => Real::INT64,
        _ => return None,
    };
    let is_in_numcodecs = ["float16", "float32", "float64"].contains(&&*data_type.name());
    Some(real).filter(|_| !is_alias || is_in_numcodecs)
}

impl Componentwise for Bitround {
    const DECODES_AS_IT_IS: bool = true;

    fn encode(&self, at: u64, pattern: u64, told: &mut Told) -> Result<u64, CodecError> {
        let real = self.real;
        let text = |pattern| real.value_to_text(pattern);
        let (rounded, clause) = match real.kind() {
            Kind::Float(float) => (Some(self.float(float, pattern, told)), "bitround/floats"),
            Kind::Integer(one) => (self.integer(one, pattern, told), "bitround/integers"),
        };
        let rounded = rounded.ok_or_else(|| {
            let (value, keep) = (text(pattern), self.keep);
            let reason = format!("number {at}: {value} in {keep} bits is out of range for {real}");
            CodecError { clause, reason }
        })?;
        let values = || vec![("value", text(pattern)), ("rounded", text(rounded))];
        told.step(|| Telling::Follows { clause, element: Some(at), values: values() });
        Ok(rounded)
    }
}

impl Bitround {
    /// Below the sign, a carry out of the mantissa is one into the exponent.
    fn float(&self, float: &Float, pattern: u64, told: &mut Told) -> u64 {
        let real = self.real;
        let Some(drop) = float.mantissa_bits.checked_sub(self.keep).filter(|drop| *drop > 0) else {
            return pattern;
        };
        match real.decode(pattern) {
            Value::Infinity { .. } => return pattern,
            Value::Nan if told.consult(203, &self.readings) == Letter::A => return pattern,
            _ => {}
        }
        let sign = pattern & 1 << (float.bits - 1);
        let magnitude = u128::from(pattern ^ sign);
        let is_odd = match (self.keep, self.readings.of(204)) {
            // The kept bit is the hidden one, which subnormal values lack.
            (0, Letter::C) => magnitude >> float.mantissa_bits != 0,
            _ => magnitude >> drop & 1 == 1,
        };
        let (cut, rounded) = self.nearest(magnitude, drop, is_odd, told);
        let exponent = |magnitude: u128| magnitude >> float.mantissa_bits;
        let carries = exponent(rounded) != exponent(cut) && !real.is_nan(pattern);
        let to_infinity = (exponent(rounded) + 1) >> float.exponent_bits != 0;
        let rounded = match carries.then(|| told.consult(202, &self.readings)) {
            Some(Letter::B) => cut,
            Some(Letter::C) if to_infinity => cut,
            _ => rounded,
        };
        // Only a NaN carries into the sign (SN-203=B).
        sign.wrapping_add(rounded as u64) & real.mask()
    }

    fn integer(&self, integer: &Integer, pattern: u64, told: &mut Told) -> Option<u64> {
        let mask = self.real.mask();
        let negative = integer.signed && pattern >> (integer.bits - 1) == 1;
        let by_magnitude = negative && told.consult(208, &self.readings) == Letter::B;
        let magnitude = if by_magnitude { pattern.wrapping_neg() & mask } else { pattern };
        let bits = u64::BITS - magnitude.leading_zeros();
        let Some(drop) = bits.checked_sub(self.keep).filter(|drop| *drop > 0) else {
            return Some(pattern);
        };
        let magnitude = u128::from(magnitude);
        let is_odd = magnitude >> drop & 1 == 1;
        let (cut, mut rounded) = self.nearest(magnitude, drop, is_odd, told);
        let (limit, note) =
            if integer.signed && !negative { (mask >> 1, 207) } else { (mask, 206) };
        if rounded > u128::from(limit) {
            match told.consult(note, &self.readings) {
                Letter::A => rounded = cut,
                Letter::B => return None,
                _ => {}
            }
        }
        let rounded = rounded as u64;
        Some(if by_magnitude { rounded.wrapping_neg() } else { rounded } & mask)
    }

    /// The multiples of `2^drop` that are next below and nearest.
    fn nearest(&self, magnitude: u128, drop: u32, is_odd: bool, told: &mut Told) -> (u128, u128) {
        let cut = magnitude >> drop << drop;
        if cut == magnitude {
            return (cut, cut);
        }
        let to_half = (magnitude - cut).cmp(&(1 << (drop - 1)));
        let up = match (told.consult(201, &self.readings), to_half) {
            (Letter::C, _) | (_, Ordering::Less) => false,
            (_, Ordering::Greater) => true,
            (letter, Ordering::Equal) => is_odd || letter == Letter::B,
        };
        (cut, cut + (u128::from(up) << drop))
    }
}
