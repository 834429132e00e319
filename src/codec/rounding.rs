//! Rounding modes, which codecs that round have in common.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::axis::UnknownWord;

/// The `rounding` field.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    #[default]
    NearestEven,
    TowardsZero,
    TowardsPositive,
    TowardsNegative,
    NearestAway,
}

impl Rounding {
    pub const ALL: [Rounding; 5] = [
        Rounding::NearestEven,
        Rounding::TowardsZero,
        Rounding::TowardsPositive,
        Rounding::TowardsNegative,
        Rounding::NearestAway,
    ];

    /// The names of all, in this order.
    pub const NAMES: [&str; 5] =
        ["nearest-even", "towards-zero", "towards-positive", "towards-negative", "nearest-away"];

    pub fn name(self) -> &'static str {
        Rounding::NAMES[self as usize]
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Rounding {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Rounding, UnknownWord> {
        let unknown = || UnknownWord {
            axis: "rounding",
            word: word.to_owned(),
            expected: Rounding::NAMES.to_vec(),
        };
        Rounding::ALL.into_iter().find(|one| one.name() == word).ok_or_else(unknown)
    }
}
