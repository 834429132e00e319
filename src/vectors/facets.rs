//! The facets of cases, by which they are selected.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde_json::Value;

use super::{Ask, Scenario};
use crate::codec::axis::Axis;
use crate::codec::column::{Column, Conversion};
use crate::codec::definition::Definition;
use crate::codec::table;
use crate::data_type::{DataType, DataTypeNameError, Real};
use crate::spelling::did_you_mean;

/// The axis that every array has, and those of elements that are converted.
pub(super) const DATA_TYPE: &str = "data_type";
const FROM: &str = "from";
const TO: &str = "to";

/// What cases must have on one axis: one of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    pub axis: String,
    pub words: Vec<String>,
}

/// A text that is no criterion.
#[derive(Debug, thiserror::Error)]
pub enum CriterionError {
    #[error("{text:?} is no facet; expected AXIS=WORD, such as data_type=float64")]
    NoFacet { text: String },
    #[error(transparent)]
    DataType(#[from] DataTypeNameError),
    #[error(
        "unknown axis {axis:?}{}; expected one of {}",
        did_you_mean(axis, names()),
        names().into_iter().collect::<Vec<_>>().join(", ")
    )]
    UnknownAxis { axis: String },
    #[error(
        "unknown {axis} {word:?}{}; expected one of {}",
        did_you_mean(word, expected.iter().copied()),
        expected.join(", ")
    )]
    UnknownWord { axis: String, word: String, expected: Vec<&'static str> },
}

/// The facets of a scenario that are asked for: its types, and its codecs' entries.
pub(super) struct Facets<'a> {
    pub from: Option<Real>,
    pub to: Option<Real>,
    scenario: &'a Scenario,
    /// The entries of the codecs that are known, each as far as it can be read.
    entries: Vec<(&'static Definition, Value)>,
}

/// The names of all axes.
fn names() -> BTreeSet<&'static str> {
    table::axes().map(|axis| axis.name).chain([DATA_TYPE, FROM, TO]).collect()
}

/// The name of a data type as cases have it. One that has parameters stands for all of them.
fn data_type(word: String) -> Result<String, DataTypeNameError> {
    match DataType::from_name(&word) {
        Ok(data_type) => Ok(data_type.to_string()),
        Err(DataTypeNameError::NoParameters { .. } | DataTypeNameError::Parameters { .. }) => {
            Ok(word)
        }
        Err(error) => Err(error),
    }
}

impl Criterion {
    pub fn new(axis: &str, words: impl IntoIterator<Item = String>) -> Criterion {
        Criterion { axis: axis.to_owned(), words: words.into_iter().collect() }
    }

