//! All patterns of a type in runs, on each of which a cast without wrap is monotone.

use crate::data_type::{Dyadic, Real, Value};

/// Consecutive patterns of one kind: finite values other than zero of one sign and one binade, or all
/// alike (a zero, an infinity, NaNs).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub first: u64,
    pub last: u64,
}

/// What the patterns of a run have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    Nan,
    Infinity { negative: bool },
    Zero { negative: bool },
    Binade { negative: bool, binade: i32 },
}

/// The runs of a type, by pattern, ascending.
pub fn runs(data_type: Real) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut first = 0;
    loop {
        let last = end_of_run(data_type, first);
        runs.push(Run { first, last });
        if last == data_type.mask() {
            return runs;
        }
        first = last + 1;
    }
}

/// The last pattern that is like `first` and all between them.
fn end_of_run(data_type: Real, first: u64) -> u64 {
    // Among the patterns of one sign, those that are alike follow each other, for all layouts have the
    // exponent in the bits below the sign; so has a negative integer its binade. What is alike at a
    // distance is alike all the way there.
    let likeness = likeness(data_type, first);
    let is_like = |pattern| {
        pattern <= data_type.mask()
            && same_half(data_type, first, pattern)
            && self::likeness(data_type, pattern) == likeness
    };
    let mut last = first;
    for step in (0..data_type.bits()).rev().map(|bit| 1 << bit) {
        while let Some(next) = last.checked_add(step).filter(|next| is_like(*next)) {
            last = next;
        }
    }
    last
}

/// Whether two patterns agree in the highest bit.
fn same_half(data_type: Real, one: u64, other: u64) -> bool {
    let top = 1 << (data_type.bits() - 1);
    one & top == other & top
}

fn likeness(data_type: Real, pattern: u64) -> Likeness {
    match data_type.decode(pattern) {
        Value::Nan => Likeness::Nan,
        Value::Infinity { negative } => Likeness::Infinity { negative },
        Value::Finite(value) if value.is_zero() => Likeness::Zero { negative: value.negative },
        Value::Finite(value @ Dyadic { negative, .. }) => {
            Likeness::Binade { negative, binade: value.binade() }
        }
    }
}
