//! A scenario's subject, and the oracle's expectation of it.

use crate::codec::Operation;
use crate::codec::cast_value::{Configuration, Metadata};
use crate::codec::notes::Readings;
use crate::data_type::{Real, scalar};
use crate::generators::cast_value::ANSWERS;
use crate::generators::expected::{self, UNANSWERED};
use crate::oracle::cast_value::Codec;
use crate::vectors::{Ask, Element, Layer, Scenario};

/// What a scenario is about, before anything is asked.
pub(super) struct Setup<'a> {
    /// What follows the theme in the id.
    pub id: String,
    pub about: &'a str,
    pub clauses: &'a [&'a str],
    /// The codec's entry in `codecs`.
    pub codec: &'a str,
    /// The JSON of the array's data type.
    pub data_type: &'a str,
}

/// Fill values to try, where the fill value is not what a scenario is about.
const FILL_VALUES: [&str; 8] = ["1", "0", "2", "3", "-1", "4", "5", "6"];

impl Setup<'_> {
    fn metadata<'a>(&'a self, fill_value: &'a str) -> Metadata<'a> {
        Metadata { codec: self.codec, data_type: self.data_type, fill_value }
    }

    fn scenario(&self, fill_value: &str, ask: Ask) -> Scenario {
        answered(Scenario {
            id: self.id.clone(),
            about: self.about.to_owned(),
            clauses: self.clauses.iter().map(|id| (*id).to_owned()).collect(),
            codec: Some(self.codec.into()),
            data_type: self.data_type.into(),
            fill_value: fill_value.into(),
            ask,
        })
    }

    /// A fill value that survives under the stand.
    ///
    /// # Panics
    ///
    /// If the metadata is not valid with any of them, which is a fault of the generator's.
    fn fill_value(&self) -> &'static str {
        let is_valid =
            |fill_value: &&&str| Codec::new(self.metadata(fill_value), &Readings::stand()).is_ok();
        match FILL_VALUES.iter().find(is_valid) {
            Some(fill_value) => fill_value,
            None => panic!("{}: no fill value makes {} valid", self.id, self.codec),
        }
    }

    fn codec(&self, fill_value: &str) -> Codec {
        match Codec::new(self.metadata(fill_value), &Readings::stand()) {
            Ok(codec) => codec,
            Err(error) => panic!("{}: {error}", self.id),
        }
    }

    /// What becomes of each of `inputs`, which are fill-value JSON of the input type.
    pub fn elements(&self, operation: Operation, inputs: &[&str]) -> Scenario {
        self.elements_with(self.fill_value(), operation, inputs)
    }

    /// As [`Setup::elements`], where the fill value matters.
    pub fn elements_with(
        &self,
        fill_value: &str,
        operation: Operation,
        inputs: &[&str],
    ) -> Scenario {
        let (input_type, output_type) = self.codec(fill_value).instance.types(operation);
        let mut elements: Vec<Element> = Vec::new();
        for input in self.patterns(input_type, inputs) {
            if elements.iter().all(|one| one.input != input) {
                elements.push(Element { input, expected: UNANSWERED });
            }
        }
        let ask = Ask::Elements { operation, input_type, output_type, elements };
        decoding(operation, self.scenario(fill_value, ask))
    }

    /// As [`Setup::elements_with`], for metadata that need not be valid: whoever refuses it refuses each
    /// element.
    pub fn elements_if_valid(
        &self,
        fill_value: &str,
        operation: Operation,
        (input_type, output_type): (Real, Real),
        inputs: &[&str],
    ) -> Scenario {
        let inputs = self.patterns(input_type, inputs).into_iter();
        let elements = inputs.map(|input| Element { input, expected: UNANSWERED }).collect();
        let ask = Ask::Elements { operation, input_type, output_type, elements };
        decoding(operation, self.scenario(fill_value, ask))
    }

    /// What becomes of an array of these inputs, in C order.
    ///
    /// # Panics
    ///
    /// If some advisory note matters, for a whole array has one outcome.
    pub fn array(&self, operation: Operation, shape: &[u64], input: Vec<u64>) -> Scenario {
        let fill_value = self.fill_value();
        let (input_type, output_type) = self.codec(fill_value).instance.types(operation);
        let shape = shape.to_vec();
        let expected = None;
        let ask = Ask::Array { operation, input_type, output_type, shape, input, expected };
        decoding(operation, self.scenario(fill_value, ask))
    }

    /// The patterns of scalars in fill-value JSON, or `"0x…"` of any type, integers included.
    pub fn patterns(&self, data_type: Real, inputs: &[&str]) -> Vec<u64> {
        let pattern = |input: &&str| match scalar::from_text(data_type, input.trim_matches('"')) {
            Ok(pattern) => pattern,
            Err(error) => panic!("{}: {error}", self.id),
        };
        inputs.iter().map(pattern).collect()
    }

    /// The fill value after the codec.
    pub fn fill_value_after(&self, fill_value: &str) -> Scenario {
        let output_type = match Configuration::from_json(self.codec) {
            Ok(configuration) => configuration.data_type,
            Err(error) => panic!("{}: {error}", self.id),
        };
        let expected = UNANSWERED;
        self.scenario(fill_value, Ask::FillValue { output_type, expected })
    }

    /// Whether the metadata is acceptable.
    pub fn validity(&self, layer: Layer, fill_value: &str) -> Scenario {
        let expected = UNANSWERED;
        self.scenario(fill_value, Ask::Validity { layer, expected })
    }
}

/// Whatever decodes is about decoding too.
fn decoding(operation: Operation, mut scenario: Scenario) -> Scenario {
    if operation == Operation::Decode {
        scenario.clauses.push("procedure/decode-swapped".to_owned());
    }
    scenario
}

/// The scenario with what is expected of it. Its id says nothing of the codec yet.
fn answered(scenario: Scenario) -> Scenario {
    let whole = (ANSWERS.array)(&scenario, &Readings::stand());
    expected::answered(scenario, ANSWERS.scenario, whole)
}