    /// One of words that the axis has.
    ///
    /// # Errors
    ///
    /// No codec has the axis, or none that has the axis has the word.
    pub fn read(axis: &str, words: Vec<String>) -> Result<Criterion, CriterionError> {
        if [DATA_TYPE, FROM, TO].contains(&axis) {
            let names: Result<Vec<_>, _> = words.into_iter().map(data_type).collect();
            return Ok(Criterion::new(axis, names?));
        }
        let axes: Vec<_> = table::axes().filter(|one| one.name == axis).collect();
        if axes.is_empty() {
            return Err(CriterionError::UnknownAxis { axis: axis.to_owned() });
        }
        // Numbers stand where there are no words.
        let is_open = axes.iter().any(|axis| axis.words.is_empty());
        let expected: Vec<_> = axes.iter().flat_map(|axis| axis.words).copied().collect();
        match words.iter().find(|word| !is_open && !expected.contains(&word.as_str())) {
            None => Ok(Criterion::new(axis, words)),
            Some(word) => {
                let (axis, word) = (axis.to_owned(), word.clone());
                Err(CriterionError::UnknownWord { axis, word, expected })
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|one| one == word)
    }

    fn has_real(&self, real: Option<Real>) -> bool {
        real.is_some_and(|one| self.has(one.name()))
    }

    /// Whether the types of a conversion pass; `None` on an axis of codecs.
    fn passes_types(&self, from: Option<Real>, to: Option<Real>) -> Option<bool> {
        match self.axis.as_str() {
            DATA_TYPE => Some(self.has_real(from) || self.has_real(to)),
            FROM => Some(self.has_real(from)),
            TO => Some(self.has_real(to)),
            _ => None,
        }
    }

    /// Whether a column of a conversion can pass.
    pub(super) fn can_pass(&self, conversion: Conversion) -> bool {
        let Conversion { codec, input_type, output_type } = conversion;
        let has_axis = || codec.axes.iter().any(|axis| axis.name == self.axis);
        self.passes_types(Some(input_type), Some(output_type)).unwrap_or_else(has_axis)
    }

    pub(super) fn passes_column(&self, column: &Column) -> bool {
        let has_word = || column.facet(&self.axis).is_some_and(|facet| self.has(facet.word()));
        let (from, to) = column.conversion.types();
        self.passes_types(Some(from), Some(to)).unwrap_or_else(has_word)
    }

    pub(super) fn passes(&self, facets: &Facets) -> bool {
        if self.axis == DATA_TYPE {
            let data_type = DataType::from_json(&facets.scenario.data_type).ok();
            return data_type
                .is_some_and(|one| self.has(&one.to_string()) || self.has(&one.name()));
        }
        if let Some(passes) = self.passes_types(facets.from, facets.to) {
            return passes;
        }
        facets.entries.iter().any(|(codec, entry)| {
            let mut axes = codec.axes.iter().filter(|axis| axis.name == self.axis);
            axes.any(|axis| word(axis, entry).is_some_and(|word| self.has(&word)))
        })
    }
}

/// `AXIS=WORD`, or several words with commas between them.
impl FromStr for Criterion {
    type Err = CriterionError;

    fn from_str(text: &str) -> Result<Criterion, CriterionError> {
        let no_facet = || CriterionError::NoFacet { text: text.to_owned() };
        let (axis, words) = text.split_once('=').ok_or_else(no_facet)?;
        let words = words.split(',').map(|word| word.trim().to_owned()).collect();
        Criterion::read(axis.trim(), words)
    }
}

/// The word of an axis that an entry has; `None` where the entry is no object, or must have one.
fn word(axis: &Axis, entry: &Value) -> Option<String> {
    let entry = match entry {
        // A bare name is an entry without a configuration.
        Value::String(_) => None,
        Value::Object(_) => Some(entry),
        _ => return None,
    };
    match entry.and_then(|entry| entry.pointer(axis.pointer)) {
        None | Some(Value::Null) => axis.absent.map(str::to_owned),
        Some(Value::String(word)) => Some(word.clone()),
        Some(other) => Some(other.to_string()),
    }
}

impl Facets<'_> {
    pub fn of(scenario: &Scenario) -> Facets<'_> {
        let codec: Value = scenario
            .codec
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default();
        let named = |entry: &Value| {
            let name = entry.as_str().or_else(|| entry["name"].as_str())?;
            Some((table::find(name)?, entry.clone()))
        };
        let entries: Vec<_> = match (scenario.is_chain(), &codec) {
            (true, Value::Array(entries)) => entries.iter().filter_map(named).collect(),
            (true, _) => Vec::new(),
            (false, entry) => named(entry).into_iter().collect(),
        };
        let array = DataType::from_json(&scenario.data_type).ok().and_then(|one| one.real());
        let encoded = || {
            let (codec, entry) = entries.first()?;
            let name = entry.pointer(codec.elements?.encoded_type)?.as_str()?;
            Real::from_name(name).ok()
        };
        let (from, to) = match &scenario.ask {
            Ask::Elements { input_type, output_type, .. }
            | Ask::Array { input_type, output_type, .. } => (Some(*input_type), Some(*output_type)),
            Ask::Data { .. } => (array, array),
            Ask::FillValue { output_type, .. } => (array, Some(*output_type)),
            Ask::FillElement { .. } => (array, None),
            Ask::Validity { .. } => (array, encoded()),
            Ask::Scalar { output_type, .. } => (None, Some(*output_type)),
            Ask::Element { .. } => (None, None),
        };
        Facets { from, to, scenario, entries }
    }
}
