//! Finding what an id names.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle, available_parallelism};

use super::{
    Case, ElementFile, Scenario, ScenarioFile, ScenarioKind, Store, VectorError, parse_case_id,
};
use crate::codec::column::{Column, Conversion};
use crate::codec::table;

/// What an id names.
#[derive(Clone, Debug)]
pub enum Located {
    /// One input under one configuration.
    Element { column: Column, case: Case },
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
enum File {
    Elements(Conversion),
    Scenarios(ScenarioKind, String),
}

impl File {
    /// The one that a case with this id is in.
    fn of(id: &str) -> Option<File> {
        if let Some(kind) = ScenarioKind::of_path(id) {
            return Some(File::Scenarios(kind, format!("{}.json", kind.theme(id)?)));
        }
        let (column, _) = parse_case_id(id)?;
        Some(File::Elements(column.conversion))
    }

    fn path(&self) -> String {
        match self {
            File::Elements(conversion) => ElementFile::path(*conversion),
            File::Scenarios(_, path) => path.clone(),
        }
    }

    /// The one of all cases whose ids begin so: a beginning names a whole file or more.
    fn of_beginning(beginning: &str) -> Option<File> {
        let kind = ScenarioKind::of_path(beginning);
        if let Some(path) = kind.and_then(|kind| kind.theme(beginning)) {
            return kind.map(|kind| File::Scenarios(kind, format!("{path}.json")));
        }
        let mut all = table::conversions();
        all.find(|one| beginning.starts_with(&one.prefix())).map(File::Elements)
    }

    /// Every case, in the order of the file, with its id.
    fn cases(&self, store: &Store) -> Result<Vec<(String, Located)>, VectorError> {
        Ok(match self {
            File::Elements(conversion) => {
                let file = store.elements(*conversion)?;
                let columns: Vec<_> = conversion.columns().collect();
                let all = file
                    .cases
                    .iter()
                    .flat_map(|case| columns.iter().map(move |column| (column, case)));
                all.map(|(column, case)| {
                    let (column, case) = (*column, case.clone());
                    (column.case_id(case.input), Located::Element { column, case })
                })
                .collect()
            }
            File::Scenarios(kind, path) => {
                let file = store.scenarios(path)?;
                file.scenarios
                    .iter()
                    .flat_map(|scenario| {
                        let ids = scenario.ids().into_iter().enumerate();
                        ids.map(|(at, id)| {
                            let element = (id != scenario.id).then_some(at);
                            (
                                id,
                                Located::Scenario {
                                    kind: *kind,
                                    scenario: Box::new(scenario.clone()),
                                    element,
                                },
                            )
                        })
                    })
                    .collect()
            }
        })
    }

    /// The case of the file with each id.
    fn locate(&self, store: &Store, ids: &[&str]) -> Result<Vec<Option<Located>>, VectorError> {
        Ok(match self {
            File::Elements(conversion) => {
                let file = store.elements(*conversion)?;
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

    /// The cases whose ids begin so, in the order of their file. The beginning reaches as far as the name of the file at
    /// least; none have a shorter one.
    pub fn cases_with(&self, beginning: &str) -> Result<Vec<(String, Located)>, VectorError> {
        let file = File::of_beginning(beginning);
        let Some(file) = file.filter(|one| self.manifest().files.contains_key(&one.path())) else {
            return Ok(Vec::new());
        };
        let mut cases = file.cases(self)?;
        cases.retain(|(id, _)| id.starts_with(beginning));
        Ok(cases)
    }

    /// The case with each id, if there is one. No file is read twice.
    pub fn locate_all(&self, ids: &[&str]) -> Result<Vec<Option<Located>>, VectorError> {
        let mut by_file: BTreeMap<String, (File, Vec<usize>)> = BTreeMap::new();
        for (at, id) in ids.iter().enumerate() {
            let Some(file) = File::of(id) else { continue };
            let path = file.path();
            if self.manifest().files.contains_key(&path) {
                by_file.entry(path).or_insert((file, Vec::new())).1.push(at);
            }
        }
        let in_files = |files: &[(File, Vec<usize>)]| {
            let mut found = Vec::new();
            for (file, places) in files {
                let ids: Vec<_> = places.iter().map(|at| ids[*at]).collect();
                found.extend(places.iter().copied().zip(file.locate(self, &ids)?));
            }
            Ok::<_, VectorError>(found)
        };
        // Files are large: each processor reads a share of them.
        let files: Vec<_> = by_file.into_values().collect();
        let share = files.len().div_ceil(available_parallelism().map_or(1, NonZero::get)).max(1);
        let found = thread::scope(|scope| {
            let start = |files| scope.spawn(move || in_files(files));
            let threads: Vec<_> = files.chunks(share).map(start).collect();
            let join =
                |thread: ScopedJoinHandle<_>| thread.join().unwrap_or_else(|it| resume_unwind(it));
            threads.into_iter().map(join).collect::<Result<Vec<_>, _>>()
        })?;
        let mut located = vec![None; ids.len()];
        found.into_iter().flatten().for_each(|(at, one)| located[at] = one);
        Ok(located)
    }
}

fn locate_case(file: &ElementFile, id: &str) -> Option<Located> {
    let (column, input) = parse_case_id(id)?;
    let case = file.cases.iter().find(|case| case.input == input)?.clone();
    Some(Located::Element { column, case })
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
