//! What version 2 of the storage format says of arrays.

use super::clause::{Clause, Level, Text, clause};

/// Sections "Arrays" and what follows, "Metadata" to "Filters".
pub const CLAUSES: [Clause; 14] = [
    must(
        "v2/metadata",
        "Metadata",
        "the metadata of an array is a JSON object under the key .zarray",
    ),
    must("v2/mandatory", "Metadata", "each of the eight keys of the metadata is present"),
    must("v2/zarr-format", "Metadata", "zarr_format is an integer, and 2"),
    must("v2/shape", "Metadata", "shape is a list of integers, the length of each dimension"),
    must(
        "v2/chunks",
        "Metadata",
        "chunks is a list of integers, the length of each dimension of a chunk",
    ),
    must(
        "v2/dtype",
        "Data type encoding",
        "dtype has a byte order, a kind, a size and, for times, a unit",
    ),
    must(
        "v2/order",
        "Metadata",
        "order is \"C\", where the last dimension varies fastest, or \"F\", where the first does",
    ),
    must(
        "v2/codecs",
        "Metadata",
        "compressor is null or an object with an id, and filters is null or a list of such",
    ),
    must(
        "v2/dimension-separator",
        "Metadata",
        "dimension_separator is \".\" or \"/\", and \".\" if it is absent",
    ),
    clause("v2/other-keys", Text::V2, "Metadata", Level::Should, "other keys are ignored"),
    must(
        "v2/fill-value",
        "Fill value encoding",
        "NaN and infinities are \"NaN\", \"Infinity\" and \"-Infinity\", and bytes are base64",
    ),
    must(
        "v2/missing-chunk",
        "Chunks",
        "a chunk that is not present is filled with fill_value, and undefined if that is null",
    ),
    clause(
        "v2/chunk",
        Text::V2,
        "Chunks, Filters",
        Level::States,
        "a chunk is the raw bytes of its elements, filtered in order, then compressed; all have the same shape",
    ),
    clause(
        "v2/chunk-key",
        Text::V2,
        "Chunks",
        Level::States,
        "the key of a chunk is its indices, in decimal, with the separator between them",
    ),
];

/// What the text says where that of version 3 has another clause on the same.
const COUNTERPARTS: [(&str, &str); 13] = [
    ("bytes/representation", "v2/chunk"),
    ("core/array-metadata", "v2/metadata"),
    ("core/codec-decoding", "v2/chunk"),
    ("core/codec-encoding", "v2/chunk"),
    ("core/codec-representation", "v2/codecs"),
    ("core/codecs-list", "v2/codecs"),
    ("core/codecs-order", "v2/codecs"),
    ("core/data-type-name", "v2/dtype"),
    ("core/extension-object", "v2/codecs"),
    ("core/must-understand", "v2/codecs"),
    ("core/zarr-format", "v2/zarr-format"),
    ("data-types/time-unit", "v2/dtype"),
    ("schema/additional-properties", "v2/codecs"),
];

/// The clause of version 2 in place of one of version 3. Those of codecs stay.
pub fn counterpart(clause: &'static str) -> &'static str {
    let found = COUNTERPARTS.into_iter().find(|(core, _)| *core == clause);
    found.map_or(clause, |(_, counterpart)| counterpart)
}

const fn must(id: &'static str, section: &'static str, says: &'static str) -> Clause {
    clause(id, Text::V2, section, Level::Must, says)
}
