//! Complete vectors, on demand: a set of its own in a directory, with its own manifest.
//!
//! They are too large to be kept with the others. Their manifest is kept instead, as
//! `vectors/complete.json`, so that everybody who makes them, or is given them, can tell that they are
//! these.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use super::inventory::Inventory;
use super::output::put;
use super::output_error::OutputError;
use super::{entry, manifest, table};
use crate::codec;
use crate::codec::column::Conversion;
use crate::files::shown;
use crate::vectors::{ElementFile, FileEntry, MANIFEST_PATH, SPECIFICATION, Selection};

/// The conversions of a selection that have complete vectors.
pub fn complete_conversions(selection: &Selection) -> Vec<Conversion> {
    let is_selected =
        |one: &Conversion| selection.includes_conversion(*one) && table::is_listed(*one);
    codec::table::conversions().filter(is_selected).collect()
}

/// The path and the text of the complete vectors of a conversion, and what a manifest says of them; `None`
/// if it has none.
pub fn complete_file(conversion: Conversion) -> Option<(String, String, FileEntry)> {
    let file = table::complete(conversion)?;
    let text = file.to_json();
    let entry = entry(&text, file.cases.len(), file.expectations());
    Some((ElementFile::path(conversion), text, entry))
}

/// Writes the complete vectors of some conversions into a directory, and last of all their manifest, which
/// lists those of other pairs that are there too. `progress` is told after each file. Returns what the
/// manifest says of each.
///
/// # Errors
///
/// If a file cannot be written, or if the directory holds anything but complete vectors of this oracle.
pub fn write_complete(
    directory: &Path,
    conversions: &[Conversion],
    progress: impl Fn() + Sync,
) -> Result<BTreeMap<String, FileEntry>, OutputError> {
    let inventory = Inventory::take(directory)?;
    let paths: BTreeSet<_> = conversions.iter().copied().map(ElementFile::path).collect();
    inventory.refuse_others(&[], |path| paths.contains(path))?;
    let mut all = listed(directory, &inventory)?;
    inventory.try_out()?;

    let entries = Mutex::new(BTreeMap::new());
    conversions.par_iter().with_max_len(1).try_for_each(|conversion| {
        let Some((path, text, entry)) = complete_file(*conversion) else { return Ok(()) };
        // One that no manifest lists is somebody else's, or was written before a run was broken off.
        if inventory.has_regular(&path)
            && !inventory.lists(&path)
            && !inventory.holds(&path, text.as_bytes())
        {
            return Err(OutputError::Other { directory: shown(directory), path });
        }
        put(&inventory, directory, &path, text.as_bytes())?;
        entries.lock().unwrap_or_else(|poison| poison.into_inner()).insert(path, entry);
        progress();
        Ok(())
    })?;
    let entries = entries.into_inner().unwrap_or_else(|poison| poison.into_inner());
    all.extend(entries.clone());
    put(&inventory, directory, MANIFEST_PATH, manifest(all, BTreeMap::new()).as_bytes())?;
    Ok(entries)
}

/// What the manifest that is there lists, if it is one of this oracle.
fn listed(
    directory: &Path,
    inventory: &Inventory,
) -> Result<BTreeMap<String, FileEntry>, OutputError> {
    let Some(found) = &inventory.manifest else { return Ok(BTreeMap::new()) };
    let (oracle, specification) = (env!("CARGO_PKG_VERSION"), SPECIFICATION.into());
    if found.oracle != oracle || found.specification != specification {
        let found = format!("{} ({})", found.oracle, found.specification.commit);
        let expected = format!("{oracle} ({})", specification.commit);
        return Err(OutputError::Oracle { directory: shown(directory), found, expected });
    }
    Ok(found.files.clone())
}
