//! Everything that is asked about a codec's metadata and not about single casts: `scalar_map`, whole
//! arrays, fill values, validity, and scalars. A scenario is metadata and what is asked under it.

use std::sync::Arc;

use super::Expected;
use crate::codec::Operation;
use crate::data_type::Real;

/// The scenarios of one theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioFile {
    pub kind: ScenarioKind,
    /// The path below the directory of vectors, which is what all ids begin with, and `.json`.
    pub path: String,
    /// What the theme is, for people.
    pub about: String,
    pub scenarios: Vec<Scenario>,
}

/// What scenarios of a file ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioKind {
    ScalarMap,
    Arrays,
    FillValue,
    Metadata,
    Scalars,
}

/// Metadata, and what is asked under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Made of content; it never changes its meaning.
    pub id: String,
    /// What it is for, for people.
    pub about: String,
    /// Ids of clauses.
    pub clauses: Vec<String>,
    /// The codec's entry in `codecs`, as its JSON; none for scalars.
    pub codec: Option<Arc<str>>,
    /// The JSON of the array's data type.
    pub data_type: Arc<str>,
    /// The JSON of the array's fill value, or of the scalar that is asked about.
    pub fill_value: Arc<str>,
    pub ask: Ask,
}

/// What is asked under the metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The outcomes for elements, each for itself.
    Elements { operation: Operation, input_type: Real, output_type: Real, elements: Vec<Element> },
    /// The outcome for an array as a whole.
    Array {
        operation: Operation,
        input_type: Real,
        output_type: Real,
        shape: Vec<u64>,
        /// Bytes of sub-byte types as they are: their upper bits may be set.
        input: Vec<u64>,
        /// The elements in C order, or `None` where the operation fails.
        expected: Option<Vec<u64>>,
    },
    /// The fill value after the codec.
    FillValue { output_type: Real, expected: Expected },
    /// Whether the metadata is acceptable.
    Validity { layer: Layer, expected: Expected },
    /// The element that a scalar denotes.
    Scalar { output_type: Real, expected: Expected },
}

/// One input of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub input: u64,
    pub expected: Expected,
}

/// The text that decides whether metadata is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// JSON itself.
    Syntax,
    /// The core specification.
    Core,
    /// The JSON Schema of the codec.
    Schema,
    /// The specification of the codec.
    Extension,
}

impl ScenarioKind {
    pub const ALL: [ScenarioKind; 5] = [
        ScenarioKind::ScalarMap,
        ScenarioKind::Arrays,
        ScenarioKind::FillValue,
        ScenarioKind::Metadata,
        ScenarioKind::Scalars,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ScenarioKind::ScalarMap => "scalar_map",
            ScenarioKind::Arrays => "arrays",
            ScenarioKind::FillValue => "fill_value",
            ScenarioKind::Metadata => "metadata",
            ScenarioKind::Scalars => "scalars",
        }
    }

    /// The directory of its files, below that of vectors.
    pub fn directory(self) -> String {
        match self {
            ScenarioKind::Scalars => "scalars".to_owned(),
            other => format!("cast_value/{}", other.name()),
        }
    }

    /// The kind of the file at a path, if it holds scenarios.
    pub fn of_path(path: &str) -> Option<ScenarioKind> {
        ScenarioKind::ALL.into_iter().find(|kind| {
            path.strip_prefix(&kind.directory()).is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// Whether the files are about the codec `cast_value`.
    pub(super) fn has_codec(self) -> bool {
        self != ScenarioKind::Scalars
    }
}

impl Layer {
    pub const ALL: [Layer; 4] = [Layer::Syntax, Layer::Core, Layer::Schema, Layer::Extension];

    pub fn name(self) -> &'static str {
        match self {
            Layer::Syntax => "syntax",
            Layer::Core => "core",
            Layer::Schema => "schema",
            Layer::Extension => "extension",
        }
    }
}

impl ScenarioFile {
    /// How many expectations the file holds.
    pub fn expectations(&self) -> usize {
        self.scenarios.iter().map(|scenario| scenario.ids().len()).sum()
    }
}

impl Scenario {
    /// The id of each of its expectations: that of the scenario, with the input pattern if it asks about
    /// several elements.
    pub fn ids(&self) -> Vec<String> {
        match &self.ask {
            Ask::Elements { input_type, elements, .. } => {
                let id = |one: &Element| self.element_id(*input_type, one.input);
                elements.iter().map(id).collect()
            }
            _ => vec![self.id.clone()],
        }
    }

    /// The id of the expectation about one input.
    pub fn element_id(&self, input_type: Real, input: u64) -> String {
        format!("{}/{}", self.id, input_type.pattern_to_text(input))
    }

    /// The type of what comes out, where that is elements.
    pub fn output_type(&self) -> Option<Real> {
        match &self.ask {
            Ask::Elements { output_type, .. }
            | Ask::Array { output_type, .. }
            | Ask::FillValue { output_type, .. }
            | Ask::Scalar { output_type, .. } => Some(*output_type),
            Ask::Validity { .. } => None,
        }
    }

    /// The types before and after, where the question has them.
    pub fn types(&self) -> Option<(Real, Real)> {
        match &self.ask {
            Ask::Elements { input_type, output_type, .. }
            | Ask::Array { input_type, output_type, .. } => Some((*input_type, *output_type)),
            _ => None,
        }
    }
}
