//! Asking many subjects the same files, each only until it fails.

use super::findings::Keep;
use super::plan::Depth;
use super::source::Source;
use super::{CheckError, Failure, File, elements, scenarios};
use crate::protocol::Hello;
use crate::subject::Subject;
use crate::vectors::{ElementFile, ScenarioFile, Selection, Store};

/// Files of vectors, read once.
pub struct Trial<'a> {
    source: Source<'a>,
    files: Vec<Loaded>,
}

enum Loaded {
    Elements(ElementFile),
    Scenarios(ScenarioFile),
}

impl<'a> Trial<'a> {
    /// The files of `store` that can have selected cases, for subjects that list no other codec than those that convert elements. Each is asked whole.
    pub fn new(store: &'a Store, selection: &Selection) -> Result<Trial<'a>, CheckError> {
        Trial::of(store, selection, &Hello::default())
    }

    /// As [`Trial::new`], for subjects of this introduction.
    pub fn of(
        store: &'a Store,
        selection: &Selection,
        hello: &Hello,
    ) -> Result<Trial<'a>, CheckError> {
        let source = Source::new(store, &[])?;
        let load = |file: File| {
            Ok::<_, CheckError>(match file {
                File::Elements(conversion) => Some(Loaded::Elements(source.elements(conversion)?)),
                File::Scenarios(path) => Some(Loaded::Scenarios(source.scenarios(&path)?)),
                // Arrays on disk are asked for in checks alone.
                File::Stores(_) => None,
            })
        };
        let (files, _) = super::files(store, selection, [hello]);
        let files = files.into_iter().map(load).filter_map(Result::transpose);
        let files = files.collect::<Result<_, _>>()?;
        Ok(Trial { source, files })
    }

    /// What a subject in this process fails at, as a check of a selection would ask it; `None` if it
    /// meets every expectation.
    pub fn first_failure(
        &self,
        subject: &mut dyn Subject,
        selection: &Selection,
    ) -> Option<Failure> {
        self.files.iter().find_map(|file| {
            let report = match file {
                Loaded::Elements(file) => {
                    elements::run(subject, file, &self.source, selection, Depth::Full, Keep::First)
                }
                Loaded::Scenarios(file) => {
                    scenarios::run(subject, file.clone(), selection, Depth::Full, Keep::First)
                }
            };
            report.failures.into_iter().next()
        })
    }
}
