//! A file of fill values of one type, or of one with any parameters.

use std::collections::BTreeSet;

use crate::data_type::DataType;
use crate::generators::ask::Denoting;
use crate::vectors::{ScenarioFile, ScenarioKind};

/// One JSON value. Slug, sentence, JSON.
pub(super) type Row = (&'static str, &'static str, &'static str);

/// What is asked of a type.
pub(super) struct Questions {
    data_type: String,
    clauses: &'static [&'static str],
    asked: Vec<Denoting>,
    /// The values that have been asked about, by data type.
    seen: BTreeSet<(String, String)>,
}

impl Questions {
    /// About a type, as ids have it, of which these clauses say the fill values.
    pub fn of(data_type: impl ToString, clauses: &'static [&'static str]) -> Questions {
        let data_type = data_type.to_string();
        Questions { data_type, clauses, asked: Vec::new(), seen: BTreeSet::new() }
    }

    /// Asks about a fill value of a type. One that was asked about is left out.
    pub fn ask(
        &mut self,
        data_type: &DataType,
        slug: impl ToString,
        about: &'static str,
        json: impl ToString,
    ) {
        // Ids begin with the path of their file, which is the bare name of the type.
        let parameters = data_type.to_string().replace('[', "/").replace(']', "");
        let slug = format!("{parameters}/{}", slug.to_string());
        self.push(data_type.to_json(), slug, about, json.to_string(), self.clauses);
    }

    /// Asks about rows.
    pub fn rows(&mut self, data_type: &DataType, folder: &str, rows: &[Row]) {
        for (slug, about, json) in rows {
            self.ask(data_type, format!("{folder}/{slug}"), about, json);
        }
    }

    /// Asks about metadata of the type, under which a fill value is one if the metadata is acceptable.
    pub fn metadata(
        &mut self,
        slug: &str,
        about: &'static str,
        metadata: impl ToString,
        clauses: &'static [&'static str],
        json: &str,
    ) {
        let slug = format!("{}/metadata/{slug}", self.data_type);
        self.push(metadata.to_string(), slug, about, json.to_owned(), clauses);
    }

    fn push(
        &mut self,
        data_type: String,
        slug: String,
        about: &'static str,
        json: String,
        clauses: &'static [&'static str],
    ) {
        if self.seen.insert((data_type.clone(), json.clone())) {
            let id = format!("{}/{slug}", ScenarioKind::Scalars.name());
            self.asked.push(Denoting { id, about, clauses, data_type, json });
        }
    }

    pub fn file(self, about: &str) -> ScenarioFile {
        let kind = ScenarioKind::Scalars;
        let path = format!("{}/{}.json", kind.name(), self.data_type);
        let scenarios = self.asked.into_iter().map(Denoting::ask).collect();
        ScenarioFile { kind, path, about: about.to_owned(), scenarios }
    }
}

/// JSON that is a fill value of hardly any type.
pub(super) const ODD: [Row; 4] = [
    ("null", "null is no fill value", "null"),
    ("object", "an object is no fill value", "{}"),
    ("object-of-value", "an object with a value is no fill value", r#"{"value":1}"#),
    ("nested", "an array in an array is no fill value", "[[1,2]]"),
];
