//! Where a tie goes.

/// What a tie goes to in a type without a digit that could be even.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Even {
    /// The larger magnitude, whose significand would be even.
    #[default]
    Digit,
    /// The value whose exponent code is even.
    Code,
}
