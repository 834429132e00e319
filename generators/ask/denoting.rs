//! A fill value by itself, of a type that is not real.

use super::accepted::accepted;
use super::owned;
use crate::codec::notes::Readings;
use crate::generators::coded;
use crate::vectors::{Accepted, Ask, Scenario};

/// JSON that may denote an element of a data type.
#[derive(Clone, Debug)]
pub(in super::super) struct Denoting {
    pub id: String,
    pub about: &'static str,
    pub clauses: &'static [&'static str],
    /// The metadata of the data type, which may be none.
    pub data_type: String,
    pub json: String,
}

impl Denoting {
    /// Asks for the bytes of the element.
    pub fn ask(self) -> Scenario {
        let Denoting { id, about, clauses, data_type, json } = self;
        let mut scenario = Scenario {
            id,
            about: about.to_owned(),
            clauses: owned(clauses),
            codec: None,
            data_type: data_type.into(),
            fill_value: json.into(),
            ask: Ask::Element { expected: Accepted::only(None) },
        };
        let outcomes = |readings: &Readings| vec![coded::data(&scenario, readings).0];
        if let Some(found) = accepted(&[], outcomes, Option::is_none).pop() {
            scenario.ask = Ask::Element { expected: found };
        }
        scenario
    }
}
