//! Where vectors come from: this build, a directory, or files in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use flate2::bufread::DeflateDecoder;

use super::{
    COMPLETE_PATH, ElementFile, MANIFEST_PATH, Manifest, NOTES_PATH, ScenarioFile, ScenarioKind,
    VectorError, directory,
};
use crate::codec::column::Conversion;
use crate::codec::table;

/// The deflated files of `vectors/`, one after the other, made by the build script.
static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/embedded.bin"));

// `EMBEDDED: &[(&str, Range<usize>, usize)]`: the path of each file, its place in the archive, and how
// long it is, by path. `EMBEDDED_ROOMS`: the same of the golden arrays of each room, by room.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A set of vectors that can be read file by file.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) source: Source,
    manifest: Manifest,
}

/// Where the files of a set are.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Embedded,
    Directory(PathBuf),
    /// By path.
    Memory(BTreeMap<String, Vec<u8>>),
}

impl Store {
    /// The vectors that this build holds.
    pub fn embedded() -> Result<Store, VectorError> {
        let bytes = read_embedded(MANIFEST_PATH)?;
        let manifest = Manifest::from_json(MANIFEST_PATH, &bytes)?;
        Ok(Store { source: Source::Embedded, manifest })
    }

    /// The manifest of the complete vectors, which are made on demand.
    pub fn complete() -> Result<Manifest, VectorError> {
        Manifest::from_json(COMPLETE_PATH, &read_embedded(COMPLETE_PATH)?)
    }

    /// The vectors of a directory, or those of this build.
    pub fn of(directory: Option<&Path>) -> Result<Store, VectorError> {
        match directory {
            Some(directory) => Store::directory(directory),
            None => Store::embedded(),
        }
    }

    /// The vectors in a directory, which has a `manifest.json`.
    pub fn directory(directory: impl Into<PathBuf>) -> Result<Store, VectorError> {
        let directory = directory.into();
        let path = directory.join(MANIFEST_PATH).display().to_string();
        // A directory that is not there is told by the file that is missed.
        let unreadable = |source| VectorError::Read { path: path.clone(), source };
        directory.join(MANIFEST_PATH).metadata().map_err(unreadable)?;
        let bytes = directory::read(&directory, MANIFEST_PATH, None)?;
        let manifest = Manifest::from_json(&path, &bytes)?;
        Ok(Store { source: Source::Directory(directory), manifest })
    }

    /// Files by path, with a `manifest.json` among them.
    pub fn memory(files: BTreeMap<String, Vec<u8>>) -> Result<Store, VectorError> {
        let manifest = files.get(MANIFEST_PATH).map_or(&[][..], Vec::as_slice);
        let manifest = Manifest::from_json(MANIFEST_PATH, manifest)?;
        Ok(Store { source: Source::Memory(files), manifest })
    }

    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The conversions that have a file of element vectors, by codec and in the order of the types.
    pub fn conversions(&self) -> Vec<Conversion> {
        let is_listed =
            |one: &Conversion| self.manifest.files.contains_key(&ElementFile::path(*one));
        table::conversions().filter(is_listed).collect()
    }

    /// Reads and verifies the element vectors of a conversion.
    pub fn elements(&self, conversion: Conversion) -> Result<ElementFile, VectorError> {
        let path = ElementFile::path(conversion);
        let bytes = self.read(&path)?;
        let shown = self.shown(&path);
        let file = ElementFile::from_json(&shown, &bytes)?;
        if file.conversion != conversion {
            let Conversion { input_type, output_type, .. } = file.conversion;
            let reason = format!("it is about {input_type} to {output_type}");
            return Err(VectorError::Syntax { path: shown.into_owned(), reason });
        }
        Ok(file)
    }

    /// The paths of the files that hold scenarios.
    pub fn scenario_paths(&self) -> Vec<String> {
        let is_scenarios = |path: &&String| ScenarioKind::of_path(path).is_some();
        self.manifest.files.keys().filter(is_scenarios).cloned().collect()
    }

    /// Reads and verifies a file of scenarios.
    pub fn scenarios(&self, path: &str) -> Result<ScenarioFile, VectorError> {
        let file = ScenarioFile::from_json(&self.shown(path), &self.read(path)?)?;
        if file.path != path {
            let reason = format!("its ids are those of {}", file.path);
            return Err(VectorError::Syntax { path: self.shown(path).into_owned(), reason });
        }
        Ok(file)
    }

    /// The bytes of a file, which are what the manifest says.
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, VectorError> {
        let Some(entry) = self.manifest.files.get(path) else {
            let reason = format!("it does not list {path}");
            let path = self.shown(MANIFEST_PATH).into_owned();
            return Err(VectorError::Manifest { path, reason });
        };
        let bytes = self.read_unverified(path, Some(entry.bytes))?;
        Manifest::verify(&self.shown(path), entry, &bytes)?;
        Ok(bytes)
    }

    /// The bytes of the notes; `None` if there are none.
    pub(super) fn read_notes(&self) -> Result<Option<Vec<u8>>, VectorError> {
        self.read_other(NOTES_PATH)
    }

    /// The bytes of a file that is there for people too and vouched for by no digest; `None` if there is none.
    pub(super) fn read_other(&self, path: &str) -> Result<Option<Vec<u8>>, VectorError> {
        match self.read_unverified(path, None) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(VectorError::NoneEmbedded) => Ok(None),
            Err(VectorError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The bytes of a file; of a directory, only if it is as long as the manifest says.
    fn read_unverified(&self, path: &str, length: Option<u64>) -> Result<Vec<u8>, VectorError> {
        match &self.source {
            Source::Embedded => read_embedded(path),
            Source::Directory(directory) => directory::read(directory, path, length),
            Source::Memory(files) => match files.get(path) {
                Some(bytes) => Ok(bytes.clone()),
                None => {
                    let (path, source) = (path.to_owned(), ErrorKind::NotFound.into());
                    Err(VectorError::Read { path, source })
                }
            },
        }
    }

    /// The path as errors show it.
    pub(super) fn shown<'a>(&self, path: &'a str) -> Cow<'a, str> {
        match &self.source {
            Source::Embedded | Source::Memory(_) => Cow::Borrowed(path),
            Source::Directory(directory) => Cow::Owned(directory.join(path).display().to_string()),
        }
    }
}

fn read_embedded(path: &str) -> Result<Vec<u8>, VectorError> {
    inflate(EMBEDDED, path)
}

/// The golden arrays of a room of this build, as one run of bytes.
pub(super) fn read_embedded_room(room: &str) -> Result<Vec<u8>, VectorError> {
    inflate(EMBEDDED_ROOMS, room)
}

fn inflate(table: &[(&str, Range<usize>, usize)], path: &str) -> Result<Vec<u8>, VectorError> {
    let at = table
        .binary_search_by(|(name, ..)| (*name).cmp(path))
        .map_err(|_| VectorError::NoneEmbedded)?;
    let (_, place, length) = &table[at];
    let mut bytes = Vec::with_capacity(*length);
    DeflateDecoder::new(&ARCHIVE[place.clone()])
        .read_to_end(&mut bytes)
        .map_err(|source| VectorError::Embedded { path: path.to_owned(), source })?;
    Ok(bytes)
}
