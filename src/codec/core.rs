//! What the core specification says of array metadata and of codecs in general, beside what the list of
//! clauses has.

use super::clause::{Clause, Level, Text, clause};

/// Sections "Array metadata" and "Chunk encoding", and the page of the regular chunk grid.
pub const CLAUSES: [Clause; 19] = [
    must(
        "core/metadata-key",
        "Array metadata",
        "an array has a metadata document, named zarr.json",
    ),
    must(
        "core/array-metadata",
        "Array metadata",
        "the document is a single object with the mandatory members",
    ),
    must("core/zarr-format", "zarr_format", "zarr_format is 3"),
    must("core/node-type", "node_type", "node_type of an array is \"array\""),
    must("core/shape", "shape", "shape is a list of integers, the length of each dimension"),
    must(
        "core/chunk-grid",
        "chunk_grid",
        "a regular chunk grid has a chunk_shape, a list of integers",
    ),
    must(
        "core/chunk-shape",
        "Regular chunk grid, Description",
        "chunks have as many dimensions as the array, and lengths greater than zero",
    ),
    must(
        "core/chunk-key-encoding",
        "chunk_key_encoding",
        "chunk_key_encoding is an extension; default and v2 have a separator, \"/\" or \".\"",
    ),
    clause(
        "core/chunk-key",
        Text::Core,
        "Chunk key encodings, default and v2",
        Level::States,
        "a key is c and the indices of the chunk, or the indices alone, in decimal, with the separator between them",
    ),
    must(
        "core/fill-value",
        "fill_value",
        "fill_value is required, and permitted for the data type",
    ),
    must("core/attributes", "attributes", "attributes, if present, is an object"),
    must(
        "core/dimension-names",
        "dimension_names",
        "dimension_names, if present, is a list of strings or null, one for each dimension",
    ),
    must(
        "core/storage-transformers",
        "storage_transformers",
        "storage_transformers, if present, is a list of extensions",
    ),
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
    clause(
        "json/byte-order-mark",
        Text::Json,
        "§8.1",
        Level::Must,
        "no byte order mark is written before a JSON text, and a parser may ignore one",
    ),
];

const fn must(id: &'static str, section: &'static str, says: &'static str) -> Clause {
    clause(id, Text::Core, section, Level::Must, says)
}
