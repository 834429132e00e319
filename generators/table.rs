//! What is asked of each codec, and of chains.

use rayon::prelude::*;

use super::ask::Questions;
use super::{bitround, bytes, chains, crc32c, packbits, scale_offset};
use crate::codec;
use crate::codec::definition::Definition;
use crate::vectors::ScenarioFile;

/// A codec, with what makes its files.
type Row = (&'static Definition, fn() -> Vec<Questions>);

/// Every codec but the first, whose casts have files of their own.
const ROWS: [Row; 5] = [
    (&codec::scale_offset::DEFINITION, scale_offset::questions),
    (&codec::bitround::DEFINITION, bitround::questions),
    (&codec::packbits::DEFINITION, packbits::questions),
    (&codec::bytes::DEFINITION, bytes::questions),
    (&codec::crc32c::DEFINITION, crc32c::questions),
];

/// Every file.
pub(super) fn files() -> Vec<ScenarioFile> {
    let of_row = |(codec, questions): Row| -> Vec<_> {
        questions().into_par_iter().map(|one| one.file(Some(codec))).collect()
    };
    let of_codecs = ROWS.into_par_iter().flat_map_iter(of_row);
    let of_chains = chains::questions().into_par_iter().map(|one| one.file(None));
    of_codecs.chain(of_chains).collect()
}
