//! Asking the oracle about codecs other than casts, and about chains: metadata and data go in, scenarios come out.

mod accepted;
mod configuration;
mod configured;
mod data;
mod denoting;
mod elementwise;
mod inputs;
mod members;
mod metadata;
mod streams;

pub(super) use accepted::accepted;
pub(super) use configured::Configured;
pub(super) use data::{Whole, definitions};
pub(super) use denoting::Denoting;
pub(super) use elementwise::Elementwise;
pub(super) use inputs::{fixed_types, numbers, remainders, seeded, values};
pub(super) use metadata::Metadata;
pub(super) use streams::{configurations, damaged};

use crate::codec::clauses;
use crate::codec::definition::Definition;
use crate::data_type::DataType;
use crate::vectors::{Scenario, ScenarioFile, ScenarioKind};

/// The scenarios of one file of a codec, or of chains.
pub(super) struct Questions {
    pub kind: ScenarioKind,
    pub theme: String,
    pub about: &'static str,
    /// Their ids are what follows the theme's.
    pub scenarios: Vec<Scenario>,
}

impl Questions {
    /// Data of every type of a fixed size through one codec.
    pub fn of_types(
        theme: &str,
        about: &'static str,
        scenarios: fn(&DataType) -> Vec<Scenario>,
    ) -> Questions {
        let kind = ScenarioKind::Encodings;
        let scenarios = fixed_types().iter().flat_map(scenarios).collect();
        Questions { kind, theme: theme.to_owned(), about, scenarios }
    }

    /// The file, of the codec if it is about one.
    pub fn file(self, codec: Option<&Definition>) -> ScenarioFile {
        let Questions { kind, theme, about, mut scenarios } = self;
        let directory = match codec {
            Some(codec) => format!("{}/{}", codec.room(), kind.name()),
            None => kind.name().to_owned(),
        };
        for scenario in &mut scenarios {
            scenario.id = format!("{directory}/{theme}/{}", scenario.id);
        }
        let path = format!("{directory}/{theme}.json");
        ScenarioFile { kind, path, about: about.to_owned(), scenarios }
    }
}

/// Ids of clauses, as scenarios have them.
///
/// # Panics
///
/// If there is no such clause, which is a fault of the generator's.
fn owned(clauses: &[&str]) -> Vec<String> {
    let id = |id: &&str| match clauses::find(id) {
        Some(clause) => clause.id.to_owned(),
        None => panic!("unknown clause {id}"),
    };
    clauses.iter().map(id).collect()
}
