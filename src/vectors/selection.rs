//! Choosing among cases.

use glob::Pattern;

use super::elements::pair_id;
use super::{Ask, Case, Column, ElementFile, Kind, Scenario, ScenarioKind, case_id, tags::TagSet};
use crate::codec::cast_value::{Configuration, OutOfRange, Rounding, data_type_from_json};
use crate::codec::clauses::Clause;
use crate::codec::notes::Readings;
use crate::data_type::Real;

/// Which cases to run: those that pass every criterion. An empty criterion passes all; another one
/// passes no case that does not have what it is about.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub kinds: Vec<Kind>,
    pub from: Vec<Real>,
    pub to: Vec<Real>,
    pub rounding: Vec<Rounding>,
    pub out_of_range: Vec<OutOfRange>,
    /// Cases that have at least one of these.
    pub tags: TagSet,
    /// Cases that are about at least one of these.
    pub clauses: Vec<&'static Clause>,
    /// Globs over whole ids, of which one must match.
    pub filters: Vec<Pattern>,
}

/// What of a scenario a selection can be about.
struct Facets {
    from: Option<Real>,
    to: Option<Real>,
    configuration: Option<Configuration>,
}

impl Facets {
    fn of(scenario: &Scenario) -> Facets {
        let codec = scenario.codec.as_deref();
        let configuration = codec.and_then(|codec| Configuration::from_json(codec).ok());
        let array = data_type_from_json(&scenario.data_type, &Readings::stand()).ok();
        let (from, to) = match &scenario.ask {
            Ask::Elements { input_type, output_type, .. }
            | Ask::Array { input_type, output_type, .. } => (Some(*input_type), Some(*output_type)),
            Ask::Data { .. } => (array, array),
            Ask::FillValue { output_type, .. } => (array, Some(*output_type)),
            Ask::Validity { .. } => (array, configuration.as_ref().map(|one| one.data_type)),
            Ask::Scalar { output_type, .. } => (None, Some(*output_type)),
        };
        Facets { from, to, configuration }
    }
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
        let Selection { kinds, from, to, rounding, out_of_range, tags, clauses, filters } = self;
        kinds.is_empty()
            && from.is_empty()
            && to.is_empty()
            && rounding.is_empty()
            && out_of_range.is_empty()
            && tags.is_empty()
            && clauses.is_empty()
            && filters.is_empty()
    }

    /// Whether any case from `input` to `output` can pass.
    pub fn includes_pair(&self, input: Real, output: Real) -> bool {
        passes(&self.kinds, Some(Kind::Elements))
            && passes(&self.from, Some(input))
            && passes(&self.to, Some(output))
            && self.includes_ids_below(&pair_id(input, output))
    }

    /// Whether any case of a configuration can pass.
    pub fn includes_column(&self, column: &Column) -> bool {
        passes(&self.rounding, Some(column.rounding))
            && passes(&self.out_of_range, Some(column.out_of_range))
    }

    /// Whether a case of an included column passes.
    pub fn includes_case(&self, file: &ElementFile, column: &Column, case: &Case) -> bool {
        let ElementFile { input_type, output_type, .. } = *file;
        if !self.tags.is_empty() && !self.tags.intersects(case.tags) {
            return false;
        }
        if !self.clauses.is_empty() {
            let of_column = column.clauses(output_type).into_iter();
            let mut ids = of_column.chain(case.tags.iter().map(|tag| tag.clause));
            if !ids.any(|id| self.wants_clause(id)) {
                return false;
            }
        }
        let Column { rounding, out_of_range, .. } = *column;
        self.filters.is_empty()
            || self.includes_id(&case_id(
                input_type,
                output_type,
                case.input,
                rounding,
                out_of_range,
            ))
    }

    /// Whether any scenario of a file can pass, of which the path below the directory of vectors is given.
    pub fn includes_scenarios(&self, kind: ScenarioKind, path: &str) -> bool {
        passes(&self.kinds, Some(Kind::Scenarios(kind)))
            && self.tags.is_empty()
            && self.includes_ids_below(path.trim_end_matches(".json"))
    }

    /// Whether a scenario of an included kind passes, if its ids do.
    pub fn includes_scenario(&self, scenario: &Scenario) -> bool {
        let about = |id: &String| self.wants_clause(id);
        if !self.clauses.is_empty() && !scenario.clauses.iter().any(about) {
            return false;
        }
        let has_types = self.from.is_empty() && self.to.is_empty();
        if has_types && self.rounding.is_empty() && self.out_of_range.is_empty() {
            return true;
        }
        let Facets { from, to, configuration } = Facets::of(scenario);
        let configuration = configuration.as_ref();
        passes(&self.from, from)
            && passes(&self.to, to)
            && passes(&self.rounding, configuration.map(|one| one.rounding))
            && passes(&self.out_of_range, configuration.map(|one| one.out_of_range))
    }

    /// Whether any id that begins with `prefix` can pass. Reading a file for nothing takes longer than asking a few
    /// cases.
    fn includes_ids_below(&self, prefix: &str) -> bool {
        self.filters.is_empty()
            || self.filters.iter().any(|filter| begins_alike(filter.as_str(), prefix))
    }

    /// Whether an id passes.
    pub fn includes_id(&self, id: &str) -> bool {
        let passes = |filter: &Pattern| begins_alike(filter.as_str(), id) && filter.matches(id);
        self.filters.is_empty() || self.filters.iter().any(passes)
    }

    fn wants_clause(&self, id: &str) -> bool {
        self.clauses.iter().any(|clause| clause.id == id)
    }
}
