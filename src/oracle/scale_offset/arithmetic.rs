//! One operation in the arithmetic of a data type.
//!
//! "The encoding and decoding transformations MUST be performed using the arithmetic semantics of the
//! input array's data type" (section "Algorithm"): integers are exact, floats are rounded once.

use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{Kind, Real};
use crate::oracle::operation::Operator;
use crate::oracle::{Telling, Told};

/// The arithmetic of a data type under some readings.
#[derive(Clone, Debug)]
pub struct Arithmetic {
    pub(super) real: Real,
    /// The readings of the notes from [`FIRST`] on.
    letters: [Letter; COUNT],
    /// Whether a tie in `float8_e8m0fnu` goes to the even exponent code (SN-06).
    pub(super) ties_to_even_code: bool,
    /// Whether integers of 128 bits are used where they hold the exact value.
    pub(super) words: bool,
}

/// The number of this codec's first note, and how many there are.
const FIRST: u16 = 101;
const COUNT: usize = 16;

/// Why an operation has no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArithmeticError {
    #[error("{operation} is out of range for {real}")]
    OutOfRange { operation: String, real: Real },
    #[error("{operation} divides by zero; {real} represents no value of it")]
    DivisionByZero { operation: String, real: Real },
    #[error("{operation} has no value; {real} represents none of it")]
    Invalid { operation: String, real: Real },
    #[error("{operation} leaves a remainder; expected a quotient that {real} represents")]
    Remainder { operation: String, real: Real },
    #[error("{operation} is inexact; expected a value that {real} represents")]
    Inexact { operation: String, real: Real },
}

impl ArithmeticError {
    /// The id of the clause that is not met.
    pub fn clause(&self) -> &'static str {
        "scale_offset/not-representable"
    }
}

/// An operation and its operands, as patterns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub left: u64,
    pub operator: Operator,
    pub right: u64,
}

impl Arithmetic {
    pub fn new(real: Real, readings: &Readings) -> Arithmetic {
        let layout = match (real.name(), readings.of(39)) {
            ("float8_e4m3", Letter::B) => Real::OCP_E4M3,
            _ => real,
        };
        Arithmetic {
            real: layout,
            letters: std::array::from_fn(|at| readings.of(FIRST + at as u16)),
            ties_to_even_code: readings.of(6) == Letter::B,
            words: true,
        }
    }

    /// The same arithmetic in GMP alone.
    pub fn without_words(self) -> Arithmetic {
        Arithmetic { words: false, ..self }
    }

    /// The type, in the layout that the readings give it (SN-39).
    pub fn real(&self) -> Real {
        self.real
    }

    /// The pattern of an operation's value. NaN is the type's canonical one.
    ///
    /// # Errors
    ///
    /// Where the type does not represent the value.
    pub fn apply(
        &self,
        left: u64,
        operator: Operator,
        right: u64,
        told: &mut Told,
    ) -> Result<u64, ArithmeticError> {
        let asked = Asked { left, operator, right };
        match self.real.kind() {
            Kind::Integer(integer) => self.integer(integer, asked, told),
            Kind::Float(float) => self.float(float, asked, told),
        }
    }

    /// How a note is read.
    pub(super) fn letter(&self, note: u16) -> Letter {
        self.letters[usize::from(note - FIRST)]
    }

    /// How a note is read that matters now, which is told.
    pub(super) fn reads(&self, note: u16, told: &mut Told) -> Letter {
        let letter = self.letter(note);
        told.step(|| Telling::Consults { note, letter });
        letter
    }

    pub(super) fn text(&self, asked: Asked) -> String {
        let Asked { left, operator, right } = asked;
        let (left, right) = (self.real.value_to_text(left), self.real.value_to_text(right));
        format!("{left} {operator} {right}")
    }

    pub(super) fn out_of_range(&self, operation: String) -> ArithmeticError {
        ArithmeticError::OutOfRange { operation, real: self.real }
    }
}
