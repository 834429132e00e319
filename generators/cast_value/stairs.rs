//! What is expected where steps are too many to list: from sources of 32 bits to types as wide, and
//! under wrap.
//!
//! On a [`Run`] an input's significand is its position plus a constant, and the target's grid is one
//! power of two. So the rounded integer, before any question of range, is a shift of the significand
//! with one carry, which needs no more than machine integers; wrap keeps its low bits. The oracle says
//! what the first result of a stretch is, where the range ends, and whether the last result and others
//! on the way, ties among them, are as reckoned.

use std::ops::{BitAnd, BitOr, BitXor};

use super::steps::runs_between;
use super::{Run, Step, Steps, is_stepwise, runs};
use crate::codec::cast_value::{self, OutOfRange, Rounding, range_rule_of, rounding_of};
use crate::codec::column::Column;
use crate::data_type::{Kind, Real, Value};
use crate::vectors::{Expected, Outcome};

/// Consecutive input patterns, and what is expected of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The same of all.
    Level(Step),
    Stairs(Stairs),
}

/// Consecutive input patterns whose results are reckoned from their significands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stairs {
    pub first: u64,
    pub last: u64,
    /// The significand of the first.
    significand: u64,
    /// Whether significands fall as patterns rise, as those of negative integers do.
    falls: bool,
    /// How many of the significand's low bits are below the grid; or, if negative, how many zeros the
    /// grid has below the significand.
    shift: i32,
    carry: Carry,
    /// What the rounded integer is added to, or subtracted from.
    base: u64,
    subtracts: bool,
    mask: u64,
}

/// A rounding mode as seen from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carry {
    Never,
    Always,
    TieToEven,
    TieAway,
}

/// The pieces of one configuration.
pub struct Pieces {
    steps: Steps,
    /// Of the same cast, but that a value out of range is an error.
    unset: Steps,
    input_type: Real,
    output_type: Real,
    column: Column,
    runs: Vec<Run>,
}

/// How many positions of each stretch are compared with the oracle, beside its ends.
const COMPARED: u64 = 16;

impl Pieces {
    pub fn new(input_type: Real, output_type: Real, column: &Column) -> Pieces {
        let rounding = rounding_of(column);
        let unset = cast_value::column(column.conversion.types(), rounding, OutOfRange::Unset);
        let unset = unset.unwrap_or(*column);
        Pieces {
            steps: Steps::new(input_type, output_type, column),
            unset: Steps::new(input_type, output_type, &unset),
            input_type,
            output_type,
            column: *column,
            runs: runs(input_type),
        }
    }

    /// The pieces between two patterns, both included, by pattern, ascending.
    ///
    /// # Panics
    ///
    /// If what is reckoned is not what the oracle says.
    pub fn between(&self, first: u64, last: u64) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for run in runs_between(&self.runs, first, last) {
            self.add_run(run, &mut pieces);
        }
        pieces
    }

    fn add_run(&self, run: Run, pieces: &mut Vec<Piece>) {
        let Some(stairs) = self.stairs(run) else {
            return self.add_levels(run.first, run.last, pieces);
        };
        if self.wraps() {
            return pieces.push(Piece::Stairs(self.checked(stairs)));
        }
        let in_range = |input| {
            matches!(self.unset.oracles().expected(input), Expected::Only(Outcome::Bits(_)))
        };
        match [run.first, run.last].map(in_range) {
            [true, true] => pieces.push(Piece::Stairs(self.checked(stairs))),
            [false, false] => self.add_levels(run.first, run.last, pieces),
            [begins_in, _] => {
                // In one binade and of one sign, values pass one end of the range once.
                let (mut low, mut high) = (run.first, run.last);
                while high - low > 1 {
                    let middle = low + (high - low) / 2;
                    if in_range(middle) == begins_in { low = middle } else { high = middle }
                }
                for part in [Run { last: low, ..run }, Run { first: high, ..run }] {
                    self.add_run(part, pieces);
                }
            }
        }
    }

    fn add_levels(&self, first: u64, last: u64, pieces: &mut Vec<Piece>) {
        pieces.extend(self.steps.between(first, last).into_iter().map(Piece::Level));
    }

    fn wraps(&self) -> bool {
        !is_stepwise(self.output_type, range_rule_of(&self.column))
    }

    /// The stairs of a run, from which the base is still missing; `None` where results are level.
    fn stairs(&self, run: Run) -> Option<Stairs> {
        let Value::Finite(value) = self.input_type.decode(run.first) else { return None };
        if value.is_zero() {
            return None;
        }
        let grid = match self.output_type.kind() {
            Kind::Integer(_) => 0,
            Kind::Float(float) => {
                let lowest = if float.zero { float.min_exponent() } else { value.binade() };
                value.binade().max(lowest) - float.mantissa_bits as i32
            }
        };
        let shift = grid - value.exponent;
        // So far below the grid, the rounded integer is 0 or 1 throughout.
        if shift >= 63 {
            return None;
        }
        Some(Stairs {
            first: run.first,
            last: run.last,
            significand: value.magnitude,
            falls: value.negative && self.input_type.is_integer(),
            shift,
            carry: Carry::of(rounding_of(&self.column), value.negative),
            base: 0,
            subtracts: value.negative && self.output_type.is_integer(),
            mask: self.output_type.mask(),
        })
    }

    /// The stairs with their base, which the oracle has confirmed.
    fn checked(&self, mut stairs: Stairs) -> Stairs {
        let due = |input| match self.steps.oracles().expected(input) {
            Expected::Only(Outcome::Bits(pattern)) => pattern,
            other => {
                panic!("{} has no one result: {other:?}", self.input_type.pattern_to_text(input))
            }
        };
        stairs.base = due(stairs.first).wrapping_sub(stairs.at(stairs.first)) & stairs.mask;
        let length = stairs.last - stairs.first;
        let spread = (0..COMPARED)
            .map(|at| stairs.first + (length as u128 * at as u128 / COMPARED as u128) as u64);
        let ties = spread.clone().filter_map(|input| stairs.tie_after(input));
        for input in spread.chain(ties).chain([stairs.last]) {
            let (reckoned, due) = (stairs.at(input), due(input));
            assert!(
                reckoned == due,
                "{} to {}, {}: {input:#x} is reckoned to be {reckoned:#x} and is {due:#x}",
                self.input_type,
                self.output_type,
                rounding_of(&self.column),
            );
        }
        stairs
    }
}

