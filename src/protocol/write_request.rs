//! Requests to write arrays on disk.

use std::sync::Arc;

use super::request::write_data;
use super::{AboutArray, ChainInput};

/// A request to create an array on disk with some metadata, and to write its elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteRequest {
    pub id: u64,
    /// The directory, which is not there yet.
    pub path: Arc<str>,
    /// The document of the metadata: a `zarr.json` or a `.zarray`.
    pub metadata: Arc<str>,
    pub input: ChainInput,
    /// What is known of the array. A program is not sent this.
    pub about: AboutArray,
}

impl WriteRequest {
    /// The operation.
    pub const NAME: &str = "write";

    /// The reason of a subject that does not write arrays.
    pub const UNSUPPORTED: &str = "writing arrays is not implemented";

    /// Appends the line that asks this under another id.
    pub fn write_line(&self, id: u64, line: &mut String) {
        // A text always serializes.
        let path = serde_json::to_string(&*self.path).unwrap_or_default();
        let (name, metadata) = (WriteRequest::NAME, &self.metadata);
        line.push_str(&format!(r#"{{"op":"{name}","id":{id},"path":{path},"metadata":{metadata}"#));
        match &self.input {
            ChainInput::Data(data) => write_data(data, line),
            ChainInput::Elements(elements) => {
                line.push_str(&format!(r#","elements":[{}]"#, elements.join(",")));
            }
        }
        line.push_str("}\n");
    }
}
