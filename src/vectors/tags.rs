//! What cases are about: the one list of tags.

use std::fmt;

use crate::spelling::did_you_mean;

/// One tag: its name, what it says of a case, and the id of the clause that decides it.
#[derive(Debug)]
pub struct Tag {
    pub name: &'static str,
    pub about: &'static str,
    pub clause: &'static str,
}

const fn tag(name: &'static str, about: &'static str, clause: &'static str) -> Tag {
    Tag { name, about, clause }
}

const NAN: &str = "special/nan-propagated";
const EXACT: &str = "procedure/exact";
const ROUNDING: &str = "rounding/applies";
const ROUNDED_FIRST: &str = "range/after-rounding";
const RANGE: &str = "procedure/round-and-range";

/// Every tag, from the one that says most about a failure to the one that says least. A new tag may
/// be put anywhere: its position is no part of the format.
pub const TAGS: [Tag; 30] = [
    tag("signalling-nan", "the input is a signalling NaN", "procedure/payload"),
    tag("nan", "the input is NaN", NAN),
    tag("infinity", "the input is infinite", "special/unsupported-errors"),
    tag("negative-zero", "the input is −0", "special/signed-zero"),
    tag("zero", "the input is zero", EXACT),
    tag(
        "double-rounding",
        "rounding to float32 or float64 on the way to the output type gives another result in some mode",
        ROUNDING,
    ),
    tag(
        "overflow-threshold",
        "halfway from a float's largest finite value to the next step, where the nearest modes overflow, or next to it",
        ROUNDED_FIRST,
    ),
    tag(
        "last-step",
        "between a limit of the output type and the next step beyond it: the rounding mode decides whether it is in range",
        ROUNDED_FIRST,
    ),
    tag("max-finite", "the largest finite value of the output type", EXACT),
    tag("min-finite", "the smallest (most negative) finite value of the output type", EXACT),
    tag(
        "limit-neighbour",
        "next to a limit of the output type, which float arithmetic may take for the limit",
        RANGE,
    ),
    tag(
        "underflow",
        "not zero, but below the smallest positive value of the output type",
        ROUNDING,
    ),
    tag(
        "tie-minus-ulp",
        "just below (in magnitude) a tie: found wrong by adding one half",
        ROUNDING,
    ),
    tag(
        "tie-plus-ulp",
        "just above (in magnitude) a tie: found wrong by dropping low bits",
        ROUNDING,
    ),
    tag("tie", "halfway between two adjacent values of the output type", ROUNDING),
    tag("subnormal", "rounded among the subnormal values of the output type", ROUNDING),
    tag("min-normal", "the smallest normal value of the output type, or next to it", ROUNDING),
    tag("below-one-half", "a magnitude below one half, which integers round to 0 or ±1", ROUNDING),
    tag("huge", "a magnitude of 2^64 or more, out of range for every integer type", RANGE),
    tag("wrap-edge", "out of range, and congruent to a limit of the output type", "range/wrap"),
    tag("above-2-53", "an integer that float64 cannot hold", EXACT),
    tag("negative-to-unsigned", "negative, where the output type is not", RANGE),
    tag("above-range", "above the range of the output type, however it is rounded", RANGE),
    tag("below-range", "below the range of the output type, however it is rounded", RANGE),
    tag("value-minus-ulp", "just below (in magnitude) a value of the output type", ROUNDING),
    tag("value-plus-ulp", "just above (in magnitude) a value of the output type", ROUNDING),
    tag("power-of-two", "a power of two", EXACT),
    tag("random", "from the seeded spread over all exponents", ROUNDING),
    tag("inexact", "between two adjacent values of the output type", ROUNDING),
    tag("exact", "a value of the output type", EXACT),
];

/// A text that names no tag.
#[derive(Debug, thiserror::Error)]
#[error("unknown tag {name:?}{}; `zarrproof list tags` shows them all", meant(name))]
pub struct UnknownTag {
    pub name: String,
}

fn meant(name: &str) -> String {
    did_you_mean(name, TAGS.iter().map(|tag| tag.name))
}

/// A set of tags, as one bit each by position in [`TAGS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagSet(u32);

impl TagSet {
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn insert(&mut self, name: &str) -> Result<(), UnknownTag> {
        match TAGS.iter().position(|tag| tag.name == name) {
            Some(position) => {
                self.0 |= 1 << position;
                Ok(())
            }
            None => Err(UnknownTag { name: name.to_owned() }),
        }
    }

    pub fn intersects(self, other: TagSet) -> bool {
        self.0 & other.0 != 0
    }

    /// The tags, the one that says most first.
    pub fn iter(self) -> impl Iterator<Item = &'static Tag> {
        TAGS.iter().enumerate().filter(move |(at, _)| self.0 >> at & 1 == 1).map(|(_, tag)| tag)
    }

    /// The tag that says most.
    pub fn first(self) -> Option<&'static Tag> {
        self.iter().next()
    }
}

impl fmt::Display for TagSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.iter().map(|tag| tag.name).collect();
        f.write_str(&names.join(", "))
    }
}
