//! Choosing among cases.

use glob::Pattern;

use super::facets::{Criterion, Facets};
use super::golden::GoldenSelection;
use super::{Case, Kind, Scenario, ScenarioKind, tags::TagSet};
use crate::codec::clause::Clause;
use crate::codec::column::{Column, Conversion};
use crate::data_type::Real;

/// Which cases to run: those that pass every criterion. An empty criterion passes all; another one
/// passes no case that does not have what it is about.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub kinds: Vec<Kind>,
    pub from: Vec<Real>,
    pub to: Vec<Real>,
    /// Facets, of which a case must have one of each axis that is named.
    pub facets: Vec<Criterion>,
    /// Cases that have at least one of these.
    pub tags: TagSet,
    /// Cases that are about at least one of these.
    pub clauses: Vec<&'static Clause>,
    /// Globs over whole ids, of which one must match.
    pub filters: Vec<Pattern>,
    /// Rooms of codecs, of which one must be that of a case.
    pub rooms: Vec<String>,
    /// Of golden arrays.
    pub golden: GoldenSelection,
}

fn passes<T: PartialEq>(wanted: &[T], found: Option<T>) -> bool {
    wanted.is_empty() || found.is_some_and(|found| wanted.contains(&found))
}

/// Whether the beginnings of a glob and of an id are the same as far as both go, or up to what stands for any text. Most
/// ids differ here, which is found sooner than that the glob does not match.
fn begins_alike(glob: &str, id: &str) -> bool {
    let both = glob.bytes().zip(id.bytes());
    both.take_while(|(one, _)| !b"*?[".contains(one)).all(|(one, other)| one == other)
}

impl Selection {
    /// Whether every case passes.
    pub fn is_everything(&self) -> bool {
        let Selection { kinds, from, to, facets, tags, clauses, filters, rooms, golden } = self;
        kinds.is_empty()
            && rooms.is_empty()
            && golden.is_everything()
            && from.is_empty()
            && to.is_empty()
            && facets.is_empty()
            && tags.is_empty()
            && clauses.is_empty()
            && filters.is_empty()
    }

    /// The same, of cases with one of some words on an axis.
    pub fn having(mut self, axis: &str, words: &[&str]) -> Selection {
        self.facets.push(Criterion::new(axis, words.iter().map(|word| (*word).to_owned())));
        self
    }

    /// The words that pass on an axis; none if all do.
    pub fn words(&self, axis: &str) -> Vec<&str> {
        let criteria = self.facets.iter().filter(|one| one.axis == axis);
        criteria.flat_map(|one| &one.words).map(String::as_str).collect()
    }

    /// Whether only cases with some tag pass.
    fn has_tags(&self) -> bool {
        !self.tags.is_empty() || !self.golden.tags.is_empty()
    }

    /// Whether any case of a conversion can pass.
    pub fn includes_conversion(&self, conversion: Conversion) -> bool {
        let (input, output) = conversion.types();
        passes(&self.kinds, Some(Kind::Elements))
            && passes(&self.from, Some(input))
            && passes(&self.to, Some(output))
            && self.facets.iter().all(|one| one.can_pass(conversion))
            && self.includes_ids_below(&conversion.prefix())
    }

    /// Whether any case of a configuration can pass.
    pub fn includes_column(&self, column: &Column) -> bool {
        self.facets.iter().all(|one| one.passes_column(column))
    }

    /// Whether a case of an included column passes.
    pub fn includes_case(&self, column: &Column, case: &Case) -> bool {
        if self.has_tags() && !self.tags.intersects(case.tags) {
            return false;
        }
        if !self.clauses.is_empty() {
            let mut ids = column.clauses().chain(case.tags.iter().map(|tag| tag.clause));
            if !ids.any(|id| self.wants_clause(id)) {
                return false;
            }
        }
        self.filters.is_empty() || self.includes_id(&column.case_id(case.input))
    }

    /// Whether any scenario of a file can pass, of which the path below the directory of vectors is given.
    pub fn includes_scenarios(&self, kind: ScenarioKind, path: &str) -> bool {
        passes(&self.kinds, Some(Kind::Scenarios(kind)))
            && !self.has_tags()
            && self.includes_ids_below(path.trim_end_matches(".json"))
    }

    /// Whether a scenario of an included kind passes, if its ids do.
    pub fn includes_scenario(&self, scenario: &Scenario) -> bool {
        let about = |id: &String| self.wants_clause(id);
        if !self.clauses.is_empty() && !scenario.clauses.iter().any(about) {
            return false;
        }
        if self.from.is_empty() && self.to.is_empty() && self.facets.is_empty() {
            return true;
        }
        let facets = Facets::of(scenario);
        passes(&self.from, facets.from)
            && passes(&self.to, facets.to)
            && self.facets.iter().all(|one| one.passes(&facets))
    }

    /// Whether any case of a room can pass.
    pub fn includes_room(&self, room: &str) -> bool {
        self.rooms.is_empty() || self.rooms.iter().any(|one| one == room)
    }

    /// Whether any id that begins with `prefix` can pass. Reading a file for nothing takes longer than asking a few
    /// cases.
    pub(super) fn includes_ids_below(&self, prefix: &str) -> bool {
        self.filters.is_empty()
            || self.filters.iter().any(|filter| begins_alike(filter.as_str(), prefix))
    }

    /// Whether an id passes.
    pub fn includes_id(&self, id: &str) -> bool {
        let passes = |filter: &Pattern| begins_alike(filter.as_str(), id) && filter.matches(id);
        self.filters.is_empty() || self.filters.iter().any(passes)
    }

    pub(super) fn wants_clause(&self, id: &str) -> bool {
        self.clauses.iter().any(|clause| clause.id == id)
    }
}
