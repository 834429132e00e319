//! `bytes`: the elements of an array one after the other.

use super::axis::Axis;
use super::clause::{Clause, Level, must, page, states};
use super::definition::{Definition, Stage};
use super::note::{Note, advisory, strict};

pub const DEFINITION: Definition = Definition {
    name: "bytes",
    aliases: &[],
    stage: Stage::ArrayToBytes,
    page: "zarr-specs docs/v3/codecs/bytes/index.rst",
    axes: &[Axis {
        name: "endian",
        pointer: "/configuration/endian",
        words: &["little", "big"],
        absent: None,
    }],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 7] = [
    must("bytes/name", "Codec name", "the name is bytes"),
    must(
        "bytes/endian-required",
        "Configuration parameters",
        "endian is required for data types for which endianness is applicable, such as those of several bytes",
    ),
    must(
        "bytes/endian-values",
        "Configuration parameters",
        "endian, if present, is \"big\" or \"little\"",
    ),
    states("bytes/order", "Format and algorithm", "elements are encoded in lexicographical order"),
    page(
        "bytes/representation",
        "Format and algorithm",
        Level::States,
        "each element is encoded in the endian variant of its binary representation that is specified; \
         of a complex number the real component comes first",
    ),
    states("bytes/bool", "Format and algorithm", "false is encoded as 0x00 and true as 0x01"),
    states(
        "bytes/fixed-size",
        "Abstract",
        "the codec encodes arrays of data types of a fixed size",
    ),
];

const NOTES: [Note; 4] = [
    advisory(401, "bytes/bool", "What does a byte other than 0 and 1 decode to as bool?")
        .reads(&[
            "it is refused: it encodes neither true nor false",
            "it is true",
            "it stays as it is, and is written so again",
        ])
        .decided_by(&[
            "bytes/encodings/free-bits/decode/bool/2/upper-02",
            "bytes/encodings/free-bits/decode/bool/2/upper-04",
            "bytes/encodings/free-bits/decode/bool/2/upper-08",
        ]),
    strict(
        402,
        "bytes/endian-required",
        "What holds for a type of several bytes where endian is absent?",
    )
    .reads(&[
        "the metadata is invalid: endian is required there",
        "the order of the bytes is little-endian",
    ])
    .decided_by(&[
        "bytes/encodings/types/encode/float64/5/bare",
        "bytes/encodings/types/encode/float32/5/bare",
        "bytes/encodings/types/encode/int64/5/bare",
        "chains/order/encode/endian-after-cast",
    ]),
    advisory(403, "bytes/representation", "Is endianness applicable to raw bits of several bytes?")
        .reads(&[
            "no: their bytes stay in their order, and endian may be absent",
            "yes: endian is required, and \"big\" reverses the bytes of each element",
        ])
        .decided_by(&[
            "bytes/encodings/types/decode/r16/5/big",
            "bytes/encodings/types/decode/r24/5/big",
            "bytes/encodings/types/decode/r64/5/big",
        ]),
    advisory(
        404,
        "data-types/upper-bits",
        "What are the upper bits where an integer of less than a byte is written?",
    )
    .reads(&["arbitrary: the suite writes zeros", "copies of the sign bit of a signed integer"])
    .decided_by(&[
        "chains/users/encode/sub-byte",
        "bytes/encodings/types/encode/int2/5/big",
        "bytes/encodings/types/encode/int4/5/big",
    ]),
];
