//! Notes on the fill values of data types whose elements are not real numbers.

use crate::codec::note::{Note, advisory};

pub(super) const NOTES: [Note; 3] = [
    advisory(50, "data-types/bytes-scalar", "May base64 leave out its padding?")
        .reads(&["no: an encoder writes it", "yes"])
        .decided_by(&["scalars/bytes/unpadded/one-byte", "scalars/bytes/unpadded/two-bytes"]),
    advisory(
        51,
        "data-types/bytes-scalar",
        "Must the bits that base64 has beyond the last byte be 0?",
    )
    .reads(&["yes: an encoder writes no others", "no: they are ignored"])
    .decided_by(&[
        "scalars/bytes/beyond-the-end/one-byte",
        "scalars/bytes/beyond-the-end/two-bytes",
    ]),
    advisory(
        52,
        "data-types/string-scalar",
        "A surrogate without its other half in a string, such as \"\\ud800\"",
    )
    .reads(&["is refused: UTF-8 does not have it", "is U+FFFD, the replacement character"])
    .decided_by(&["scalars/string/surrogate/high", "scalars/string/surrogate/low"]),
];
