//! Questions about `numcodecs.crc32c`.

use super::ask::Questions;
use super::checked::Checked;
use crate::codec::numcodecs_crc32c::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let clauses = ["numcodecs.crc32c/checksum", "numcodecs.crc32c/location"];
    Checked::located(&DEFINITION, clauses, true).questions()
}
