//! What is known of a codec without computing anything: one row of the table.

use super::clauses::Clause;
use super::note::Note;

/// A codec, as its page describes it.
#[derive(Debug)]
pub struct Definition {
    /// The name in metadata.
    pub name: &'static str,
    /// Other names that mean the same.
    pub aliases: &'static [&'static str],
    pub stage: Stage,
    /// The path of the page that defines it: the repository, then the file.
    pub page: &'static str,
    /// What the page says, in its order.
    pub clauses: &'static [Clause],
    /// The notes on it, by number.
    pub notes: &'static [Note],
}

/// What a codec encodes, and into what (core specification, "Codecs").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    ArrayToArray,
    ArrayToBytes,
    BytesToBytes,
}

impl Definition {
    /// The name of its rooms, in which `_` stands for `-` and `.`.
    pub fn room(&self) -> String {
        self.name.replace(['-', '.'], "_")
    }

    /// Whether metadata may call it so.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }
}

impl Stage {
    /// As the core specification writes it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::ArrayToArray => "array -> array",
            Stage::ArrayToBytes => "array -> bytes",
            Stage::BytesToBytes => "bytes -> bytes",
        }
    }
}
