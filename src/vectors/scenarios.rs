//! Everything that is asked about metadata and not about single elements: maps of scalars, whole arrays, fill values,
//! validity, scalars, and what other codecs and chains make of data. A scenario is metadata and what is asked under it.

use std::sync::Arc;

use super::{Accepted, AnyNan, Expected, FreeBits, VectorData};
use crate::codec::definition::{Definition, Stage};
use crate::codec::{Operation, table};
use crate::data_type::{DataType, Real};

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
    /// Elements under one configuration of a codec that keeps them apart, each for itself.
    Elementwise,
    /// Data as a whole, which one codec encodes or decodes.
    Encodings,
    /// The same, of several codecs.
    Chains,
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
    /// The codec's entry in `codecs` or, of a chain, the whole list, as its JSON; none for scalars.
    pub codec: Option<Arc<str>>,
    /// The JSON of the array's data type; `null` where bytes are encoded.
    pub data_type: Arc<str>,
    /// The JSON of the array's fill value, or of the scalar that is asked about; `null` where bytes are encoded.
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
    /// The outcome of data as a whole, encoded or decoded.
    Data {
        operation: Operation,
        /// Of the decoded array; `None` where bytes are encoded.
        shape: Option<Vec<u64>>,
        data: VectorData,
        expected: Accepted<DataOutcome>,
        any_nan: Option<AnyNan>,
    },
    /// The fill value after the codec, where it is a real number.
    FillValue { output_type: Real, expected: Expected },
    /// The fill value after the codec as bytes, where it is of another type.
    FillElement { output_type: DataType, expected: Accepted<DataOutcome>, any_nan: Option<AnyNan> },
    /// Whether the metadata is acceptable.
    Validity { layer: Layer, expected: Expected },
    /// The element that a scalar of a real type denotes.
    Scalar { output_type: Real, expected: Expected },
    /// The bytes of the element that a fill value of another type denotes.
    Element { expected: Accepted<DataOutcome> },
}

