//! Questions about `numcodecs.crc32`.

use super::ask::Questions;
use super::checked::Checked;
use crate::codec::numcodecs_crc32::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let clauses = ["numcodecs.crc32/checksum", "numcodecs.crc32/location"];
    Checked::located(&DEFINITION, clauses, false).questions()
}
