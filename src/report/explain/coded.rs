//! Cases of the vectors about codecs other than casts, and about chains: the codecs' own steps, as they tell them.

use super::chain::{Steps, data_line};
use super::page::Page;
use crate::codec::notes::{ReadingChoice, Readings};
use crate::generators::coded;
use crate::oracle::Told;
use crate::report::words::{outcome, would_give};
use crate::vectors::{Ask, Scenario};

/// The steps for one input of a scenario, or for all of its data, and what they come to.
pub(super) fn page(scenario: &Scenario, input: Option<u64>, readings: &Readings) -> Page {
    let case = Case { scenario, input };
    let mut told = Told::listening();
    let found = case.result(readings, &mut told);
    let is_of_validity = matches!(scenario.ask, Ask::Validity { .. });
    let touches = |(choice, others): (ReadingChoice, Readings)| {
        let given = case.result(&others, &mut Told::nobody());
        let differs = match (&given, &found) {
            (Err(_), Err(_)) => false,
            (given, found) => given != found,
        };
        let refused = if is_of_validity { "invalid" } else { "an error" };
        differs.then(|| would_give(&choice, &given.unwrap_or_else(|_| refused.to_owned())))
    };
    let notes = ReadingChoice::others(readings).filter_map(touches).collect();
    let parts = Steps::default().parts(told.steps());
    let refused = if is_of_validity { "invalid" } else { "error" };
    let result = found.unwrap_or_else(|reason| format!("{refused}: {reason}"));
    Page { parts, result, notes, ..Page::default() }
}

struct Case<'a> {
    scenario: &'a Scenario,
    input: Option<u64>,
}

impl Case<'_> {
    /// The outcome, or the reason that there is none.
    fn result(&self, readings: &Readings, told: &mut Told) -> Result<String, String> {
        if let Ask::Validity { .. } = self.scenario.ask {
            let validity = coded::validity(self.scenario, readings);
            return validity.map(|()| "valid".to_owned()).map_err(|error| error.to_string());
        }
        let data = coded::run(self.scenario, self.input, readings, told)?;
        let is_of_one = self.input.is_some() || matches!(self.scenario.ask, Ask::FillValue { .. });
        let one = self.scenario.output_type().zip(coded::outcome(&data)).filter(|_| is_of_one);
        Ok(match one {
            Some((real, one)) => outcome(real, one),
            None => data_line(&data),
        })
    }
}
