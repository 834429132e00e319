//! Questions about `vlen-utf8`: strings of every kind of character, and bytes that are no UTF-8.

use super::ask::Questions;
use super::items::Items;
use crate::codec::vlen_utf8::DEFINITION;

/// Strings, each with a name.
const STRINGS: [(&str, &str); 14] = [
    ("empty", ""),
    ("ascii", "a"),
    ("two-bytes", "é"),
    ("three-bytes", "€"),
    ("four-bytes", "😀"),
    ("null", "\0"),
    ("nulls-inside", "a\0b\0"),
    ("quotes", "\"\\/"),
    ("control-characters", "\u{1}\t\r\n\u{7f}\u{85}"),
    ("byte-order-mark", "\u{feff}a"),
    ("combined", "e\u{301}"),
    ("last-of-each-length", "\u{7f}\u{7ff}\u{ffff}\u{10ffff}"),
    ("beside-surrogates", "\u{d7ff}\u{e000}"),
    ("lines", "\u{2028}\u{2029} "),
];

/// Ill-formed sequences (Unicode 16.0, section 3.9, table 3-7), each with a name and what it is.
const WRONG: [(&str, &str, &[u8]); 14] = [
    ("continuation", "a continuation byte alone", b"\x80"),
    ("overlong-2", "NUL in two bytes", b"\xc0\x80"),
    ("overlong-2-last", "U+007F in two bytes", b"\xc1\xbf"),
    ("overlong-3", "U+07FF in three bytes", b"\xe0\x9f\xbf"),
    ("overlong-4", "U+FFFF in four bytes", b"\xf0\x8f\xbf\xbf"),
    ("surrogate", "a high surrogate", b"\xed\xa0\x80"),
    ("surrogates", "a pair of surrogates", b"\xed\xa0\xbd\xed\xb8\x80"),
    ("beyond", "U+110000", b"\xf4\x90\x80\x80"),
    ("five-bytes", "a sequence of five bytes", b"\xf8\x88\x80\x80\x80"),
    ("cut-2", "the first of two bytes", b"\xc3"),
    ("cut-3", "the first two of three bytes", b"a\xe2\x82"),
    ("cut-4", "the first three of four bytes", b"\xf0\x9f\x98"),
    ("latin-1", "é in Latin-1", b"caf\xe9"),
    ("utf-16", "a in UTF-16 behind a byte order mark", b"\xff\xfea\x00"),
];

pub(super) fn questions() -> Vec<Questions> {
    let strings = STRINGS.map(|(name, text)| (name, text.as_bytes().to_vec()));
    let long = ("long", "zarr é ".repeat(40).into_bytes());
    let longer = ("longer", "ß".repeat(40_000).into_bytes());
    let items = Items {
        codec: &DEFINITION,
        data_type: "string",
        other_type: "bytes",
        fill_value: r#""""#,
        elements: strings.into_iter().chain([long, longer]).collect(),
        wrong: WRONG.map(|(name, about, bytes)| (name, about, bytes.to_vec())).into(),
    };
    items.questions()
}
