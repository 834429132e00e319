//! The inputs of a unit, in the order in which they are asked, and what is expected of them.

use std::collections::BTreeSet;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::coverage::Method;
use super::lone_bits;
use super::unit::Unit;
use crate::generators::cast_value::{Oracles, Piece, Pieces, Step, Steps, runs};
use crate::generators::near;
use crate::vectors::Expected;

/// How many inputs between the sides of a step are asked, from stretches of equal length.
const BETWEEN: u64 = 16;

/// Of how many steps at each end of a run every single bit is asked; of the others one in turn.
const EDGE: usize = 4;

/// One in so many of a sample has a single bit beyond a value or a tie.
const LONE_SHARE: u64 = 4;

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
        Method::BothSidesOfSteps => both_sides_of_steps(unit, add),
        Method::Sample => {
            let oracles = Oracles::new(input_type, output_type, &column);
            let lone = samples / LONE_SHARE;
            let inputs = near::sample(input_type, output_type, (samples - lone) as usize);
            let lone = near::lone_bits(input_type, output_type, lone as usize);
            for input in inputs.into_iter().chain(lone) {
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

/// Both sides of every step of a unit, and inputs between them.
fn both_sides_of_steps(unit: &Unit, add: &mut impl FnMut(Piece)) {
    let Unit { input_type, output_type, column, .. } = *unit;
    let steps = Steps::new(input_type, output_type, &column);
    let mut rng = ChaCha8Rng::seed_from_u64(column.index as u64);
    let mut turn = 0;
    for run in runs(input_type) {
        let steps = steps.between(run.first, run.last);
        let count = steps.len();
        for (at, step) in steps.into_iter().enumerate() {
            let Step { first, last, expected } = step;
            if last - first <= BETWEEN + 1 {
                add(Piece::Level(Step { first, last, expected }));
                continue;
            }
            let mut inputs = BTreeSet::from([first, last]);
            inputs.extend(spread(first, last, &mut rng));
            let is_edge = count > 1 && (at < EDGE || at + EDGE >= count);
            let bits = lone_bits::of_step(first, last, if is_edge { None } else { Some(turn) });
            inputs.extend(bits);
            turn += 1;
            inputs.into_iter().for_each(|input| add(one(input, expected.clone())));
        }
    }
}

/// Inputs from stretches of equal length.
fn spread(first: u64, last: u64, rng: &mut ChaCha8Rng) -> impl Iterator<Item = u64> {
    let stretch = (last - first) / BETWEEN;
    (0..BETWEEN).map(move |at| first + at * stretch + rng.next_u64() % stretch)
}
