//! Wrong implementations by the thousand, to measure what a set of inputs can see.
//!
//! A [`Defect`] is one kind of mistake: a sentence about what is wrong, where it can be made, and a
//! function that makes it. A [`Mutant`] is a defect in one place: between two types, and in one
//! rounding mode or under one range rule where the mistake is about these. Everywhere else it answers
//! as the oracle does, which is what makes it hard to see.
//!
//! Kinds of mistakes that are enumerated from the layouts of types, such as any run of bits that is not
//! seen, have more places than can be asked: some are drawn by a seed that the generator of vectors
//! does not know ([`lotteries`] says how many of how many).
//!
//! Codecs that cast nothing, and chains, have mutants that need no knowledge of them ([`spoiled`]).
//!
//! [`judge`] asks each mutant what a check asks of any implementation. Vectors that a mutant passes
//! have a gap there, unless it is no mutant at all: one that differs from the right answer on no input.
//! The same mutants measure the inputs of other test suites ([`Inputs`]).

mod defect;
mod defects;
mod draw;
pub mod element;
mod family;
mod inputs;
mod judge;
mod payload;
mod place;
pub mod search;
mod seen;
mod spoil;
mod subject;
mod unseen;

pub use defect::{Defect, Theme};
pub use defects::all as defects;
pub use family::{Choice, Lottery, Mutant, UnknownDefect, family, lotteries};
pub use inputs::{Inputs, InputsError};
pub use judge::{Fate, Judged, Progress, Score, judge, right};
pub use place::{Place, Where};
pub use spoil::{Spoil, SpoiledFate, SpoiledMutant, judge_spoiled, spoiled};
