//! Choosing among cases.

use glob::Pattern;

use super::{Case, Column, case_id, tags::TagSet};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::DataType;

/// Which cases to run: those that pass every criterion. An empty criterion passes all.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub from: Vec<DataType>,
    pub to: Vec<DataType>,
    pub rounding: Vec<Rounding>,
    pub out_of_range: Vec<OutOfRange>,
    /// Cases that have at least one of these.
    pub tags: TagSet,
    /// Globs over whole ids, of which one must match.
    pub filters: Vec<Pattern>,
}

fn passes<T: PartialEq>(wanted: &[T], found: &T) -> bool {
    wanted.is_empty() || wanted.contains(found)
}

impl Selection {
    /// Whether any case from `input` to `output` can pass.
    pub fn includes_pair(&self, input: DataType, output: DataType) -> bool {
        passes(&self.from, &input) && passes(&self.to, &output)
    }

    /// Whether any case of a configuration can pass.
    pub fn includes_column(&self, column: &Column) -> bool {
        passes(&self.rounding, &column.rounding) && passes(&self.out_of_range, &column.out_of_range)
    }

    /// Whether a case of an included pair and column passes.
    pub fn includes_case(
        &self,
        input_type: DataType,
        output_type: DataType,
        column: &Column,
        case: &Case,
    ) -> bool {
        if !self.tags.is_empty() && !self.tags.intersects(case.tags) {
            return false;
        }
        if self.filters.is_empty() {
            return true;
        }
        let id = case_id(input_type, output_type, case.input, column.rounding, column.out_of_range);
        self.filters.iter().any(|filter| filter.matches(&id))
    }
}
