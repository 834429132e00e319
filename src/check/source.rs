//! Where expectations come from: the vectors as they are, or the oracle under other readings.

use super::CheckError;
use super::plan::Depth;
#[cfg(feature = "oracle")]
use super::reread;
use crate::codec::Operation;
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::{Letter, ReadingChoice, Readings};
use crate::data_type::Real;
use crate::vectors::{Column, ElementFile, ScenarioFile, Store, VectorError};

/// Vectors, and the readings under which their questions are answered.
pub(super) struct Source<'a> {
    store: &'a Store,
    #[cfg_attr(not(feature = "oracle"), expect(dead_code))]
    choices: &'a [ReadingChoice],
    readings: Readings,
}

impl<'a> Source<'a> {
    /// Readings other than the stand need the oracle.
    pub fn new(store: &'a Store, choices: &'a [ReadingChoice]) -> Result<Source<'a>, CheckError> {
        if !choices.is_empty() && !cfg!(feature = "oracle") {
            return Err(CheckError::NoOracle);
        }
        Ok(Source { store, choices, readings: Readings::choosing(choices) })
    }

    pub fn elements(&self, input: Real, output: Real) -> Result<ElementFile, VectorError> {
        let file = self.store.elements(input, output)?;
        #[cfg(feature = "oracle")]
        let file = reread::elements(file, self.choices);
        Ok(file)
    }

    pub fn scenarios(&self, path: &str) -> Result<ScenarioFile, VectorError> {
        let file = self.store.scenarios(path)?;
        #[cfg(feature = "oracle")]
        let file = reread::scenarios(file, self.choices);
        Ok(file)
    }

    /// The column that says what is expected of another one through an operation: under SN-41=B
    /// decoding knows no rounding mode and no range rule.
    pub fn column(&self, operation: Operation, column: Column) -> Column {
        match (operation, self.readings.of(41)) {
            (Operation::Decode, Letter::B) => Column {
                rounding: Rounding::NearestEven,
                out_of_range: OutOfRange::Unset,
                index: 0,
            },
            _ => column,
        }
    }

    /// How thoroughly cases are asked at most: under SN-38=B an element that has no result need not
    /// fail an array.
    pub fn depth(&self, depth: Depth) -> Depth {
        match self.readings.of(38) {
            Letter::A => depth,
            _ => Depth::Sampled,
        }
    }
}
