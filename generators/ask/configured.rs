//! Questions about metadata with a codec, from configurations that are right: the forms of its entry, each member absent,
//! repeated, misspelt and of every sort of JSON, every data type, and fill values of every type on their way through.

use super::configuration::slug;
use super::metadata::{EXTENSION, FILL_VALUES, Metadata};
use super::{Questions, fixed_types, numbers, seeded, values};
use crate::codec::definition::Definition;
use crate::data_type::{DataType, Real, fill_value, pack};
use crate::generators::json;
use crate::vectors::{Scenario, ScenarioKind, hex};

/// A codec whose entry has a configuration.
pub(in super::super) struct Configured {
    pub(super) codec: &'static Definition,
    /// The types of the arrays of which members are asked about.
    data_types: &'static [&'static str],
    /// Configurations of which each is right for some type.
    configurations: &'static [&'static str],
    /// Clauses on the fill value after the codec, beside those on elements; `None` where no fill value goes on.
    fill_value: Option<&'static [&'static str]>,
    /// True of data types for which something is due; the page leaves others to implementations.
    is_settled: fn(&DataType) -> bool,
}

/// Data types beside those of a fixed size, each with a name and a fill value.
const OTHER_TYPES: [(&str, &str, &str); 7] = [
    ("string", "\"string\"", "\"\""),
    ("bytes", "\"bytes\"", "\"\""),
    ("float128", "\"float128\"", "0"),
    ("capital", "\"Int8\"", "0"),
    ("number", "8", "0"),
    ("null", "null", "0"),
    ("object", r#"{"name":"int8"}"#, "0"),
];

/// The clause where nothing is wrong with the data type.
const DATA_TYPE: &str = "core/data-type-name";

impl Configured {
    pub const fn new(
        codec: &'static Definition,
        data_types: &'static [&'static str],
        configurations: &'static [&'static str],
    ) -> Configured {
        Configured { codec, data_types, configurations, fill_value: None, is_settled: |_| true }
    }

    /// The same of a codec whose page leaves some data types to implementations.
    pub const fn of_types(self, is_settled: fn(&DataType) -> bool) -> Configured {
        Configured { is_settled, ..self }
    }

    /// The same of a codec through which the fill value goes on as elements do, and the clauses that say so.
    pub const fn with_fill_value(self, clauses: &'static [&'static str]) -> Configured {
        Configured { fill_value: Some(clauses), ..self }
    }

    pub fn questions(&self) -> Vec<Questions> {
        let file = |kind, theme: &str, about, scenarios| Questions {
            kind,
            theme: theme.to_owned(),
            about,
            scenarios,
        };
        let of_metadata =
            |theme, about, scenarios| file(ScenarioKind::Metadata, theme, about, scenarios);
        let mut files = vec![
            of_metadata("entry", "forms of the entry in codecs", self.entries()),
            of_metadata(
                "members",
                "members of the configuration: absent, repeated, misspelt, and JSON of every sort",
                self.members(),
            ),
            of_metadata("data-types", "data types that the codec takes, and others", self.types()),
        ];
        if let Some(clauses) = self.fill_value {
            let about = "fill values of every type that the codec takes";
            files.push(file(ScenarioKind::FillValue, "types", about, self.fill_values(clauses)));
        }
        files
    }

    pub(super) fn entry(&self, configuration: &str) -> String {
        format!(r#"{{"name":"{}","configuration":{configuration}}}"#, self.codec.name)
    }

    pub(super) fn ask<'a>(
        &self,
        (id, about): (String, String),
        entry: &'a str,
        (data_type, fill_value): (&'a str, &'a str),
    ) -> Metadata<'a> {
        Metadata { codec: self.codec, id, about, entry, data_type, fill_value }
    }

    /// The right configurations for a type, each with the first fill value under which it is valid.
    fn right(&self, data_type: &str) -> Vec<(&'static str, String)> {
        let own = data_type.trim_matches('"').parse().ok().map(|one| json::fill_value(&one));
        let fill_values: Vec<String> =
            FILL_VALUES.iter().map(|one| (*one).to_owned()).chain(own).collect();
        let of = |configuration: &&'static str| {
            let entry = self.entry(configuration);
            let is_valid = |fill_value: &&String| {
                let words = (String::new(), String::new());
                self.ask(words, &entry, (data_type, fill_value)).is_valid()
            };
            Some((*configuration, fill_values.iter().find(is_valid)?.clone()))
        };
        self.configurations.iter().filter_map(of).collect()
    }

    /// The types of the arrays of which members are asked about: name, metadata, right configuration and fill value.
    ///
    /// # Panics
    ///
    /// If no configuration is right for one, which is a fault of the generator's.
    pub(super) fn arrays(&self) -> Vec<(&'static str, String, &'static str, String)> {
        let array = |name: &&'static str| {
            let data_type = format!("\"{name}\"");
            match self.right(&data_type).into_iter().next() {
                Some((configuration, fill_value)) => (*name, data_type, configuration, fill_value),
                None => panic!("no configuration of {} is right for {name}", self.codec.name),
            }
        };
        self.data_types.iter().map(array).collect()
    }

    fn entries(&self) -> Vec<Scenario> {
        let Some((_, data_type, right, fill_value)) = self.arrays().into_iter().next() else {
            return Vec::new();
        };
        let name = self.codec.name;
        let members = right.trim_start_matches('{').trim_end_matches('}');
        let of = |configuration: &str| self.entry(configuration);
        let beside =
            |members: &str| format!(r#"{{"name":"{name}","configuration":{right}{members}}}"#);
        let mut forms = vec![
            ("right", "a name and a configuration".to_owned(), of(right)),
            (
                "backwards",
                "the configuration before the name".to_owned(),
                format!(r#"{{"configuration":{right},"name":"{name}"}}"#),
            ),
            ("bare", "a name alone".to_owned(), format!("\"{name}\"")),
            ("absent", "no configuration".to_owned(), format!(r#"{{"name":"{name}"}}"#)),
            ("empty", "an empty configuration".to_owned(), of("{}")),
            (
                "beside-name",
                "the members of the configuration beside the name".to_owned(),
                format!(r#"{{"name":"{name}",{members}}}"#),
            ),
            (
                "repeated",
                "the configuration twice".to_owned(),
                beside(&format!(r#","configuration":{right}"#)),
            ),
            ("unknown", "another member".to_owned(), beside(r#","comment":"none""#)),
            (
                "understand",
                "must_understand is true".to_owned(),
                beside(r#","must_understand":true"#),
            ),
            (
                "ignore",
                "must_understand is false, and the codec is known".to_owned(),
                beside(r#","must_understand":false"#),
            ),
            (
                "understand-text",
                "must_understand is a text".to_owned(),
                beside(r#","must_understand":"true""#),
            ),
            ("null", "null for a configuration".to_owned(), of("null")),
            ("list", "a list for a configuration".to_owned(), of("[]")),
            ("list-of-one", "a configuration in a list".to_owned(), of(&format!("[{right}]"))),
            ("text", "a text for a configuration".to_owned(), of("\"\"")),
            ("number", "a number for a configuration".to_owned(), of("3")),
            ("false", "false for a configuration".to_owned(), of("false")),
        ];
        for alias in self.codec.aliases {
            let entry = format!(r#"{{"name":"{alias}","configuration":{right}}}"#);
            forms.push(("alias", format!("the name {alias}"), entry));
        }
        let array = (data_type.as_str(), fill_value.as_str());
        let asked = forms.iter().map(|(id, about, entry)| {
            self.ask(((*id).to_owned(), about.clone()), entry, array).validity(EXTENSION)
        });
        asked.collect()
    }

    fn types(&self) -> Vec<Scenario> {
        let known = fixed_types()
            .into_iter()
            .filter(self.is_settled)
            .map(|one| (one.to_string(), one.to_json(), json::fill_value(&one)));
        let others = OTHER_TYPES.iter().map(|(id, data_type, fill_value)| {
            ((*id).to_owned(), (*data_type).to_owned(), (*fill_value).to_owned())
        });
        let of = |(id, data_type, fill_value): (String, String, String)| {
            let right = self.right(&data_type).into_iter().next();
            let (configuration, fill_value) = right.unwrap_or((self.configurations[0], fill_value));
            let words = (id, format!("an array of {data_type}"));
            self.ask(words, &self.entry(configuration), (&data_type, &fill_value))
                .validity(DATA_TYPE)
        };
        known.chain(others).map(of).collect()
    }

    fn fill_values(&self, clauses: &[&str]) -> Vec<Scenario> {
        let of_type = |data_type: DataType| -> Vec<Scenario> {
            let json = data_type.to_json();
            let right = self.right(&json).into_iter().enumerate();
            let of_configuration = |(at, (configuration, _)): (usize, (&'static str, String))| {
                let entry = self.entry(configuration);
                let elements =
                    elements(&data_type).into_iter().step_by(if at == 0 { 1 } else { 3 });
                let of = |bytes: Vec<u8>| {
                    let fill_value = fill_value::write(&data_type, &bytes);
                    let id = format!(
                        "{data_type}/{}/{}",
                        slug(configuration),
                        digits(&data_type, &bytes)
                    );
                    let words = (id, format!("the fill value {fill_value} of {data_type}"));
                    self.ask(words, &entry, (&json, &fill_value)).fill_value(clauses)
                };
                elements.filter_map(of).collect::<Vec<_>>()
            };
            right.flat_map(of_configuration).collect()
        };
        fixed_types().into_iter().flat_map(of_type).collect()
    }
}

/// The bytes of an element as a part of an id.
fn digits(data_type: &DataType, bytes: &[u8]) -> String {
    match data_type {
        DataType::Real(real) => {
            let pattern = crate::data_type::unpack(*real, bytes).next();
            real.pattern_to_text(pattern.unwrap_or_default())
        }
        _ => hex(bytes),
    }
}

/// Elements of a type, such as fill values: of numbers those where arithmetic changes its ways.
fn elements(data_type: &DataType) -> Vec<Vec<u8>> {
    match data_type {
        DataType::Real(real) => numbers(*real).into_iter().map(|one| pack(*real, [one])).collect(),
        DataType::Complex(real) => {
            let numbers = numbers(*real);
            let pairs = numbers.iter().zip(numbers.iter().rev()).step_by(2);
            pairs.map(|(one, other)| pack(*real, [*one, *other])).collect()
        }
        DataType::Time(_) => {
            numbers(Real::INT64).into_iter().map(|one| pack(Real::INT64, [one])).collect()
        }
        other => {
            let mut rng = seeded(&format!("fill_value/{other}"));
            (0..2).map(|_| values(other, 1, &mut rng)).collect()
        }
    }
}
