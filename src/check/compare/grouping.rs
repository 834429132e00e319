//! What several subjects made of each expectation: who did the same, and groups of expectations on
//! which they are divided in the same way.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Agreement, Difference, Party, Stance};
use crate::check::group::{insert, simplicity};
use crate::check::{Asked, Class, Failure, Got, Verdict, Wanted};
use crate::vectors::Outcome;

/// What the expectations of a group have in common.
type Key = (Vec<Party>, Class, Option<&'static str>, Option<String>);

/// What came of some files.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub agreement: Agreement,
    pub groups: BTreeMap<Key, Difference>,
}

impl Findings {
    /// Takes in what each subject made of one expectation.
    pub fn take(&mut self, row: Vec<(Verdict, Failure)>) {
        if row.iter().any(|(verdict, _)| verdict.is_unanswered()) {
            self.agreement.left_out += 1;
            return;
        }
        if row.iter().all(|(verdict, _)| *verdict == Verdict::Pass) {
            self.agreement.agree += 1;
            return;
        }
        let parties = parties(&row);
        match parties.as_slice() {
            [Party { stance: Stance::Deviates(_), .. }] => {
                self.agreement.agree_against_vectors += 1;
            }
            [_] => {
                self.agreement.agree += 1;
                return;
            }
            _ => self.agreement.differ += 1,
        }
        let Some((_, Failure { asked, wanted, .. })) = row.first() else { return };
        let got = row.iter().map(|(verdict, result)| got(*verdict, result)).collect();
        let mut difference = Difference::new(parties, asked.clone(), wanted.clone(), got);
        difference.count = 1;
        self.insert(difference);
    }

    fn insert(&mut self, difference: Difference) {
        let tag = difference.tag;
        // A tag says more than its clause.
        let clause = difference.clause.clone().filter(|_| tag.is_none());
        let key = (difference.parties.clone(), difference.class, tag, clause);
        match self.groups.get_mut(&key) {
            Some(group) => group.merge(difference),
            None => drop(self.groups.insert(key, difference)),
        }
    }

    pub fn merge(&mut self, other: Findings) {
        self.agreement.add(other.agreement);
        other.groups.into_values().for_each(|difference| self.insert(difference));
    }
}

impl Difference {
    fn new(parties: Vec<Party>, simplest: Asked, wanted: Wanted, got: Vec<Got>) -> Difference {
        let mut facets = Vec::new();
        simplest.facets().for_each(|facet| insert(&mut facets, facet));
        Difference {
            parties,
            class: Class::of(&simplest),
            tag: simplest.tag().map(|tag| tag.name),
            clause: simplest.clause().map(str::to_owned),
            count: 0,
            pairs: simplest.types().into_iter().collect(),
            facets,
            simplest,
            wanted,
            got,
        }
    }

    fn merge(&mut self, other: Difference) {
        self.count += other.count;
        other.pairs.into_iter().for_each(|one| insert(&mut self.pairs, one));
        other.facets.into_iter().for_each(|one| insert(&mut self.facets, one));
        if simplicity(&other.simplest) < simplicity(&self.simplest) {
            self.simplest = other.simplest;
            self.wanted = other.wanted;
            self.got = other.got;
        }
    }
}

/// Who did the same, in the order of the subjects.
fn parties(row: &[(Verdict, Failure)]) -> Vec<Party> {
    let mut parties: Vec<(Got, Party)> = Vec::new();
    for (at, (verdict, result)) in row.iter().enumerate() {
        let said = comparable(got(*verdict, result), result);
        match parties.iter_mut().find(|(other, _)| *other == said) {
            Some((_, party)) => party.subjects.push(at),
            None => {
                let stance = match verdict {
                    Verdict::Pass => Stance::Meets,
                    Verdict::OtherReading { note, letter } => {
                        Stance::Reading { note: *note, letter: *letter }
                    }
                    _ => Stance::Deviates(result.deviation()),
                };
                parties.push((said, Party { subjects: vec![at], stance }));
            }
        }
    }
    parties.into_iter().map(|(_, party)| party).collect()
}

/// What a subject came to. Of one that did as expected, nothing else is kept.
fn got(verdict: Verdict, result: &Failure) -> Got {
    match (&result.wanted, verdict) {
        (Wanted::One(expected), Verdict::Pass) => Got::Outcome(expected.stand()),
        (Wanted::Array(elements), Verdict::Pass) => Got::Array(elements.clone()),
        (Wanted::Data(accepted, _), Verdict::Pass) => match &accepted.stand {
            Some(data) => Got::Data(data.clone()),
            None => Got::Outcome(Outcome::Error),
        },
        _ => result.got.clone(),
    }
}

/// The same for answers that are to be taken for the same: any NaN is any other unless the case names
/// its bits, and a crash is a crash.
fn comparable(got: Got, result: &Failure) -> Got {
    let data_type = result.asked.output_type();
    let names_bits = match &result.wanted {
        Wanted::One(expected) => match expected.stand() {
            Outcome::Bits(pattern) => data_type.is_nan(pattern),
            _ => false,
        },
        Wanted::Array(_) | Wanted::Data(..) | Wanted::Stored(_) => false,
    };
    let canonical = |pattern: u64| data_type.nan().filter(|_| data_type.is_nan(pattern));
    match got {
        Got::Outcome(Outcome::Bits(pattern)) if !names_bits => {
            Got::Outcome(Outcome::of_pattern(data_type, pattern))
        }
        Got::Array(elements) => {
            Got::Array(elements.into_iter().map(|one| canonical(one).unwrap_or(one)).collect())
        }
        Got::Crash(_) => Got::Crash(Arc::default()),
        Got::BreaksProtocol(_) => Got::BreaksProtocol(Arc::default()),
        Got::Timeout(_) => Got::Timeout(Arc::default()),
        other => other,
    }
}
