//! JSON as a tree whose leaves keep their text, so that `1.0` stays `1.0`, and the smaller trees that
//! are one step away.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    Object(Vec<(String, Tree)>),
    Array(Vec<Tree>),
    /// Anything else, as its text.
    Leaf(String),
}

/// The members of an object, repeated names and all.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

impl Tree {
    /// Reads JSON. What is none is a leaf.
    pub fn read(json: &str) -> Tree {
        if let Ok(Members(members)) = serde_json::from_str(json) {
            let member = |(name, value): (String, Box<RawValue>)| (name, Tree::read(value.get()));
            return Tree::Object(members.into_iter().map(member).collect());
        }
        match serde_json::from_str::<Vec<Box<RawValue>>>(json) {
            Ok(items) => Tree::Array(items.iter().map(|item| Tree::read(item.get())).collect()),
            Err(_) => Tree::Leaf(json.trim().to_owned()),
        }
    }

    /// The trees that are one step smaller, those first that are much smaller: without a member,
    /// without some items, with a simpler number.
    pub fn smaller(&self) -> Box<dyn Iterator<Item = Tree> + '_> {
        match self {
            Tree::Object(members) => Box::new(without_some(members).map(Tree::Object).chain(
                inside(members, |(_, value)| value).map(|(at, value)| {
                    let mut members = members.clone();
                    members[at].1 = value;
                    Tree::Object(members)
                }),
            )),
            Tree::Array(items) => Box::new(without_some(items).map(Tree::Array).chain(
                inside(items, |item| item).map(|(at, item)| {
                    let mut items = items.clone();
                    items[at] = item;
                    Tree::Array(items)
                }),
            )),
            Tree::Leaf(text) => Box::new(simpler_numbers(text).into_iter().map(Tree::Leaf)),
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Object(members) => {
                f.write_str("{")?;
                for (at, (name, value)) in members.iter().enumerate() {
                    let name = serde_json::Value::from(name.as_str());
                    write!(f, "{}{name}:{value}", if at == 0 { "" } else { "," })?;
                }
                f.write_str("}")
            }
            Tree::Array(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Tree::Leaf(text) => f.write_str(text),
        }
    }
}

/// A list without a run of its items: without all, without either half, and so on to single items.
pub(super) fn without_some<T: Clone>(items: &[T]) -> impl Iterator<Item = Vec<T>> {
    let runs = std::iter::successors(Some(items.len()), |run| Some(run / 2));
    runs.take_while(|run| *run > 0).flat_map(move |run| {
        (0..items.len()).step_by(run).map(move |start| {
            let end = (start + run).min(items.len());
            [&items[..start], &items[end..]].concat()
        })
    })
}

/// Every one of some items made smaller, with its position.
fn inside<T>(items: &[T], tree: fn(&T) -> &Tree) -> impl Iterator<Item = (usize, Tree)> {
    let items = items.iter().enumerate();
    items.flat_map(move |(at, item)| tree(item).smaller().map(move |smaller| (at, smaller)))
}

/// Shorter numbers: 0, 1, and the number without some of its characters.
fn simpler_numbers(text: &str) -> Vec<String> {
    let is_number = |text: &str| {
        let begins = text.starts_with(|one: char| one == '-' || one.is_ascii_digit());
        begins && serde_json::from_str::<&RawValue>(text).is_ok()
    };
    if !is_number(text) {
        return Vec::new();
    }
    let characters: Vec<_> = text.chars().collect();
    let shorter = without_some(&characters).map(String::from_iter);
    let simple = ["0", "1"].map(str::to_owned).into_iter();
    let is_simpler =
        |one: &String| (one.len(), one.as_str()) < (text.len(), text) && is_number(one);
    simple.chain(shorter).filter(is_simpler).collect()
}
