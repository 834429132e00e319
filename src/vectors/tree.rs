//! Expectations as they stand in JSON.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::accepted_json::ACCEPT;
use super::{Accepted, Advisory, Expected, Outcome};
use crate::codec::notes::{self, Letter};
use crate::data_type::Real;

/// `expect` as it stands: objects of the words of axes, of readings, and outcomes.
pub(super) enum Tree<'a> {
    Leaf(&'a str),
    Object(Vec<(&'a str, Tree<'a>)>),
    List(Vec<Tree<'a>>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Tree<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tree<'a>, D::Error> {
        deserializer.deserialize_any(TreeVisitor(PhantomData))
    }
}

struct TreeVisitor<'a>(PhantomData<&'a ()>);

impl<'de: 'a, 'a> Visitor<'de> for TreeVisitor<'a> {
    type Value = Tree<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an outcome or an object of outcomes")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Tree<'a>, E> {
        Ok(Tree::Leaf(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree<'a>, A::Error> {
        let mut entries = Vec::with_capacity(5);
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Tree::Object(entries))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree<'a>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Tree::List(entries))
    }
}

impl Tree<'_> {
    pub(super) fn get(&self, key: &str, otherwise: Option<&str>) -> Result<&Self, String> {
        let Tree::Object(entries) = self else {
            return Err(format!("expected an object with {key:?}"));
        };
        let found = |name: &str| entries.iter().find(|(key, _)| *key == name);
        found(key)
            .or_else(|| found(otherwise?))
            .map(|(_, value)| value)
            .ok_or_else(|| format!("nothing is expected for {key:?}"))
    }

    pub(super) fn is_outcome(&self) -> bool {
        match self {
            Tree::Leaf(_) | Tree::List(_) => true,
            Tree::Object(entries) => entries.iter().any(|(key, _)| *key == "note"),
        }
    }

    /// The expectation at a leaf; validity has no output type.
    pub(super) fn expected(&self, output_type: Option<Real>) -> Result<Expected, String> {
        match self {
            Tree::List(_) => Err("expected an outcome, or an object of outcomes".to_owned()),
            Tree::Leaf(text) => Ok(Expected::Only(Outcome::from_text(text, output_type)?)),
            Tree::Object(entries) if entries.iter().any(|(key, _)| *key == ACCEPT) => {
                let read = |tree: &Tree| match tree {
                    Tree::Leaf(text) => Outcome::from_text(text, output_type),
                    _ => Err("expected the text of an outcome".to_owned()),
                };
                Ok(Expected::Accepted(Box::new(Accepted::from_entries(entries, read)?)))
            }
            Tree::Object(entries) => {
                let advisory = Advisory::from_entries(entries, output_type)?;
                Ok(Expected::Advisory(Box::new(advisory)))
            }
        }
    }
}

impl Advisory {
    fn from_entries(
        entries: &[(&str, Tree<'_>)],
        output_type: Option<Real>,
    ) -> Result<Advisory, String> {
        let mut note = None;
        let mut outcomes = Vec::new();
        for (key, value) in entries {
            let Tree::Leaf(text) = value else {
                return Err(format!("expected a string for {key:?}"));
            };
            if *key == "note" {
                note = Some(notes::find(text).map_err(|error| error.to_string())?.number);
            } else {
                let letter = key.parse().ok().and_then(Letter::from_char);
                let letter = letter.ok_or_else(|| format!("{key:?} is not a reading"))?;
                outcomes.push((letter, Outcome::from_text(text, output_type)?));
            }
        }
        match (note, outcomes.first()) {
            (Some(note), Some((Letter::A, _))) => Ok(Advisory { note, outcomes }),
            _ => Err("an advisory expectation has a note, then reading A".to_owned()),
        }
    }
}
