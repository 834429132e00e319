//! Accepted outcomes beside the stand: those under every reading of an advisory note, and under two or three readings
//! that come to something else together than fewer of them do.
//!
//! `tests/accepted.rs` tries sets of readings that are chosen otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::definition::Definition;
use crate::codec::notes::{self, Grade, Letter, Note, Readings};
use crate::vectors::{Accepted, Alternative};

/// A reading beside the stand.
type Choice = (u16, Letter);

/// The most readings that are tried together.
const TOGETHER: usize = 3;

/// The accepted outcomes of each thing that `outcomes` answers, for codecs of these definitions.
///
/// A reading that changes nothing by itself is tried with others only where the stand refuses everything: what else is
/// refused may hide that it matters.
pub(in super::super) fn accepted<T: Clone + PartialEq>(
    codecs: &[&Definition],
    outcomes: impl Fn(&Readings) -> Vec<T>,
    is_refusal: impl Fn(&T) -> bool,
) -> Vec<Accepted<T>> {
    let stand = outcomes(&Readings::stand());
    let is_refused = stand.iter().all(is_refusal);
    let all: Vec<Choice> = choices(codecs).collect();
    let mut known: BTreeMap<Vec<Choice>, Vec<T>> = BTreeMap::from([(Vec::new(), stand.clone())]);
    let mut accepted: Vec<_> = stand.into_iter().map(Accepted::only).collect();
    let mut alone: BTreeSet<u16> = BTreeSet::new();
    let mut frontier: Vec<Vec<Choice>> = vec![Vec::new()];
    for _ in 0..TOGETHER {
        let mut next = Vec::new();
        for set in &frontier {
            // Of the core specification, what changes nothing by itself changes nothing with others.
            let is_tried =
                |(note, _): &&Choice| set.is_empty() || *note > 100 || alone.contains(note);
            let is_other = |(note, _): &&Choice| set.iter().all(|(one, _)| one != note);
            let others = all.iter().filter(is_tried).filter(is_other);
            for choice in others {
                let mut larger = set.clone();
                larger.push(*choice);
                larger.sort_unstable();
                if known.contains_key(&larger) {
                    continue;
                }
                let parts: Vec<_> = smaller(&larger).collect();
                for part in &parts {
                    if !known.contains_key(part) {
                        known.insert(part.clone(), outcomes(&with(part)));
                    }
                }
                let found = outcomes(&with(&larger));
                let mut matters = false;
                for (at, outcome) in found.iter().enumerate() {
                    if parts.iter().all(|part| known[part][at] != *outcome) {
                        matters = true;
                        let alternative =
                            Alternative { readings: larger.clone(), outcome: outcome.clone() };
                        accepted[at].others.push(alternative);
                    }
                }
                known.insert(larger.clone(), found);
                if matters || is_refused && larger.iter().all(|(note, _)| *note > 100) {
                    next.push(larger);
                }
            }
        }
        if alone.is_empty() {
            alone = next.iter().flatten().map(|(note, _)| *note).collect();
        }
        frontier = next;
    }
    accepted
}

/// Every smaller part of some readings, the empty one too.
fn smaller(set: &[Choice]) -> impl Iterator<Item = Vec<Choice>> {
    let parts = 0..(1u32 << set.len()) - 1;
    parts.map(move |bits| {
        let is_in = |at: &usize| bits >> at & 1 == 1;
        (0..set.len()).filter(is_in).map(|at| set[at]).collect()
    })
}

fn with(set: &[Choice]) -> Readings {
    set.iter().fold(Readings::stand(), |readings, (number, letter)| {
        let note = notes::of_number(*number);
        note.and_then(|note| readings.with(note, *letter).ok()).unwrap_or(readings)
    })
}

/// Every reading beside the stand of the advisory notes on the core specification and on these codecs.
fn choices(codecs: &[&Definition]) -> impl Iterator<Item = Choice> {
    let is_of =
        |codec: &&Definition, note: &Note| codec.notes.iter().any(|own| own.number == note.number);
    notes::known()
        .filter(|note| note.grade == Grade::Advisory)
        .filter(move |note| note.number < 100 || codecs.iter().any(|codec| is_of(codec, note)))
        .flat_map(|note| note.lettered().skip(1).map(move |(letter, _)| (note.number, letter)))
}