impl Carry {
    fn of(rounding: Rounding, negative: bool) -> Carry {
        match (rounding, negative) {
            (Rounding::NearestEven, _) => Carry::TieToEven,
            (Rounding::NearestAway, _) => Carry::TieAway,
            (Rounding::TowardsPositive, false) | (Rounding::TowardsNegative, true) => Carry::Always,
            (Rounding::TowardsZero | Rounding::TowardsPositive | Rounding::TowardsNegative, _) => {
                Carry::Never
            }
        }
    }
}

/// An element as a machine integer whose memory is that of the little-endian element.
pub trait Word:
    bytemuck::Pod + PartialEq + BitAnd<Output = Self> + BitOr<Output = Self> + BitXor<Output = Self>
{
    fn of_pattern(pattern: u64) -> Self;
}

impl Word for u8 {
    fn of_pattern(pattern: u64) -> u8 {
        (pattern as u8).to_le()
    }
}

impl Word for u16 {
    fn of_pattern(pattern: u64) -> u16 {
        (pattern as u16).to_le()
    }
}

impl Word for u32 {
    fn of_pattern(pattern: u64) -> u32 {
        (pattern as u32).to_le()
    }
}

impl Word for u64 {
    fn of_pattern(pattern: u64) -> u64 {
        pattern.to_le()
    }
}

impl Stairs {
    /// The result for one input between the first and the last.
    pub fn at(&self, input: u64) -> u64 {
        self.fold(input, [()].iter(), 0, |_, (), result| result)
    }

    /// Whether elements are the results for consecutive inputs from `input` on, bits outside of `mask`
    /// aside.
    pub fn are<W: Word>(&self, input: u64, elements: &[W], mask: W) -> bool {
        let zero = W::of_pattern(0);
        let differences =
            self.fold(input, elements.iter(), zero, |differences, element, result| {
                differences | (*element & mask) ^ W::of_pattern(result)
            });
        differences == zero
    }

    /// Goes through items together with the results for consecutive inputs from `input` on.
    fn fold<T, A>(
        &self,
        input: u64,
        items: impl Iterator<Item = T>,
        start: A,
        take: impl Fn(A, T, u64) -> A,
    ) -> A {
        let shift = self.shift;
        match self.carry {
            _ if shift <= 0 => {
                let zeros = shift.unsigned_abs();
                self.fold_by(input, items, start, take, |one| one.checked_shl(zeros).unwrap_or(0))
            }
            Carry::Never => self.fold_by(input, items, start, take, |one| one >> shift),
            Carry::Always => {
                let most = (1 << shift) - 1;
                self.fold_by(input, items, start, take, |one| (one + most) >> shift)
            }
            Carry::TieToEven => {
                let below_half = (1 << (shift - 1)) - 1;
                self.fold_by(input, items, start, take, |one| {
                    (one + below_half + (one >> shift & 1)) >> shift
                })
            }
            Carry::TieAway => {
                let half = 1 << (shift - 1);
                self.fold_by(input, items, start, take, |one| (one + half) >> shift)
            }
        }
    }

    #[inline(always)]
    fn fold_by<T, A>(
        &self,
        input: u64,
        items: impl Iterator<Item = T>,
        start: A,
        take: impl Fn(A, T, u64) -> A,
        round: impl Fn(u64) -> u64,
    ) -> A {
        let position = input - self.first;
        // All of these are constant in the loop, so that it can be a loop of vectors.
        let rise: u64 = if self.falls { u64::MAX } else { 1 };
        let sign: u64 = if self.subtracts { u64::MAX } else { 0 };
        let (base, mask) = (self.base.wrapping_add(sign & 1), self.mask);
        let mut significand = self.significand.wrapping_add(position.wrapping_mul(rise));
        let mut folded = start;
        for item in items {
            // Two's complement: to subtract is to add the complement and one.
            let result = base.wrapping_add(round(significand) ^ sign) & mask;
            folded = take(folded, item, result);
            significand = significand.wrapping_add(rise);
        }
        folded
    }

    /// The first input from `input` on whose significand lies halfway between two multiples of the
    /// grid.
    fn tie_after(&self, input: u64) -> Option<u64> {
        if self.shift <= 0 {
            return None;
        }
        let half = 1 << (self.shift - 1);
        let position = input - self.first;
        let (step, distance) = (1u64 << self.shift, |from: u64, to: u64| {
            to.wrapping_sub(from) & ((1 << self.shift) - 1)
        });
        let to_tie = match self.falls {
            false => distance((self.significand + position) % step, half),
            true => distance(half, (self.significand - position) % step),
        };
        input.checked_add(to_tie).filter(|tie| *tie <= self.last)
    }
}
