//! Where vectors come from: this build, or a directory.

use std::borrow::Cow;
use std::io::Read;
use std::path::PathBuf;

use flate2::read::DeflateDecoder;

use super::{ElementFile, MANIFEST_PATH, Manifest, VectorError};
use crate::data_type::DataType;

/// The deflated files of `vectors/`, one after the other, made by the build script.
static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/embedded.bin"));

// `EMBEDDED: &[(&str, Range<usize>)]`: the path of each file and its place in the archive, by path.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A set of vectors that can be read file by file.
#[derive(Clone, Debug)]
pub struct Store {
    /// `None` for the vectors in this build.
    directory: Option<PathBuf>,
    manifest: Manifest,
}

impl Store {
    /// The vectors that this build holds.
    pub fn embedded() -> Result<Store, VectorError> {
        let bytes = read_embedded(MANIFEST_PATH)?;
        let manifest = Manifest::from_json(MANIFEST_PATH, &bytes)?;
        Ok(Store { directory: None, manifest })
    }

    /// The vectors in a directory, which has a `manifest.json`.
    pub fn directory(directory: impl Into<PathBuf>) -> Result<Store, VectorError> {
        let directory = directory.into();
        let path = directory.join(MANIFEST_PATH).display().to_string();
        let bytes = std::fs::read(&path)
            .map_err(|source| VectorError::Read { path: path.clone(), source })?;
        let manifest = Manifest::from_json(&path, &bytes)?;
        Ok(Store { directory: Some(directory), manifest })
    }

    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The pairs of types that have a file of element vectors, in the order of the types.
    pub fn pairs(&self) -> Vec<(DataType, DataType)> {
        let listed = |path: &str| self.manifest.files.contains_key(path);
        DataType::all()
            .flat_map(|input| DataType::all().map(move |output| (input, output)))
            .filter(|(input, output)| listed(&ElementFile::path(*input, *output)))
            .collect()
    }

    /// Reads and verifies the element vectors of a pair.
    pub fn elements(&self, input: DataType, output: DataType) -> Result<ElementFile, VectorError> {
        let path = ElementFile::path(input, output);
        let bytes = self.read(&path)?;
        let shown = self.shown(&path);
        let file = ElementFile::from_json(&shown, &bytes)?;
        if (file.input_type, file.output_type) != (input, output) {
            let reason = format!("it is about {} to {}", file.input_type, file.output_type);
            return Err(VectorError::Syntax { path: shown.into_owned(), reason });
        }
        Ok(file)
    }

    /// The bytes of a file, which are what the manifest says.
    fn read(&self, path: &str) -> Result<Vec<u8>, VectorError> {
        let shown = self.shown(path);
        let bytes = match &self.directory {
            None => read_embedded(path)?,
            Some(directory) => std::fs::read(directory.join(path))
                .map_err(|source| VectorError::Read { path: shown.to_string(), source })?,
        };
        match self.manifest.files.get(path) {
            Some(entry) => Manifest::verify(&shown, entry, &bytes)?,
            None => {
                let reason = format!("it does not list {path}");
                let path = self.shown(MANIFEST_PATH).into_owned();
                return Err(VectorError::Manifest { path, reason });
            }
        }
        Ok(bytes)
    }

    /// The path as errors show it.
    fn shown<'a>(&self, path: &'a str) -> Cow<'a, str> {
        match &self.directory {
            None => Cow::Borrowed(path),
            Some(directory) => Cow::Owned(directory.join(path).display().to_string()),
        }
    }
}

fn read_embedded(path: &str) -> Result<Vec<u8>, VectorError> {
    let at = EMBEDDED
        .binary_search_by(|(name, _)| (*name).cmp(path))
        .map_err(|_| VectorError::NoneEmbedded)?;
    let mut bytes = Vec::new();
    DeflateDecoder::new(&ARCHIVE[EMBEDDED[at].1.clone()])
        .read_to_end(&mut bytes)
        .map_err(|source| VectorError::Embedded { path: path.to_owned(), source })?;
    Ok(bytes)
}
