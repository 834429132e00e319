//! Dyadic rationals in GMP integers, and the one rounding.

use std::cmp::Ordering;

use rug::Integer;

use crate::codec::rounding::Rounding;
use crate::data_type::{Dyadic, Float, Real, Value};

/// `magnitude * 2^exponent`, negated if `negative`; the magnitude is not negative. Zero keeps its
/// sign.
#[derive(Clone, Debug)]
pub struct Exact {
    pub negative: bool,
    pub magnitude: Integer,
    pub exponent: i32,
}

impl From<Dyadic> for Exact {
    fn from(value: Dyadic) -> Exact {
        Exact {
            negative: value.negative,
            magnitude: Integer::from(value.magnitude),
            exponent: value.exponent,
        }
    }
}

impl Exact {
    /// The value of a finite pattern.
    pub fn of_pattern(data_type: Real, pattern: u64) -> Option<Exact> {
        match data_type.decode(pattern) {
            Value::Finite(value) => Some(Exact::from(value)),
            Value::Infinity { .. } | Value::Nan => None,
        }
    }

    /// The smallest and the largest finite value of a type.
    pub fn limits(data_type: Real) -> (Exact, Exact) {
        let limit = |pattern| match Exact::of_pattern(data_type, pattern) {
            Some(value) => value,
            None => unreachable!("the limits of every type in the table are finite"),
        };
        (limit(data_type.min_finite()), limit(data_type.max_finite()))
    }

    pub fn is_zero(&self) -> bool {
        self.magnitude.is_zero()
    }

    /// `floor(log2(|value|))` of a value that is not zero.
    pub fn binade(&self) -> i32 {
        // GMP divides to count bits, which a magnitude of one word need not wait for.
        let bits = match self.magnitude.to_u64() {
            Some(word) => u64::BITS - word.leading_zeros(),
            None => self.magnitude.significant_bits(),
        };
        self.exponent + bits as i32 - 1
    }

    /// The value as a [`Dyadic`], if its magnitude fits in 64 bits, as it is or once it is odd.
    pub fn to_dyadic(&self) -> Option<Dyadic> {
        let (magnitude, exponent) = match self.magnitude.to_u64() {
            Some(magnitude) => (magnitude, self.exponent),
            None => {
                let (odd, exponent) = self.odd_times_power();
                (odd.to_u64()?, exponent)
            }
        };
        Some(Dyadic { negative: self.negative, magnitude, exponent })
    }

    /// Compares with `other` as numbers: −0 equals +0.
    pub fn compare(&self, other: &Exact) -> Ordering {
        match (self.sign(), other.sign()) {
            (mine, theirs) if mine != theirs => mine.cmp(&theirs),
            (0, _) => Ordering::Equal,
            (1, _) => self.compare_magnitude(other),
            _ => other.compare_magnitude(self),
        }
    }

