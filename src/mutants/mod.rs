//! Wrong implementations by the thousand, to measure what a set of inputs can see.
//!
//! A [`Defect`] is one kind of mistake: a sentence about what is wrong, where it can be made, and a
//! function that makes it. A [`Mutant`] is a defect in one place: between two types, and in one
//! rounding mode or under one range rule where the mistake is about these. Everywhere else it answers
//! as the oracle does, which is what makes it hard to see.
//!
//! [`judge`] asks each mutant what a check asks of any implementation. Vectors that a mutant passes
//! have a gap there, unless it is no mutant at all: one that differs from the right answer on no input.
//! The same mutants measure the inputs of other test suites ([`Inputs`]).

mod defect;
mod defects;
mod element;
mod family;
mod inputs;
mod judge;
mod place;
mod search;
mod subject;

pub use defect::{Defect, Theme};
pub use defects::all as defects;
pub use family::{Choice, Mutant, UnknownDefect, family};
pub use inputs::{Inputs, InputsError};
pub use judge::{Fate, Judged, Progress, Score, judge, right};
pub use place::{Place, Where};
