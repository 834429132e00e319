//! Drawing from families that are too large to be had whole.

use std::collections::{BTreeSet, VecDeque};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

use super::place::Place;
use crate::data_type::Real;

/// All places of a defect, by number within each pair of types.
#[derive(Clone, Copy)]
pub struct Lot {
    /// How many there are in a pair.
    pub count: fn(Real, Real) -> u64,
    /// The one at a position below that.
    pub at: fn(Real, Real, u64) -> Place,
}

/// One draw in so many is from a source of up to 8 bits, if there are others: of such a source a set of
/// inputs has every pattern.
const NARROW: usize = 8;

impl Lot {
    /// How many places there are in some pairs.
    pub fn size(&self, pairs: &[(Real, Real)]) -> u64 {
        pairs.iter().map(|(from, to)| (self.count)(*from, *to)).sum()
    }

    /// Draws places, from each pair in turn. All of them, if there are no more.
    pub fn draw(&self, pairs: &[(Real, Real)], wanted: usize, seed: u64, name: &str) -> Vec<Place> {
        let mut rng = seeded(seed, name);
        let counted = pairs.iter().map(|(from, to)| (*from, *to, (self.count)(*from, *to)));
        let mut counted: Vec<_> = counted.filter(|(_, _, count)| *count > 0).collect();
        if self.size(pairs) <= wanted as u64 {
            let all = |(from, to, count): &(Real, Real, u64)| {
                let (from, to, count) = (*from, *to, *count);
                (0..count).map(move |at| (self.at)(from, to, at))
            };
            return counted.iter().flat_map(all).collect();
        }
        for at in (1..counted.len()).rev() {
            counted.swap(at, (rng.next_u64() % (at as u64 + 1)) as usize);
        }
        let (mut narrow, mut wide): (VecDeque<_>, VecDeque<_>) =
            counted.into_iter().partition(|(from, _, _)| from.bits() <= 8);
        let mut places = BTreeSet::new();
        for turn in 1.. {
            if places.len() == wanted {
                break;
            }
            let from_narrow = wide.is_empty() || turn % NARROW == 0 && !narrow.is_empty();
            let pairs = if from_narrow { &mut narrow } else { &mut wide };
            let Some((from, to, count)) = pairs.pop_front() else { break };
            let is_fresh = |place: &Place| !places.contains(place);
            let drawn = (0..TRIES).map(|_| (self.at)(from, to, rng.next_u64() % count));
            let all = (0..count).map(|at| (self.at)(from, to, at));
            // A pair that has no more has no other turn.
            if let Some(place) = drawn.chain(all).find(is_fresh) {
                places.insert(place);
                pairs.push_back((from, to, count));
            }
        }
        places.into_iter().collect()
    }
}

/// How often a place is drawn again that was drawn before.
const TRIES: usize = 4;

fn seeded(seed: u64, name: &str) -> ChaCha8Rng {
    let mut digest = Sha256::new();
    digest.update(seed.to_le_bytes());
    digest.update(name.as_bytes());
    ChaCha8Rng::from_seed(digest.finalize().into())
}
