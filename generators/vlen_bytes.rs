//! Questions about `vlen-bytes`: byte strings of every byte and of many lengths.

use super::ask::Questions;
use super::items::Items;
use crate::codec::vlen_bytes::DEFINITION;

/// Byte strings, each with a name.
const STRINGS: [(&str, &[u8]); 8] = [
    ("empty", b""),
    ("ascii", b"a"),
    ("null", b"\0"),
    ("nulls-behind", b"a\0\0"),
    ("no-utf8", b"\xff\xfe\x80"),
    ("utf8", "é€😀".as_bytes()),
    ("four", b"\x01\x00\x00\x00"),
    ("base64", b"AQID"),
];

pub(super) fn questions() -> Vec<Questions> {
    let strings = STRINGS.map(|(name, bytes)| (name, bytes.to_vec()));
    let every = ("every", (0..=u8::MAX).collect());
    let longer = ("longer", (0..70_000u32).map(|at| (at % 251) as u8).collect());
    let items = Items {
        codec: &DEFINITION,
        data_type: "bytes",
        other_type: "string",
        fill_value: r#""""#,
        elements: strings.into_iter().chain([every, longer]).collect(),
        wrong: Vec::new(),
    };
    items.questions()
}
