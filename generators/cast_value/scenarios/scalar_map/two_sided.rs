//! Entries for both operations between an array's type and the encoded one.

use super::super::way::{Choice, Way, Words, entries};
use crate::codec::cast_value::ScalarMap;
use crate::vectors::Scenario;

/// Entries, and inputs for each operation.
#[derive(Clone, Copy)]
pub(super) struct TwoSided<'a> {
    /// The last part of the id but for the configuration.
    pub name: &'a str,
    pub about: &'a str,
    /// The array's type and the encoded one.
    pub types: [&'a str; 2],
    /// Such as `NaN:0 2.5:3`; the field is absent where there are none.
    pub encode: Option<&'a str>,
    pub decode: Option<&'a str>,
    /// What is encoded, and what is decoded.
    pub inputs: [&'a str; 2],
    /// The JSON of the array's fill value, if it matters.
    pub fill_value: Option<&'a str>,
}

impl TwoSided<'_> {
    /// A scenario for each operation under each configuration of the choice.
    pub fn scenarios(&self, clauses: &[&str], choice: Choice) -> Vec<Scenario> {
        let words = Words { name: self.name, about: self.about, clauses };
        let [array, encoded] = self.types;
        let to_encode = choice.ways([array, encoded]).filter(|way| way.is_encode());
        let to_decode = choice.ways([encoded, array]).filter(|way| !way.is_encode());
        to_encode.chain(to_decode).map(|way| self.scenario(&words, choice, &way)).collect()
    }

    fn scenario(&self, words: &Words, choice: Choice, way: &Way) -> Scenario {
        let scalar_map =
            ScalarMap { encode: self.encode.map(entries), decode: self.decode.map(entries) };
        let inputs = self.inputs[usize::from(!way.is_encode())];
        let inputs: Vec<_> = inputs.split_whitespace().collect();
        choice.ask(way, words, Some(scalar_map), |setup| match self.fill_value {
            None => setup.elements(way.operation, &inputs),
            Some(fill_value) => setup.elements_with(fill_value, way.operation, &inputs),
        })
    }
}
