//! A subject's introduction.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::error::to_json_line;
use super::{Codecs, DataQuestion, InputPart, Layout, ProtocolError, Stores, Unknown, VERSION};
use crate::codec::definition::Definition;
use crate::codec::table;

/// The version of an implementation that states none.
const NO_VERSION: &str = "of no stated version";

/// A subject's introduction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hello {
    pub protocol: u64,
    pub implementation: Implementation,
    /// By name of the codec, whether it is known here or not.
    pub codecs: BTreeMap<String, Capability>,
    /// The data types whose scalars it reads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scalars: Vec<String>,
    /// The memory layouts in which it can be handed arrays, beside C order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layouts: Vec<String>,
    /// Whether it can be sent `codecs`, a list as it stands in a `zarr.json`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub chains: bool,
    /// Whether it can be sent `elements`, each as the JSON of a fill value, in place of `data`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub variable: bool,
    /// The arrays on disk that it reads.
    #[serde(skip_serializing_if = "Stores::is_empty")]
    pub stores: Stores,
}

/// Who a subject is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Implementation {
    pub name: String,
    pub version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
}

impl Implementation {
    /// One of which no more is said.
    pub fn new(name: &str, version: &str) -> Implementation {
        let (name, version) = (name.to_owned(), version.to_owned());
        Implementation { name, version, language: None, homepage: None }
    }
}

/// What a subject does with one codec.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Capability {
    /// None where the codec has to do with bytes alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_types: Vec<String>,
    pub operations: Vec<String>,
}

/// The one field that introductions of all versions have.
#[derive(Deserialize)]
struct Versioned {
    protocol: u64,
}

/// The members of an object, each as its JSON. Of a repeated name the last counts.
type Members<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

/// The fields of an introduction that are read here.
#[derive(Deserialize)]
struct HelloLine<'a> {
    #[serde(borrow)]
    implementation: Option<&'a RawValue>,
    #[serde(borrow)]
    codecs: Option<&'a RawValue>,
    #[serde(borrow)]
    scalars: Option<&'a RawValue>,
    #[serde(borrow)]
    layouts: Option<&'a RawValue>,
    #[serde(borrow)]
    chains: Option<&'a RawValue>,
    #[serde(borrow)]
    variable: Option<&'a RawValue>,
    #[serde(borrow)]
    stores: Option<&'a RawValue>,
}

impl Hello {
    /// The line that introduces a subject, its newline included.
    pub fn to_line(&self) -> String {
        to_json_line(self)
    }

    /// Reads a subject's introduction.
    ///
    /// A program may know more than version 1 and this build do: unknown fields are ignored, unknown
    /// names are kept for [`Hello::unknown`], and lists that are missing are empty.
    ///
    /// # Errors
    ///
    /// The line is not a JSON object, is of another version, or names no implementation.
    pub fn from_line(line: &str) -> Result<Hello, ProtocolError> {
        let syntax = |error| ProtocolError::of_line(line, &error);
        ProtocolError::unless_object(line)?;
        // Another version may have other fields altogether.
        let Versioned { protocol: found } = serde_json::from_str(line).map_err(syntax)?;
        if found != VERSION {
            return Err(ProtocolError::Version { found });
        }
        let fields: HelloLine = serde_json::from_str(line).map_err(syntax)?;
        let implementation = fields
            .implementation
            .ok_or(ProtocolError::Introduction { field: "`implementation`" })?;
        let codecs = match fields.codecs.map(RawValue::get) {
            None => Members::new(),
            Some(json) => members(json).ok_or_else(|| {
                let expected = "an object of codecs by name";
                ProtocolError::field("codecs", json, expected)
            })?,
        };
        let codecs = codecs.into_iter();
        Ok(Hello {
            protocol: found,
            implementation: Implementation::read(implementation.get())?,
            codecs: codecs.map(|(name, one)| (name.into_owned(), Capability::read(one))).collect(),
            scalars: names(fields.scalars),
            layouts: names(fields.layouts),
            chains: is_true(fields.chains),
            variable: is_true(fields.variable),
            stores: fields.stores.map(Stores::read).unwrap_or_default(),
        })
    }