    fn sign(&self) -> i32 {
        match (self.is_zero(), self.negative) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => -1,
        }
    }

    /// Compares the absolute values of two values other than zero.
    fn compare_magnitude(&self, other: &Exact) -> Ordering {
        if self.exponent == other.exponent {
            return self.magnitude.cmp(&other.magnitude);
        }
        self.binade().cmp(&other.binade()).then_with(|| {
            let shift = self.exponent - other.exponent;
            if shift >= 0 {
                Integer::from(&self.magnitude << shift as u32).cmp(&other.magnitude)
            } else {
                self.magnitude.cmp(&Integer::from(&other.magnitude << shift.unsigned_abs()))
            }
        })
    }

    /// `self - other`, its sign positive if they are equal.
    pub fn minus(&self, other: &Exact) -> Exact {
        let exponent = self.exponent.min(other.exponent);
        let signed = |value: &Exact| {
            let magnitude = Integer::from(&value.magnitude << (value.exponent - exponent) as u32);
            if value.negative { -magnitude } else { magnitude }
        };
        let difference = signed(self) - signed(other);
        Exact { negative: difference < 0, magnitude: difference.abs(), exponent }
    }

    /// The magnitude without the factors of two in it, and the exponent that has them; zero as 0 * 2^0.
    fn odd_times_power(&self) -> (Integer, i32) {
        match self.magnitude.find_one(0) {
            None => (Integer::new(), 0),
            Some(zeros) => (Integer::from(&self.magnitude >> zeros), self.exponent + zeros as i32),
        }
    }

    /// The value as an odd integer times a power of two: `3 * 2^-1`.
    pub fn to_product(&self) -> String {
        let (odd, exponent) = self.odd_times_power();
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{odd} * 2^{exponent}")
    }

    /// The value in decimal digits, all of them.
    pub fn to_decimal(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let (odd, exponent) = self.odd_times_power();
        if exponent >= 0 {
            return format!("{sign}{}", Integer::from(&odd << exponent as u32));
        }
        // m * 2^-n is m * 5^n * 10^-n.
        let places = exponent.unsigned_abs();
        let digits = (odd * Integer::from(Integer::u_pow_u(5, places))).to_string();
        let width = places as usize + 1;
        let digits = format!("{digits:0>width$}");
        let (whole, fraction) = digits.split_at(digits.len() - places as usize);
        format!("{sign}{whole}.{fraction}")
    }

    /// Rounds to a multiple of `2^grid`, which has no bounds: the specification's `rounding` before
    /// any question of range.
    ///
    /// "Even" is the parity of the multiple, which is the significand's least significant digit
    /// wherever the target has a digit of that weight (IEEE 754-2019 §4.3.1).
    pub fn round(&self, grid: i32, rounding: Rounding) -> Exact {
        let Some(steps) = Steps::from_zero(self, grid) else {
            let magnitude = Integer::from(&self.magnitude << (self.exponent - grid) as u32);
            return Exact { negative: self.negative, magnitude, exponent: grid };
        };
        let away = match rounding {
            Rounding::TowardsZero => false,
            Rounding::TowardsPositive => steps.inexact && !self.negative,
            Rounding::TowardsNegative => steps.inexact && self.negative,
            Rounding::NearestEven => {
                steps.to_half == Ordering::Greater
                    || steps.to_half == Ordering::Equal && steps.whole.is_odd()
            }
            Rounding::NearestAway => steps.to_half != Ordering::Less,
        };
        let magnitude = if away { steps.whole + 1u32 } else { steps.whole };
        Exact { negative: self.negative, magnitude, exponent: grid }
    }

    /// Whether the value lies exactly between two multiples of `2^grid`.
    pub fn is_tie(&self, grid: i32) -> bool {
        Steps::from_zero(self, grid).is_some_and(|steps| steps.to_half == Ordering::Equal)
    }

    /// The exponent of the last place of `float` around a value other than zero, if its exponent had
    /// no upper bound (SN-01). Below, the grid ends in the subnormal values (SN-08), if there are any.
    pub fn grid(&self, float: &Float) -> i32 {
        let binade = self.binade();
        let binade = if float.zero { binade.max(float.min_exponent()) } else { binade };
        binade - float.mantissa_bits as i32
    }
}

/// A magnitude in steps of a grid coarser than its own exponent.
struct Steps {
    /// Whole steps from zero.
    whole: Integer,
    /// Whether something remains.
    inexact: bool,
    /// What remains, against half a step.
    to_half: Ordering,
}

impl Steps {
    /// `None` if the grid is no coarser than the value's exponent.
    fn from_zero(value: &Exact, grid: i32) -> Option<Steps> {
        let shift = u32::try_from(grid - value.exponent).ok().filter(|shift| *shift > 0)?;
        let whole = Integer::from(&value.magnitude >> shift);
        // The highest dropped bit decides against the half, any other one breaks the tie.
        let lowest = value.magnitude.find_one(0);
        let half = shift - 1;
        let to_half = match (value.magnitude.get_bit(half), lowest) {
            (false, _) => Ordering::Less,
            (true, Some(lowest)) if lowest < half => Ordering::Greater,
            (true, _) => Ordering::Equal,
        };
        let inexact = lowest.is_some_and(|lowest| lowest < shift);
        Some(Steps { whole, inexact, to_half })
    }
}
