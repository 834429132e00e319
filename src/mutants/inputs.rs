//! The inputs of another test suite: what it asks, from which type to which.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::data_type::Real;

/// Inputs by pair of types.
#[derive(Clone, Debug)]
pub struct Inputs {
    pub name: String,
    by_pair: BTreeMap<(Real, Real), Vec<u64>>,
}

/// What is wrong with a directory of inputs.
#[derive(Debug, thiserror::Error)]
pub enum InputsError {
    #[error("failed to read {path}: {source}")]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{path} has no file named like float64_to_float16.txt or f64_to_f16.txt")]
    Empty { path: PathBuf },
    #[error("{path} is not named like float64_to_float16.txt or f64_to_f16.txt: {reason}")]
    Name { path: PathBuf, reason: String },
    #[error(
        "{path}, line {line}: {found:?} is no pattern of {data_type}; expected its bits as the first word, in hexadecimal digits: {digits}"
    )]
    Line { path: PathBuf, line: usize, found: String, data_type: Real, digits: usize },
    #[error("{path} holds the inputs of a pair that another file of the directory has")]
    Twice { path: PathBuf },
}

/// What TestFloat calls the types that it shares with Zarr.
const TESTFLOAT: [(&str, &str); 8] = [
    ("i32", "int32"),
    ("ui32", "uint32"),
    ("i64", "int64"),
    ("ui64", "uint64"),
    ("f16", "float16"),
    ("bf16", "bfloat16"),
    ("f32", "float32"),
    ("f64", "float64"),
];

impl Inputs {
    /// Reads every `<from>_to_<to>.txt` of a directory, one input a line.
    pub fn read(name: &str, directory: &Path) -> Result<Inputs, InputsError> {
        let unreadable = |path: &Path, source| InputsError::Read { path: path.to_owned(), source };
        let mut paths = Vec::new();
        let entries = fs::read_dir(directory).map_err(|error| unreadable(directory, error))?;
        for entry in entries {
            let path = entry.map_err(|error| unreadable(directory, error))?.path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                paths.push(path);
            }
        }
        paths.sort();
        if paths.is_empty() {
            return Err(InputsError::Empty { path: directory.to_owned() });
        }
        let mut by_pair = BTreeMap::new();
        for path in paths {
            let pair = pair_of(&path)?;
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            if by_pair.insert(pair, patterns(&path, pair.0, &text)?).is_some() {
                return Err(InputsError::Twice { path });
            }
        }
        Ok(Inputs { name: name.to_owned(), by_pair })
    }

    /// The inputs from one type to another, if there are any.
    pub fn of(&self, from: Real, to: Real) -> Option<&[u64]> {
        self.by_pair.get(&(from, to)).map(Vec::as_slice)
    }

    /// How many pairs of types it has.
    pub fn pairs(&self) -> usize {
        self.by_pair.len()
    }

    /// How many inputs it has, each once for each pair.
    pub fn count(&self) -> usize {
        self.by_pair.values().map(Vec::len).sum()
    }
}

fn pair_of(path: &Path) -> Result<(Real, Real), InputsError> {
    let wrong = |reason: String| InputsError::Name { path: path.to_owned(), reason };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let (from, to) = stem.split_once("_to_").ok_or_else(|| wrong("it has no _to_".to_owned()))?;
    let data_type = |word: &str| {
        let known = TESTFLOAT.iter().find(|(theirs, _)| *theirs == word);
        let name = known.map_or(word, |(_, ours)| ours);
        Real::from_name(name).map_err(|error| wrong(error.to_string()))
    };
    Ok((data_type(from)?, data_type(to)?))
}

fn patterns(path: &Path, data_type: Real, text: &str) -> Result<Vec<u64>, InputsError> {
    let digits = data_type.bits().div_ceil(4) as usize;
    let mut patterns = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let word = line.split_whitespace().next().unwrap_or_default();
        let pattern = u64::from_str_radix(word, 16).ok();
        let is_whole = word.len() == digits && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        match pattern.filter(|pattern| is_whole && pattern & !data_type.mask() == 0) {
            Some(pattern) => patterns.push(pattern),
            None => {
                return Err(InputsError::Line {
                    path: path.to_owned(),
                    line: at + 1,
                    found: word.to_owned(),
                    data_type,
                    digits,
                });
            }
        }
    }
    patterns.sort_unstable();
    patterns.dedup();
    Ok(patterns)
}
