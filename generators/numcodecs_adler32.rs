//! Questions about `numcodecs.adler32`.

use super::ask::Questions;
use super::checked::Checked;
use crate::codec::numcodecs_adler32::DEFINITION;

pub(super) fn questions() -> Vec<Questions> {
    let clauses = ["numcodecs.adler32/checksum", "numcodecs.adler32/location"];
    Checked::located(&DEFINITION, clauses, false).questions()
}
