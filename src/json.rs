//! JSON objects whose members are read one by one: repeated names are seen, and each value is kept
//! as its text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Why a JSON value is not an object with names of its own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ObjectError {
    #[error("is not a JSON object: {reason}")]
    NotAnObject { reason: String },
    #[error("has the name {name:?} more than once")]
    RepeatedName { name: String },
}

/// What a repeated name means. RFC 8259 §4 leaves it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeated {
    #[default]
    Refused,
    /// The last value stands, as most parsers have it.
    Last,
}

/// For a field whose JSON is kept: `null` is a value, which an [`Option`] by itself takes for an absent
/// one.
pub fn given<'de: 'a, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<&'a RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// The members of an object, in their order.
pub struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Object<'a>, D::Error> {
        deserializer.deserialize_map(Members(PhantomData))
    }
}

struct Members<'a>(PhantomData<&'a ()>);

impl<'de: 'a, 'a> Visitor<'de> for Members<'a> {
    type Value = Object<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'a>, A::Error> {
        let mut members = Vec::new();
        // A name with an escape in it cannot be borrowed.
        while let Some(name) = map.next_key::<String>()? {
            members.push((Cow::Owned(name), map.next_value()?));
        }
        Ok(Object(members))
    }
}

impl<'a> Object<'a> {
    /// Reads `json` as an object.
    pub fn read(json: &'a str, repeated: Repeated) -> Result<Object<'a>, ObjectError> {
        let Object(members) = serde_json::from_str(json)
            .map_err(|error| ObjectError::NotAnObject { reason: error.to_string() })?;
        let mut unique: Vec<(Cow<'a, str>, &'a RawValue)> = Vec::with_capacity(members.len());
        let mut places: HashMap<Cow<'a, str>, usize> = HashMap::with_capacity(members.len());
        for (name, value) in members {
            match (places.get(&name), repeated) {
                (None, _) => {
                    places.insert(name.clone(), unique.len());
                    unique.push((name, value));
                }
                (Some(at), Repeated::Last) => unique[*at].1 = value,
                (Some(_), Repeated::Refused) => {
                    return Err(ObjectError::RepeatedName { name: name.into_owned() });
                }
            }
        }
        Ok(Object(unique))
    }

    /// The JSON of a member, which is no longer among the rest.
    pub fn take(&mut self, name: &str) -> Option<&'a str> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1.get())
    }

    /// The name of a member that is left.
    pub fn rest(&self) -> Option<&str> {
        self.0.first().map(|(name, _)| name.as_ref())
    }

    /// The members that are left, each with its JSON.
    pub fn into_rest(self) -> impl Iterator<Item = (Cow<'a, str>, &'a str)> {
        self.0.into_iter().map(|(name, json)| (name, json.get()))
    }
}

/// The length up to which a value is shown whole.
const SHOWN: usize = 200;

/// JSON as errors show what was found: on one line, and its beginning alone where all of it would hide
/// the rest of the error.
pub fn excerpt(json: &str) -> String {
    let (mut text, mut in_string, mut escaped) = (String::new(), false, false);
    let shown = json.chars().filter(|c| {
        let is_kept = in_string || !c.is_ascii_whitespace();
        in_string ^= *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        is_kept
    });
    for (at, c) in shown.enumerate() {
        if at == SHOWN {
            return format!("{text}… ({} bytes)", json.len());
        }
        text.push(c);
    }
    text
}

/// A message without its middle, if it has more characters than this: what was found stands first, and what was expected last.
pub fn without_middle(message: String, most: usize) -> String {
    let count = message.chars().count();
    if count <= most {
        return message;
    }
    let beginning: String = message.chars().take(most / 2).collect();
    let end: String = message.chars().skip(count - (most - most / 2 - 1)).collect();
    format!("{beginning}…{end}")
}
