//! Element vectors that leave nothing out: every input of a narrow type, and of a wider one both sides
//! of every step to a type whose values can be listed.

use std::collections::BTreeSet;

use super::classify::Classifier;
use super::{Chosen, LISTED_BITS, Oracles, Steps, is_stepwise};
use crate::codec::cast_value;
use crate::codec::column::{Column, Conversion};
use crate::vectors::tags::TagSet;
use crate::vectors::{Case, ElementFile};

/// Whether a conversion has complete vectors: from or to a type of up to 16 bits.
pub(in crate::generators) fn is_listed(conversion: Conversion) -> bool {
    let (input, output) = conversion.types();
    [input, output].iter().any(|data_type| data_type.bits() <= LISTED_BITS)
}

/// The complete vectors of a conversion. Those from a type of more than 16 bits say everything of a cast
/// that is monotone, and under wrap to an integer, where none is, no more than other vectors.
pub(in crate::generators) fn elements(conversion: Conversion) -> ElementFile {
    let (input_type, output_type) = conversion.types();
    let classifier = Classifier::new(input_type, output_type);
    let columns: Vec<_> = conversion.columns().collect();
    let oracles: Vec<_> =
        columns.iter().map(|column| Oracles::new(input_type, output_type, column)).collect();
    let mut inputs = BTreeSet::new();
    if input_type.bits() <= LISTED_BITS {
        inputs.extend(0..=input_type.mask());
    } else {
        let has_steps =
            |column: &&Column| is_stepwise(output_type, cast_value::range_rule_of(column));
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
    ElementFile { conversion, cases: cases.collect() }
}
