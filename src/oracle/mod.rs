//! The oracle: what a codec's specification says the outcome is, in exact arithmetic.
//!
//! Values are integers of GMP times powers of two. No step goes through a machine float. One module
//! a codec; [`exact`] is the arithmetic that they share.

pub mod cast_value;
pub mod exact;
