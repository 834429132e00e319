//! Where expectations come from: the vectors as they are, or the oracle under other readings.

use super::CheckError;
use super::plan::Depth;
#[cfg(feature = "oracle")]
use super::reread;
use crate::codec::column::{Column, Conversion};
use crate::codec::notes::{ReadingChoice, Readings};
use crate::codec::{Operation, table};
use crate::vectors::golden::GoldenArray;
use crate::vectors::{ElementFile, ScenarioFile, Selection, Store, VectorError};

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

    pub fn elements(&self, conversion: Conversion) -> Result<ElementFile, VectorError> {
        let file = self.store.elements(conversion)?;
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

    /// The golden arrays of a room that can pass a selection.
    pub fn golden_arrays(
        &self,
        room: &str,
        selection: &Selection,
    ) -> Result<Vec<GoldenArray>, VectorError> {
        let arrays = self
            .store
            .golden_arrays_where(room, |id, entry| selection.includes_golden(id, entry))?;
        #[cfg(feature = "oracle")]
        let arrays = reread::golden_arrays(arrays, self.choices);
        Ok(arrays)
    }

    /// The column that says what is expected of another one through an operation.
    pub fn column(&self, operation: Operation, column: &Column) -> Column {
        (column.conversion.rules().expecting)(column, operation, &self.readings)
    }

    /// How thoroughly cases are asked at most: an element that has no result need not fail an array under
    /// every reading.
    pub fn depth(&self, depth: Depth) -> Depth {
        let rules = table::ALL.iter().filter_map(|codec| codec.elements);
        let fail_arrays = rules.into_iter().all(|rules| (rules.fails_arrays)(&self.readings));
        if fail_arrays { depth } else { Depth::Sampled }
    }
}
