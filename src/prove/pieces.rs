//! The inputs of a unit, in the order in which they are asked, and what is expected of them.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::coverage::Method;
use super::unit::Unit;
use crate::generators::cast_value::{Oracles, Piece, Pieces, Step, Steps};
use crate::generators::near;
use crate::vectors::Expected;

/// How many inputs between the sides of a step are asked.
const BETWEEN: u64 = 16;

/// Has `add` take all pieces of a unit.
pub(super) fn of_unit(unit: &Unit, samples: u64, add: &mut impl FnMut(Piece)) {
    let Unit { input_type, output_type, column, .. } = *unit;
    let (first, last) = unit.patterns();
    match unit.method() {
        Method::EveryInput => {
            let oracles = Oracles::new(input_type, output_type, &column);
            every_input(&oracles, first, last, add);
        }
        Method::EveryInputBySteps => {
            let steps = Steps::new(input_type, output_type, &column);
            steps.between(first, last).into_iter().for_each(|step| add(Piece::Level(step)));
        }
        Method::EveryInputReckoned => {
            let pieces = Pieces::new(input_type, output_type, &column);
            pieces.between(first, last).into_iter().for_each(add);
        }
        Method::BothSidesOfSteps => {
            let steps = Steps::new(input_type, output_type, &column);
            let mut rng = ChaCha8Rng::seed_from_u64(unit.column.index as u64);
            for step in steps.between(first, last) {
                both_sides(step, &mut rng, add);
            }
        }
        Method::Sample => {
            let oracles = Oracles::new(input_type, output_type, &column);
            for input in near::sample(input_type, output_type, samples as usize) {
                add(one(input, oracles.expected(input)));
            }
        }
    }
}

fn one(input: u64, expected: Expected) -> Piece {
    Piece::Level(Step { first: input, last: input, expected })
}

/// Every input, those together of which the same is expected.
fn every_input(oracles: &Oracles, first: u64, last: u64, add: &mut impl FnMut(Piece)) {
    let mut open: Option<Step> = None;
    for input in first..=last {
        let expected = oracles.expected(input);
        match &mut open {
            Some(step) if step.expected == expected => step.last = input,
            _ => {
                let next = Step { first: input, last: input, expected };
                open.replace(next).into_iter().for_each(|step| add(Piece::Level(step)));
            }
        }
    }
    open.into_iter().for_each(|step| add(Piece::Level(step)));
}

/// The first and the last input of a step, and some from stretches of equal length between them; all
/// of a short step.
fn both_sides(step: Step, rng: &mut ChaCha8Rng, add: &mut impl FnMut(Piece)) {
    let Step { first, last, expected } = step;
    let length = last - first;
    if length <= BETWEEN + 1 {
        return add(Piece::Level(Step { first, last, expected }));
    }
    add(one(first, expected.clone()));
    let stretch = length / BETWEEN;
    for at in 0..BETWEEN {
        let input = first + at * stretch + rng.next_u64() % stretch;
        add(one(input, expected.clone()));
    }
    add(one(last, expected));
}
