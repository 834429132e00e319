//! Numbers as NumPy 2 computes with them: integers of 8 to 64 bits, which wrap, and the floats of IEEE 754 of 16 to 64
//! bits. What C leaves undefined has no value here.

use super::exact::Exact;
use super::gmp;
use super::operation::{Operator, Special, negated, special};
use crate::codec::rounding::Rounding;
use crate::data_type::scalar::from_json;
use crate::data_type::{Dyadic, Float, Kind, Real, Value};

/// Integers of both signs from the narrowest on, and floats.
const SIGNED: [&str; 4] = ["int8", "int16", "int32", "int64"];
const UNSIGNED: [&str; 4] = ["uint8", "uint16", "uint32", "uint64"];
const FLOATS: [&str; 3] = ["float16", "float32", "float64"];

/// A number in JSON, as Python reads it: an integer, or a float of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    Integer(i64),
    Float(u64),
}

/// Whether NumPy computes with the type.
pub fn is_number(real: Real) -> bool {
    [&SIGNED[..], &UNSIGNED, &FLOATS].concat().contains(&real.name())
}

fn named(name: &str) -> Real {
    Real::from_name(name).unwrap_or(Real::FLOAT64)
}

/// The type in which numbers of two types are computed (NumPy, "Data type promotion").
pub fn common(one: Real, other: Real) -> Real {
    let width = |real: Real| real.bytes().trailing_zeros() as usize;
    let is_signed = |real: Real| SIGNED.contains(&real.name());
    match (one.is_integer(), other.is_integer()) {
        (true, true) if is_signed(one) == is_signed(other) => {
            if one.bytes() < other.bytes() {
                other
            } else {
                one
            }
        }
        (true, true) => {
            let (signed, unsigned) = if is_signed(one) { (one, other) } else { (other, one) };
            let wider = width(signed).max(width(unsigned) + 1);
            SIGNED.get(wider).map_or(Real::FLOAT64, |name| named(name))
        }
        (false, false) => {
            if one.bytes() < other.bytes() {
                other
            } else {
                one
            }
        }
        (true, false) => common(named(FLOATS[width(one).min(2)]), other),
        (false, true) => common(other, one),
    }
}

/// A number as one of another type: integers wrap, floats are rounded to the nearest and then cut off if an integer is
/// wanted. `None` where the integer is out of range, or there is none.
pub fn cast(from: Real, to: Real, pattern: u64) -> Option<u64> {
    match (from.decode(pattern), to.kind()) {
        (Value::Finite(value), Kind::Integer(_)) => {
            let exact = Exact::from(value).round(0, Rounding::TowardsZero);
            let (least, most) = Exact::limits(to);
            let is_in = exact.compare(&least).is_ge() && exact.compare(&most).is_le();
            let integer = to_integer(&exact).filter(|_| is_in || from.is_integer())?;
            Some(integer as u64 & to.mask())
        }
        (Value::Infinity { .. } | Value::Nan, Kind::Integer(_)) => None,
        (Value::Finite(value), Kind::Float(float)) => Some(rounded(to, float, &value.into())),
        (Value::Infinity { negative }, Kind::Float(_)) => to.infinity(negative),
        (Value::Nan, Kind::Float(_)) => to.nan(),
    }
}

fn to_integer(exact: &Exact) -> Option<i128> {
    let magnitude = (exact.magnitude.clone() << u32::try_from(exact.exponent).ok()?).to_i128()?;
    Some(if exact.negative { -magnitude } else { magnitude })
}

/// The nearest float, ties to even; beyond the largest one infinity.
fn rounded(real: Real, float: &Float, exact: &Exact) -> u64 {
    let value = gmp::round(float, exact, false).value;
    let infinity = || real.infinity(value.negative).unwrap_or(0);
    real.encode(value).unwrap_or_else(infinity)
}

/// The nearest integer, ties to even, as a number of the same type.
pub fn nearest_integer(real: Real, pattern: u64) -> u64 {
    match (real.decode(pattern), real.kind()) {
        (Value::Finite(value), Kind::Float(float)) => {
            rounded(real, float, &Exact::from(value).round(0, Rounding::NearestEven))
        }
        _ => pattern,
    }
}

/// An operation in the arithmetic of a type. Integers are not divided.
pub fn operate(real: Real, left: u64, operator: Operator, right: u64) -> u64 {
    let float = match real.kind() {
        Kind::Float(float) => float,
        // What is dropped are multiples of 2^N, whatever the signs.
        Kind::Integer(_) => {
            return real.mask()
                & match operator {
                    Operator::Plus => left.wrapping_add(right),
                    Operator::Minus => left.wrapping_sub(right),
                    Operator::Times | Operator::Over => left.wrapping_mul(right),
                };
        }
    };
    let (left, right) = (real.decode(left), real.decode(right));
    let right = if operator == Operator::Minus { negated(right) } else { right };
    let held = match special(left, operator, right) {
        Special::Numbers(left, right) => {
            let (left, right) = (Exact::from(left), Exact::from(right));
            let exact = match operator {
                Operator::Minus | Operator::Plus => gmp::sum(&left, &right),
                Operator::Times => gmp::product(&left, &right),
                Operator::Over => gmp::quotient(&left, &right),
            };
            Some(rounded(real, float, &exact))
        }
        Special::Zero { negative } => real.encode(Dyadic { negative, magnitude: 0, exponent: 0 }),
        Special::Infinity { negative } | Special::DivisionByZero { negative } => {
            real.infinity(negative)
        }
        Special::Invalid | Special::Nan => real.nan(),
    };
    held.unwrap_or(0)
}

impl Literal {
    /// The number of a JSON text.
    pub fn read(json: &str) -> Option<Literal> {
        let is_integer = !json.is_empty() && json.bytes().all(|c| c.is_ascii_digit() || c == b'-');
        if is_integer {
            return json.parse().ok().map(Literal::Integer);
        }
        let is_number = json.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        from_json(Real::FLOAT64, json).ok().filter(|_| is_number).map(Literal::Float)
    }

    /// The type in which an array and this are computed: the array's, and float64 where the array has integers and this
    /// is a float.
    pub fn with(self, real: Real) -> Real {
        match self {
            Literal::Float(_) if real.is_integer() => Real::FLOAT64,
            _ => real,
        }
    }

    /// As a number of a type; `None` where it is an integer that the type lacks.
    pub fn of(self, real: Real) -> Option<u64> {
        match self {
            Literal::Float(pattern) => cast(Real::FLOAT64, real, pattern),
            Literal::Integer(integer) if real.is_integer() => {
                let pattern = integer as u64 & real.mask();
                (cast(real, Real::INT64, pattern) == Some(integer as u64)
                    && (integer >= 0 || SIGNED.contains(&real.name())))
                .then_some(pattern)
            }
            Literal::Integer(integer) => {
                let pattern = cast(Real::INT64, Real::FLOAT64, integer as u64)?;
                cast(Real::FLOAT64, real, pattern)
            }
        }
    }
}
