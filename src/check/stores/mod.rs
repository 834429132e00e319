//! Golden arrays: a subject reads each from a copy on disk, and what it reads is judged element by element.

mod compare;
mod copies;
mod probe;
mod reply;
mod run;
mod wanted;
#[cfg(feature = "oracle")]
mod writing;
#[cfg(feature = "oracle")]
mod written;

pub use probe::{ProbeOutcome, Probed, ProbedFormat};
pub use wanted::{Judged, StoredDifference, StoredOperation, StoredWanted};

pub(super) use copies::Copies;
pub(super) use probe::{candidates, probe};
pub(super) use run::{request, run};
