//! What the command line has of one codec: `zarrproof cast`, which computes it, and examples in help.

#[cfg(feature = "oracle")]
mod cast;
#[cfg(feature = "oracle")]
mod casting;
mod examples;

#[cfg(feature = "oracle")]
pub(super) use cast::{Arguments, run};
#[cfg(feature = "oracle")]
pub(super) use casting::Casting;
pub(super) use examples::PROTOCOL;
#[cfg(feature = "oracle")]
pub(super) use examples::{EXPLAIN, SHRINK};
