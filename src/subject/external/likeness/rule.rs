//! A group of requests by what they have in common.

use super::element::{Bytes, Likeness, traits_text};
use super::facets::{Facets, Profile, Profiles, Word};

/// What requests have in common.
#[derive(Clone)]
pub(super) struct Rule {
    pub facets: &'static Facets,
    /// The words that all have, by facet.
    pub words: Vec<Option<Word>>,
    /// The types that all name, in whatever place.
    pub types: Vec<Word>,
    pub element: ElementRule,
    /// For arrays that fail as a whole: the shortest of them.
    pub length: Option<u64>,
}

/// What their elements have in common.
#[derive(Clone, Copy, Debug)]
pub(super) enum ElementRule {
    Any,
    /// All of these traits and bytes.
    Like(u32, Bytes),
    Value(Likeness),
}

impl Rule {
    pub fn has_profile(&self, profile: &Profile) -> bool {
        let mut words = self.words.iter().zip(&profile.words);
        let has_type = |one: &Word| profile.types.contains(one);
        profile.is_of(self.facets)
            && self.types.iter().all(has_type)
            && words.all(|(one, word)| one.is_none_or(|one| one == *word))
    }

    /// Whether it is about requests at large.
    pub fn is_about_all(&self) -> bool {
        matches!(self.element, ElementRule::Any)
            && self.length.is_none()
            && self.types.is_empty()
            && self.words.iter().all(Option::is_none)
    }

    /// Whether a request differs in one thing at most, and agrees in two at least. What follows of other things does not
    /// count.
    pub fn resembles(&self, profile: &Profile) -> bool {
        if !profile.is_of(self.facets) {
            return false;
        }
        let has = |facet: usize| self.words[facet].is_some();
        let told = |facet: &usize| {
            has(*facet) && !self.facets.names[*facet].1 && !(self.facets.follows)(*facet, &has)
        };
        let words = (0..self.facets.count()).filter(told);
        let words = words.map(|facet| self.words[facet] == Some(profile.words[facet]));
        let types = self.types.iter().filter(|one| !self.words.contains(&Some(**one)));
        let agrees: Vec<bool> = words.chain(types.map(|one| profile.types.contains(one))).collect();
        let agreements = agrees.iter().filter(|agrees| **agrees).count();
        agreements >= 2 && agrees.len() - agreements <= 1
    }

    pub fn describe(&self, profiles: &Profiles) -> String {
        let has = |facet: usize| self.words[facet].is_some();
        let mut parts = Vec::new();
        for (facet, word) in self.words.iter().enumerate() {
            let Some(word) = word.filter(|_| !(self.facets.follows)(facet, &has)) else { continue };
            let name = self.facets.names[facet].0;
            parts.push(match profiles.text(word) {
                "absent" | "nothing" | "none" => format!("no {}", plain(name)),
                "any" => plain(name).to_owned(),
                text => format!("{name} {text}"),
            });
        }
        let is_told = |one: &&Word| self.words.contains(&Some(**one));
        for name in self.types.iter().filter(|one| !is_told(one)) {
            parts.push(format!("the type {}", profiles.text(*name)));
        }
        match self.element {
            ElementRule::Any => {}
            ElementRule::Value(value) => parts.push(format!("an element {}", value.text())),
            ElementRule::Like(traits, bytes) => {
                if traits != 0 {
                    parts.push(format!("an element that is {}", traits_text(traits)));
                }
                if bytes != Bytes::NONE {
                    parts.push(format!("a byte {} in the element", bytes.text()));
                }
            }
        }
        if let Some(length) = self.length {
            parts.push(format!("{length} elements or more"));
        }
        match parts.is_empty() {
            true => "every request".to_owned(),
            false => format!("every request with {}", parts.join(", ")),
        }
    }
}

/// The name of a facet without what joins it to a word.
fn plain(name: &str) -> &str {
    name.trim_start_matches("a ").trim_end_matches(':').split(" for").next().unwrap_or(name)
}

impl ElementRule {
    pub fn has(&self, element: &Likeness) -> bool {
        match self {
            ElementRule::Any => true,
            ElementRule::Like(traits, bytes) => {
                element.traits & traits == *traits && element.bytes.has_all(bytes)
            }
            ElementRule::Value(value) => value.is_value_of(element),
        }
    }
}
