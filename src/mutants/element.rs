//! One element to cast, and the steps of a cast from which a defect takes what it leaves right.

use std::cmp::Ordering;

use rug::Integer;

use super::place::{Place, With};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::{self, Grade, Readings};
use crate::data_type::{Float, Kind, Real, Value};
use crate::oracle::cast_value::Cast;
use crate::oracle::exact::Exact;
use crate::vectors::Outcome;

/// Two types, and all that is worth computing once for them.
pub struct Pair {
    pub from: Real,
    pub to: Real,
    min: Exact,
    max: Exact,
    /// By rounding, then by range rule.
    casts: Vec<Cast>,
}

/// One element, and the place in which the mutant is wrong.
pub struct Element<'a> {
    pub pair: &'a Pair,
    pub place: &'a Place,
    pub rounding: Rounding,
    pub out_of_range: OutOfRange,
    pub input: u64,
}

impl Pair {
    pub fn new(from: Real, to: Real) -> Pair {
        let (min, max) = Exact::limits(to);
        let cast = |rounding| {
            OutOfRange::ALL.map(move |out_of_range| Cast::new(from, to, rounding, out_of_range))
        };
        let casts = Rounding::ALL.into_iter().flat_map(cast).collect();
        Pair { from, to, min, max, casts }
    }

    /// What is right.
    pub fn right(&self, rounding: Rounding, out_of_range: OutOfRange, input: u64) -> Option<u64> {
        let at = rounding as usize * OutOfRange::ALL.len() + out_of_range as usize;
        self.casts[at].apply(input).ok()
    }

    /// The outcome that a result is.
    pub fn outcome(&self, result: Option<u64>) -> Outcome {
        result.map_or(Outcome::Error, |pattern| Outcome::of_pattern(self.to, pattern))
    }

    /// Whether a result other than the right one is that of another reading which is accepted.
    pub fn accepts(&self, element: &Element, result: Option<u64>) -> bool {
        let Element { rounding, out_of_range, input, .. } = *element;
        let advisory = notes::of_casts().filter(|note| note.grade == Grade::Advisory);
        let readings = advisory.flat_map(|note| {
            let others = note.lettered().skip(1);
            others.filter_map(|(letter, _)| Readings::stand().with(note, letter).ok())
        });
        let outcome = self.outcome(result);
        readings.into_iter().any(|readings| {
            let cast = Cast::with_readings(self.from, self.to, rounding, out_of_range, readings);
            self.outcome(cast.apply(input).ok()) == outcome
        })
    }
}

