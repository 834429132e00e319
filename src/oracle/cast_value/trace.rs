//! The steps of a cast, as the oracle takes them.
//!
//! The oracle tells a [`Trace`] what it does while it does it, so that an explanation cannot differ
//! from the answer. To `()` nothing is told, and nothing is put together for it.

use std::cmp::Ordering;

use crate::codec::Operation;
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::{self, Letter};
use crate::data_type::{Float, Kind, Real};
use crate::oracle::exact::Exact;

/// One step, in the order of the specification's "Procedure".
#[derive(Clone, Debug)]
pub enum Step {
    /// One element comes in. Its types have the layouts that the readings give them (SN-39).
    Begin { operation: Operation, input: u64, from: Real, to: Real },
    /// A reading other than the stand decides what follows.
    Reading { note: u16, letter: Letter },
    /// Looking for the input among the keys of `scalar_map`.
    Map { operation: Operation, entries: usize, matched: Option<Matched> },
    /// The input is NaN, or infinite.
    Special {
        nan: bool,
        /// Whether the output type has that.
        has: bool,
    },
    /// Whether the output type holds the value: its pattern.
    Exact { value: Exact, held: Option<u64> },
    /// A zero with a sign, as the input or as what the input is rounded to.
    NegativeZero {
        rounded: bool,
        /// Whether the output type has one.
        kept: bool,
    },
    /// Rounding on the output type's grid.
    Rounded(Box<Rounded>),
    /// Comparing with the limits of the output type, which are patterns.
    Range { judged: Exact, min: u64, max: u64, passed: Option<End> },
    /// What `out_of_range` makes of a value beyond an end of the range.
    OutOfRange { rule: OutOfRange, value: Exact, given: Given },
    /// The bits of the result.
    Encoded { pattern: u64 },
    /// Whether the fill value came back, both as patterns of the array's type.
    RoundTrip { array: Real, before: u64, after: u64, survives: bool },
}

/// The entry of `scalar_map` that matches an input.
#[derive(Clone, Copy, Debug)]
pub struct Matched {
    /// From 0 on.
    pub at: usize,
    /// A pattern of the input type.
    pub key: u64,
    /// A pattern of the output type.
    pub value: u64,
}

/// How a value was rounded to a multiple of a power of two.
#[derive(Clone, Debug)]
pub struct Rounded {
    pub rounding: Rounding,
    /// The exponent of the power of two.
    pub grid: i32,
    pub below: Neighbour,
    pub above: Neighbour,
    /// Which of the two is taken.
    pub taken: End,
    pub reason: Reason,
}

/// A multiple of the grid's step next to a value.
#[derive(Clone, Debug)]
pub struct Neighbour {
    pub value: Exact,
    /// Its pattern, if it is a value of the output type.
    pub pattern: Option<u64>,
    /// How far the value is from it.
    pub distance: Exact,
}

/// Why one of two neighbours is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The value lies on the grid: both are the value.
    OnGrid,
    /// The mode's direction leads there.
    Direction,
    Nearer,
    /// A tie goes to the even multiple.
    Even,
    /// A tie goes away from zero.
    Away,
    /// A tie goes to the even exponent code (SN-06, reading B).
    EvenCode,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Low,
    High,
}

/// What a range rule gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The pattern of an infinity.
    Infinity(u64),
    /// The pattern of a finite limit.
    Limit(u64),
    /// The value modulo `2^bits`.
    Residue {
        bits: u32,
        residue: u64,
    },
    Nothing,
}

