//! Compresses `vectors/` into the library, so that a build checks without any file beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::DeflateEncoder};
use walkdir::WalkDir;

/// What is embedded beside what the manifest lists.
const OTHERS: [&str; 7] = [
    "manifest.json",
    "complete.json",
    "notes.json",
    "clauses.json",
    "tags.json",
    "README.md",
    "LICENSE",
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("vectors");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=vectors");

    let mut archive = Vec::new();
    let mut table = String::new();
    for path in vector_files(&root)? {
        let start = archive.len();
        let bytes = fs::read(root.join(&path))?;
        archive = deflate(&bytes, archive)?;
        let (end, length) = (archive.len(), bytes.len());
        table.push_str(&format!("    ({path:?}, {start}..{end}, {length}),\n"));
    }
    let mut rooms = String::new();
    for (room, run) in golden_arrays(&root)? {
        let start = archive.len();
        archive = deflate(&run, archive)?;
        let (end, length) = (archive.len(), run.len());
        rooms.push_str(&format!("    ({room:?}, {start}..{end}, {length}),\n"));
    }
    fs::write(out.join("embedded.bin"), archive)?;
    let row = "(&str, std::ops::Range<usize>, usize)";
    fs::write(
        out.join("embedded.rs"),
        format!(
            "static EMBEDDED: &[{row}] = &[\n{table}];\nstatic EMBEDDED_ROOMS: &[{row}] = &[\n{rooms}];\n"
        ),
    )?;
    Ok(())
}

/// The golden arrays that the manifest lists, those of a room as one run of bytes, which `src/vectors/golden/frames.rs`
/// reads.
fn golden_arrays(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
    let mut rooms: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let listed = listed(root);
    let stores = root.join("stores");
    if !stores.exists() {
        return Ok(rooms);
    }
    for entry in WalkDir::new(stores).sort_by_file_name() {
        let entry = entry?;
        let path = below(root, entry.path())?;
        let parts: Vec<_> = path.splitn(4, '/').collect();
        if !entry.file_type().is_file()
            || parts.len() < 4
            || !listed.contains(&parts[..3].join("/"))
        {
            continue;
        }
        let bytes = fs::read(entry.path())?;
        let run = rooms.entry(parts[1].to_owned()).or_default();
        run.extend(u16::try_from(path.len())?.to_le_bytes());
        run.extend(path.as_bytes());
        run.extend(u32::try_from(bytes.len())?.to_le_bytes());
        run.extend(bytes);
    }
    Ok(rooms)
}

/// The keys of the manifest that have objects, as the generator writes it.
fn listed(root: &Path) -> BTreeSet<String> {
    let manifest = fs::read_to_string(root.join("manifest.json")).unwrap_or_default();
    let key = |line: &str| line.trim().strip_prefix('"')?.strip_suffix("\": {").map(str::to_owned);
    manifest.lines().filter_map(key).collect()
}

/// A path below `root`, with `/` in it.
fn below(root: &Path, path: &Path) -> Result<String, Box<dyn Error>> {
    let names: Vec<_> = path
        .strip_prefix(root)?
        .components()
        .map(|name| name.as_os_str().to_string_lossy())
        .collect();
    Ok(names.join("/"))
}

/// The manifests, what the first lists, and the notes, by path below `root`, sorted. Before the first `generate`
/// there is nothing.
fn vector_files(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut files = Vec::new();
    if !root.exists() {
        return Ok(files);
    }
    let listed = listed(root);
    for entry in WalkDir::new(root) {
        let entry = entry?;
        let path = below(root, entry.path())?;
        let is_read = listed.contains(&path)
            || OTHERS.contains(&path.as_str())
            || path.starts_with("schema/");
        if entry.file_type().is_file() && is_read {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn deflate(bytes: &[u8], archive: Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = DeflateEncoder::new(archive, Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
