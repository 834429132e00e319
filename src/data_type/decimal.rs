//! Decimal literals, read exactly however long they are and rounded once.
//!
//! The core specification ("Permitted fill values") has a JSON number "rounded to the nearest
//! representable value using the 'round half to even' rule", which a parser that goes through a
//! float64 on the way to a narrower type does not do.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};

use super::{Dyadic, table::Float};

/// The value `digits * 10^exponent`, negated if `negative`.
pub(super) struct Decimal {
    negative: bool,
    /// Without leading zeros; empty for zero.
    digits: String,
    exponent: i64,
    /// Whether the literal has neither fraction nor exponent.
    pub integral: bool,
}

/// Beyond 10^±LIMIT every value overflows, or rounds to zero, in every type here.
const LIMIT: i64 = 400;

/// No value halfway between two neighbours of a type here has more significant digits than this
/// (float64 needs 768), so digits beyond it only matter for being there.
const SIGNIFICANT: usize = 800;

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

    /// The value as an integer, if the literal is one and it fits in 64 bits and a sign.
    pub fn to_integer(&self) -> Option<Dyadic> {
        if !self.integral {
            return None;
        }
        let magnitude = if self.digits.is_empty() { 0 } else { self.digits.parse().ok()? };
        // An integer has no negative zero: `-0` is a spelling of 0.
        Some(Dyadic { negative: self.negative && magnitude != 0, magnitude, exponent: 0 })
    }

    /// The nearest value, ties to even, on the grid of `float` with an exponent that is not bounded
    /// above.
    pub fn round_to(&self, float: &Float) -> Dyadic {
        let negative = self.negative;
        if self.digits.is_empty() {
            return Dyadic { negative, magnitude: 0, exponent: 0 };
        }
        let (numerator, denominator) = self.ratio();
        let binade = binade(&numerator, &denominator);
        let lowest = if float.zero { binade.max(float.min_exponent()) } else { binade };
        let ulp = lowest - float.mantissa_bits as i32;

        let (numerator, denominator) = scale(numerator, denominator, -ulp);
        let mut quotient = &numerator / &denominator;
        let twice_remainder: BigUint = (&numerator % &denominator) << 1;
        let up = match twice_remainder.cmp(&denominator) {
            Ordering::Less => false,
            Ordering::Equal => quotient.bit(0),
            Ordering::Greater => true,
        };
        if up {
            quotient += 1u32;
        }
        // At most 2^precision, and no type here has a precision of more than 53 bits.
        let magnitude = quotient.to_u64().unwrap_or(u64::MAX);
        Dyadic { negative, magnitude, exponent: ulp }
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
