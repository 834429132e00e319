//! Many small files as one run of bytes, which compresses better than each by itself.
//!
//! The build script writes it: of each file the length of its path (16 bits, little-endian), the path, the length of its
//! bytes (32 bits), the bytes.

use std::collections::BTreeMap;

/// The files in a run of bytes, or nothing if it is none that the build script wrote.
pub(super) fn files(mut run: &[u8]) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    while !run.is_empty() {
        let (length, rest) = run.split_first_chunk()?;
        let (path, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
        let (length, rest) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (bytes, rest) = rest.split_at_checked(length)?;
        files.insert(str::from_utf8(path).ok()?.to_owned(), bytes.to_vec());
        run = rest;
    }
    Some(files)
}
