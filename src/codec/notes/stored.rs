//! Notes on arrays as they are stored.

use crate::codec::note::{Note, advisory};

pub(super) const NOTES: [Note; 1] = [advisory(
    53,
    "core/must-understand",
    "May a codec be left out that is unknown and need not be understood?",
)
.reads(&[
    "yes: the array is read as if the list did not have it",
    "no: without the codec a chunk cannot be decoded",
])
.decided_by(&[
    "chains/users/encode/must-understand-unknown",
    "chains/users/encode/must-understand-unknown-first",
    "chains/users/decode/must-understand-unknown-first",
])];
