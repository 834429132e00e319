//! Choosing among golden arrays.

use glob::Pattern;

use super::tags::GoldenTag;
use super::{GoldenArray, GoldenEntry, GoldenProfile, STORES};
use crate::vectors::facets::DATA_TYPE;
use crate::vectors::{Kind, Selection, Store};

/// What a selection says of golden arrays alone.
#[derive(Clone, Debug, Default)]
pub struct GoldenSelection {
    /// The set of arrays; unless given, all of them.
    pub profile: Option<GoldenProfile>,
    /// Arrays that have at least one of these.
    pub tags: Vec<&'static GoldenTag>,
}

impl GoldenSelection {
    /// Whether every array of the profile passes.
    pub fn is_everything(&self) -> bool {
        self.tags.is_empty()
    }
}

impl Selection {
    /// Whether nothing but golden arrays can pass.
    pub fn is_of_golden_arrays(&self) -> bool {
        let is_below = |glob: &Pattern| glob.as_str().starts_with(STORES);
        (!self.kinds.is_empty() && self.kinds.iter().all(|kind| *kind == Kind::Stores))
            || (!self.filters.is_empty() && self.filters.iter().all(is_below))
    }

    /// Whether any golden array of a room can pass.
    pub fn includes_golden_room(&self, room: &str) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&Kind::Stores))
            && self.from.is_empty()
            && self.to.is_empty()
            && self.facets.iter().all(|one| one.axis == DATA_TYPE)
            && (self.tags.is_empty() || !self.golden.tags.is_empty())
            && self.includes_room(room)
            && self.includes_ids_below(&format!("{STORES}/{room}"))
    }

    /// Whether a golden array of an included room can pass, by its id and what the manifest says of it.
    pub fn includes_golden(&self, id: &str, entry: &GoldenEntry) -> bool {
        let is_of_profile = |profile: GoldenProfile| profile.includes(entry.profile);
        // What is below an id is what is done with the array.
        self.golden.profile.is_none_or(is_of_profile) && self.includes_ids_below(id)
    }

    /// Whether a golden array passes that can.
    pub fn includes_golden_array(&self, array: &GoldenArray) -> bool {
        let has = |name: &str| array.tags.iter().any(|tag| tag == name);
        (self.golden.tags.is_empty() || self.golden.tags.iter().any(|tag| has(tag.name)))
            && self.facets.iter().all(|one| is_of_type(array, &one.words))
            && (self.clauses.is_empty() || array.clauses.iter().any(|id| self.wants_clause(id)))
    }
}

impl Store {
    /// How many golden arrays of a room can pass a selection.
    pub fn golden_count(&self, room: &str, selection: &Selection) -> u64 {
        let is_counted = |(id, entry): &(&String, &GoldenEntry)| {
            super::room(id) == Some(room) && selection.includes_golden(id, entry)
        };
        self.manifest().stores.iter().filter(is_counted).count() as u64
    }
}

/// Whether the data type of an array is one of these, of which one that has parameters stands for all of them.
fn is_of_type(array: &GoldenArray, words: &[String]) -> bool {
    array.data_type().is_some_and(|data_type| {
        let names = [data_type.to_string(), data_type.name().into_owned()];
        words.iter().any(|word| names.contains(word))
    })
}
