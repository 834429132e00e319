//! Bits of a NaN's payload that are not seen, enumerated from the layouts of floats.

use super::draw::Lot;
use super::element::{Element, float};
use super::place::{Place, Where, With};
use crate::data_type::{Nan, Real};

/// Bits of the mantissa by which a NaN is not told from an infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Payload {
    /// The first and the last of a run, from the lowest bit on.
    pub run: (u32, u32),
    /// Of NaNs of one sign only.
    pub negative: Option<bool>,
}

/// All runs of bits, and single bits.
pub const LOT: Lot = Lot {
    count: |from, to| members(from, to).len() as u64,
    at: |from, to, at| members(from, to)[at as usize],
};

fn members(from: Real, to: Real) -> Vec<Place> {
    let ieee = float(from).filter(|float| matches!(float.nan, Nan::Ieee));
    let Some((ieee, _)) = ieee.zip(to.nan()) else { return Vec::new() };
    let mut members = Vec::new();
    for last in 0..ieee.mantissa_bits {
        for first in 0..=last {
            for negative in [None, Some(false), Some(true)] {
                let with = With::Payload(Payload { run: (first, last), negative });
                members.push(Place { with, ..Place::of(Where::Pair(from, to)) });
            }
        }
    }
    members
}

impl Payload {
    /// What comes of an element if these bits are not seen.
    pub fn cast(&self, element: &Element) -> Option<u64> {
        let (first, last) = self.run;
        let unseen = (first..=last).map(|bit| 1 << bit).sum::<u64>();
        let infinity = [false, true].into_iter().find(|negative| {
            let infinity = element.from().infinity(*negative);
            infinity.is_some_and(|infinity| element.input & !unseen == infinity)
        });
        match infinity {
            Some(negative) if self.negative.is_none_or(|wanted| wanted == negative) => {
                element.right_of(element.input & !unseen)
            }
            _ => element.right(),
        }
    }

    /// What tells it from others, in words.
    pub fn words(&self) -> Vec<String> {
        let (first, last) = self.run;
        let bits =
            if first == last { format!("bit-{first}") } else { format!("bits-{first}-{last}") };
        let sign = self.negative.map(|negative| if negative { "negative" } else { "positive" });
        [Some(bits), sign.map(str::to_owned)].into_iter().flatten().collect()
    }

    /// Inputs that show it.
    pub fn telling(&self, from: Real) -> Vec<u64> {
        let infinities = [false, true].into_iter().filter_map(|negative| from.infinity(negative));
        infinities.map(|infinity| infinity | 1 << self.run.0).collect()
    }
}
