//! Questions about the members of a configuration: each absent, repeated, misspelt and of every sort of JSON.

use super::configuration::{joined, members};
use super::configured::Configured;
use super::metadata::EXTENSION;
use crate::vectors::Scenario;

/// JSON of every sort, each with a name.
const SORTS: [(&str, &str); 19] = [
    ("null", "null"),
    ("true", "true"),
    ("text", "\"text\""),
    ("empty-text", "\"\""),
    ("list", "[]"),
    ("object", "{}"),
    ("zero", "0"),
    ("one", "1"),
    ("minus-one", "-1"),
    ("minus-zero", "-0.0"),
    ("fraction", "1.5"),
    ("with-point", "1.0"),
    ("with-exponent", "1e0"),
    ("beyond-integers", "9223372036854775808"),
    ("beyond-floats", "1e400"),
    ("nan", "\"NaN\""),
    ("infinity", "\"-Infinity\""),
    ("pattern", "\"0x01\""),
    ("text-of-one", "\"1\""),
];

impl Configured {
    /// Each member absent, repeated, misspelt and of every sort of JSON, and members that there are not.
    pub(super) fn members(&self) -> Vec<Scenario> {
        let mut scenarios = Vec::new();
        for (name, data_type, right, fill_value) in self.arrays() {
            let array = (data_type.as_str(), fill_value.as_str());
            let members = members(right);
            let mut put = |id: &str, about: String, configuration: String, clause: &str| {
                let entry = self.entry(&configuration);
                let words = (format!("{name}/{id}"), about);
                scenarios.push(self.ask(words, &entry, array).validity(clause));
            };
            for at in 0..members.len() {
                let (member, value) = &members[at];
                // What is wrong with an object tells the clause on the member.
                let with = |json: &str| joined(&members, at, Some((member, json)));
                let object = self.entry(&with("{}"));
                let words = (String::new(), String::new());
                let clause = self.ask(words, &object, array).unmet().unwrap_or(EXTENSION);
                let id = |word: &str| format!("{member}/{word}");
                let without = joined(&members, at, None);
                put(&id("absent"), format!("no {member}"), without, clause);
                let repeated = with(&format!(r#"{value},"{member}":{value}"#));
                put(&id("repeated"), format!("{member} twice"), repeated, clause);
                let capital = member[..1].to_uppercase() + &member[1..];
                let misspelt = joined(&members, at, Some((&capital, value)));
                put(&id("capital"), format!("{capital} for {member}"), misspelt, clause);
                let sorts =
                    SORTS.iter().map(|(word, json)| ((*word).to_owned(), (*json).to_owned()));
                let in_list = [("in-list".to_owned(), format!("[{value}]"))];
                let capitals =
                    value.starts_with('"').then(|| ("capitals".to_owned(), value.to_uppercase()));
                for (word, json) in sorts.chain(in_list).chain(capitals).chain(self.words(member)) {
                    put(&id(&word), format!("{member} is {json}"), with(&json), clause);
                }
            }
            for (id, member) in
                [("other", r#""other":0"#), ("null", r#""other":null"#), ("no-name", r#""":0"#)]
            {
                let configuration = format!("{},{member}}}", right.trim_end_matches('}'));
                put(
                    &format!("unknown/{id}"),
                    format!("{member} beside the members"),
                    configuration,
                    EXTENSION,
                );
            }
        }
        scenarios
    }

    /// The words that a member may be.
    fn words(&self, member: &str) -> Vec<(String, String)> {
        let pointer = format!("/configuration/{member}");
        let axes = self.codec.axes.iter().filter(|axis| axis.pointer == pointer);
        axes.flat_map(|axis| axis.words)
            .map(|word| (format!("word-{word}"), format!("\"{word}\"")))
            .collect()
    }
}
