//! Scenarios of one theme, which are a file.

use crate::vectors::{Scenario, ScenarioFile, ScenarioKind};

/// The scenarios of one file.
pub(super) struct Theme {
    name: String,
    about: &'static str,
    /// Their ids are what follows the theme's.
    scenarios: Vec<Scenario>,
}

impl Theme {
    pub fn new(name: impl Into<String>, about: &'static str, scenarios: Vec<Scenario>) -> Theme {
        Theme { name: name.into(), about, scenarios }
    }

    /// The file of the theme, in the room of a codec or in none.
    pub fn file(self, kind: ScenarioKind, room: &str) -> ScenarioFile {
        let theme = format!("{}/{}", kind.directory(room), self.name);
        let mut scenarios = self.scenarios;
        for scenario in &mut scenarios {
            scenario.id = format!("{theme}/{}", scenario.id);
        }
        ScenarioFile {
            kind,
            path: format!("{theme}.json"),
            about: self.about.to_owned(),
            scenarios,
        }
    }
}
