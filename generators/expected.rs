//! What the oracle expects, under the stand and under every other reading of an advisory note.

use crate::codec::notes::{self, Grade, Letter, Note, Readings};
use crate::vectors::{Advisory, Ask, Expected, Outcome, Scenario};

/// What stands for an expectation until the oracle is asked.
pub(super) const UNANSWERED: Expected = Expected::Only(Outcome::Error);

/// The scenario with what is expected of it, which `ask` says; `whole` is what an array becomes.
///
/// # Panics
///
/// If two advisory notes matter to one expectation and neither has all outcomes of the other, or one
/// to a whole array, which has one outcome.
pub(super) fn answered(
    mut scenario: Scenario,
    ask: fn(&Scenario, &Readings) -> Vec<Outcome>,
    whole: Option<Vec<u64>>,
) -> Scenario {
    let stand = ask(&scenario, &Readings::stand());
    let others: Vec<_> = advisory()
        .filter_map(|(note, letter)| {
            let readings = Readings::stand().with(note, letter).ok()?;
            Some((note, letter, ask(&scenario, &readings)))
        })
        .collect();
    let expected = |at: usize| {
        let others = others.iter().map(|(note, letter, outcomes)| (*note, *letter, outcomes[at]));
        expected(stand[at], others)
    };
    match &mut scenario.ask {
        Ask::Elements { elements, .. } => {
            for (at, element) in elements.iter_mut().enumerate() {
                element.expected = expected(at);
            }
        }
        Ask::Array { expected, .. } => {
            for (note, _, outcomes) in &others {
                assert_eq!(*outcomes, stand, "{}: {}", scenario.id, note.id());
            }
            *expected = whole;
        }
        Ask::Data { .. } | Ask::Element { .. } | Ask::FillElement { .. } => {}
        Ask::FillValue { expected: one, .. }
        | Ask::Validity { expected: one, .. }
        | Ask::Scalar { expected: one, .. } => *one = expected(0),
    }
    scenario
}

/// Every reading of an advisory note beside the stand.
fn advisory() -> impl Iterator<Item = (&'static Note, Letter)> {
    notes::all()
        .filter(|note| note.grade == Grade::Advisory)
        .flat_map(|note| note.lettered().skip(1).map(move |(letter, _)| (note, letter)))
}

/// The outcome under the stand, or under each reading of the note that matters. Where several do, the
/// one that has all outcomes of the others stands for them.
fn expected(
    stand: Outcome,
    others: impl Iterator<Item = (&'static Note, Letter, Outcome)>,
) -> Expected {
    let mut notes: Vec<Advisory> = Vec::new();
    for (note, letter, outcome) in others {
        match notes.last_mut() {
            Some(last) if last.note == note.number => last.outcomes.push((letter, outcome)),
            _ => notes.push(Advisory {
                note: note.number,
                outcomes: vec![(Letter::A, stand), (letter, outcome)],
            }),
        }
    }
    notes.retain(|one| one.outcomes.iter().any(|(_, outcome)| *outcome != stand));
    let widest = notes.into_iter().reduce(Advisory::wider);
    widest.map_or(Expected::Only(stand), |advisory| Expected::Advisory(Box::new(advisory)))
}
