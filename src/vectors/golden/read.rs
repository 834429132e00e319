//! Reading golden arrays from a set of vectors.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{GoldenArray, GoldenEntry, frames, id_of_path, room};
use crate::vectors::directory::LARGEST;
use crate::vectors::store::Source;
use crate::vectors::{MANIFEST_PATH, Store, VectorError, directory, store};

/// The files of a golden array, by path below its directory.
type GoldenFiles = BTreeMap<String, Vec<u8>>;

impl Store {
    /// The rooms that have golden arrays, by name.
    pub fn golden_rooms(&self) -> BTreeSet<&str> {
        self.manifest().stores.keys().filter_map(|id| room(id)).collect()
    }

    /// The id of the golden array that a case is about, if there is one. What is done with an array stands below its id.
    pub fn golden_id<'a>(&self, case: &'a str) -> Option<&'a str> {
        let id = room(case).map(|_| case).or_else(|| id_of_path(case))?;
        self.manifest().stores.contains_key(id).then_some(id)
    }

    /// Reads and verifies the golden arrays of a room, by id.
    ///
    /// # Errors
    ///
    /// Where one cannot be read, or is not what the manifest says.
    pub fn golden_arrays(&self, of_room: &str) -> Result<Vec<GoldenArray>, VectorError> {
        let is_wanted = |id: &str, _: &GoldenEntry| room(id) == Some(of_room);
        self.golden_arrays_where(of_room, is_wanted)
    }

    /// Reads and verifies a golden array.
    ///
    /// # Errors
    ///
    /// As [`Store::golden_arrays`], and where there is none of this id.
    pub fn golden_array(&self, id: &str) -> Result<GoldenArray, VectorError> {
        let found = self.golden_arrays_where(room(id).unwrap_or_default(), |one, _| one == id)?;
        found.into_iter().next().ok_or_else(|| VectorError::Manifest {
            path: self.shown(MANIFEST_PATH).into_owned(),
            reason: format!("it does not list {id}"),
        })
    }

    /// Reads and verifies those golden arrays of a room that are wanted, by their id and what the manifest says of them.
    ///
    /// # Errors
    ///
    /// As [`Store::golden_arrays`].
    pub fn golden_arrays_where(
        &self,
        of_room: &str,
        is_wanted: impl Fn(&str, &GoldenEntry) -> bool,
    ) -> Result<Vec<GoldenArray>, VectorError> {
        let is_of_room = |id: &str| room(id) == Some(of_room);
        let listed = self.manifest().stores.iter().filter(|(id, _)| is_of_room(id));
        let wanted: Vec<_> = listed.filter(|(id, entry)| is_wanted(id, entry)).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut embedded = match &self.source {
            Source::Embedded => by_array(embedded(of_room)?),
            Source::Directory(_) | Source::Memory(_) => BTreeMap::new(),
        };
        let read = |(id, entry): (&String, &GoldenEntry)| {
            let files = match &self.source {
                Source::Embedded => embedded.remove(id.as_str()).unwrap_or_default(),
                Source::Directory(directory) => in_directory(directory, id, entry)?,
                Source::Memory(files) => {
                    let begin = format!("{id}/");
                    let of_array = files.range(begin.clone()..);
                    let of_array = of_array.take_while(|(path, _)| path.starts_with(&begin));
                    of_array
                        .map(|(path, bytes)| (path[begin.len()..].to_owned(), bytes.clone()))
                        .collect()
                }
            };
            let shown = self.shown(id);
            entry.verify(&shown, &files)?;
            let array = GoldenArray::from_files(&shown, files)?;
            if (array.profile, array.format) != (entry.profile, entry.zarr_format) {
                let reason = "profile or zarr_format is not what the manifest says".to_owned();
                return Err(VectorError::Syntax { path: shown.into_owned(), reason });
            }
            Ok(array)
        };
        wanted.into_iter().map(read).collect()
    }
}

/// The files of a room in this build, by path below the directory of vectors.
fn embedded(room: &str) -> Result<GoldenFiles, VectorError> {
    let run = store::read_embedded_room(room)?;
    frames::files(&run).ok_or_else(|| VectorError::Syntax {
        path: room.to_owned(),
        reason: "its files cannot be told apart".to_owned(),
    })
}

fn by_array(files: GoldenFiles) -> BTreeMap<String, GoldenFiles> {
    let mut arrays: BTreeMap<String, GoldenFiles> = BTreeMap::new();
    for (path, bytes) in files {
        if let Some(id) = super::id_of_path(&path) {
            let (id, below) = (id.to_owned(), path[id.len() + 1..].to_owned());
            arrays.entry(id).or_default().insert(below, bytes);
        }
    }
    arrays
}

/// The files of an array in a directory of vectors, of which no more is read than the manifest says that there is.
fn in_directory(root: &Path, id: &str, entry: &GoldenEntry) -> Result<GoldenFiles, VectorError> {
    let place = root.join(id);
    let shown = || place.display().to_string();
    let (mut files, mut found) = (GoldenFiles::new(), 0);
    let (mut directories, mut left) = (vec![String::new()], Vec::new());
    while let Some(directory) = directories.pop() {
        let entries = fs::read_dir(place.join(&directory));
        for file in entries.map_err(|source| VectorError::Read { path: shown(), source })? {
            let file = file.map_err(|source| VectorError::Read { path: shown(), source })?;
            let below = format!("{directory}{}", file.file_name().to_string_lossy());
            // A link is no directory here, so that there is an end.
            match file.file_type().is_ok_and(|kind| kind.is_dir()) {
                true => directories.push(format!("{below}/")),
                false => left.push((below, file)),
            }
        }
        if left.len() as u64 > entry.files {
            let (found, expected) = (left.len() as u64, entry.files);
            return Err(VectorError::Count { path: shown(), found, expected });
        }
    }
    for (below, file) in left {
        let length = file.metadata().map_or(0, |metadata| metadata.len()).min(LARGEST);
        found += length;
        if found > entry.bytes {
            return Err(VectorError::Length { path: shown(), found, expected: entry.bytes });
        }
        let bytes = directory::read(root, &format!("{id}/{below}"), Some(length))?;
        files.insert(below, bytes);
    }
    Ok(files)
}
