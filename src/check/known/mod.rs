//! Known failures: a file of them for each subject, so that a check breaks only where something
//! changes, for the worse or for the better. `adapters/known/README.md` describes the format.

mod date;
mod entry;
mod file;
mod findings;
mod globs;
mod index;
mod update;

pub use date::{Date, date_after, today};
pub use entry::Entry;
pub use file::{Known, KnownError};
pub use findings::{Complaint, KnownEntry, KnownReport};
pub use index::EntryIndex;
pub use update::updated;
