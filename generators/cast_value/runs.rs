//! All patterns of a type in runs, on each of which a cast without wrap is monotone.

use crate::data_type::{DataType, Dyadic, Value};

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
pub fn runs(data_type: DataType) -> Vec<Run> {
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

/// The last pattern that is like `first` and all between them. Patterns that are alike follow each
/// other, for the layouts keep the sign, then the exponent, in the highest bits; only of an IEEE NaN
/// there are two runs, and of a negative integer's binades the highest one comes first.
fn end_of_run(data_type: DataType, first: u64) -> u64 {
    let likeness = likeness(data_type, first);
    let is_like = |pattern| self::likeness(data_type, pattern) == likeness;
    // Doubling the distance cannot jump over a run of other patterns and land on one that is like
    // the first again: the sign is the highest bit, and below it each kind has one place.
    let mut known = first;
    let mut step = 1;
    while let Some(next) = known.checked_add(step).filter(|next| *next <= data_type.mask())
        && same_half(data_type, first, next)
        && is_like(next)
    {
        known = next;
        step *= 2;
    }
    while step > 0 {
        let next = known.checked_add(step).filter(|next| *next <= data_type.mask());
        if let Some(next) = next
            && same_half(data_type, first, next)
            && is_like(next)
        {
            known = next;
        }
        step /= 2;
    }
    known
}

fn same_half(data_type: DataType, one: u64, other: u64) -> bool {
    let top = 1 << (data_type.bits() - 1);
    one & top == other & top
}

fn likeness(data_type: DataType, pattern: u64) -> Likeness {
    match data_type.decode(pattern) {
        Value::Nan => Likeness::Nan,
        Value::Infinity { negative } => Likeness::Infinity { negative },
        Value::Finite(value) if value.is_zero() => Likeness::Zero { negative: value.negative },
        Value::Finite(value @ Dyadic { negative, .. }) => {
            Likeness::Binade { negative, binade: value.binade() }
        }
    }
}
