//! The ambiguities of the specifications, as numbered notes with lettered readings.
//!
//! The oracle takes the reading of every note as a parameter, so that what another reading would give
//! can be computed rather than argued about. The notes of the core specification and of the first codec
//! are here; those of every other codec are with its definition.

mod choice;
mod elements;
mod fill_values;
mod index;
mod metadata;
mod readings;
mod scalars;
mod stored;

pub use super::note::{Grade, Letter, Note};
pub use choice::{ReadingChoice, spelled};
pub use index::{COUNT, NoteError, all, find, known, of_casts, of_number};
pub use readings::Readings;