impl Element<'_> {
    /// What is right.
    pub fn right(&self) -> Option<u64> {
        self.right_of(self.input)
    }

    /// What is right for another input.
    pub fn right_of(&self, input: u64) -> Option<u64> {
        self.pair.right(self.rounding, self.out_of_range, input)
    }

    /// What is right in another mode.
    pub fn right_in(&self, rounding: Rounding) -> Option<u64> {
        self.pair.right(rounding, self.out_of_range, self.input)
    }

    /// What is right under another range rule.
    pub fn right_by(&self, out_of_range: OutOfRange) -> Option<u64> {
        self.pair.right(self.rounding, out_of_range, self.input)
    }

    pub fn from(&self) -> Real {
        self.pair.from
    }

    pub fn to(&self) -> Real {
        self.pair.to
    }

    pub fn value(&self) -> Value {
        self.pair.from.decode(self.input)
    }

    /// The value, if it is finite and not zero.
    pub fn number(&self) -> Option<Exact> {
        Exact::of_pattern(self.pair.from, self.input).filter(|value| !value.is_zero())
    }

    pub fn is_negative(&self) -> bool {
        match self.value() {
            Value::Finite(value) => value.negative,
            Value::Infinity { negative } => negative,
            Value::Nan => false,
        }
    }

    /// The type that is the defect's parameter.
    pub fn via(&self) -> Real {
        match self.place.with {
            With::Type(data_type) => data_type,
            _ => self.pair.from,
        }
    }

    /// The number that is the defect's parameter.
    pub fn number_with(&self) -> i32 {
        match self.place.with {
            With::Number(number) => number,
            _ => 0,
        }
    }

    /// The exponent of the target's last place around a value.
    pub fn grid(&self, value: &Exact) -> i32 {
        grid(self.pair.to, value)
    }

    /// A value rounded as is right.
    pub fn rounded(&self, value: &Exact) -> Exact {
        value.round(self.grid(value), self.rounding)
    }

    /// What is right but for rounding: `round` is given the value and its grid.
    pub fn rounding_by(&self, round: impl FnOnce(&Exact, i32) -> Exact) -> Option<u64> {
        match self.number() {
            Some(value) => self.settle(&round(&value, self.grid(&value))),
            None => self.right(),
        }
    }

    /// What is right if the source's value were another one.
    pub fn right_for(&self, value: &Exact) -> Option<u64> {
        self.settle(&self.rounded(value))
    }

    /// The range rule and the pattern for a rounded value.
    pub fn settle(&self, rounded: &Exact) -> Option<u64> {
        match self.end_passed(rounded) {
            None => self.encode(rounded),
            Some(low) => self.outside(rounded, low),
        }
    }

    /// Whether a value lies beyond the range, and if so, whether below it.
    pub fn end_passed(&self, value: &Exact) -> Option<bool> {
        let lacks_zero = matches!(self.pair.to.kind(), Kind::Float(Float { zero: false, .. }));
        if value.is_zero() && !lacks_zero {
            None
        } else if value.compare(&self.pair.max) == Ordering::Greater {
            Some(false)
        } else if value.compare(&self.pair.min) == Ordering::Less {
            Some(true)
        } else {
            None
        }
    }

    /// What the range rule makes of a value beyond the range.
    pub fn outside(&self, rounded: &Exact, low: bool) -> Option<u64> {
        match self.out_of_range {
            OutOfRange::Unset => None,
            OutOfRange::Clamp => {
                Some(self.to().infinity(low).unwrap_or_else(|| self.to().limit(low)))
            }
            OutOfRange::Wrap => self.residue(rounded),
        }
    }

    /// The pattern congruent to a rounded value, if the target is an integer.
    pub fn residue(&self, rounded: &Exact) -> Option<u64> {
        self.to().is_integer().then(|| self.low_bits(&signed(rounded)))
    }

    /// The low bits of an integer in two's complement.
    pub fn low_bits(&self, value: &Integer) -> u64 {
        value.to_u64_wrapping() & self.to().mask()
    }

    /// The pattern of a value that the target has.
    pub fn encode(&self, value: &Exact) -> Option<u64> {
        value.to_dyadic().and_then(|value| self.to().encode(value))
    }

    /// The end of the range, as a value.
    pub fn limit(&self, low: bool) -> &Exact {
        if low { &self.pair.min } else { &self.pair.max }
    }
}

/// The exponent of the last place of a type around a value.
pub fn grid(data_type: Real, value: &Exact) -> i32 {
    match data_type.kind() {
        Kind::Float(float) if !value.is_zero() => value.grid(float),
        _ => 0,
    }
}

/// The whole number that a rounded value is, with its sign.
pub fn signed(rounded: &Exact) -> Integer {
    let magnitude = match u32::try_from(rounded.exponent) {
        Ok(shift) => Integer::from(&rounded.magnitude << shift),
        Err(_) => Integer::from(&rounded.magnitude >> rounded.exponent.unsigned_abs()),
    };
    if rounded.negative { -magnitude } else { magnitude }
}

/// A whole number as a value.
pub fn whole(value: Integer) -> Exact {
    Exact { negative: value.is_negative(), magnitude: value.abs(), exponent: 0 }
}

/// What two types, a mode and a rule have to do with each other.
#[derive(Clone, Copy)]
pub struct Shape {
    pub from: Real,
    pub to: Real,
    pub rounding: Rounding,
    pub out_of_range: OutOfRange,
    pub with: With,
}

