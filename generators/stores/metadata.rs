//! The text of metadata, member by member, so that cases can change any of them.

use crate::data_type::DataType;

/// The members of a JSON object, each with its JSON.
#[derive(Clone, Debug)]
pub(super) struct MemberTexts(Vec<(String, String)>);

/// The codec that writes bytes, in the order that most arrays have.
const LITTLE: &str = r#"[{"name": "bytes", "configuration": {"endian": "little"}}]"#;

impl MemberTexts {
    /// Those of a `zarr.json`.
    pub fn v3(
        data_type: &DataType,
        shape: &[u64],
        chunk_shape: &[u64],
        fill_value: &str,
    ) -> MemberTexts {
        let grid = format!(
            r#"{{"name": "regular", "configuration": {{"chunk_shape": {chunk_shape:?}}}}}"#
        );
        MemberTexts::new(&[
            ("zarr_format", "3"),
            ("node_type", "\"array\""),
            ("shape", &format!("{shape:?}")),
            ("data_type", &data_type.to_json()),
            ("chunk_grid", &grid),
            ("chunk_key_encoding", r#"{"name": "default", "configuration": {"separator": "/"}}"#),
            ("fill_value", fill_value),
            ("codecs", LITTLE),
        ])
    }

    /// Those of a `.zarray`.
    pub fn v2(dtype: &str, shape: &[u64], chunks: &[u64]) -> MemberTexts {
        MemberTexts::new(&[
            ("zarr_format", "2"),
            ("shape", &format!("{shape:?}")),
            ("chunks", &format!("{chunks:?}")),
            ("dtype", &format!("{dtype:?}")),
            ("compressor", "null"),
            ("fill_value", "0"),
            ("order", "\"C\""),
            ("filters", "null"),
        ])
    }

    fn new(members: &[(&str, &str)]) -> MemberTexts {
        let owned = |(name, json): &(&str, &str)| ((*name).to_owned(), (*json).to_owned());
        MemberTexts(members.iter().map(owned).collect())
    }

    /// Gives a member another value, or adds it at the end.
    pub fn set(&mut self, name: &str, json: &str) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = json.to_owned(),
            None => self.0.push((name.to_owned(), json.to_owned())),
        }
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("null", |(_, json)| json)
    }

    /// The object, a member a line.
    pub fn to_json(&self) -> String {
        let lines = self.0.iter().map(|(name, json)| format!("  \"{name}\": {json}"));
        format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n"))
    }
}
