//! Decimal literals, read exactly however long they are and rounded once.
//!
//! The core specification ("Permitted fill values") has a JSON number "rounded to the nearest
//! representable value using the 'round half to even' rule", which a parser that goes through a
//! float64 on the way to a narrower type does not do.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};

use super::even::Even;
use super::{Dyadic, table::Float};

/// The value `digits * 10^exponent`, negated if `negative`.
#[derive(Clone, Debug)]
pub struct Decimal {
    pub negative: bool,
    /// Without leading zeros; empty for zero.
    digits: String,
    exponent: i64,
    /// Whether the literal has neither fraction nor exponent.
    pub integral: bool,
}

/// A value rounded to the nearest one of a float type, ties to even.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearest {
    pub taken: Dyadic,
    /// The multiple of the last place on the other side of the value, unless `taken` is the value.
    pub left: Option<Dyadic>,
    /// Whether both are equally far.
    pub tie: bool,
}

/// Beyond 10^±LIMIT every value overflows, or rounds to zero, in every type here.
const LIMIT: i64 = 400;

/// No value halfway between two neighbours of a type here has more significant digits than this
/// (float64 needs 768), so digits beyond it only matter for being there.
const SIGNIFICANT: usize = 800;

/// No value of a type here has more digits than this after the point or before it.
const READABLE: usize = 1100;

/// The bits beyond which those of a magnitude only matter for being there.
const BITS: u64 = 4096;

/// The binary exponent beyond which every value overflows, or rounds to zero, in every type here.
const BINADE: i64 = 1400;

/// A number that rounds as the given one does in every type, and is not long.
fn in_reach(magnitude: &BigUint, exponent: i64) -> (BigUint, i64) {
    let surplus = magnitude.bits().saturating_sub(BITS);
    let kept = magnitude >> surplus;
    let is_exact = magnitude.trailing_zeros().unwrap_or_default() >= surplus;
    let (mut kept, mut exponent) = (kept, exponent.saturating_add(surplus as i64));
    if !is_exact {
        kept = (kept << 1u32) + 1u32;
        exponent -= 1;
    }
    let binade = exponent.saturating_add(kept.bits() as i64);
    match kept.is_zero() {
        true => (kept, 0),
        false if binade > BINADE => (1u32.into(), BINADE),
        false if binade < -BINADE => (1u32.into(), -BINADE),
        false => (kept, exponent),
    }
}

impl Decimal {
    /// Reads a JSON number (RFC 8259 §6).
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, power) = match rest.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, Some(power)),
            None => (rest, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        if fraction.is_some_and(|fraction| !all_digits(fraction)) {
            return None;
        }
        let power_value = match power {
            None => 0,
            Some(power) => {
                let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
                if !all_digits(digits) {
                    return None;
                }
                // An exponent too long for an i64 is beyond every limit all the same.
                let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX).min(i64::MAX / 4);
                if power.starts_with('-') { -magnitude } else { magnitude }
            }
        };
        let fraction_digits = fraction.unwrap_or("");
        let digits = format!("{whole}{fraction_digits}").trim_start_matches('0').to_owned();
        Some(Decimal {
            negative,
            digits,
            exponent: power_value - fraction_digits.len() as i64,
            integral: fraction.is_none() && power.is_none(),
        })
    }

    /// The value `magnitude * 2^exponent`, which has finitely many digits.
    pub(super) fn from_binary(negative: bool, magnitude: &BigUint, exponent: i64) -> Decimal {
        let (magnitude, exponent) = in_reach(magnitude, exponent);
        let zeros = magnitude.trailing_zeros().unwrap_or_default().min(i64::MAX as u64) as i64;
        let power = u32::try_from(exponent.unsigned_abs()).unwrap_or_default();
        let (digits, exponent_of_ten) = match exponent >= 0 {
            true => (magnitude << power, 0),
            // 2^-n is 5^n * 10^-n.
            false => (magnitude * BigUint::from(5u32).pow(power), exponent),
        };
        let digits = if digits.is_zero() { String::new() } else { digits.to_string() };
        let integral = exponent + zeros >= 0;
        Decimal { negative, digits, exponent: exponent_of_ten, integral }
    }

    /// Whether the value is an integer that is not negative, of any size.
    pub fn is_natural(&self) -> bool {
        let zeros = self.digits.len() - self.digits.trim_end_matches('0').len();
        let is_whole = usize::try_from(-self.exponent).map_or(true, |dropped| dropped <= zeros);
        self.is_zero() || is_whole && !self.negative
    }

    /// The value as an integer, if it is one and fits in 64 bits and a sign.
    pub fn to_integer(&self) -> Option<Dyadic> {
        let zeros = self.digits.len() - self.digits.trim_end_matches('0').len();
        let (digits, exponent) = match self.exponent {
            // Zeros of a fraction, or before a negative power, do not make it less of an integer.
            negative if negative < 0 => {
                let dropped = usize::try_from(negative.unsigned_abs()).ok()?;
                if dropped > zeros && !self.is_zero() {
                    return None;
                }
                (&self.digits[..self.digits.len().saturating_sub(dropped)], 0)
            }
            exponent => (self.digits.as_str(), exponent.min(LIMIT) as u32),
        };
        let magnitude = if digits.is_empty() { 0 } else { digits.parse::<u64>().ok()? };
        let magnitude = match magnitude {
            0 => 0,
            _ => 10u64.checked_pow(exponent).and_then(|power| magnitude.checked_mul(power))?,
        };
        // An integer has no negative zero: `-0` is a spelling of 0.
        Some(Dyadic { negative: self.negative && magnitude != 0, magnitude, exponent: 0 })
    }

    /// The nearest value, ties to even, on the grid of `float` with an exponent that is not bounded
    /// above.
    pub fn round_to(&self, float: &Float, even: Even) -> Dyadic {
        self.nearest(float, even).taken
    }

    /// As [`Decimal::round_to`], with what it was chosen from.
    pub fn nearest(&self, float: &Float, even: Even) -> Nearest {
        let negative = self.negative;
        if self.is_zero() {
            let taken = Dyadic { negative, magnitude: 0, exponent: 0 };
            return Nearest { taken, left: None, tie: false };
        }
        let (numerator, denominator) = self.ratio();
        round_ratio(negative, numerator, denominator, float, even)
    }

    /// The value in digits alone, unless there are too many to be read.
    pub fn to_digits(&self) -> Option<String> {
        let sign = if self.negative { "-" } else { "" };
        if self.is_zero() {
            return Some(format!("{sign}0"));
        }
        let zeros =
            usize::try_from(self.exponent.unsigned_abs()).ok().filter(|n| *n <= READABLE)?;
        if self.exponent >= 0 {
            return Some(format!("{sign}{}{}", self.digits, "0".repeat(zeros)));
        }
        let digits = format!("{:0>width$}", self.digits, width = zeros + 1);
        let (whole, fraction) = digits.split_at(digits.len() - zeros);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        Some(format!("{sign}{whole}{point}{fraction}"))
    }

    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether the literal names exactly `value`, whatever the sign of a zero.
    pub fn is_exactly(&self, value: Dyadic) -> bool {
        if self.is_zero() || value.is_zero() {
            return self.is_zero() && value.is_zero();
        }
        if let Some(integer) = self.to_integer() {
            return integer.is_equal(value);
        }
        let (numerator, denominator) = self.ratio();
        let (theirs, their_denominator) = dyadic_ratio(value);
        self.negative == value.negative && numerator * their_denominator == theirs * denominator
    }

    /// A value that is not zero as a quotient of integers of bounded size.
    fn ratio(&self) -> (BigUint, BigUint) {
        // The value is below 10^magnitude and not below 10^(magnitude - 1).
        let magnitude = self.exponent.saturating_add(self.digits.len() as i64);
        if magnitude > LIMIT {
            return (BigUint::from(10u32).pow(LIMIT as u32), BigUint::from(1u32));
        }
        if magnitude < -LIMIT {
            return (BigUint::from(1u32), BigUint::from(10u32).pow(LIMIT as u32));
        }
        let kept = self.digits.len().min(SIGNIFICANT);
        let (head, tail) = self.digits.split_at(kept);
        let mut exponent = self.exponent + tail.len() as i64;
        let mut numerator = parse_digits(head);
        if tail.bytes().any(|digit| digit != b'0') {
            numerator = numerator * 10u32 + 1u32;
            exponent -= 1;
        }
        let power = BigUint::from(10u32).pow(exponent.unsigned_abs() as u32);
        if exponent >= 0 { (numerator * power, BigUint::from(1u32)) } else { (numerator, power) }
    }
}

