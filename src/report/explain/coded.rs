//! Cases of the vectors about codecs other than casts, and about chains: the codecs' own steps, as they tell them.

use super::chain::{Steps, data_line};
use super::page::Page;
use crate::codec::notes::{ReadingChoice, Readings};
use crate::generators::coded;
use crate::oracle::Told;
use crate::report::words::{outcome, would_give};
use crate::vectors::Scenario;

/// The steps for one input of a scenario, or for all of its data, and what they come to.
pub(super) fn page(scenario: &Scenario, input: Option<u64>, readings: &Readings) -> Page {
    let case = Case { scenario, input };
    let mut told = Told::listening();
    let found = case.result(readings, &mut told);
    let touches = |(choice, others): (ReadingChoice, Readings)| {
        let given = case.result(&others, &mut Told::nobody());
        let differs = match (&given, &found) {
            (Err(_), Err(_)) => false,
            (given, found) => given != found,
        };
        differs.then(|| would_give(&choice, &given.unwrap_or_else(|_| "an error".to_owned())))
    };
    let notes = ReadingChoice::others(readings).filter_map(touches).collect();
    let parts = Steps::default().parts(told.steps());
    let result = found.unwrap_or_else(|reason| format!("error: {reason}"));
    Page { parts, result, notes, ..Page::default() }
}

struct Case<'a> {
    scenario: &'a Scenario,
    input: Option<u64>,
}

impl Case<'_> {
    /// The outcome, or the reason that there is none.
    fn result(&self, readings: &Readings, told: &mut Told) -> Result<String, String> {
        let data = coded::run(self.scenario, self.input, readings, told)?;
        let one =
            self.input.and_then(|_| Some((self.scenario.output_type()?, coded::outcome(&data)?)));
        Ok(match one {
            Some((real, one)) => outcome(real, one),
            None => data_line(&data),
        })
    }
}
