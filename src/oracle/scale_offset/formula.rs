//! Both formulas, on one element.

use super::arithmetic::{Arithmetic, ArithmeticError};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{Kind, Real, Value};
use crate::oracle::exact::Exact;
use crate::oracle::gmp;
use crate::oracle::operation::Operator;
use crate::oracle::{Telling, Told};

/// `(in - offset) * scale`, and `(in / scale) + offset` back.
#[derive(Clone, Debug)]
pub struct Formula {
    arithmetic: Arithmetic,
    /// Patterns. What is missing is not applied (SN-106, SN-107).
    offset: Option<u64>,
    scale: Option<u64>,
    /// The arithmetic that floats are computed in, if it is another (SN-111=C).
    wider: Option<Arithmetic>,
}

impl Formula {
    /// The formulas of an offset and a scale, as patterns of the type.
    pub fn new(
        real: Real,
        offset: Option<u64>,
        scale: Option<u64>,
        readings: &Readings,
    ) -> Formula {
        let arithmetic = Arithmetic::new(real, readings);
        let is_wider = arithmetic.letter(111) == Letter::C && !real.is_integer();
        let wider = is_wider.then(|| Arithmetic::new(Real::FLOAT64, readings));
        let zero = (arithmetic.letter(106) == Letter::B && has_zero(real)).then_some(0);
        Formula { arithmetic, offset: offset.or(zero), scale, wider }
    }

    /// The same formulas in GMP alone.
    pub fn without_words(self) -> Formula {
        Formula { arithmetic: self.arithmetic.without_words(), ..self }
    }

    pub fn arithmetic(&self) -> &Arithmetic {
        &self.arithmetic
    }

    /// # Errors
    ///
    /// Where the type does not represent a value on the way.
    pub fn encode(&self, input: u64, told: &mut Told) -> Result<u64, ArithmeticError> {
        let steps = [(Operator::Minus, self.offset), (Operator::Times, self.scale)];
        self.apply("scale_offset/encode", input, steps, Formula::encoded_once, told)
    }

    /// # Errors
    ///
    /// Where the type does not represent a value on the way.
    pub fn decode(&self, input: u64, told: &mut Told) -> Result<u64, ArithmeticError> {
        let steps = [(Operator::Over, self.scale), (Operator::Plus, self.offset)];
        self.apply("scale_offset/decode", input, steps, Formula::decoded_once, told)
    }

    fn apply(
        &self,
        clause: &'static str,
        input: u64,
        steps: [(Operator, Option<u64>); 2],
        once: fn(&Formula, [Exact; 3]) -> Option<Exact>,
        told: &mut Told,
    ) -> Result<u64, ArithmeticError> {
        if steps.iter().all(|(_, operand)| operand.is_none()) {
            return Ok(input);
        }
        match self.arithmetic.reads(111, told) {
            Letter::A => {}
            Letter::B => {
                if let Some(exact) = self.exact(input).and_then(|values| once(self, values)) {
                    return self.rounded(&exact, told);
                }
            }
            _ => {
                if let Some(wider) = &self.wider {
                    return self.through(wider, clause, input, steps, told);
                }
            }
        }
        run(&self.arithmetic, clause, input, steps, told)
    }

    /// The input, the offset and the scale, where all are numbers.
    fn exact(&self, input: u64) -> Option<[Exact; 3]> {
        let value = |pattern| Exact::of_pattern(self.arithmetic.real, pattern);
        Some([value(input)?, value(self.offset?)?, value(self.scale?)?])
    }

    fn encoded_once(&self, [input, offset, scale]: [Exact; 3]) -> Option<Exact> {
        let minus_offset = Exact { negative: !offset.negative, ..offset };
        Some(gmp::product(&gmp::sum(&input, &minus_offset), &scale))
    }

    /// `in / scale + offset` is `(in + offset * scale) / scale`. Integers stay with two operations: their
    /// quotient is what may not be representable.
    fn decoded_once(&self, [input, offset, scale]: [Exact; 3]) -> Option<Exact> {
        if scale.is_zero() || self.arithmetic.real.is_integer() {
            return None;
        }
        let dividend = gmp::sum(&input, &gmp::product(&offset, &scale));
        let mut quotient = gmp::quotient(&dividend, &scale);
        if dividend.is_zero() {
            quotient.negative = offset.negative && input.negative != scale.negative;
        }
        Some(quotient)
    }

    /// A value that is rounded once (SN-111=B), or was rounded in a wider type (SN-111=C).
    fn rounded(&self, exact: &Exact, told: &mut Told) -> Result<u64, ArithmeticError> {
        let arithmetic = &self.arithmetic;
        match arithmetic.real.kind() {
            Kind::Integer(_) => {
                let pattern = exact.to_dyadic().and_then(|value| arithmetic.real.encode(value));
                // What is dropped is a multiple of 2^64, and so of 2^N.
                let wrapped = || {
                    let low = exact.magnitude.to_u64_wrapping();
                    let low = if exact.negative { low.wrapping_neg() } else { low };
                    Some(low & arithmetic.real.mask())
                };
                pattern
                    .or_else(|| (arithmetic.reads(116, told) == Letter::B).then(wrapped)?)
                    .ok_or_else(|| arithmetic.out_of_range(exact.to_decimal()))
            }
            Kind::Float(float) => {
                let once = gmp::round(float, exact, arithmetic.ties_to_even_code);
                arithmetic.finish(float, once, || "the exact value of the formula".to_owned(), told)
            }
        }
    }

    fn through(
        &self,
        wider: &Arithmetic,
        clause: &'static str,
        input: u64,
        steps: [(Operator, Option<u64>); 2],
        told: &mut Told,
    ) -> Result<u64, ArithmeticError> {
        let real = self.arithmetic.real;
        let invalid = || ArithmeticError::Invalid { operation: real.value_to_text(input), real };
        let widen = |pattern| converted(real, pattern, wider.real);
        let steps = steps.map(|(operator, operand)| (operator, operand.and_then(widen)));
        let value = run(wider, clause, widen(input).ok_or_else(invalid)?, steps, told)?;
        match Exact::of_pattern(wider.real, value) {
            Some(exact) => self.rounded(&exact, told),
            None => converted(wider.real, value, real).ok_or_else(invalid),
        }
    }
}

/// A pattern of the same value in another type, if the type holds it.
fn converted(from: Real, pattern: u64, to: Real) -> Option<u64> {
    match from.decode(pattern) {
        Value::Finite(value) => to.encode(value),
        Value::Infinity { negative } => to.infinity(negative),
        Value::Nan => to.nan(),
    }
}

/// One operation after the other, each of the type.
fn run(
    arithmetic: &Arithmetic,
    clause: &'static str,
    input: u64,
    steps: [(Operator, Option<u64>); 2],
    told: &mut Told,
) -> Result<u64, ArithmeticError> {
    steps.into_iter().try_fold(input, |left, (operator, right)| {
        let Some(right) = right else { return Ok(left) };
        let value = arithmetic.apply(left, operator, right, told)?;
        told.step(|| {
            let text = |pattern| arithmetic.real.value_to_text(pattern);
            let operation = format!("{} {operator} {}", text(left), text(right));
            let values = vec![("operation", operation), ("value", text(value))];
            Telling::Follows { clause, element: None, values }
        });
        Ok(value)
    })
}

/// Whether the pattern of zeros is zero, which it is in every type that has one.
pub(super) fn has_zero(real: Real) -> bool {
    matches!(real.decode(0), Value::Finite(zero) if zero.is_zero())
}
