//! In which company each case is asked.
//!
//! Implementations have kernels for whole vectors and other code for what is left over, so that the
//! same element can come out otherwise at another position. And an element that has no result must
//! fail the whole array, wherever in it it stands.

/// How thoroughly cases are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Every case in two arrays and alone; a case that must fail, alone and in two places of an
    /// array.
    Full,
    /// Every case that has a result in two arrays, and one in 16 alone too; a case that must fail,
    /// alone.
    Sampled,
}

impl Depth {
    /// Of how many cases that have a result one is asked alone.
    pub fn one_alone_in(self) -> usize {
        match self {
            Depth::Full => 1,
            Depth::Sampled => 16,
        }
    }
}

/// One array to ask: the case at each position, and which of them are judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Array {
    elements: Elements,
    pub judged: Judged,
}

/// Indices of cases. Most arrays have one element, which takes no memory of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Elements {
    One(usize),
    Many(Vec<usize>),
}

/// What an array is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// Every element has a result, and each is judged.
    Each,
    /// Only the element at this position: the whole array fails or not with it.
    At(usize),
}

/// The length of an array that has vectors of up to 32 elements and a remainder that is no multiple
/// of any smaller vector.
const LONG: usize = 32 + 3;

/// Plans the arrays for one configuration. `values` are the cases that have a result under every
/// accepted reading, `refusals` the others.
pub(super) fn plan(values: &[usize], refusals: &[usize], depth: Depth) -> Vec<Array> {
    let mut arrays = Vec::new();
    if !values.is_empty() {
        arrays.extend(long_arrays(values).map(Array::each));
        arrays.extend(values.iter().step_by(depth.one_alone_in()).map(|case| Array::alone(*case)));
    }
    let company: Vec<_> = values.iter().copied().cycle().take(LONG).collect();
    for (at, case) in refusals.iter().enumerate() {
        arrays.push(Array::alone(*case));
        if depth == Depth::Full && !values.is_empty() {
            // In the vectors, and in the remainder.
            for position in [at % 32, 32 + at % 3] {
                let mut elements = company.clone();
                elements[position] = *case;
                let elements = Elements::Many(elements);
                arrays.push(Array { elements, judged: Judged::At(position) });
            }
        }
    }
    arrays
}

impl Array {
    pub fn alone(case: usize) -> Array {
        Array { elements: Elements::One(case), judged: Judged::At(0) }
    }

    pub fn each(cases: Vec<usize>) -> Array {
        Array { elements: Elements::Many(cases), judged: Judged::Each }
    }

    /// The case at each position.
    pub fn elements(&self) -> &[usize] {
        match &self.elements {
            Elements::One(case) => std::slice::from_ref(case),
            Elements::Many(cases) => cases,
        }
    }
}

/// All cases in order, and all in reverse order from another position on: a case at position `i` of
/// the first array is at one of the other parity in the second, so in another lane of any vector.
fn long_arrays(values: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    let length = values.len().max(LONG);
    let forward: Vec<_> = values.iter().copied().cycle().take(length).collect();
    let shift = 2 - length % 2;
    let mut backward = vec![values[0]; shift];
    backward.extend(forward.iter().rev());
    [forward, backward].into_iter()
}
