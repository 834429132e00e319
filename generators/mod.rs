//! Writing `vectors/`: choosing inputs, and asking the oracle what is expected of them.
//!
//! Nothing else writes there, and no expectation comes from anywhere else. The same source writes
//! the same bytes everywhere: choices are made in a fixed order, with a portable random generator
//! seeded by the name of the file.

pub mod answer;
mod answers;
mod ask;
mod bitround;
mod bytes;
pub mod cast_value;
mod chains;
mod checked;
pub(crate) mod coded;
mod complete;
mod crc32c;
pub mod deciding;
mod deflate;
mod dictionaries;
mod expected;
mod gzip;
mod inventory;
mod items;
mod json;
pub mod near;
mod numbers;
mod numcodecs_adler32;
mod numcodecs_astype;
mod numcodecs_base64;
mod numcodecs_categorize;
mod numcodecs_crc32;
mod numcodecs_crc32c;
mod numcodecs_delta;
mod numcodecs_fixedscaleoffset;
mod numcodecs_fletcher32;
mod numcodecs_jenkins_lookup3;
mod numcodecs_packbits;
mod numcodecs_quantize;
mod numcodecs_shuffle;
mod numcodecs_zlib;
mod output;
mod output_error;
mod packbits;
mod reshape;
mod rows;
mod scalars;
mod scale_offset;
mod schema;
mod stores;
mod table;
mod theme;
mod transpose;
mod vlen_bytes;
mod vlen_utf8;
mod zstd;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use complete::{complete_conversions, complete_file, write_complete};
pub use output::{Difference, compare, prepare, write};
pub use output_error::OutputError;

use crate::codec;
use crate::codec::column::Conversion;
use crate::vectors::golden::GoldenEntry;
use crate::vectors::{
    ElementFile, FORMAT, FileEntry, MANIFEST_PATH, Manifest, SPECIFICATION, ScenarioFile, Store,
    Totals, sha256_hex,
};

/// Texts by path below the directory of vectors.
type Texts = BTreeMap<String, String>;

/// Every generated file, by path below the directory of vectors.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Generates everything; `progress` is told after each file of vectors.
pub fn generate(progress: impl Fn() + Sync) -> Files {
    let conversions: Vec<_> = codec::table::conversions().collect();
    let elements = |conversion: &Conversion| {
        let file = table::elements(*conversion)?;
        let text = file.to_json();
        let entry = entry(&text, file.cases.len(), file.expectations());
        progress();
        Some(((ElementFile::path(*conversion), text, entry), stores::converted(&file)))
    };
    let scenarios = |file: ScenarioFile| {
        let text = file.to_json();
        let entry = entry(&text, file.scenarios.len(), file.expectations());
        (file.path, text, entry)
    };
    let (scenario_files, elements): (_, Vec<_>) =
        rayon::join(table::files, || conversions.par_iter().filter_map(elements).collect());
    let (elements, converted): (Vec<_>, Vec<_>) = elements.into_iter().unzip();
    let golden = stores::arrays(&scenario_files, converted.into_iter().flatten().collect());
    let scenarios: Vec<_> = scenario_files.into_par_iter().map(scenarios).collect();

    let mut files = Files::new();
    let mut entries = BTreeMap::new();
    for (path, text, entry) in elements.into_iter().chain(scenarios) {
        entries.insert(path.clone(), entry);
        files.insert(path, text.into_bytes());
    }
    let mut arrays = BTreeMap::new();
    for array in golden {
        let below = |(path, bytes): (String, _)| (format!("{}/{path}", array.id), bytes);
        files.extend(array.all_files().into_iter().map(below));
        let entry = array.entry();
        let is_new = arrays.insert(array.id.clone(), entry).is_none();
        assert!(is_new, "two golden arrays are {}", array.id);
    }
    files.insert(MANIFEST_PATH.to_owned(), manifest(entries, arrays).into_bytes());
    let store = match Store::memory(files.clone()) {
        Ok(store) => store,
        Err(error) => panic!("{error}"),
    };
    let texts = dictionaries::files(&store).into_iter().chain(schema::files());
    files.extend(texts.map(|(path, text)| (path, text.into_bytes())));
    files
}

fn entry(text: &str, cases: usize, expectations: usize) -> FileEntry {
    FileEntry {
        sha256: sha256_hex(text.as_bytes()),
        bytes: text.len() as u64,
        cases: cases as u64,
        expectations: expectations as u64,
    }
}

/// How many files of vectors [`generate`] makes.
pub fn count() -> usize {
    codec::table::conversions().count()
}

fn manifest(files: BTreeMap<String, FileEntry>, stores: BTreeMap<String, GoldenEntry>) -> String {
    let mut totals = Totals { files: files.len() as u64, ..Totals::default() };
    for entry in files.values() {
        totals.bytes += entry.bytes;
        totals.cases += entry.cases;
        totals.expectations += entry.expectations;
    }
    let manifest = Manifest {
        format: FORMAT,
        oracle: env!("CARGO_PKG_VERSION").to_owned(),
        specification: SPECIFICATION.into(),
        totals,
        files,
        stores,
    };
    to_json(&manifest)
}

/// JSON for people to read, with a newline at the end.
fn to_json(value: &impl serde::Serialize) -> String {
    // Strings, numbers, and maps with string keys always serialize.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
