//! Golden arrays, as plans have them.

use super::expect::{any_nan, expected};
use super::plan::ArrayPlan;
use super::written::Written;
use crate::generators::ask::definitions;
use crate::vectors::golden::GoldenArray;

impl ArrayPlan {
    /// Whether its metadata is acceptable, so that it can be written.
    pub fn can_be_written(&self) -> bool {
        Written::can_be(self)
    }

    /// The array, with what is expected of it.
    ///
    /// # Panics
    ///
    /// Where it cannot be written, which is a fault of the generator's.
    pub fn golden(self) -> GoldenArray {
        let Written { mut files, codecs } = Written::of(&self);
        if let Some(change) = &self.change {
            change(&mut files);
        }
        let mut definitions: Vec<_> = codecs.iter().flat_map(|list| definitions(list)).collect();
        definitions.sort_by_key(|codec| codec.name);
        definitions.dedup_by_key(|codec| codec.name);
        GoldenArray {
            id: self.id(),
            expected: expected(&definitions, &files),
            any_nan: any_nan(&files),
            comment: self.comment,
            format: self.format,
            data_type: Some(self.data_type.to_json().into()),
            shape: Some(self.shape),
            profile: self.profile,
            clauses: self.clauses,
            tags: self.tags,
            files,
        }
    }
}
