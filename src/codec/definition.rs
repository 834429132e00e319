//! What is known of a codec without computing anything: one row of the table.

use super::axis::Axis;
use super::clause::Clause;
use super::column::{Conversion, ElementRules};
use super::note::Note;
use crate::data_type::Real;

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
    /// What its configuration varies in.
    pub axes: &'static [Axis],
    /// Of one that converts elements, each for itself: what vectors of elements need to know.
    pub elements: Option<&'static ElementRules>,
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

    /// The path of its page in its repository.
    pub const fn path(&self) -> &'static str {
        let (mut rest, page) = (self.page.as_bytes(), self.page);
        while let [first, after @ ..] = rest {
            rest = after;
            if *first == b' ' {
                break;
            }
        }
        page.split_at(page.len() - rest.len()).1
    }

    /// The conversion between two types, of a codec that has element vectors.
    pub fn conversion(&'static self, input_type: Real, output_type: Real) -> Option<Conversion> {
        self.elements.map(|_| Conversion { codec: self, input_type, output_type })
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
