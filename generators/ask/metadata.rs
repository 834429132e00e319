//! Metadata with one codec: whether it is acceptable, and the fill value after the codec.

use super::accepted::accepted;
use super::owned;
use crate::chunk::Form;
use crate::codec::definition::Definition;
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::generators::coded;
use crate::oracle::{Codec, Telling, Told};
use crate::vectors::{Accepted, Ask, DataOutcome, Expected, Layer, Outcome, Scenario};

/// Metadata, and what a question about it is for.
pub(in super::super) struct Metadata<'a> {
    pub codec: &'static Definition,
    /// The part of the id behind the theme.
    pub id: String,
    pub about: String,
    /// The entry in `codecs`.
    pub entry: &'a str,
    /// The JSON of the array's data type and fill value.
    pub data_type: &'a str,
    pub fill_value: &'a str,
}

/// Stands for validity until the oracle is asked.
const VALID: Ask =
    Ask::Validity { layer: Layer::Extension, expected: Expected::Only(Outcome::Valid) };

impl Metadata<'_> {
    fn scenario(&self, ask: Ask) -> Scenario {
        Scenario {
            id: self.id.clone(),
            about: self.about.clone(),
            clauses: Vec::new(),
            codec: Some(self.entry.into()),
            data_type: self.data_type.into(),
            fill_value: self.fill_value.into(),
            ask,
        }
    }

    /// The id of the clause that is not met, if there is one.
    pub fn unmet(&self) -> Option<&'static str> {
        coded::unmet(&self.scenario(VALID), &Readings::stand())
    }

    pub fn is_valid(&self) -> bool {
        coded::validity(&self.scenario(VALID), &Readings::stand()).is_ok()
    }

    /// Asks whether the metadata is acceptable: the clause is the one that is not met, or else `clause`.
    pub fn validity(&self, clause: &str) -> Scenario {
        let mut scenario = self.scenario(VALID);
        let clause = self.unmet().unwrap_or(clause);
        scenario.clauses = owned(&[clause]);
        let outcomes =
            |readings: &Readings| coded::outcomes(&scenario, readings).unwrap_or_default();
        let found = accepted(&[self.codec], outcomes, |one| *one == Outcome::Invalid).pop();
        if let Some(expected) = found {
            scenario.ask = Ask::Validity { layer: layer(clause), expected: expected.into() };
        }
        scenario
    }

    /// Asks for the fill value after the codec: the clauses are these, and those that an element follows. `None` where
    /// no array comes out.
    pub fn fill_value(&self, clauses: &[&str]) -> Option<Scenario> {
        let mut scenario = self.scenario(VALID);
        let output_type = self.output_type()?;
        scenario.ask = match output_type {
            DataType::Real(output_type) => {
                let expected = Expected::Only(Outcome::Error);
                scenario.ask = Ask::FillValue { output_type, expected };
                let outcomes =
                    |readings: &Readings| coded::outcomes(&scenario, readings).unwrap_or_default();
                let found =
                    accepted(&[self.codec], outcomes, |one| *one == Outcome::Error).pop()?;
                Ask::FillValue { output_type, expected: found.into() }
            }
            output_type => {
                let expected: Accepted<DataOutcome> = Accepted::only(None);
                let ask =
                    Ask::FillElement { output_type: output_type.clone(), expected, any_nan: None };
                scenario.ask = ask;
                let outcomes = |readings: &Readings| vec![coded::data(&scenario, readings).0];
                let expected = accepted(&[self.codec], outcomes, Option::is_none).pop()?;
                let (_, any_nan) = coded::data(&scenario, &Readings::stand());
                Ask::FillElement { output_type, expected, any_nan }
            }
        };
        let mut told = Told::listening();
        let _ = coded::run(&scenario, None, &Readings::stand(), &mut told);
        let followed = told.steps().iter().filter_map(|step| match step {
            Telling::Follows { clause, .. } => Some(*clause),
            _ => None,
        });
        let mut all: Vec<&str> = clauses.iter().copied().chain(followed).collect();
        if all.is_empty() {
            all.push("core/fill-value");
        }
        all.dedup();
        scenario.clauses = owned(&all);
        Some(scenario)
    }

    /// The type after the codec, which is known of a fill value that the codec cannot carry too.
    fn output_type(&self) -> Option<DataType> {
        FILL_VALUES.iter().chain([&self.fill_value]).find_map(|fill_value| {
            let scenario =
                Metadata { id: String::new(), about: String::new(), fill_value, ..*self };
            let chain = coded::chain(&scenario.scenario(VALID), Some(vec![1]), &Readings::stand());
            match chain.ok()?.encoded() {
                Form::Array { data_type, .. } => Some(data_type.clone()),
                Form::Bytes { .. } => None,
            }
        })
    }
}

/// The clause where nothing is wrong with the form of an entry.
pub(super) const EXTENSION: &str = "core/extension-object";

/// Fill values to try, of which every type takes one.
pub(super) const FILL_VALUES: [&str; 9] =
    ["1", "0", "2", "3", "5", "100", "false", "[1,1]", "[0,0]"];

/// The text that a clause is of.
fn layer(clause: &str) -> Layer {
    match clause.split_once('/') {
        Some(("json", _)) => Layer::Syntax,
        Some(("core", _)) => Layer::Core,
        Some(("schema", _)) => Layer::Schema,
        _ => Layer::Extension,
    }
}
