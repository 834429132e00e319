//! Vectors as they would be under other readings: every expectation asked of the oracle again.
//!
//! A reading that is chosen leaves one outcome. Where a note that is not chosen leaves room, it still
//! does, with the outcomes that its readings have together with the chosen ones.

use std::collections::BTreeMap;

use crate::codec::notes::{self, ReadingChoice, Readings};
use crate::data_type::fill_value;
use crate::generators::answer;
use crate::oracle::stored::{StoredArray, StoredError};
use crate::vectors::golden::{GoldenArray, GoldenOutcome};
use crate::vectors::{
    Accepted, Advisory, Alternative, Ask, ElementFile, Expected, Outcome, Scenario, ScenarioFile,
};

/// The readings that are chosen, and those of other notes beside them.
struct Reread<'a> {
    choices: &'a [ReadingChoice],
    readings: Readings,
}

/// A file of element vectors under some readings.
pub(super) fn elements(mut file: ElementFile, choices: &[ReadingChoice]) -> ElementFile {
    if choices.is_empty() {
        return file;
    }
    let reread = Reread::new(choices);
    for column in file.conversion.columns() {
        let mut asked: Vec<(Readings, answer::Elements)> = Vec::new();
        for case in &mut file.cases {
            let input = case.input;
            let expected = &mut case.expected[column.index];
            *expected = reread.expected(expected, |readings| {
                let known = asked.iter().position(|(one, _)| one == readings);
                let at = known.unwrap_or_else(|| {
                    asked.push((*readings, answer::elements(&column, readings)));
                    asked.len() - 1
                });
                (asked[at].1)(input)
            });
        }
    }
    file
}

/// A file of scenarios under some readings.
pub(super) fn scenarios(mut file: ScenarioFile, choices: &[ReadingChoice]) -> ScenarioFile {
    if choices.is_empty() {
        return file;
    }
    let reread = Reread::new(choices);
    for scenario in &mut file.scenarios {
        reread.scenario(scenario);
    }
    file
}

/// Golden arrays under some readings. An array of which the oracle says nothing stays as it is.
pub(super) fn golden_arrays(
    mut arrays: Vec<GoldenArray>,
    choices: &[ReadingChoice],
) -> Vec<GoldenArray> {
    if choices.is_empty() {
        return arrays;
    }
    let reread = Reread::new(choices);
    for array in &mut arrays {
        let (stand, array_files) = (array.expected.stand.clone(), &array.files);
        let outcome = |readings: &Readings| {
            golden_outcome(array_files, readings).unwrap_or_else(|| stand.clone())
        };
        array.expected = reread.accepted(&array.expected, outcome);
    }
    arrays
}

/// What the oracle reads in the files of an array; `None` where something in it is unknown to the suite.
fn golden_outcome(files: &BTreeMap<String, Vec<u8>>, readings: &Readings) -> Option<GoldenOutcome> {
    let read = || {
        let array = StoredArray::open(files, readings)?;
        let mut elements = Vec::new();
        array.each(files, &mut |element| {
            elements.push(fill_value::write(&array.data_type, element.bytes));
            Ok(())
        })?;
        Ok::<_, StoredError>(elements)
    };
    match read() {
        Ok(elements) => Some(Some(elements)),
        Err(error) => error.clause().map(|_| None),
    }
}

impl Reread<'_> {
    fn new(choices: &[ReadingChoice]) -> Reread<'_> {
        Reread { choices, readings: Readings::choosing(choices) }
    }

    /// What is expected where the oracle comes to `outcome`.
    fn expected(
        &self,
        expected: &Expected,
        mut outcome: impl FnMut(&Readings) -> Outcome,
    ) -> Expected {
        if let Expected::Accepted(accepted) = expected {
            return self.accepted(accepted, outcome).into();
        }
        let is_chosen = |number| self.is_chosen(number);
        let note = match expected {
            Expected::Advisory(advisory) if !is_chosen(advisory.note) => {
                notes::known().find(|note| note.number == advisory.note)
            }
            _ => None,
        };
        let Some(note) = note else { return Expected::Only(outcome(&self.readings)) };
        let outcomes = note.lettered().filter_map(|(letter, _)| {
            let readings = self.readings.with(note, letter).ok()?;
            Some((letter, outcome(&readings)))
        });
        let outcomes = outcomes.collect();
        Expected::Advisory(Box::new(Advisory { note: note.number, outcomes }))
    }

    /// Notes that are not chosen still leave room, with the readings that are.
    fn accepted<T: PartialEq>(
        &self,
        accepted: &Accepted<T>,
        mut outcome: impl FnMut(&Readings) -> T,
    ) -> Accepted<T> {
        let stand = outcome(&self.readings);
        let mut others: Vec<Alternative<T>> = Vec::new();
        for other in &accepted.others {
            let readings = other.readings.iter().filter(|(note, _)| !self.is_chosen(*note));
            let readings: Vec<_> = readings.copied().collect();
            let together = readings.iter().fold(self.readings, |all, (number, letter)| {
                let note = notes::known().find(|note| note.number == *number);
                note.and_then(|note| all.with(note, *letter).ok()).unwrap_or(all)
            });
            let outcome = outcome(&together);
            if outcome != stand && others.iter().all(|one| one.readings != readings) {
                others.push(Alternative { readings, outcome });
            }
        }
        Accepted { stand, others }
    }

    fn is_chosen(&self, number: u16) -> bool {
        self.choices.iter().any(|choice| choice.note.number == number)
    }

    fn scenario(&self, scenario: &mut Scenario) {
        let asked = scenario.clone();
        let outcome = |at: usize| {
            let asked = &asked;
            move |readings: &Readings| answer::scenario(asked, readings)[at]
        };
        match &mut scenario.ask {
            Ask::Elements { elements, .. } => {
                for (at, element) in elements.iter_mut().enumerate() {
                    element.expected = self.expected(&element.expected, outcome(at));
                }
            }
            Ask::Data { expected, .. }
            | Ask::Element { expected }
            | Ask::FillElement { expected, .. } => {
                *expected = self.accepted(expected, |readings| answer::data(&asked, readings));
            }
            Ask::Array { expected, .. } => *expected = answer::array(&asked, &self.readings),
            Ask::FillValue { expected, .. }
            | Ask::Validity { expected, .. }
            | Ask::Scalar { expected, .. } => *expected = self.expected(expected, outcome(0)),
        }
    }
}
