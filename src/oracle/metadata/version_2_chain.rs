//! What version 2 does to a chunk, as the codecs of version 3.

use super::version_2_codec::bytes_entry;
use crate::chunk::{ByteOrder, Form};
use crate::codec::definition::Stage;
use crate::codec::notes::Readings;
use crate::codec::refused;
use crate::oracle::{Chain, Codec, table};

/// The members of a document that say what is done to a chunk.
pub(super) struct V2Chain {
    /// How many dimensions are reversed, if they are.
    pub reversed: Option<usize>,
    pub filters: Vec<String>,
    pub compressor: Option<String>,
}

impl V2Chain {
    /// The codecs, each with the member that asks for it. Bytes are made before the first codec that takes bytes, unless a
    /// filter makes bytes; their order is the one in which the filter before leaves elements.
    pub fn codecs(
        &self,
        form: Option<Form>,
        byte_order: ByteOrder,
        readings: &Readings,
    ) -> Vec<(&'static str, String)> {
        let transpose = self.reversed.map(|dimensions| {
            let order: Vec<_> = (0..dimensions).rev().map(|at| at.to_string()).collect();
            let order = order.join(",");
            ("order", format!(r#"{{"name":"transpose","configuration":{{"order":[{order}]}}}}"#))
        });
        let filters = self.filters.iter().map(|entry| ("filters", entry.clone()));
        let mut codecs: Vec<_> = transpose.into_iter().chain(filters).collect();
        let is_array = |(_, entry): &&(_, String)| stage(entry) != Some(Stage::BytesToBytes);
        let of_arrays = codecs.iter().take_while(is_array).count();
        let before = &codecs[..of_arrays];
        if !before.iter().any(|(_, entry)| stage(entry) == Some(Stage::ArrayToBytes)) {
            let chain = form.and_then(|form| Chain::bind_part(&list(before), form, readings).ok());
            let byte_order = match chain.as_ref().map(Chain::encoded) {
                Some(Form::Array { byte_order, .. }) => *byte_order,
                _ => byte_order,
            };
            codecs.insert(of_arrays, ("dtype", bytes_entry(byte_order)));
        }
        codecs.extend(self.compressor.iter().map(|entry| ("compressor", entry.clone())));
        codecs
    }
}

/// The JSON of a list of codecs.
pub(super) fn list(codecs: &[(&'static str, String)]) -> String {
    let entries: Vec<_> = codecs.iter().map(|(_, entry)| entry.as_str()).collect();
    format!("[{}]", entries.join(","))
}

/// The stage of a codec that is known or refused.
fn stage(entry: &str) -> Option<Stage> {
    let entry: serde_json::Value = serde_json::from_str(entry).ok()?;
    let name = entry["name"].as_str()?;
    let known = table::find(name).map(|(definition, _)| definition.stage);
    known.or_else(|| refused::find(name).map(|codec| codec.stage))
}
