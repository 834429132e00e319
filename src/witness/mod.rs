//! The oracle held against implementations that share no code with it.
//!
//! A [`Witness`] casts arrays. [`hold`] asks it for every input of a pair of types, or for a sample
//! that comes near the steps, under every configuration that it knows, and counts where it differs
//! from the oracle. The oracle stands by its readings of the notes; what it makes of a case never
//! depends on a witness. A difference is explained by an [`Explanation`] that says who is right and
//! why. One that none covers is a defect of either side until somebody knows better.

mod apfloat;
mod catalog;
mod explanation;
mod gfloat;
mod hold;
mod ml_dtypes;
mod mpfr;
mod program;
#[cfg(all(feature = "softfloat", target_arch = "x86_64", target_os = "linux"))]
mod softfloat;

pub use catalog::{Entry, WITNESSES, find};
pub use explanation::{Covers, Explanation};
pub use hold::{Case, Disagreement, Plan, Progress, Testimony, hold};
pub use program::ProgramWitness;

use crate::codec::cast_value::{OutOfRange, Rounding, range_rule_of, rounding_of};
use crate::codec::column::Column;
use crate::data_type::Real;
use crate::subject::SubjectError;
use crate::vectors::Outcome;

/// An implementation that shares no code with the oracle.
pub trait Witness: Sync {
    fn name(&self) -> &str;

    fn version(&self) -> &str;

    /// The pairs of types, source and target, that it may be asked about.
    fn pairs(&self) -> Vec<(Real, Real)>;

    /// The configurations that it knows between two types.
    fn columns(&self, source: Real, target: Real) -> Result<Vec<Column>, WitnessError>;

    /// What it makes of every input: a list for each configuration.
    fn cast(&self, question: &Question) -> Result<Vec<Answers>, WitnessError>;

    /// What is known of where it differs from the oracle.
    fn explanations(&self) -> &'static [Explanation];
}

/// What a witness makes of each input under one configuration; `None` where it was not asked.
pub type Answers = Vec<Option<Outcome>>;

/// What a witness is asked at once.
#[derive(Debug)]
pub struct Question<'a> {
    pub source: Real,
    pub target: Real,
    pub columns: &'a [Column],
    pub inputs: &'a [u64],
    /// The oracle's outcomes, a list for each configuration. They are no hint: where a single error
    /// fails a whole array, they say which inputs have to be asked about alone.
    pub wanted: &'a [Vec<Outcome>],
}

impl Question<'_> {
    /// The answers of a witness in process: an input is loaded once, rounded once in each mode, and
    /// judged under each rule.
    fn answer<V, R>(
        &self,
        load: impl Fn(u64) -> V,
        round: impl Fn(&V, Rounding) -> R,
        judge: impl Fn(&V, &R, OutOfRange) -> Option<Outcome>,
    ) -> Vec<Answers> {
        let mut answers = vec![Answers::with_capacity(self.inputs.len()); self.columns.len()];
        for input in self.inputs {
            let value = load(*input);
            let mut answers = answers.iter_mut();
            let is_alike = |one: &Column, next: &Column| rounding_of(one) == rounding_of(next);
            for columns in self.columns.chunk_by(is_alike) {
                let rounded = round(&value, rounding_of(&columns[0]));
                for (column, answers) in columns.iter().zip(&mut answers) {
                    answers.push(judge(&value, &rounded, range_rule_of(column)));
                }
            }
        }
        answers
    }
}

/// Why a witness cannot be heard.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    #[error(
        "unknown witness {name:?}{meant}; expected {expected}, or the command line of a program"
    )]
    Unknown { name: String, meant: String, expected: String },
    #[error("this build has no witness {name}, which needs the feature {name}, on x86-64 Linux")]
    NotBuilt { name: &'static str },
    #[error("the witness {name} is {path}, which is not here: run this in a checkout of Zarrproof")]
    NotHere { name: &'static str, path: &'static str },
    #[error(transparent)]
    Subject(#[from] SubjectError),
    #[error("the witness {name} did not answer on {source_type} to {target_type}: {reason}")]
    Answer { name: String, source_type: Real, target_type: Real, reason: String },
}
