//! The crate `zarrs`, in process: an array made from the text of a `zarr.json`, and its codecs; and arrays on disk.

mod abilities;
mod array;
mod casts;
mod chains;
mod reads;

pub use casts::Zarrs;

use super::Subject;
use super::implementation::WithChains;
use super::subject_of;
use chains::ZarrsChains;

/// The crate as a subject.
pub(super) fn start() -> Box<dyn Subject> {
    Box::new(WithChains::new(subject_of(Zarrs::default()), ZarrsChains))
}
