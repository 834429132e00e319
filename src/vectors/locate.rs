//! Finding what an id names.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    Case, Column, ElementFile, Scenario, ScenarioFile, ScenarioKind, Store, VectorError,
    parse_case_id,
};
use crate::data_type::Real;

/// What an id names.
#[derive(Clone, Debug)]
pub enum Located {
    /// One input under one configuration.
    Cast { input_type: Real, output_type: Real, column: Column, case: Case },
    /// A scenario, or one element of it.
    Scenario { kind: ScenarioKind, scenario: Box<Scenario>, element: Option<usize> },
}

/// Why an id names nothing.
#[derive(Debug, thiserror::Error)]
pub enum LocateError {
    #[error("the vectors have no case {id:?}; ids are as `zarrproof check` prints them")]
    Unknown { id: String },
    #[error(transparent)]
    Vectors(#[from] VectorError),
}

/// A file of vectors.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum File {
    Elements(Real, Real),
    Scenarios(ScenarioKind, String),
}

impl File {
    /// The one that a case with this id is in.
    fn of(id: &str) -> Option<File> {
        if let Some(kind) = ScenarioKind::of_path(id) {
            return Some(File::Scenarios(kind, format!("{}.json", kind.theme(id)?)));
        }
        let (input_type, output_type, ..) = parse_case_id(id)?;
        Some(File::Elements(input_type, output_type))
    }

    fn is_in(&self, store: &Store) -> bool {
        let files = &store.manifest().files;
        match self {
            File::Elements(input, output) => {
                files.contains_key(&ElementFile::path(*input, *output))
            }
            File::Scenarios(_, path) => files.contains_key(path),
        }
    }

    /// The case of the file with each id.
    fn locate(&self, store: &Store, ids: &[&str]) -> Result<Vec<Option<Located>>, VectorError> {
        Ok(match self {
            File::Elements(input, output) => {
                let file = store.elements(*input, *output)?;
                ids.iter().map(|id| locate_case(&file, id)).collect()
            }
            File::Scenarios(kind, path) => {
                let file = store.scenarios(path)?;
                ids.iter().map(|id| locate_scenario(*kind, &file, id)).collect()
            }
        })
    }
}

impl Store {
    /// The case with an id.
    pub fn locate(&self, id: &str) -> Result<Located, LocateError> {
        let located = self.locate_all(&[id])?.pop().flatten();
        located.ok_or_else(|| LocateError::Unknown { id: id.to_owned() })
    }

    /// The case with each id, if there is one. No file is read twice.
    pub fn locate_all(&self, ids: &[&str]) -> Result<Vec<Option<Located>>, VectorError> {
        let mut by_file: BTreeMap<File, Vec<usize>> = BTreeMap::new();
        for (at, id) in ids.iter().enumerate() {
            if let Some(file) = File::of(id).filter(|file| file.is_in(self)) {
                by_file.entry(file).or_default().push(at);
            }
        }
        let in_file = |(file, places): (File, Vec<usize>)| {
            let ids: Vec<_> = places.iter().map(|at| ids[*at]).collect();
            Ok((places, file.locate(self, &ids)?))
        };
        let found = by_file.into_par_iter().map(in_file).collect::<Result<Vec<_>, _>>()?;
        let mut located = vec![None; ids.len()];
        for (places, found) in found {
            places.into_iter().zip(found).for_each(|(at, one)| located[at] = one);
        }
        Ok(located)
    }
}

fn locate_case(file: &ElementFile, id: &str) -> Option<Located> {
    let (input_type, output_type, input, column) = parse_case_id(id)?;
    let case = file.cases.iter().find(|case| case.input == input)?.clone();
    Some(Located::Cast { input_type, output_type, column, case })
}

fn locate_scenario(kind: ScenarioKind, file: &ScenarioFile, id: &str) -> Option<Located> {
    let mut candidates = file.scenarios.iter().filter(|one| id.starts_with(&one.id));
    candidates.find_map(|scenario| {
        let is_whole = scenario.id == id;
        let element = scenario.ids().iter().position(|one| one == id).filter(|_| !is_whole);
        let is_found = is_whole || element.is_some();
        is_found.then(|| Located::Scenario { kind, scenario: Box::new(scenario.clone()), element })
    })
}