impl Step {
    /// The id of the clause that the step follows.
    pub fn clause(&self) -> Option<&'static str> {
        Some(match self {
            Step::Begin { .. } => return None,
            Step::Reading { note, .. } => notes::of_number(*note)?.clause,
            Step::Map { matched: None, .. } => "procedure/map-first",
            Step::Map { operation: Operation::Encode, .. } => "scalar-map/encode",
            Step::Map { operation: Operation::Decode, .. } => "scalar-map/decode",
            Step::Special { nan: true, has: true } => "special/nan-propagated",
            Step::Special { nan: false, has: true } => "procedure/exact",
            Step::Special { has: false, .. } => "special/unsupported-errors",
            Step::Exact { .. } => "procedure/exact",
            Step::NegativeZero { rounded: false, .. } => "special/signed-zero",
            Step::NegativeZero { rounded: true, .. } => "rounding/applies",
            Step::Rounded(rounded) => rounded.clause(),
            Step::Range { .. } => "range/after-rounding",
            Step::OutOfRange { rule, given, .. } => match (rule, given) {
                (OutOfRange::Unset, _) => "range/unset-fails",
                (OutOfRange::Clamp, Given::Infinity(_)) => "range/clamp-to-infinity",
                (OutOfRange::Clamp, _) => "range/clamp",
                (OutOfRange::Wrap, Given::Residue { .. }) => "range/wrap",
                (OutOfRange::Wrap, _) => "range/wrap-integral",
            },
            Step::Encoded { .. } => "data-types/layout",
            Step::RoundTrip { .. } => "fill-value/round-trip",
        })
    }
}

impl Rounded {
    /// What became of `value` on a grid of `target`.
    pub(super) fn new(
        value: &Exact,
        grid: i32,
        rounding: Rounding,
        rounded: &Exact,
        target: Real,
    ) -> Rounded {
        let neighbour = |towards| {
            let multiple = on_line_of(target, value.round(grid, towards));
            let pattern = multiple.to_dyadic().and_then(|multiple| target.encode(multiple));
            let distance = Exact { negative: false, ..value.minus(&multiple) };
            Neighbour { value: multiple, pattern, distance }
        };
        let below = neighbour(Rounding::TowardsNegative);
        let above = neighbour(Rounding::TowardsPositive);
        let is_low = rounded.compare(&below.value) == Ordering::Equal;
        let taken = if is_low { End::Low } else { End::High };
        let reason = match (below.distance.compare(&above.distance), rounding) {
            (Ordering::Equal, _) if below.distance.is_zero() => Reason::OnGrid,
            (Ordering::Equal, Rounding::NearestEven) => Reason::Even,
            (Ordering::Equal, Rounding::NearestAway) => Reason::Away,
            (_, Rounding::NearestEven | Rounding::NearestAway) => Reason::Nearer,
            _ => Reason::Direction,
        };
        Rounded { rounding, grid, below, above, taken, reason }
    }

    /// The neighbour that is taken, and the other one.
    pub fn taken_and_left(&self) -> (&Neighbour, &Neighbour) {
        match self.taken {
            End::Low => (&self.below, &self.above),
            End::High => (&self.above, &self.below),
        }
    }

    fn clause(&self) -> &'static str {
        match self.rounding {
            _ if self.reason == Reason::OnGrid => "rounding/applies",
            Rounding::NearestEven => "rounding/nearest-even",
            Rounding::TowardsZero => "rounding/towards-zero",
            Rounding::TowardsPositive => "rounding/towards-positive",
            Rounding::TowardsNegative => "rounding/towards-negative",
            Rounding::NearestAway => "rounding/nearest-away",
        }
    }
}

/// A value on the number line of a type, where a zero has no sign unless the type has two.
pub(super) fn on_line_of(data_type: Real, mut value: Exact) -> Exact {
    let has_signs = matches!(data_type.kind(), Kind::Float(Float { negative_zero: true, .. }));
    value.negative &= has_signs || !value.is_zero();
    value
}

/// Something that is told of the steps.
pub trait Trace {
    fn step(&mut self, step: impl FnOnce() -> Step);
}

impl Trace for () {
    fn step(&mut self, _: impl FnOnce() -> Step) {}
}

impl Trace for Vec<Step> {
    fn step(&mut self, step: impl FnOnce() -> Step) {
        self.push(step());
    }
}
