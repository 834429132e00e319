//! Sets of positions.

/// A set of positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions(Vec<u64>);

impl Positions {
    /// The empty set.
    pub const fn none() -> Positions {
        Positions(Vec::new())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, position: u64) -> bool {
        self.0.binary_search(&position).is_ok()
    }

    /// All of them, the smallest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = u64> + ExactSizeIterator {
        self.0.iter().copied()
    }

    pub(super) fn last(&self) -> Option<u64> {
        self.0.last().copied()
    }
}

/// Positions in any order, each as often as it comes.
impl FromIterator<u64> for Positions {
    fn from_iter<I: IntoIterator<Item = u64>>(positions: I) -> Positions {
        let mut positions: Vec<u64> = positions.into_iter().collect();
        positions.sort_unstable();
        positions.dedup();
        Positions(positions)
    }
}
