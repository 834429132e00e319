//! Golden arrays: real Zarr arrays on disk, each with the elements that a reader finds in it, or with the word that it must
//! be refused.
//!
//! `vectors/stores/<room>/<case>/` holds `array.zarr/`, which is the array, `elements.jsonl`, and `about.json`. The room is
//! a codec's, or one of [`ROOMS`]. A room is one stream in this build, which nobody reads who does not ask for it.

mod about;
mod array;
mod entry;
mod frames;
mod read;
mod selection;
pub mod tags;

pub use array::{GoldenArray, GoldenOutcome, ZarrFormat};
pub use entry::{GoldenEntry, GoldenProfile};
pub use selection::GoldenSelection;

/// The directory of golden arrays, below that of vectors.
pub const STORES: &str = "stores";

/// The rooms that are no codec's: what every reader must get right, and what is about several codecs.
pub const ROOMS: [&str; 2] = ["core", "chains"];

/// The directory of the array itself.
pub const ARRAY: &str = "array.zarr";

/// The room in an id, if it is the id of a golden array.
pub fn room(id: &str) -> Option<&str> {
    let mut parts = id.split('/');
    let is_below = parts.next() == Some(STORES);
    let room = parts.next().filter(|_| is_below)?;
    let has_case = parts.next().is_some_and(|case| !case.is_empty());
    Some(room).filter(|_| has_case && parts.next().is_none())
}

/// The id of the golden array that a file below the directory of vectors belongs to.
pub fn id_of_path(path: &str) -> Option<&str> {
    let (end, _) = path.match_indices('/').nth(2)?;
    Some(&path[..end]).filter(|id| room(id).is_some())
}
