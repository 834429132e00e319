//! Floats: the exact value, rounded once, and what IEEE 754 has for infinities, NaN and zeros.

use super::arithmetic::{Arithmetic, ArithmeticError, Asked};
use super::words;
use crate::codec::note::Letter;
use crate::data_type::{Dyadic, Float};
use crate::oracle::Told;
use crate::oracle::exact::Exact;
use crate::oracle::gmp;
use crate::oracle::once::Once;
use crate::oracle::operation::{Operator, Special, negated, special};

impl Arithmetic {
    pub(super) fn float(
        &self,
        float: &Float,
        asked: Asked,
        told: &mut Told,
    ) -> Result<u64, ArithmeticError> {
        let (left, right) = (self.real.decode(asked.left), self.real.decode(asked.right));
        let right = if asked.operator == Operator::Minus { negated(right) } else { right };
        match special(left, asked.operator, right) {
            Special::Numbers(left, right) => {
                let once = self.once(float, left, asked.operator, right);
                self.finish(float, once, || self.text(asked), told)
            }
            Special::Zero { negative } => {
                let value = Dyadic { negative, magnitude: 0, exponent: 0 };
                self.finish(float, Once { value, exact: true }, || self.text(asked), told)
            }
            // An infinite operand is one of the type, and so is a NaN.
            Special::Infinity { negative } => self.held(self.real.infinity(negative), asked),
            Special::Nan => self.held(self.real.nan(), asked),
            Special::DivisionByZero { negative } => {
                let held = match self.real.infinity(negative) {
                    Some(infinity) if self.reads(102, told) == Letter::A => Some(infinity),
                    None if self.has_nan_alone() && self.reads(104, told) == Letter::B => {
                        self.real.nan()
                    }
                    _ => None,
                };
                let error = || ArithmeticError::DivisionByZero {
                    operation: self.text(asked),
                    real: self.real,
                };
                held.ok_or_else(error)
            }
            Special::Invalid => {
                let nan = self.real.nan();
                let allowed = nan.is_some() && self.reads(103, told) == Letter::A;
                self.held(nan.filter(|_| allowed), asked)
            }
        }
    }

    fn once(&self, float: &Float, left: Dyadic, operator: Operator, right: Dyadic) -> Once {
        let words = self.words && float.zero;
        if let Some(once) = words.then(|| words::once(float, left, operator, right)).flatten() {
            return once;
        }
        let (left, right) = (Exact::from(left), Exact::from(right));
        let exact = match operator {
            Operator::Minus | Operator::Plus => gmp::sum(&left, &right),
            Operator::Times => gmp::product(&left, &right),
            Operator::Over => gmp::quotient(&left, &right),
        };
        gmp::round(float, &exact, self.ties_to_even_code)
    }

    /// The pattern of a rounded value.
    pub(super) fn finish(
        &self,
        float: &Float,
        once: Once,
        operation: impl Fn() -> String,
        told: &mut Told,
    ) -> Result<u64, ArithmeticError> {
        let Once { value, exact } = once;
        if !exact {
            let note = if float.mantissa_bits == 0 { 105 } else { 109 };
            if self.reads(note, told) == Letter::B
                || value.is_zero() && self.reads(110, told) == Letter::B
            {
                let operation = operation();
                return Err(ArithmeticError::Inexact { operation, real: self.real });
            }
        }
        if let Some(pattern) = self.real.encode(value) {
            return Ok(pattern);
        }
        let held = match self.real.infinity(value.negative) {
            Some(infinity) => (self.reads(101, told) == Letter::B).then_some(infinity),
            None if self.has_nan_alone() && self.reads(104, told) == Letter::B => self.real.nan(),
            None => None,
        };
        held.ok_or_else(|| self.out_of_range(operation()))
    }

    fn has_nan_alone(&self) -> bool {
        self.real.nan().is_some() && self.real.infinity(false).is_none()
    }

    fn held(&self, pattern: Option<u64>, asked: Asked) -> Result<u64, ArithmeticError> {
        pattern.ok_or_else(|| ArithmeticError::Invalid {
            operation: self.text(asked),
            real: self.real,
        })
    }
}