impl Shape {
    pub fn is_nearest(&self) -> bool {
        is_nearest(self.rounding)
    }

    pub fn unset(&self) -> bool {
        self.out_of_range == OutOfRange::Unset
    }

    pub fn clamps(&self) -> bool {
        self.out_of_range == OutOfRange::Clamp
    }

    pub fn wraps(&self) -> bool {
        self.out_of_range == OutOfRange::Wrap
    }

    pub fn source_float(&self) -> Option<&'static Float> {
        float(self.from)
    }

    pub fn target_float(&self) -> Option<&'static Float> {
        float(self.to)
    }

    pub fn target_is_scale(&self) -> bool {
        is_scale(self.to)
    }

    /// Whether some value of the source has to be rounded.
    pub fn is_inexact(&self) -> bool {
        is_inexact(self.from, self.to)
    }

    /// Whether both types have negative values, or the rounding of some to zero shows.
    pub fn has_negatives(&self) -> bool {
        is_signed(self.from) && (is_signed(self.to) || self.to.is_integer())
    }

    pub fn passes_max(&self) -> bool {
        let (_, mine) = Exact::limits(self.from);
        mine.compare(&Exact::limits(self.to).1).is_gt()
    }

    pub fn passes_min(&self) -> bool {
        let (mine, _) = Exact::limits(self.from);
        mine.compare(&Exact::limits(self.to).0).is_lt()
    }

    /// Bits of the source's significand below the target's last place, at most. Of a cast to an
    /// integer, those of a value around one.
    pub fn spare_bits(&self) -> i32 {
        let to = self.target_float().map_or(1, |float| float.precision() as i32);
        digits(self.from, self.to) - to
    }

    /// Whether another type has too few digits for some value of the source in the target's range.
    pub fn loses_in(&self, via: Real) -> bool {
        let digits = match (self.from.is_integer(), self.to.is_integer()) {
            (true, true) => precision(self.from).min(precision(self.to)),
            _ => digits(self.from, self.to),
        };
        digits > precision(via) || least(self.from) < least(via)
    }
}

pub fn is_nearest(rounding: Rounding) -> bool {
    matches!(rounding, Rounding::NearestEven | Rounding::NearestAway)
}

pub fn float(data_type: Real) -> Option<&'static Float> {
    match data_type.kind() {
        Kind::Float(float) => Some(float),
        Kind::Integer(_) => None,
    }
}

/// Whether a type has powers of two only.
pub fn is_scale(data_type: Real) -> bool {
    float(data_type).is_some_and(|float| !float.zero)
}

pub fn is_signed(data_type: Real) -> bool {
    match data_type.kind() {
        Kind::Integer(integer) => integer.signed,
        Kind::Float(float) => float.signed,
    }
}

/// Bits of the longest significand.
pub fn precision(data_type: Real) -> i32 {
    match data_type.kind() {
        Kind::Integer(integer) => integer.bits as i32 - i32::from(integer.signed),
        Kind::Float(float) => float.precision() as i32,
    }
}

/// The exponent of the smallest positive value.
pub fn least(data_type: Real) -> i32 {
    match data_type.kind() {
        Kind::Integer(_) => 0,
        Kind::Float(float) => float.min_exponent() - float.mantissa_bits as i32,
    }
}

/// The binade of the largest value.
pub fn highest(data_type: Real) -> i32 {
    Exact::limits(data_type).1.binade()
}

/// Digits of the longest significand of one type in the range of another. Between integers none are
/// rounded.
fn digits(from: Real, to: Real) -> i32 {
    match from.is_integer() {
        true if to.is_integer() => 0,
        true => precision(from).min(highest(to) + 1),
        false => precision(from),
    }
}

/// Whether some value of one type lies between two of another.
pub fn is_inexact(from: Real, to: Real) -> bool {
    let is_finer = least(from) < least(to) && !is_scale(to);
    match to.kind() {
        Kind::Integer(_) => is_finer,
        Kind::Float(_) => digits(from, to) > precision(to) || is_finer,
    }
}
