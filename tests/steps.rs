//! The steps of casts, and what is reckoned where they are too many, against the oracle at every
//! single input.

use rayon::prelude::*;
use zarrproof::codec::cast_value::{OutOfRange, columns as columns_between, range_rule_of, rules};
use zarrproof::codec::column::Column;
use zarrproof::data_type::Real;
use zarrproof::generators::cast_value::{Oracles, Piece, Pieces, Stairs, Steps, runs};
use zarrproof::vectors::{Expected, Outcome};

use crate::whole::is_whole;

fn small() -> impl Iterator<Item = Real> {
    Real::all().filter(|data_type| data_type.bits() <= 16)
}

fn columns(sources: Vec<Real>) -> Vec<(Real, Real, Column)> {
    let pairs = sources.into_iter().flat_map(|one| Real::all().map(move |other| (one, other)));
    pairs
        .flat_map(|(input, output)| {
            columns_between(input, output).map(move |column| (input, output, column))
        })
        .collect()
}

/// Where steps are too many to be listed, or results do not only rise.
fn has_stairs(asked: &(Real, Real, Column)) -> bool {
    asked.1.bits() > 16 || !is_stepwise(asked)
}

fn is_stepwise((_, output, column): &(Real, Real, Column)) -> bool {
    range_rule_of(column) != OutOfRange::Wrap || !output.is_integer()
}

#[test]
fn runs_follow_each_other_from_the_first_pattern_to_the_last() {
    for data_type in Real::all() {
        let runs = runs(data_type);
        assert_eq!(runs[0].first, 0);
        assert_eq!(runs[runs.len() - 1].last, data_type.mask());
        assert!(runs.windows(2).all(|pair| pair[0].last + 1 == pair[1].first), "{data_type}");
    }
}

#[test]
fn runs_are_as_many_as_a_type_has_binades_and_special_values() {
    let count = |name: &str| runs(Real::from_name(name).expect("a type")).len();
    // Zero, a binade for each bit of the value; of a signed type, the negative ones too.
    assert_eq!(count("uint8"), 1 + 8);
    assert_eq!(count("int8"), 1 + 7 + 8);
    // Each sign: zero, 10 binades of subnormal values, 30 of normal ones, infinity, NaNs.
    assert_eq!(count("float16"), 2 * (1 + 10 + 30 + 1 + 1));
    assert_eq!(count("float64"), 2 * (1 + 52 + 2046 + 1 + 1));
}

/// What of `columns` is compared: one in seven, unless everything is to run. A pair of types has ten or fifteen: each of
/// them has its turn.
fn some_of(columns: Vec<(Real, Real, Column)>) -> Vec<(Real, Real, Column)> {
    let step = if is_whole() { 1 } else { 7 };
    columns.into_iter().step_by(step).collect()
}

/// Every input of up to 16 bits, every target, every configuration without wrap to an integer.
#[test]
fn steps_say_what_the_oracle_says_of_every_input() {
    let columns = some_of(columns(small().collect()).into_iter().filter(is_stepwise).collect());
    let counted: u64 = columns
        .par_iter()
        .map(|(input_type, output_type, column)| {
            let oracles = Oracles::new(*input_type, *output_type, column);
            let mut next = 0;
            for step in Steps::new(*input_type, *output_type, column).between(0, input_type.mask())
            {
                assert_eq!(step.first, next);
                for input in step.first..=step.last {
                    let expected = oracles.expected(input);
                    assert_eq!(step.expected, expected, "{input_type} {output_type} {input:#x}");
                }
                next = step.last + 1;
            }
            assert_eq!(next, input_type.mask() + 1);
            next
        })
        .sum();
    println!("{counted} expectations compared");
    assert!(counted > 8_000_000, "{counted}");
}

/// Every input of 16 bits, every target, every configuration, wrap among them.
#[test]
fn stairs_say_what_the_oracle_says_of_every_input() {
    let sources = small().filter(|data_type| data_type.bits() == 16).collect();
    let columns: Vec<_> = columns(sources).into_iter().filter(has_stairs).collect();
    let counted: u64 = columns
        .par_iter()
        .map(|(input_type, output_type, column)| {
            let oracles = Oracles::new(*input_type, *output_type, column);
            let pieces = Pieces::new(*input_type, *output_type, column);
            compare(&oracles, &pieces, 0, input_type.mask())
        })
        .sum();
    println!("{counted} expectations compared");
    assert!(counted > 30_000_000, "{counted}");
}

/// Around every step of a run, and where runs end, for sources of 32 bits.
#[test]
fn stairs_say_what_the_oracle_says_at_the_ends_of_runs_of_32_bits() {
    let sources = ["int32", "uint32", "float32"].map(|name| Real::from_name(name).expect("a type"));
    let columns: Vec<_> = columns(sources.to_vec()).into_iter().filter(has_stairs).collect();
    columns.par_iter().for_each(|(input_type, output_type, column)| {
        let oracles = Oracles::new(*input_type, *output_type, column);
        let pieces = Pieces::new(*input_type, *output_type, column);
        for run in runs(*input_type).into_iter().step_by(3) {
            let end = run.last.saturating_add(40).min(input_type.mask());
            compare(&oracles, &pieces, run.last.saturating_sub(40), end);
        }
    });
}

/// All inputs of 32 bits: run it by name with `--ignored`.
#[test]
#[ignore = "takes hours"]
fn stairs_say_what_the_oracle_says_of_every_input_of_32_bits() {
    let sources = ["int32", "uint32", "float32"].map(|name| Real::from_name(name).expect("a type"));
    for (input_type, output_type, column) in
        columns(sources.to_vec()).into_iter().filter(has_stairs)
    {
        let oracles = Oracles::new(input_type, output_type, &column);
        let pieces = Pieces::new(input_type, output_type, &column);
        let parts: Vec<u64> = (0..256).collect();
        parts.par_iter().for_each(|part| {
            compare(&oracles, &pieces, part << 24, (part << 24) + 0xff_ffff);
        });
        let (rounding, out_of_range) = rules(&column);
        println!("{input_type} to {output_type}, {rounding}, {out_of_range}");
    }
}

fn compare(oracles: &Oracles, pieces: &Pieces, first: u64, last: u64) -> u64 {
    let mut next = first;
    for piece in pieces.between(first, last) {
        let expected_by_piece = |input| match &piece {
            Piece::Level(step) => step.expected.clone(),
            Piece::Stairs(stairs) => Expected::Only(Outcome::Bits(stairs.at(input))),
        };
        let (from, to) = match &piece {
            Piece::Level(step) => (step.first, step.last),
            Piece::Stairs(Stairs { first, last, .. }) => (*first, *last),
        };
        assert_eq!(from, next);
        for input in from..=to {
            assert_eq!(expected_by_piece(input), oracles.expected(input), "{input:#x}");
        }
        next = to + 1;
    }
    assert_eq!(next, last + 1);
    last - first + 1
}
