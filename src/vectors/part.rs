//! The parts that the vectors fall into: files, by names that test runners list and filter.

use glob::Pattern;

use super::{ElementFile, Kind, ScenarioKind, Selection, Store};
use crate::codec::table;

/// One file of vectors.
#[derive(Clone, Debug)]
pub struct Part {
    /// Such as `float64::float16` and `scalar_map::order`.
    pub name: String,
    pub path: String,
    pub kind: Kind,
    /// The cases of this file and no others.
    pub selection: Selection,
}

impl Store {
    /// Every file that holds cases.
    pub fn parts(&self) -> Vec<Part> {
        let elements = self.conversions().into_iter().map(|conversion| {
            let (input, output) = conversion.types();
            Part {
                name: format!("{input}::{output}"),
                path: ElementFile::path(conversion),
                kind: Kind::Elements,
                selection: Selection {
                    kinds: vec![Kind::Elements],
                    from: vec![input],
                    to: vec![output],
                    ..Selection::default()
                },
            }
        });
        let first = format!("{}/", table::ALL[0].room());
        let scenarios = self.scenario_paths().into_iter().filter_map(|path| {
            let kind = Kind::Scenarios(ScenarioKind::of_path(&path)?);
            let theme = path.trim_end_matches(".json");
            let ids = Pattern::new(&format!("{}/*", Pattern::escape(theme))).ok()?;
            // The first codec has had no name in those of its parts.
            let name = theme.strip_prefix(&first).unwrap_or(theme).replace('/', "::");
            let selection =
                Selection { kinds: vec![kind], filters: vec![ids], ..Selection::default() };
            Some(Part { name, path, kind, selection })
        });
        elements.chain(scenarios).collect()
    }
}
