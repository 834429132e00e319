//! What is accepted beside the stand: the outcomes under every reading of an advisory note, and under every two
//! readings that come to something else together than alone.
//!
//! Three readings that do so are not looked for. `tests/accepted.rs` holds that there are none.

use crate::codec::definition::Definition;
use crate::codec::notes::{self, Grade, Letter, Note, Readings};
use crate::vectors::{Accepted, Alternative};

/// A reading beside the stand.
type Choice = (&'static Note, Letter);

/// What is accepted of each thing that `outcomes` answers, for codecs of these definitions.
pub(super) fn accepted<T: Clone + PartialEq>(
    codecs: &[&Definition],
    outcomes: impl Fn(&Readings) -> Vec<T>,
) -> Vec<Accepted<T>> {
    let stand = outcomes(&Readings::stand());
    let mut all: Vec<_> = stand.iter().cloned().map(Accepted::only).collect();
    let singles: Vec<(Choice, Vec<T>)> = choices(codecs)
        .map(|choice| (choice, outcomes(&with(&Readings::stand(), choice))))
        .filter(|(_, found)| *found != stand)
        .collect();
    for ((note, letter), found) in &singles {
        for (one, outcome) in all.iter_mut().zip(found) {
            if *outcome != one.stand {
                let readings = vec![(note.number, *letter)];
                one.others.push(Alternative { readings, outcome: outcome.clone() });
            }
        }
    }
    for (first, of_first) in &singles {
        for second in choices(codecs).filter(|second| second.0.number != first.0.number) {
            let known = singles.iter().find(|(choice, _)| is_same(*choice, second));
            // Where both matter alone, one order is enough.
            if known.is_some() && second.0.number < first.0.number {
                continue;
            }
            let of_second = known.map_or(&stand, |(_, found)| found);
            let together = outcomes(&with(&with(&Readings::stand(), *first), second));
            for (at, outcome) in together.into_iter().enumerate() {
                let apart = [&stand[at], &of_first[at], &of_second[at]];
                if apart.iter().all(|one| **one != outcome) {
                    let mut readings = vec![(first.0.number, first.1), (second.0.number, second.1)];
                    readings.sort_unstable();
                    all[at].others.push(Alternative { readings, outcome });
                }
            }
        }
    }
    all
}

fn is_same(one: Choice, other: Choice) -> bool {
    (one.0.number, one.1) == (other.0.number, other.1)
}

fn with(readings: &Readings, (note, letter): Choice) -> Readings {
    readings.with(note, letter).unwrap_or(*readings)
}

/// Every reading beside the stand of the advisory notes on the core specification and on these codecs.
fn choices(codecs: &[&Definition]) -> impl Iterator<Item = Choice> {
    let is_of =
        |codec: &&Definition, note: &Note| codec.notes.iter().any(|own| own.number == note.number);
    notes::known()
        .filter(|note| note.grade == Grade::Advisory)
        .filter(move |note| note.number < 100 || codecs.iter().any(|codec| is_of(codec, note)))
        .flat_map(|note| note.lettered().skip(1).map(move |(letter, _)| (note, letter)))
}
