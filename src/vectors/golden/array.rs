//! One golden array.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{ARRAY, GoldenEntry, GoldenProfile, room};
use crate::codec::definition::Definition;
use crate::codec::{table, version_2};
use crate::data_type::DataType;
use crate::vectors::{Accepted, AnyNan, VectorError};

/// A golden array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldenArray {
    /// `stores/<room>/<case>`. It never changes its meaning.
    pub id: String,
    /// What it is for, in a sentence.
    pub comment: String,
    pub format: ZarrFormat,
    /// The JSON of the data type as a `zarr.json` has it, of either format. `None` where the metadata has none that is
    /// known.
    pub data_type: Option<Arc<str>>,
    pub shape: Option<Vec<u64>>,
    pub profile: GoldenProfile,
    /// Ids of clauses.
    pub clauses: Vec<String>,
    /// Names of [`tags`](super::tags).
    pub tags: Vec<String>,
    pub expected: Accepted<GoldenOutcome>,
    /// Where any NaN is right. Positions count in the whole array.
    pub any_nan: Option<AnyNan>,
    /// The files of the array itself: metadata and chunks, by path below its directory.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The elements in C order, each as the JSON of a fill value; or `None` where the array must be refused.
pub type GoldenOutcome = Option<Vec<String>>;

/// A version of the storage format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZarrFormat {
    V2,
    V3,
}

impl ZarrFormat {
    pub const ALL: [ZarrFormat; 2] = [ZarrFormat::V2, ZarrFormat::V3];

    /// As `zarr_format` has it.
    pub fn number(self) -> u64 {
        match self {
            ZarrFormat::V2 => 2,
            ZarrFormat::V3 => 3,
        }
    }

    /// The name of the file that has the metadata of an array.
    pub fn metadata(self) -> &'static str {
        match self {
            ZarrFormat::V2 => ".zarray",
            ZarrFormat::V3 => "zarr.json",
        }
    }

    pub fn from_number(number: u64) -> Option<ZarrFormat> {
        ZarrFormat::ALL.into_iter().find(|format| format.number() == number)
    }
}

impl GoldenArray {
    /// The room of its files.
    pub fn room(&self) -> &str {
        room(&self.id).unwrap_or_default()
    }

    /// The codec that it is about, if it is about one.
    pub fn codec(&self) -> Option<&'static Definition> {
        table::of_room(self.room())
    }

    /// The clause that says most. That version 2 has codecs says less than what a codec does in either version.
    pub fn clause(&self) -> Option<&str> {
        let is_of_v2 = |id: &str| version_2::CLAUSES.iter().any(|clause| clause.id == id);
        let other = self.clauses.iter().find(|id| !is_of_v2(id));
        other.or(self.clauses.first()).map(String::as_str)
    }

    /// The data type, if it is known here.
    pub fn data_type(&self) -> Option<DataType> {
        DataType::from_json(self.data_type.as_deref()?).ok()
    }

    /// Every file, by path below its directory.
    pub fn all_files(&self) -> BTreeMap<String, Vec<u8>> {
        let of_array = self.files.iter();
        let mut files: BTreeMap<_, _> =
            of_array.map(|(path, bytes)| (format!("{ARRAY}/{path}"), bytes.clone())).collect();
        files.extend(self.texts().into_iter().map(|(path, text)| (path, text.into_bytes())));
        files
    }

    /// What a manifest says of it.
    pub fn entry(&self) -> GoldenEntry {
        GoldenEntry::of(&self.all_files(), self.profile, self.format)
    }

    /// Reads what [`GoldenArray::all_files`] gives; `path` is for errors.
    ///
    /// # Errors
    ///
    /// Where a file is missing, or says something else than such a file does.
    pub fn from_files(
        path: &str,
        files: BTreeMap<String, Vec<u8>>,
    ) -> Result<GoldenArray, VectorError> {
        let (mut array, mut others) = (BTreeMap::new(), BTreeMap::new());
        for (path, bytes) in files {
            match path.strip_prefix(ARRAY).and_then(|rest| rest.strip_prefix('/')) {
                Some(below) => array.insert(below.to_owned(), bytes),
                None => others.insert(path, bytes),
            };
        }
        super::about::read(path, &others, array)
    }

    /// Writes the array itself into a directory that is not there yet, for a program to open.
    ///
    /// # Errors
    ///
    /// If the directory is there, or cannot be written.
    pub fn unpack(&self, directory: &Path) -> io::Result<()> {
        fs::create_dir(directory)?;
        for (path, bytes) in &self.files {
            let file = directory.join(path);
            fs::create_dir_all(file.parent().unwrap_or(directory))?;
            fs::write(file, bytes)?;
        }
        Ok(())
    }
}
