//! NaN by its bits: every bit of the payload alone, signalling and quiet, of both signs.
//!
//! "This representation is the only way to specify a NaN value other than the specific NaN value denoted
//! by `NaN`": the scalar is these bits. A reader that takes them through another float type, or through a
//! register that quiets NaN, returns others.

use super::Literal;
use super::patterns::CLAUSES;
use crate::data_type::{Float, Kind, Nan, Real};

pub(in crate::generators) fn all(data_type: Real) -> Vec<Literal> {
    let literal = |(pattern, about): (u64, &'static str)| Literal {
        id: format!("pattern/{}", data_type.pattern_to_text(pattern)),
        about,
        clauses: CLAUSES,
        json: format!("\"{}\"", data_type.pattern_to_text(pattern)),
    };
    payloads(data_type).into_iter().map(literal).collect()
}

/// NaNs of a type that has more than one, and what each is.
pub(in crate::generators) fn payloads(data_type: Real) -> Vec<(u64, &'static str)> {
    let Kind::Float(float @ Float { nan: Nan::Ieee, .. }) = data_type.kind() else {
        return Vec::new();
    };
    let mantissa = (1 << float.mantissa_bits) - 1;
    let quiet = (mantissa >> 1) + 1;
    let infinity = data_type.infinity(false).unwrap_or_default();
    let sign = data_type.infinity(true).unwrap_or_default() ^ infinity;
    let bits = (0..float.mantissa_bits - 1).map(|bit| 1 << bit);
    let signalling =
        bits.clone().map(|bit| (bit, "a signalling NaN with one bit of its payload set"));
    let quieted = bits.map(|bit| (quiet | bit, "a quiet NaN with one more bit of its payload set"));
    let corners = [
        (quiet - 1, "a signalling NaN with every bit of its payload set"),
        (mantissa, "a quiet NaN with every bit of its payload set"),
        (quiet, "a quiet NaN with no other bit of its payload set"),
        (quiet - 2, "a signalling NaN with every bit of its payload but the lowest set"),
        (mantissa - 1, "a quiet NaN with every bit of its payload but the lowest set"),
    ];
    let payloads = signalling.chain(quieted).chain(corners).filter(|(payload, _)| *payload != 0);
    payloads
        .flat_map(|(payload, about)| {
            [(infinity | payload, about), (infinity | sign | payload, about)]
        })
        .collect()
}
