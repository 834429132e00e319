//! Integers. Each operation is exact, in 128 bits.

use super::arithmetic::{Arithmetic, ArithmeticError, Asked};
use crate::codec::note::Letter;
use crate::data_type::Integer;
use crate::oracle::Told;
use crate::oracle::operation::Operator;

impl Arithmetic {
    pub(super) fn integer(
        &self,
        integer: &Integer,
        asked: Asked,
        told: &mut Told,
    ) -> Result<u64, ArithmeticError> {
        let (left, right) = (value(integer, asked.left), value(integer, asked.right));
        let wide = match asked.operator {
            Operator::Minus => Some(left - right),
            Operator::Plus => Some(left + right),
            // The square of the largest uint64 is the only kind that 127 bits do not hold.
            Operator::Times => left.checked_mul(right),
            Operator::Over => Some(self.quotient(left, right, asked, told)?),
        };
        let range = value(integer, integer.min())..=value(integer, integer.max());
        match wide {
            Some(exact) if range.contains(&exact) => Ok(exact as u64 & self.real.mask()),
            _ if self.reads(116, told) == Letter::B => {
                // What is dropped is a multiple of 2^128, and so of 2^N.
                let low = wide.unwrap_or_else(|| left.wrapping_mul(right));
                Ok(low as u64 & self.real.mask())
            }
            _ => Err(self.out_of_range(self.text(asked))),
        }
    }

    fn quotient(
        &self,
        left: i128,
        right: i128,
        asked: Asked,
        told: &mut Told,
    ) -> Result<i128, ArithmeticError> {
        if right == 0 {
            let operation = self.text(asked);
            return Err(ArithmeticError::DivisionByZero { operation, real: self.real });
        }
        let (quotient, rest) = (left / right, left % right);
        if rest == 0 {
            return Ok(quotient);
        }
        let away = if (left < 0) == (right < 0) { quotient + 1 } else { quotient - 1 };
        // Above one half if the sum is positive; no operand comes near 2^126.
        let to_half = (2 * rest.abs()).cmp(&right.abs());
        match self.reads(108, told) {
            Letter::A => {
                let operation = self.text(asked);
                Err(ArithmeticError::Remainder { operation, real: self.real })
            }
            Letter::B => Ok(quotient),
            Letter::C => Ok(quotient.min(away)),
            _ if to_half.is_gt() || to_half.is_eq() && quotient % 2 != 0 => Ok(away),
            _ => Ok(quotient),
        }
    }
}

fn value(integer: &Integer, pattern: u64) -> i128 {
    let unused = u64::BITS - integer.bits;
    let high = pattern << unused;
    match integer.signed {
        true => i128::from(high as i64 >> unused),
        false => i128::from(high >> unused),
    }
}
