//! `numcodecs.jenkins_lookup3`: the bytes, then Jenkins' hash of them.

use super::checked::{Checked, Checksum, Location};
use super::{BindError, Codec, Fields};
use crate::chunk::Form;
use crate::codec::notes::Readings;
use crate::json::excerpt;

static CHECKSUM: Checksum = Checksum {
    sum: "numcodecs.jenkins_lookup3/checksum",
    place: "numcodecs.jenkins_lookup3/appended",
    mismatch: None,
    nothing: None,
};

/// Reads the configuration: what the hash begins with. JSON has no bytes that could be a prefix.
///
/// # Errors
///
/// Where `initval` is no integer of 32 bits, there is a prefix, or an array comes in.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let (clause, greatest) = ("numcodecs.jenkins_lookup3/initval", i64::from(u32::MAX));
    let initial = fields.integer("initval", 0..=greatest, clause)?.unwrap_or(0) as u32;
    if let Some(json) = fields.json("prefix").filter(|json| *json != "null") {
        return Err(BindError::Field {
            field: "prefix",
            found: excerpt(json),
            expected: "null".to_owned(),
            clause: "numcodecs.jenkins_lookup3/prefix",
        });
    }
    let hash = move |bytes: &[u8]| lookup3(bytes, initial);
    Checked::bind(&CHECKSUM, Location::End, form, readings, hash)
}

/// `hashlittle` of Jenkins' lookup3, by the steps of its blocks of twelve bytes.
fn lookup3(bytes: &[u8], initial: u32) -> u32 {
    let begin = 0xdead_beef_u32.wrapping_add(bytes.len() as u32).wrapping_add(initial);
    let mut state = [begin; 3];
    let mut rest = bytes;
    while rest.len() > 12 {
        let (block, after) = rest.split_at(12);
        add(&mut state, block);
        for (at, left, bits) in MIX {
            let [one, other] = [at, left].map(|at: usize| state[at]);
            state[at] = one.wrapping_sub(other) ^ other.rotate_left(bits);
            // The word that is neither is added to the one that was taken away.
            state[left] = other.wrapping_add(state[3 - at - left]);
        }
        rest = after;
    }
    if !rest.is_empty() {
        add(&mut state, rest);
        for (at, other, bits) in FINAL {
            let other: u32 = state[other];
            state[at] = (state[at] ^ other).wrapping_sub(other.rotate_left(bits));
        }
    }
    state[2]
}

/// The steps between two blocks: the word that changes, the one that changes it, and how far that one is rotated.
const MIX: [(usize, usize, u32); 6] =
    [(0, 2, 4), (1, 0, 6), (2, 1, 8), (0, 2, 16), (1, 0, 19), (2, 1, 4)];

/// The same behind the last block.
const FINAL: [(usize, usize, u32); 7] =
    [(2, 1, 14), (0, 2, 11), (1, 0, 25), (2, 1, 16), (0, 2, 4), (1, 0, 14), (2, 1, 24)];

/// Adds up to twelve bytes to three little-endian words.
fn add(state: &mut [u32; 3], block: &[u8]) {
    for (at, byte) in block.iter().enumerate() {
        state[at / 4] = state[at / 4].wrapping_add(u32::from(*byte) << (8 * (at % 4)));
    }
}
