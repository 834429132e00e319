//! The text of a configuration, by its members.

use crate::json::{Object, Repeated};

/// The members of a configuration.
pub(super) fn members(configuration: &str) -> Vec<(String, String)> {
    let members = Object::read(configuration, Repeated::Refused).map(Object::into_rest);
    let members = members.into_iter().flatten();
    members.map(|(name, json)| (name.into_owned(), json.to_owned())).collect()
}

/// A configuration of members of which one is another, or is left out.
pub(super) fn joined(
    members: &[(String, String)],
    at: usize,
    other: Option<(&str, &str)>,
) -> String {
    let of = |(place, (name, json)): (usize, &(String, String))| {
        let (name, json) = if place == at { other? } else { (name.as_str(), json.as_str()) };
        Some(format!("\"{name}\":{json}"))
    };
    let members: Vec<_> = members.iter().enumerate().filter_map(of).collect();
    format!("{{{}}}", members.join(","))
}

/// A configuration as a part of an id.
pub(super) fn slug(configuration: &str) -> String {
    let word = |(name, json): (String, String)| format!("{name}-{}", json.trim_matches('"'));
    let words: Vec<_> = members(configuration).into_iter().map(word).collect();
    if words.is_empty() { "empty".to_owned() } else { words.join(".") }
}
