//! `scale_offset`: the arithmetic of each type, the two formulas, then arrays and their fill value.

mod arithmetic;
mod bound;
mod float;
mod formula;
mod gmp;
mod integer;
mod once;
mod words;

pub use arithmetic::{Arithmetic, ArithmeticError, Operator};
pub use bound::bind;
pub use formula::Formula;