/// The data after an operation, or `None` where it fails.
pub type DataOutcome = Option<VectorData>;

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
    pub const ALL: [ScenarioKind; 8] = [
        ScenarioKind::ScalarMap,
        ScenarioKind::Arrays,
        ScenarioKind::FillValue,
        ScenarioKind::Metadata,
        ScenarioKind::Scalars,
        ScenarioKind::Elementwise,
        ScenarioKind::Encodings,
        ScenarioKind::Chains,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ScenarioKind::ScalarMap => "scalar_map",
            ScenarioKind::Arrays => "arrays",
            ScenarioKind::FillValue => "fill_value",
            ScenarioKind::Metadata => "metadata",
            ScenarioKind::Scalars => "scalars",
            ScenarioKind::Elementwise => "elementwise",
            ScenarioKind::Encodings => "encodings",
            ScenarioKind::Chains => "chains",
        }
    }

    /// The directory of its files about the codec of a room, or of all its files, below that of vectors.
    pub fn directory(self, room: &str) -> String {
        match self.is_of_one_codec() {
            true => format!("{room}/{}", self.name()),
            false => self.name().to_owned(),
        }
    }

    /// The kind of the file at a path, if it holds scenarios: the last folder has its name.
    pub fn of_path(path: &str) -> Option<ScenarioKind> {
        let mut folders = path.split('/');
        let first = folders.next()?;
        let is_first = |kind: &ScenarioKind| !kind.is_of_one_codec() && kind.name() == first;
        if let Some(kind) = ScenarioKind::ALL.into_iter().find(is_first) {
            return folders.next().map(|_| kind);
        }
        let second = folders.next().filter(|_| table::of_room(first).is_some())?;
        let is_second = |kind: &ScenarioKind| kind.is_of_one_codec() && kind.name() == second;
        folders.next().and_then(|_| ScenarioKind::ALL.into_iter().find(is_second))
    }

    /// Returns whether each file is about one codec, whose room has a folder of the kind.
    pub(super) fn is_of_one_codec(self) -> bool {
        !matches!(self, ScenarioKind::Scalars | ScenarioKind::Chains)
    }

    /// The path without `.json` of the file that a scenario with this id is in.
    pub fn theme(self, id: &str) -> Option<&str> {
        let depth = if self.is_of_one_codec() { 3 } else { 2 };
        let (end, _) = id.match_indices('/').nth(depth - 1)?;
        Some(&id[..end]).filter(|theme| ScenarioKind::of_path(theme) == Some(self))
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

    /// The codec that the id says it is about, if it is about one.
    pub fn codec_of_file(&self) -> Option<&'static Definition> {
        let (room, _) = self.id.split_once('/')?;
        table::of_room(room)
    }

    /// Whether it is about a codec that converts elements, or about none.
    pub fn converts(&self) -> bool {
        match self.codec_of_file() {
            Some(codec) => codec.elements.is_some(),
            None => !self.is_chain(),
        }
    }

    /// The data type of the array that comes out, if one does.
    fn array_type(&self) -> Option<DataType> {
        let is_array = match &self.ask {
            Ask::FillElement { output_type, .. } => return Some(output_type.clone()),
            Ask::Data { operation, shape, .. } => {
                let stage = self.codec_of_file().map(|codec| codec.stage);
                let is_of_arrays = stage == Some(Stage::ArrayToArray);
                shape.is_some() && (*operation == Operation::Decode || is_of_arrays)
            }
            Ask::Element { .. } => true,
            _ => false,
        };
        DataType::from_json(&self.data_type).ok().filter(|_| is_array)
    }

    /// Whether it is about data as a whole whose elements have no fixed size, which travel in JSON.
    pub fn is_of_variable_size(&self) -> bool {
        let is_of_array = matches!(self.ask, Ask::Data { shape: Some(_), .. });
        let data_type = DataType::from_json(&self.data_type).ok();
        is_of_array && data_type.is_some_and(|data_type| data_type.bytes().is_none())
    }

    /// The data type of the elements that come out, if they are data as a whole and have no fixed size. A codec may encode them
    /// as elements that have one.
    pub fn variable_type(&self) -> Option<DataType> {
        let is_whole = match &self.ask {
            Ask::Data { operation: Operation::Encode, expected, .. } => {
                !matches!(expected.stand, Some(VectorData::Bytes(_)))
            }
            Ask::Data { .. } => true,
            _ => false,
        };
        self.array_type().filter(|data_type| is_whole && data_type.bytes().is_none())
    }

    /// True of elements that are encoded where an error is due, so that nothing tells whether a value would have a fixed size.
    pub fn may_come_as_data(&self) -> bool {
        let Ask::Data { operation: Operation::Encode, expected, .. } = &self.ask else {
            return false;
        };
        expected.stand.is_none()
    }

    /// The bits that are free in the data that comes out.
    pub fn free_bits(&self) -> FreeBits {
        let any_nan = match &self.ask {
            Ask::Data { any_nan, .. } | Ask::FillElement { any_nan, .. } => any_nan.clone(),
            _ => None,
        };
        let mask = match self.array_type() {
            Some(DataType::Real(real) | DataType::Complex(real)) => real.mask().min(0xff) as u8,
            _ => u8::MAX,
        };
        FreeBits { any_nan, mask }
    }

    /// The name of the data type that its file is about, as introductions list it. The metadata in the
    /// scenario may name none.
    pub fn data_type_of_scalar(&self) -> Option<&str> {
        let theme = ScenarioKind::Scalars.theme(&self.id)?;
        theme.split_once('/').map(|(_, name)| name)
    }

    /// Whether the outcome is data as a whole.
    pub fn asks_for_data(&self) -> bool {
        matches!(self.ask, Ask::Data { .. } | Ask::Element { .. } | Ask::FillElement { .. })
    }

    /// Whether it is about a chain, whose list it has as its codec.
    pub fn is_chain(&self) -> bool {
        ScenarioKind::of_path(&self.id) == Some(ScenarioKind::Chains)
    }

    /// The type of what comes out, where that is elements.
    pub fn output_type(&self) -> Option<Real> {
        match &self.ask {
            Ask::Elements { output_type, .. }
            | Ask::Array { output_type, .. }
            | Ask::FillValue { output_type, .. }
            | Ask::Scalar { output_type, .. } => Some(*output_type),
            Ask::Validity { .. }
            | Ask::Data { .. }
            | Ask::Element { .. }
            | Ask::FillElement { .. } => None,
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
