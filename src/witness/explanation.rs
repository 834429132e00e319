//! Why a witness differs from the oracle.

use std::cell::OnceCell;

use super::Case;
use crate::codec::notes::{Letter, Readings, of_number};
use crate::oracle::cast_value::Cast;
use crate::vectors::Outcome;

/// One kind of disagreement that is understood.
#[derive(Debug)]
pub struct Explanation {
    pub name: &'static str,
    /// Who is right, and what says so.
    pub reason: &'static str,
    pub covers: Covers,
}

/// Which disagreements an explanation is of.
#[derive(Debug)]
pub enum Covers {
    /// Those where the witness gives exactly what the oracle does under another reading of a note.
    Reading(u16, Letter),
    /// Those that these words describe.
    Cases(fn(&Case) -> bool),
}

/// The oracle's casts between two types under the reading of one explanation: one for each
/// configuration, made when it is needed.
pub(super) struct Rereading(Vec<OnceCell<Cast>>);

impl Rereading {
    pub fn new(columns: usize) -> Rereading {
        Rereading(vec![OnceCell::new(); columns])
    }
}

impl Explanation {
    /// Whether this explains a disagreement under the configuration at `column`.
    pub(super) fn explains(&self, case: &Case, column: usize, rereading: &Rereading) -> bool {
        match self.covers {
            Covers::Cases(covers) => covers(case),
            Covers::Reading(number, letter) => {
                let cast = rereading.0[column].get_or_init(|| reread(case, number, letter));
                outcome(cast, case.input) == case.witness
            }
        }
    }
}

fn reread(case: &Case, number: u16, letter: Letter) -> Cast {
    let readings = of_number(number).and_then(|note| Readings::stand().with(note, letter).ok());
    let readings = readings.unwrap_or_else(Readings::stand);
    Cast::with_readings(case.source, case.target, case.rounding, case.out_of_range, readings)
}

/// What the oracle makes of an input.
pub(super) fn outcome(cast: &Cast, input: u64) -> Outcome {
    let (_, target) = cast.types();
    cast.apply(input).map_or(Outcome::Error, |pattern| Outcome::of_pattern(target, pattern))
}
