//! Complete vectors, on demand: a set of its own in a directory, with its own manifest.
//!
//! They are too large to be kept with the others. Their manifest is kept instead, as
//! `vectors/complete.json`, so that everybody who makes them, or is given them, can tell that they are
//! these.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use super::output::{OutputError, replace};
use super::{cast_value, entry, manifest};
use crate::data_type::DataType;
use crate::vectors::{ElementFile, FileEntry, MANIFEST_PATH, Selection};

/// The pairs of a selection that have complete vectors.
pub fn complete_pairs(selection: &Selection) -> Vec<(DataType, DataType)> {
    let selected =
        |(input, output): &(DataType, DataType)| selection.includes_pair(*input, *output);
    cast_value::complete::pairs().filter(selected).collect()
}

/// The path and the text of the complete vectors of a pair, and what a manifest says of them.
pub fn complete_file(input: DataType, output: DataType) -> (String, String, FileEntry) {
    let file = cast_value::complete::elements(input, output);
    let text = file.to_json();
    let entry = entry(&text, file.cases.len(), file.expectations());
    (ElementFile::path(input, output), text, entry)
}

/// Writes the complete vectors of some pairs into a directory, and last of all their manifest.
/// `progress` is told after each file. Returns what the manifest says of each.
pub fn write_complete(
    directory: &Path,
    pairs: &[(DataType, DataType)],
    progress: impl Fn() + Sync,
) -> Result<BTreeMap<String, FileEntry>, OutputError> {
    let write = |path: &str, text: &str| {
        let target = directory.join(path);
        replace(&target, text)
            .map_err(|source| OutputError::Write { path: target.display().to_string(), source })
    };
    let entries = Mutex::new(BTreeMap::new());
    pairs.par_iter().with_max_len(1).try_for_each(|(input, output)| {
        let (path, text, entry) = complete_file(*input, *output);
        write(&path, &text)?;
        entries.lock().unwrap_or_else(|poison| poison.into_inner()).insert(path, entry);
        progress();
        Ok(())
    })?;
    let entries = entries.into_inner().unwrap_or_else(|poison| poison.into_inner());
    write(MANIFEST_PATH, &manifest(entries.clone()))?;
    Ok(entries)
}
