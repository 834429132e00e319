//! Element vectors that leave nothing out: every input of a narrow type, and of a wider one both sides
//! of every step to a type whose values can be listed.

use std::collections::BTreeSet;

use super::classify::Classifier;
use super::{Chosen, LISTED_BITS, Oracles, Steps, is_stepwise};
use crate::data_type::Real;
use crate::vectors::tags::TagSet;
use crate::vectors::{Case, Column, ElementFile};

/// The pairs of types that have complete vectors: those from and those to types of up to 16 bits.
pub(in crate::generators) fn pairs() -> impl Iterator<Item = (Real, Real)> {
    let is_listed = |data_type: Real| data_type.bits() <= LISTED_BITS;
    let pairs = Real::all().flat_map(|one| Real::all().map(move |other| (one, other)));
    pairs.filter(move |(input, output)| is_listed(*input) || is_listed(*output))
}

/// The complete vectors of a pair. Those from a type of more than 16 bits say everything of a cast
/// that is monotone, and under wrap to an integer, where none is, no more than other vectors.
pub(in crate::generators) fn elements(input_type: Real, output_type: Real) -> ElementFile {
    let classifier = Classifier::new(input_type, output_type);
    let columns: Vec<_> = ElementFile::columns(input_type, output_type).collect();
    let oracles: Vec<_> =
        columns.iter().map(|column| Oracles::new(input_type, output_type, column)).collect();
    let mut inputs = BTreeSet::new();
    if input_type.bits() <= LISTED_BITS {
        inputs.extend(0..=input_type.mask());
    } else {
        let has_steps = |column: &&Column| is_stepwise(output_type, column.out_of_range);
        for column in columns.iter().filter(has_steps) {
            let steps = Steps::new(input_type, output_type, column).between(0, input_type.mask());
            inputs.extend(steps.iter().flat_map(|step| [step.first, step.last]));
        }
    }
    let cases = inputs.into_iter().map(|input| Case {
        input,
        tags: classifier.tags(&Chosen { input, provenance: TagSet::default() }),
        expected: oracles.iter().map(|oracles| oracles.expected(input)).collect(),
    });
    ElementFile { input_type, output_type, cases: cases.collect() }
}
