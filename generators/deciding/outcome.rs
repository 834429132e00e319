//! The outcome of a case under one reading of a note.

use super::super::answer;
use crate::codec::notes::{Letter, Note, Readings};
use crate::data_type::Real;
use crate::vectors::{Located, Outcome};

/// The outcome of a case under one reading, as text: patterns of an array are separated by spaces.
pub(super) fn outcome(located: &Located, note: &'static Note, letter: Letter) -> String {
    let readings = match Readings::stand().with(note, letter) {
        Ok(readings) => readings,
        Err(error) => panic!("{error}"),
    };
    match located {
        Located::Element { column, case } => {
            let outcome = answer::elements(column, &readings)(case.input);
            outcome.to_text(column.conversion.output_type)
        }
        Located::Scenario { scenario, .. } if scenario.asks_for_data() => {
            answer::data(scenario, &readings).map_or("error".to_owned(), |data| data.to_string())
        }
        Located::Scenario { scenario, element, .. } => {
            let outcomes = answer::scenario(scenario, &readings);
            let of_interest: &[Outcome] = match element {
                Some(at) => &outcomes[*at..=*at],
                None => &outcomes,
            };
            // Validity is spelled alike for every type.
            let output_type = scenario.output_type().unwrap_or(Real::INT8);
            let text = |outcome: &Outcome| outcome.to_text(output_type);
            of_interest.iter().map(text).collect::<Vec<_>>().join(" ")
        }
    }
}
