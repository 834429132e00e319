//! Compresses `vectors/` into the library, so that a build checks without any file beside it.

use std::env;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::DeflateEncoder};
use walkdir::WalkDir;

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
    fs::write(out.join("embedded.bin"), archive)?;
    fs::write(
        out.join("embedded.rs"),
        format!("static EMBEDDED: &[(&str, std::ops::Range<usize>, usize)] = &[\n{table}];\n"),
    )?;
    Ok(())
}

/// The manifests, what the first lists, and the notes, by path below `root`, sorted. Before the first `generate`
/// there is nothing.
fn vector_files(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut files = Vec::new();
    if !root.exists() {
        return Ok(files);
    }
    let manifest = fs::read_to_string(root.join("manifest.json")).unwrap_or_default();
    for entry in WalkDir::new(root) {
        let entry = entry?;
        let relative = entry.path().strip_prefix(root)?.components();
        let names: Vec<_> = relative.map(|name| name.as_os_str().to_string_lossy()).collect();
        let path = names.join("/");
        // A key of the manifest, as the generator writes it.
        let is_listed = manifest.contains(&format!("{path:?}: {{"));
        let is_read =
            is_listed || ["manifest.json", "complete.json", "notes.json"].contains(&path.as_str());
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
