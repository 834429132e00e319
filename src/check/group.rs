//! Failures by cause.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{Asked, Deviation, Failure};
use crate::codec::axis::Facet;
use crate::data_type::Real;
use crate::protocol::Layout;
use crate::vectors::{Kind, ScenarioKind};

/// What a pair of types has in common with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PairClass {
    IntToInt,
    IntToFloat,
    FloatToInt,
    FloatToFloat,
}

/// What the cases of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Class {
    Elements(PairClass),
    Scenarios(ScenarioKind),
    #[serde(serialize_with = "stores")]
    Stores,
}

/// Failures that most likely have one cause: the same class, the same tag that says most or the same
/// clause, the same kind of deviation. Where a memory layout is the cause, tags and clauses are not.
#[derive(Debug)]
pub struct Group {
    pub class: Class,
    /// Of elements.
    pub tag: Option<&'static str>,
    pub clause: Option<String>,
    pub deviation: Deviation,
    /// The memory layouts in which they fail, if they do not fail in C order.
    pub layouts: Vec<Layout>,
    pub count: u64,
    pub pairs: Vec<(Real, Real)>,
    /// Of elements: by axis, and in the order of its words.
    pub facets: Vec<Facet>,
    pub simplest: Failure,
}

impl PairClass {
    pub fn of(input: Real, output: Real) -> PairClass {
        match (input.is_integer(), output.is_integer()) {
            (true, true) => PairClass::IntToInt,
            (true, false) => PairClass::IntToFloat,
            (false, true) => PairClass::FloatToInt,
            (false, false) => PairClass::FloatToFloat,
        }
    }
}

impl Class {
    pub(super) fn of(asked: &Asked) -> Class {
        match asked {
            Asked::Element { column, .. } => {
                let (input, output) = column.conversion.types();
                Class::Elements(PairClass::of(input, output))
            }
            Asked::Scenario { kind, .. } => Class::Scenarios(*kind),
            Asked::Stored { .. } => Class::Stores,
        }
    }

    pub fn describe(self) -> &'static str {
        match self {
            Class::Elements(PairClass::IntToInt) => "integer to integer",
            Class::Elements(PairClass::IntToFloat) => "integer to float",
            Class::Elements(PairClass::FloatToInt) => "float to integer",
            Class::Elements(PairClass::FloatToFloat) => "float to float",
            Class::Scenarios(kind) => kind.name(),
            Class::Stores => Kind::Stores.name(),
        }
    }
}

impl Group {
    fn of(failure: &Failure) -> Group {
        Group {
            class: Class::of(&failure.asked),
            tag: failure.asked.tag().map(|tag| tag.name).filter(|_| failure.layouts.is_empty()),
            clause: failure
                .asked
                .clause()
                .filter(|_| failure.layouts.is_empty())
                .map(str::to_owned),
            deviation: failure.deviation(),
            layouts: failure.layouts.clone(),
            count: 0,
            pairs: Vec::new(),
            facets: Vec::new(),
            simplest: failure.clone(),
        }
    }

    /// What it is about and what is wrong with it, in a line.
    pub fn describe(&self) -> String {
        let (class, deviation) = (self.class.describe(), self.deviation.describe());
        if self.layouts.is_empty() {
            return format!("{class}, {}: {deviation}", self.topic());
        }
        format!("{class}, {}: {deviation}", describe_layouts(&self.layouts))
    }

    /// The tag, or the clause of cases that have no tags.
    pub fn topic(&self) -> &str {
        self.tag.or(self.clause.as_deref()).unwrap_or("untagged")
    }
}

/// The layouts in which something fails that does not fail in C order.
pub(crate) fn describe_layouts(layouts: &[Layout]) -> String {
    let words: Vec<_> = layouts.iter().map(|layout| layout.describe()).collect();
    format!("only {}", words.join(" or "))
}

/// What the failures of one cause have in common.
pub(super) type Cause = (Class, Vec<Layout>, Option<&'static str>, Option<String>, Deviation);

/// Failures by cause.
pub(super) fn by_cause<'f>(
    failures: impl IntoIterator<Item = &'f Failure>,
) -> BTreeMap<Cause, Vec<&'f Failure>> {
    let mut causes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for failure in failures {
        let layouts = failure.layouts.clone();
        let tag = failure.asked.tag().map(|tag| tag.name).filter(|_| layouts.is_empty());
        // A tag says more than its clause.
        let clause = failure.asked.clause().filter(|_| tag.is_none() && layouts.is_empty());
        let clause = clause.map(str::to_owned);
        let cause = (Class::of(&failure.asked), layouts, tag, clause, failure.deviation());
        causes.entry(cause).or_default().push(failure);
    }
    causes
}

/// The groups, the one with the most failures first.
pub(super) fn group<'f>(failures: impl IntoIterator<Item = &'f Failure>) -> Vec<Group> {
    let causes = by_cause(failures).into_values();
    let mut groups: Vec<_> = causes.filter_map(|failures| summary(&failures)).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

/// The group of all failures of one cause; `None` if there are none.
pub(super) fn summary(failures: &[&Failure]) -> Option<Group> {
    let simplest = failures.iter().min_by_key(|failure| simplicity(&failure.asked))?;
    let mut group = Group::of(simplest);
    group.count = failures.len() as u64;
    for failure in failures {
        if let Some(pair) = failure.asked.types() {
            insert(&mut group.pairs, pair);
        }
        failure.asked.facets().for_each(|facet| insert(&mut group.facets, facet));
    }
    Some(group)
}

/// Inserts what a sorted list does not have.
pub(crate) fn insert<T: Ord>(list: &mut Vec<T>, one: T) {
    if let Err(at) = list.binary_search(&one) {
        list.insert(at, one);
    }
}

/// Smaller for cases that a person takes in more easily: little metadata, short values, then small
/// types, then configurations that come first.
pub(crate) fn simplicity(asked: &Asked) -> impl Ord + use<> {
    let metadata = match asked {
        Asked::Element { .. } => 0,
        Asked::Scenario { scenario, .. } => {
            let codec = scenario.codec.as_ref().map_or(0, |codec| codec.len());
            codec + scenario.data_type.len() + scenario.fill_value.len()
        }
        Asked::Stored { array, .. } => array.files.values().map(Vec::len).sum(),
    };
    let value = asked.input().map(|(data_type, input)| data_type.value_to_text(input));
    let bits = asked.types().map(|(input, output)| (input.bits(), output.bits()));
    (metadata, value.as_ref().map(String::len), bits, value, asked.facets().collect::<Vec<_>>())
}

/// The class of golden arrays is its kind.
fn stores<S: Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(Kind::Stores.name())
}
