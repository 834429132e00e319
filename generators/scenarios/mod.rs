//! Scenarios: which metadata, and what is asked under it.
//!
//! A theme is a list of questions in the words of the metadata. What is expected of each comes from
//! [`expect`], which asks the oracle.

mod arrays;
mod expect;
mod fill_value;
mod metadata;
mod scalar_map;
mod scalars;
pub(super) mod table;
mod way;

use rayon::prelude::*;

use crate::codec::cast_value::DEFINITION;
use crate::vectors::{Scenario, ScenarioFile, ScenarioKind};

/// Every file of scenarios.
pub(super) fn files() -> Vec<ScenarioFile> {
    ScenarioKind::ALL
        .into_par_iter()
        .flat_map_iter(|kind| themes(kind).into_iter().map(move |theme| theme.file(kind)))
        .chain(scalars::files())
        .collect()
}

fn themes(kind: ScenarioKind) -> Vec<Theme> {
    match kind {
        ScenarioKind::ScalarMap => scalar_map::themes(),
        ScenarioKind::Arrays => arrays::themes(),
        ScenarioKind::FillValue => fill_value::themes(),
        ScenarioKind::Metadata => metadata::themes(),
        ScenarioKind::Scalars => scalars::themes(),
        // They are about other codecs.
        ScenarioKind::Elementwise | ScenarioKind::Encodings | ScenarioKind::Chains => Vec::new(),
    }
}

/// The scenarios of one file.
struct Theme {
    name: String,
    about: &'static str,
    /// Their ids are what follows the theme's.
    scenarios: Vec<Scenario>,
}

impl Theme {
    fn new(name: impl Into<String>, about: &'static str, scenarios: Vec<Scenario>) -> Theme {
        Theme { name: name.into(), about, scenarios }
    }

    fn file(self, kind: ScenarioKind) -> ScenarioFile {
        let theme = format!("{}/{}", kind.directory(&DEFINITION.room()), self.name);
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
