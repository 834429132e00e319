//! Notes on arrays as they are stored.

use crate::codec::note::{Note, advisory};

pub(super) const NOTES: [Note; 6] = [
    advisory(
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
    ]),
    advisory(
        54,
        "v2/fill-value",
        "Version 2: an integer fill value written with a fraction or an exponent, such as 0.0",
    )
    .reads(&[
        "is the integer that it equals: the text asks for a scalar value, and for no form of numbers",
        "is no fill value of an integer type, as in version 3",
    ]),
    advisory(55, "v2/fill-value", "Version 2: the fill value 0 or 1 of a bool").reads(&[
        "is false or true: a bool is an \"integer type where all values are only True or False\"",
        "is no bool, as in version 3",
    ]),
    advisory(
        56,
        "v2/fill-value",
        "Version 2: how is the fill value of raw bytes such as \"|V3\" written?",
    )
    .reads(&[
        "in base64, as that of a fixed-length byte string",
        "as an array of integers, as that of raw bits in version 3",
    ]),
    advisory(57, "json/byte-order-mark", "A byte order mark before the metadata")
        .reads(&["makes it no JSON text", "is ignored, which RFC 8259 lets parsers do"]),
    advisory(58, "v2/fill-value", "Version 2: the fill value 0 of strings and byte strings").reads(
        &[
            "is none of their values: where no chunk is, elements are undefined, as under null",
            "is the string of its digit, as zarr-python 3 has it",
        ],
    ),
];