/// The nearest value to another one, as [`Decimal::round_to`].
pub(super) fn round_dyadic(value: Dyadic, float: &Float, even: Even) -> Dyadic {
    if value.is_zero() {
        return value;
    }
    let (numerator, denominator) = dyadic_ratio(value);
    round_ratio(value.negative, numerator, denominator, float, even).taken
}

fn dyadic_ratio(value: Dyadic) -> (BigUint, BigUint) {
    scale(BigUint::from(value.magnitude), BigUint::from(1u32), value.exponent)
}

fn round_ratio(
    negative: bool,
    numerator: BigUint,
    denominator: BigUint,
    float: &Float,
    even: Even,
) -> Nearest {
    let binade = binade(&numerator, &denominator);
    let lowest = if float.zero { binade.max(float.min_exponent()) } else { binade };
    let ulp = lowest - float.mantissa_bits as i32;

    let (numerator, denominator) = scale(numerator, denominator, -ulp);
    let quotient = &numerator / &denominator;
    let remainder = numerator % &denominator;
    let is_exact = remainder.is_zero();
    let twice_remainder: BigUint = remainder << 1;
    let half = twice_remainder.cmp(&denominator);
    let up = match half {
        Ordering::Less => false,
        Ordering::Equal => match even {
            Even::Code if float.mantissa_bits == 0 => (ulp + float.bias) % 2 != 0,
            _ => quotient.bit(0),
        },
        Ordering::Greater => true,
    };
    let multiple = |times: BigUint| {
        // At most 2^precision, and no type here has a precision of more than 53 bits.
        let magnitude = times.to_u64().unwrap_or(u64::MAX);
        Dyadic { negative, magnitude, exponent: ulp }
    };
    let (below, above) = (multiple(quotient.clone()), multiple(quotient + 1u32));
    let (taken, left) = if up { (above, below) } else { (below, above) };
    let left = (!is_exact).then_some(left);
    Nearest { taken, left, tie: half == Ordering::Equal }
}

fn parse_digits(digits: &str) -> BigUint {
    BigUint::parse_bytes(digits.as_bytes(), 10).unwrap_or_else(BigUint::zero)
}

/// `floor(log2(numerator / denominator))`.
fn binade(numerator: &BigUint, denominator: &BigUint) -> i32 {
    let estimate = numerator.bits() as i32 - denominator.bits() as i32;
    let (scaled, denominator) = scale(numerator.clone(), denominator.clone(), -estimate);
    if scaled < denominator { estimate - 1 } else { estimate }
}

/// The quotient times `2^power`.
fn scale(numerator: BigUint, denominator: BigUint, power: i32) -> (BigUint, BigUint) {
    if power >= 0 {
        (numerator << power, denominator)
    } else {
        (numerator, denominator << power.unsigned_abs())
    }
}
