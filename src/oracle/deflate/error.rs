//! Why bytes are no DEFLATE stream.

/// Why bytes are no DEFLATE stream, with the section of RFC 1951.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeflateError {
    #[error("the deflate stream ends before its last block does (RFC 1951 §3.2.3)")]
    Cut,
    #[error("a block has the reserved type 3 (RFC 1951 §3.2.3)")]
    BlockType,
    #[error(
        "a stored block has length {length:#06x} and complement {complement:#06x} (RFC 1951 §3.2.4)"
    )]
    StoredLength { length: u16, complement: u16 },
    #[error("a block has {count} literal/length codes; expected 257 to 286 (RFC 1951 §3.2.7)")]
    LiteralCodes { count: usize },
    #[error("the lengths of {alphabet} codes make no prefix code (RFC 1951 §3.2.2)")]
    Code { alphabet: &'static str },
    #[error("a code length is repeated where there is none before (RFC 1951 §3.2.7)")]
    NothingToRepeat,
    #[error("code lengths are repeated beyond the last code (RFC 1951 §3.2.7)")]
    TooManyLengths,
    #[error("bits are no code of the {alphabet} alphabet (RFC 1951 §3.2.2)")]
    NoCode { alphabet: &'static str },
    #[error("{alphabet} symbol {symbol} has no meaning (RFC 1951 §3.2.5)")]
    Symbol { alphabet: &'static str, symbol: u16 },
    #[error("a distance of {distance} after {produced} bytes (RFC 1951 §2)")]
    Distance { distance: usize, produced: usize },
    #[error("more than {limit} bytes, which is what a chunk of this shape has")]
    TooLong { limit: u64 },
}
