//! What the requests that a program fails at have in common.

mod casts;
mod chains;
mod element;
mod facets;
mod memory;
mod rule;
mod stores;

pub(super) use self::memory::Memory;

use crate::subject::Reply;

/// What is known of a request before it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foresight {
    Nothing,
    /// It resembles requests that the program fails at, because of its element.
    SuspectElement,
    /// The same, because of its metadata.
    SuspectMetadata,
    /// The reply: it has failed before, or is left out.
    Known(Reply),
}
