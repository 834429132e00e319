//! `scale_offset`: the arithmetic of each type, the two formulas, then arrays and their fill value.

mod arithmetic;
mod bound;
mod float;
mod formula;
mod integer;
mod words;

pub use super::operation::Operator;
pub use arithmetic::{Arithmetic, ArithmeticError};
pub use bound::bind;
pub use formula::Formula;
