//! Vectors of which only some cases are there.

use std::collections::BTreeMap;

use zarrproof::vectors::{
    ElementFile, FileEntry, MANIFEST_PATH, Store, Totals, VectorError, sha256_hex,
};

/// One case in `step` of every file of `whole`. Which one it starts with differs from file to file.
pub fn sample(whole: &Store, step: usize) -> Result<Store, VectorError> {
    let mut files = BTreeMap::new();
    let mut manifest = whole.manifest().clone();
    (manifest.files, manifest.totals) = (BTreeMap::new(), Totals::default());
    manifest.stores.clear();
    let mut add = |path: String, text: String, cases: usize, expectations: usize| {
        let (sha256, bytes) = (sha256_hex(text.as_bytes()), text.len() as u64);
        let (cases, expectations) = (cases as u64, expectations as u64);
        manifest.files.insert(path.clone(), FileEntry { sha256, bytes, cases, expectations });
        manifest.totals.files += 1;
        manifest.totals.bytes += bytes;
        manifest.totals.cases += cases;
        manifest.totals.expectations += expectations;
        files.insert(path, text.into_bytes());
    };
    for (at, conversion) in whole.conversions().into_iter().enumerate() {
        let mut file = whole.elements(conversion)?;
        file.cases = some_of(file.cases, at, step);
        let path = ElementFile::path(conversion);
        add(path, file.to_json(), file.cases.len(), file.expectations());
    }
    for (at, path) in whole.scenario_paths().into_iter().enumerate() {
        let mut file = whole.scenarios(&path)?;
        file.scenarios = some_of(file.scenarios, at, step);
        if file.scenarios.is_empty() {
            continue;
        }
        add(path, file.to_json(), file.scenarios.len(), file.expectations());
    }
    let manifest = serde_json::to_vec(&manifest).expect("a manifest is JSON");
    files.insert(MANIFEST_PATH.to_owned(), manifest);
    Store::memory(files)
}

fn some_of<T>(list: Vec<T>, start: usize, step: usize) -> Vec<T> {
    list.into_iter().skip(start % step).step_by(step).collect()
}
