//! An exact value rounded once.

use crate::data_type::Dyadic;

/// A value on the grid of a float type whose exponent has no upper bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Once {
    pub value: Dyadic,
    /// Whether nothing was rounded.
    pub exact: bool,
}
