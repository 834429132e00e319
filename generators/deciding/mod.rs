//! The cases that decide between the readings of a note, which `vectors/notes.json` lists.

mod chosen;
mod entries;
mod outcome;

pub use chosen::{Undecided, chosen};
pub(super) use entries::cases;
