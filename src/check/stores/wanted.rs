//! What is expected of a subject that reads a golden array.

use std::sync::Arc;

use super::compare::first_difference;
use crate::check::Deviation;
use crate::protocol::ArrayAnswer;
use crate::vectors::golden::{GoldenArray, GoldenOutcome};

/// What a subject does with a golden array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredOperation {
    Read,
    /// Writes one of the same metadata and elements, which the oracle reads.
    Write,
}

/// What is judged of a subject that reads arrays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// The elements.
    Values,
    /// Only whether it opens an array.
    Opening,
}

/// A golden array, and what is judged of what is read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWanted {
    pub array: Arc<GoldenArray>,
    pub judged: Judged,
}

/// The first thing that is not as it should be in an array that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDifference {
    /// The position of the element in C order, if it is an element.
    pub position: Option<usize>,
    pub expected: String,
    pub found: String,
    pub deviation: Deviation,
}

impl StoredWanted {
    /// Whether an array that was opened is as an outcome has it.
    pub fn accepts(&self, outcome: &GoldenOutcome, answer: &ArrayAnswer) -> bool {
        match outcome {
            None => false,
            Some(_) if self.judged == Judged::Opening => true,
            Some(elements) => first_difference(&self.array, elements, answer).is_none(),
        }
    }

    /// How an array that was opened differs from what the stand has.
    pub fn difference(&self, answer: &ArrayAnswer) -> Option<StoredDifference> {
        match &self.array.expected.stand {
            Some(elements) if self.judged == Judged::Values => {
                first_difference(&self.array, elements, answer)
            }
            _ => None,
        }
    }

    /// The deviation of an array that was opened and should not have been, or that is not as it should be.
    pub fn deviation(&self, answer: &ArrayAnswer) -> Deviation {
        match self.difference(answer) {
            Some(difference) => difference.deviation,
            None if self.array.expected.stand.is_none() => Deviation::ValueForError,
            None => Deviation::OtherValue,
        }
    }
}