    /// The memory layouts beside C order that it lists and that are known here, in a fixed order.
    pub fn layouts(&self) -> Vec<Layout> {
        let mut layouts = Layout::OTHERS.to_vec();
        layouts.retain(|layout| self.layouts.iter().any(|name| name == layout.name()));
        layouts
    }

    /// The codecs, operations, data types and layouts that it lists and that are unknown here.
    pub fn unknown(&self) -> Unknown<'_> {
        Unknown::of(self)
    }

    /// Whether the subject claims to do anything of a codec.
    pub fn lists_codec(&self, codec: &Definition) -> bool {
        let names = codec.aliases.iter().chain([&codec.name]);
        let mut listed = names.filter_map(|name| self.codecs.get(*name));
        listed.any(|capability| !capability.operations.is_empty())
    }

    /// Whether the subject claims to do `operation` of `codec` where these types are involved.
    pub fn supports(&self, codec: &str, operation: &str, data_types: &[&str]) -> bool {
        self.codecs.get(codec).is_some_and(|capability| {
            let lists = |list: &[String], name: &str| list.iter().any(|one| one == name);
            lists(&capability.operations, operation)
                && data_types.iter().all(|name| lists(&capability.data_types, name))
        })
    }

    /// Whether the subject can be asked a question about data: it takes chains, or lists the codec and the
    /// operation; and it takes elements in JSON, if the question has them.
    pub fn lists(&self, question: &DataQuestion) -> bool {
        if matches!(question.input, InputPart::Elements(_)) && !self.variable {
            return false;
        }
        match &question.codecs {
            Codecs::Chain(_) => self.chains,
            Codecs::One { name, .. } => self.lists_operation(name, question.operation.name()),
        }
    }

    /// Whether the subject claims to do `operation` of the codec that an entry names.
    pub fn lists_operation(&self, name: &str, operation: &str) -> bool {
        // An alias is the same codec.
        let name = table::find(name).map_or(name, |codec| codec.name);
        self.supports(name, operation, &[])
    }
}

impl Implementation {
    fn read(json: &str) -> Result<Implementation, ProtocolError> {
        let members = members(json).ok_or_else(|| {
            ProtocolError::field("implementation", json, "an object with name and version")
        })?;
        let member = |name: &str| members.get(name).map(|raw| raw.get());
        let text = |json: &str| serde_json::from_str::<String>(json).ok();
        let name = member("name").and_then(text).filter(|name| !name.trim().is_empty());
        Ok(Implementation {
            name: name
                .ok_or(ProtocolError::Introduction { field: "`implementation.name`, a text" })?,
            version: match member("version") {
                None | Some("null") => NO_VERSION.to_owned(),
                // A version may well be a number.
                Some(json) => text(json).unwrap_or_else(|| json.to_owned()),
            },
            language: member("language").and_then(text),
            homepage: member("homepage").and_then(text),
        })
    }
}

impl Capability {
    /// Reads it leniently: a codec that is unknown here may say anything of itself.
    fn read(json: &RawValue) -> Capability {
        let members = members(json.get()).unwrap_or_default();
        let list = |name: &str| names(members.get(name).copied());
        Capability { data_types: list("data_types"), operations: list("operations") }
    }
}

/// A claim that is no boolean is none.
fn is_true(json: Option<&RawValue>) -> bool {
    json.is_some_and(|json| json.get() == "true")
}

fn members(json: &str) -> Option<Members<'_>> {
    serde_json::from_str(json).ok()
}

/// The names in a list. What is no text is kept as its JSON, which is the name of nothing.
fn names(list: Option<&RawValue>) -> Vec<String> {
    let Some(json) = list.map(RawValue::get).filter(|json| *json != "null") else {
        return Vec::new();
    };
    match serde_json::from_str::<Vec<&RawValue>>(json) {
        Ok(items) => items.into_iter().map(RawValue::get).map(name).collect(),
        Err(_) => vec![json.to_owned()],
    }
}

fn name(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}
