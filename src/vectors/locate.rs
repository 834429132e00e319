//! Finding what an id names.

use super::{Case, Column, ElementFile, Scenario, ScenarioKind, Store, VectorError, parse_case_id};
use crate::data_type::DataType;

/// What an id names.
#[derive(Clone, Debug)]
pub enum Located {
    /// One input under one configuration.
    Cast { input_type: DataType, output_type: DataType, column: Column, case: Case },
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

impl Store {
    /// The case with an id.
    pub fn locate(&self, id: &str) -> Result<Located, LocateError> {
        let unknown = || LocateError::Unknown { id: id.to_owned() };
        if let Some(kind) = ScenarioKind::of_path(id) {
            return self.locate_scenario(kind, id)?.ok_or_else(unknown);
        }
        let (input_type, output_type, input, column) = parse_case_id(id).ok_or_else(unknown)?;
        if !self.manifest().files.contains_key(&ElementFile::path(input_type, output_type)) {
            return Err(unknown());
        }
        let file = self.elements(input_type, output_type)?;
        let case = file.cases.into_iter().find(|case| case.input == input);
        let case = case.ok_or_else(unknown)?;
        Ok(Located::Cast { input_type, output_type, column, case })
    }

    fn locate_scenario(
        &self,
        kind: ScenarioKind,
        id: &str,
    ) -> Result<Option<Located>, LocateError> {
        for path in self.scenario_paths() {
            let theme = path.strip_suffix("json").and_then(|path| path.strip_suffix('.'));
            if !theme.is_some_and(|theme| id.starts_with(&format!("{theme}/"))) {
                continue;
            }
            for scenario in self.scenarios(&path)?.scenarios {
                let element = scenario.ids().iter().position(|one| one == id);
                if element.is_some() || scenario.id == id {
                    let element = element.filter(|_| scenario.id != id);
                    let scenario = Box::new(scenario);
                    return Ok(Some(Located::Scenario { kind, scenario, element }));
                }
            }
        }
        Ok(None)
    }
}
