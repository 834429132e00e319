//! What golden arrays are marked with, for choosing among them.

/// A tag of golden arrays.
#[derive(Debug)]
pub struct GoldenTag {
    pub name: &'static str,
    pub about: &'static str,
}

/// Every tag.
pub const GOLDEN_TAGS: [GoldenTag; 11] = [
    tag("big-endian", "the bytes of a component come in big-endian order"),
    tag("chunk-keys", "where a chunk is in its store"),
    tag("codecs", "what stands in the list of codecs"),
    tag("damaged", "a chunk that is cut, or longer than it should be, or changed"),
    tag("data-type", "what the bytes of an element mean"),
    tag("edge-chunks", "the last chunk of a dimension reaches beyond the array"),
    tag("fill-value", "which element the JSON of the fill value is"),
    tag("grid", "how many dimensions and chunks there are"),
    tag("metadata", "members that are acceptable, and members that are not"),
    tag("missing-chunks", "chunks that are not there, which hold the fill value"),
    tag("transposed", "elements that are not stored in C order"),
];

const fn tag(name: &'static str, about: &'static str) -> GoldenTag {
    GoldenTag { name, about }
}
