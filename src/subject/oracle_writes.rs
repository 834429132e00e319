//! What the oracle writes of arrays on disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::Refusal;
use super::oracle_arrays;
use super::oracle_reads::refusal;
use crate::codec::notes::Readings;
use crate::files::{NewDirectory, shown};
use crate::oracle::stored::{StoredArray, metadata_file};
use crate::protocol::{Answer, WriteRequest};

/// Writes an array: every chunk, and the metadata as they came. Nothing is there before all of it is, and nothing that is
/// there is written over.
pub(super) fn write(request: &WriteRequest, readings: &Readings) -> Result<Answer, Refusal> {
    let path = Path::new(&*request.path);
    let failed =
        |reason: String| Refusal::Metadata(format!("failed to write {}: {reason}", shown(path)));
    if fs::symlink_metadata(path).is_ok() {
        return Err(failed("something is there already".to_owned()));
    }
    let name = metadata_file(&request.metadata);
    let metadata = request.metadata.as_bytes().to_vec();
    let mut files = BTreeMap::from([(name.to_owned(), metadata)]);
    let stored = StoredArray::open(&files, readings).map_err(refusal)?;
    let (data_type, shape) = (&stored.data_type, &stored.shape);
    let array = oracle_arrays::array(data_type, shape, request.input.part(), readings)?;
    files.extend(stored.chunks(&array).map_err(refusal)?);
    let written = || -> io::Result<()> {
        let new = NewDirectory::beside(path)?;
        files.iter().try_for_each(|(name, bytes)| new.put(name, bytes))?;
        new.publish()
    };
    written().map(|()| Answer::Written).map_err(|error| failed(error.to_string()))
}
