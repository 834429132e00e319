//! Requests for the elements of arrays on disk.

use std::sync::Arc;

/// A request for all elements of an array on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRequest {
    pub id: u64,
    /// The directory that holds a `zarr.json` or a `.zarray`.
    pub path: Arc<str>,
    /// What is known of the array before it is read. A program is not sent this.
    pub about: AboutArray,
}

/// What requests for arrays have in common with others, where a program fails at several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AboutArray {
    /// The version of the storage format.
    pub zarr_format: u64,
    /// The room of golden arrays that it is from.
    pub room: String,
    /// The JSON of the data type, if it is known.
    pub data_type: Option<Arc<str>>,
    /// The most bytes that a program may print, which prints one element a line.
    pub most: usize,
}

impl ReadRequest {
    /// The operation.
    pub const NAME: &str = "read";

    /// The reason of a subject that does not read arrays.
    pub const UNSUPPORTED: &str = "reading arrays is not implemented";

    /// Appends the line that asks this under another id.
    pub fn write_line(&self, id: u64, line: &mut String) {
        // A text always serializes.
        let path = serde_json::to_string(&*self.path).unwrap_or_default();
        let name = ReadRequest::NAME;
        line.push_str(&format!("{{\"op\":\"{name}\",\"id\":{id},\"path\":{path}}}\n"));
    }
}
