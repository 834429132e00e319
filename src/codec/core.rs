//! What the core specification says of codecs in general, beside what the list of clauses has.

use super::clauses::{Clause, Level, Text, clause};

/// Sections "codecs" of the array metadata and "Chunk encoding".
pub const CLAUSES: [Clause; 5] = [
    clause(
        "core/codecs-list",
        Text::Core,
        "codecs",
        Level::Must,
        "codecs is a list, and each of it is an extension",
    ),
    clause(
        "core/codecs-order",
        Text::Core,
        "Codecs",
        Level::Must,
        "zero or more array -> array codecs come first, then exactly one array -> bytes codec, then zero \
         or more bytes -> bytes codecs",
    ),
    clause(
        "core/codec-representation",
        Text::Core,
        "Determination of encoded representations",
        Level::Should,
        "a codec whose decoded representation is not supported is an error",
    ),
    clause(
        "core/codec-encoding",
        Text::Core,
        "Encoding procedure",
        Level::States,
        "the codecs are applied one after the other to an array of the chunk's shape and data type",
    ),
    clause(
        "core/codec-decoding",
        Text::Core,
        "Decoding procedure",
        Level::States,
        "the codecs are applied in reverse, each to what is encoded for its decoded representation",
    ),
];
