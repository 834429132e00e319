//! Element vectors of `cast_value`: which inputs, what they are about, what is expected of them.

mod answer;
mod classify;
pub(super) mod complete;
mod inputs;
mod lone_bits;
mod oracles;
mod points;
mod runs;
mod scenarios;
mod schema;
mod stairs;
mod steps;

pub(super) use answer::ANSWERS;
pub use oracles::Oracles;
pub use runs::{Run, runs};
pub(super) use scenarios::files;
pub(super) use schema::schema;
pub use stairs::{Piece, Pieces, Stairs, Word};
pub use steps::{LISTED_BITS, Step, Steps, is_stepwise};

use crate::codec::column::Conversion;
use crate::data_type::Real;
use crate::vectors::tags::TagSet;
use crate::vectors::{Case, ElementFile};

use classify::Classifier;

/// The file of vectors of a conversion.
pub(super) fn elements(conversion: Conversion) -> ElementFile {
    let (input_type, output_type) = conversion.types();
    let classifier = Classifier::new(input_type, output_type);
    let columns: Vec<_> =
        conversion.columns().map(|column| Oracles::new(input_type, output_type, &column)).collect();
    let cases = inputs::choose(input_type, output_type).into_iter().map(|chosen| {
        let tags = classifier.tags(&chosen);
        let expected = columns.iter().map(|oracles| oracles.expected(chosen.input)).collect();
        Case { input: chosen.input, tags, expected }
    });
    ElementFile { conversion, cases: cases.collect() }
}

/// What an input is about where it becomes another type, as the tags of vectors say it.
pub fn tags(input_type: Real, output_type: Real, input: u64) -> TagSet {
    let chosen = Chosen { input, provenance: TagSet::default() };
    Classifier::new(input_type, output_type).tags(&chosen)
}

/// An input, and what only the choice of it knows.
struct Chosen {
    input: u64,
    provenance: TagSet,
}
