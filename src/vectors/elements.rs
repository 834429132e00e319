//! Element vectors: what becomes of single elements from one type to another, under every configuration.

use super::{Expected, tags::TagSet};
use crate::codec::column::{Column, Conversion};
use crate::codec::table;
use crate::data_type::Real;

/// All cases from one type to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementFile {
    pub conversion: Conversion,
    /// By input pattern, ascending.
    pub cases: Vec<Case>,
}

/// One input, and what is expected of it under every configuration of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub input: u64,
    pub tags: TagSet,
    /// By [`Column::index`].
    pub expected: Vec<Expected>,
}

impl ElementFile {
    /// The folder of such files in the room of a codec.
    pub(super) const FOLDER: &str = "elements";

    /// The path below the directory of vectors.
    pub fn path(conversion: Conversion) -> String {
        let Conversion { codec, input_type, output_type } = conversion;
        format!("{}/{}/{input_type}/{output_type}.json", codec.room(), ElementFile::FOLDER)
    }

    /// How many expectations the file holds.
    pub fn expectations(&self) -> usize {
        self.cases.iter().map(|case| case.expected.len()).sum()
    }
}

/// What an id that [`Column::case_id`] makes names, whether there is a vector of that id or not.
pub fn parse_case_id(id: &str) -> Option<(Column, u64)> {
    let parts: Vec<_> = id.split('/').collect();
    let [room, input_type, output_type, input, words @ ..] = parts.as_slice() else { return None };
    let input_type = Real::from_name(input_type).ok()?;
    let output_type = Real::from_name(output_type).ok()?;
    let input = input_type.pattern_from_text(input).ok()?;
    let column = table::of_room(room)?.conversion(input_type, output_type)?.column(words)?;
    // A pattern may be written in other ways.
    (column.case_id(input) == id).then_some((column, input))
}
