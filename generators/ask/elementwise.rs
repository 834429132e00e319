//! Elements under one configuration, each for itself.

use super::accepted::accepted;
use super::owned;
use crate::codec::Operation;
use crate::codec::definition::Definition;
use crate::codec::notes::Readings;
use crate::data_type::Real;
use crate::generators::coded;
use crate::vectors::{Ask, Element, Expected, Outcome, Scenario};

/// A configuration of a codec that keeps elements apart and their type, and some inputs.
pub(in super::super) struct Elementwise<'a> {
    pub codec: &'static Definition,
    /// The part of the id behind the theme.
    pub id: String,
    pub about: String,
    pub clauses: &'a [&'a str],
    /// The entry in `codecs`.
    pub entry: String,
    pub data_type: Real,
    /// Fill values to try; the first under which the metadata is valid counts.
    pub fill_values: &'a [&'a str],
    pub operation: Operation,
    pub inputs: Vec<u64>,
}

/// A stand-in for an expectation until the oracle is asked.
const UNANSWERED: Expected = Expected::Only(Outcome::Error);

impl Elementwise<'_> {
    /// The scenario with what is expected of it. Where every reading refuses each element, one is enough.
    ///
    /// # Panics
    ///
    /// If there is no fill value to try, which is a fault of the generator's.
    pub fn scenario(self) -> Scenario {
        let Elementwise { operation, data_type, mut inputs, .. } = self;
        inputs.sort_unstable();
        inputs.dedup();
        let element = |input| Element { input, expected: UNANSWERED };
        let elements = inputs.into_iter().map(element).collect();
        let ask =
            Ask::Elements { operation, input_type: data_type, output_type: data_type, elements };
        let mut scenario = Scenario {
            id: format!("{}/elementwise/{data_type}/{}", self.codec.room(), self.id),
            about: self.about,
            clauses: owned(self.clauses),
            codec: Some(self.entry.into()),
            data_type: format!("\"{data_type}\"").into(),
            fill_value: "0".into(),
            ask,
        };
        let is_valid =
            |scenario: &Scenario| coded::chain(scenario, Some(vec![1]), &Readings::stand()).is_ok();
        let valid = self.fill_values.iter().find(|fill_value| {
            scenario.fill_value = (**fill_value).into();
            is_valid(&scenario)
        });
        if valid.is_none() {
            scenario.fill_value = self.fill_values[0].into();
        }
        let outcomes =
            |readings: &Readings| coded::elements(&scenario, readings).unwrap_or_default();
        let expected = accepted(&[self.codec], outcomes, |one| *one == Outcome::Error);
        if let Ask::Elements { elements, .. } = &mut scenario.ask {
            for (element, accepted) in elements.iter_mut().zip(expected) {
                element.expected = accepted.into();
            }
            // What is refused whatever the element says so with one.
            let is_refused = |one: &Element| one.expected == UNANSWERED;
            if elements.iter().all(is_refused) {
                elements.truncate(1);
            }
        }
        scenario.id = self.id;
        scenario
    }
}
