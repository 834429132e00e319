//! Base64 of an element's bytes, which Zarr v2 uses for fill values of some types and version 3 of none here.
//!
//! "The value must be a JSON number" (integers); "a JSON number" or "a JSON string of the form"
//! `"Infinity"`, `"-Infinity"`, `"NaN"` or `"0xYYYYYYYY"` (floats): base64 is none of these.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};

use super::{Literal, texts};
use crate::data_type::{Dyadic, Real, pack};

/// One text for each element, byte order and alphabet. Texts that are equal are told apart by nobody: the
/// first stands for all.
pub(in crate::generators) fn all(data_type: Real) -> Vec<Literal> {
    patterns(data_type).into_iter().flat_map(|pattern| spellings(data_type, pattern)).collect()
}

/// Elements of every sort that the type has.
fn patterns(data_type: Real) -> Vec<u64> {
    let value =
        |negative, magnitude, exponent| data_type.encode(Dyadic { negative, magnitude, exponent });
    let found = [
        value(false, 0, 0),
        value(false, 1, 0),
        value(true, 1, 0),
        value(false, 3, -1),
        Some(data_type.max_finite()),
        Some(data_type.min_finite()),
        data_type.nan(),
        data_type.infinity(false),
        data_type.infinity(true),
    ];
    let mut patterns = Vec::new();
    for pattern in found.into_iter().flatten() {
        if !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
    }
    patterns
}

fn spellings(data_type: Real, pattern: u64) -> Vec<Literal> {
    let little = pack(data_type, [pattern]);
    let big: Vec<u8> = little.iter().rev().copied().collect();
    let hex = data_type.pattern_to_text(pattern);
    let literal = |words: &str, about, text: String| Literal {
        id: format!("base64/{hex}{words}"),
        about,
        clauses: texts::clauses(data_type),
        json: format!("\"{text}\""),
    };
    if little.len() == 1 {
        return vec![
            literal("", "base64 of the byte of an element", STANDARD.encode(&little)),
            literal(
                "/unpadded",
                "base64 of the byte of an element, without padding",
                STANDARD_NO_PAD.encode(&little),
            ),
        ];
    }
    let mut literals = vec![
        literal(
            "/little",
            "base64 of the bytes of an element, little-endian",
            STANDARD.encode(&little),
        ),
        literal("/big", "base64 of the bytes of an element, big-endian", STANDARD.encode(&big)),
        literal(
            "/little/unpadded",
            "base64 of the bytes of an element, little-endian, without padding",
            STANDARD_NO_PAD.encode(&little),
        ),
        literal(
            "/big/unpadded",
            "base64 of the bytes of an element, big-endian, without padding",
            STANDARD_NO_PAD.encode(&big),
        ),
        literal(
            "/little/url-safe",
            "base64 of the bytes of an element, little-endian, in the alphabet for URLs",
            URL_SAFE.encode(&little),
        ),
    ];
    // Equal texts are one question.
    let mut seen = Vec::new();
    literals.retain(|literal| {
        let is_new = !seen.contains(&literal.json);
        seen.push(literal.json.clone());
        is_new
    });
    literals
}
