//! The parts that the vectors fall into: files, by names that test runners list and filter.

use glob::Pattern;

use super::{ElementFile, Kind, ScenarioKind, Selection, Store};

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
        let elements = self.pairs().into_iter().map(|(input, output)| Part {
            name: format!("{input}::{output}"),
            path: ElementFile::path(input, output),
            kind: Kind::Elements,
            selection: Selection {
                kinds: vec![Kind::Elements],
                from: vec![input],
                to: vec![output],
                ..Selection::default()
            },
        });
        let scenarios = self.scenario_paths().into_iter().filter_map(|path| {
            let kind = Kind::Scenarios(ScenarioKind::of_path(&path)?);
            let theme = path.trim_end_matches(".json");
            let ids = Pattern::new(&format!("{}/*", Pattern::escape(theme))).ok()?;
            let name = theme.trim_start_matches("cast_value/").replace('/', "::");
            let selection =
                Selection { kinds: vec![kind], filters: vec![ids], ..Selection::default() };
            Some(Part { name, path, kind, selection })
        });
        elements.chain(scenarios).collect()
    }
}
