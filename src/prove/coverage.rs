//! How much of a domain is asked, and what that shows.

use serde::{Deserialize, Serialize};

use crate::codec::cast_value::OutOfRange;
use crate::data_type::Real;
use crate::generators::cast_value::{LISTED_BITS, is_stepwise};

/// The widest sources of which each value can be asked.
const SWEPT_BITS: u32 = 32;

/// How inputs are chosen, and how it is known what is expected of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Every input, and the oracle's answer for each.
    EveryInput,
    /// Every input, against the steps of the cast.
    EveryInputBySteps,
    /// Every input, against the exact rounded integer.
    EveryInputReckoned,
    /// Both sides of every step, inputs between them, and single bits beyond values and ties.
    BothSidesOfSteps,
    /// Inputs near the steps, and from anywhere.
    Sample,
}

/// What a pass shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// It is right for every input.
    Complete,
    /// It is right for every input if it is monotone between the steps, where it was right at every
    /// input that was tried.
    CompleteIfMonotone,
    /// It is right for the inputs that were tried.
    Sampled,
}

impl Method {
    /// The method for casts between two types under a range rule.
    pub fn of(source: Real, target: Real, rule: OutOfRange) -> Method {
        // Without wrap a cast is a step function, of as many steps as the target has values.
        let is_listed = target.bits() <= LISTED_BITS && is_stepwise(target, rule);
        match (source.bits(), is_listed) {
            (bits, _) if bits <= LISTED_BITS => Method::EveryInput,
            (bits, true) if bits <= SWEPT_BITS => Method::EveryInputBySteps,
            (bits, false) if bits <= SWEPT_BITS => Method::EveryInputReckoned,
            (_, true) => Method::BothSidesOfSteps,
            (_, false) => Method::Sample,
        }
    }

    pub fn coverage(self) -> Coverage {
        match self {
            Method::EveryInput | Method::EveryInputBySteps | Method::EveryInputReckoned => {
                Coverage::Complete
            }
            Method::BothSidesOfSteps => Coverage::CompleteIfMonotone,
            Method::Sample => Coverage::Sampled,
        }
    }

    pub fn describe(self) -> &'static str {
        match self {
            Method::EveryInput => "every input, the oracle asked for each",
            Method::EveryInputBySteps => "every input, against the steps of the cast",
            Method::EveryInputReckoned => "every input, against the exact rounded integer",
            Method::BothSidesOfSteps => {
                "both sides of every step, 16 inputs in between, and single bits"
            }
            Method::Sample => "inputs near the steps, single bits among them, and from anywhere",
        }
    }
}

impl Coverage {
    pub const ALL: [Coverage; 3] =
        [Coverage::Complete, Coverage::CompleteIfMonotone, Coverage::Sampled];

    pub fn describe(self) -> &'static str {
        match self {
            Coverage::Complete => "complete",
            Coverage::CompleteIfMonotone => "complete if monotone",
            Coverage::Sampled => "sampled",
        }
    }
}
