//! What a request asks, in the words in which others may ask the same.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::{casts, chains, stores};
use crate::data_type::{Real, unpack_raw};
use crate::protocol::{Question, ReadRequest, Request, WriteRequest};
use crate::subject::external::query::Query;

/// A word of some facet.
pub(super) type Word = u32;

/// The facets of one sort of requests.
pub(super) struct Facets {
    /// By number: its name in a sentence, and whether it is told only where that is needed.
    pub names: &'static [(&'static str, bool)],
    /// How many of them, from the first on, say by themselves what is asked. The others follow of
    /// these.
    pub independent: usize,
    /// The facets that are types, where one of them alone may be what a program fails at.
    pub types: &'static [usize],
    /// Whether a facet needs not be told, as those follow that a rule has.
    pub follows: fn(facet: usize, has: &dyn Fn(usize) -> bool) -> bool,
}

impl Facets {
    /// How many facets there are.
    pub fn count(&self) -> usize {
        self.names.len()
    }
}

/// The facets of a request, and the type of its elements.
#[derive(Clone)]
pub(super) struct Profile {
    pub facets: &'static Facets,
    pub words: Vec<Word>,
    /// The types that it names, in whatever place.
    pub types: Vec<Word>,
    pub input_type: Option<Real>,
}

impl Profile {
    /// Whether a request of the same sort has this one.
    pub fn is_of(&self, facets: &'static Facets) -> bool {
        std::ptr::eq(self.facets, facets)
    }
}

/// The profiles of all requests so far.
#[derive(Default)]
pub(super) struct Profiles {
    all: Vec<Profile>,
    by_key: HashMap<Key, usize>,
    numbers: HashMap<String, Word>,
    texts: Vec<String>,
}

/// What requests of one profile have in common: operation, codecs, data type, fill value, and what is
/// said of shape and data.
pub(super) type Key =
    (&'static str, Option<Arc<str>>, Option<Arc<str>>, Option<Arc<str>>, [&'static str; 2]);

impl Profiles {
    pub fn get(&self, at: usize) -> &Profile {
        &self.all[at]
    }

    pub fn text(&self, word: Word) -> &str {
        &self.texts[word as usize]
    }

    /// The number of the profile of a request.
    pub fn of(&mut self, request: &Query) -> usize {
        let key = match request {
            Query::Ask(request) => match &request.question {
                Question::Data { operation, codecs, shape, input } => {
                    chains::key(*operation, codecs, array(request, shape.as_deref()), input)
                }
                _ => casts::key(request),
            },
            Query::Read(request) => stores::key(ReadRequest::NAME, &request.about),
            Query::Write(request) => stores::key(WriteRequest::NAME, &request.about),
        };
        if let Some(at) = self.by_key.get(&key) {
            return *at;
        }
        let profile = self.read(request);
        self.all.push(profile);
        self.by_key.insert(key, self.all.len() - 1);
        self.all.len() - 1
    }

    fn read(&mut self, request: &Query) -> Profile {
        let (facets, words, input_type) = match request {
            Query::Ask(request) => match &request.question {
                Question::Data { operation, codecs, shape, input } => {
                    let array = array(request, shape.as_deref());
                    (&chains::FACETS, chains::words(*operation, codecs, array, input), None)
                }
                _ => {
                    let (words, input_type) = casts::words(request);
                    (&casts::FACETS, words, input_type)
                }
            },
            Query::Read(request) => {
                (&stores::FACETS, stores::words(ReadRequest::NAME, &request.about), None)
            }
            Query::Write(request) => {
                (&stores::FACETS, stores::words(WriteRequest::NAME, &request.about), None)
            }
        };
        let is_named = |at: &&usize| words[**at] != ABSENT;
        let types: Vec<String> =
            facets.types.iter().filter(is_named).map(|at| words[*at].clone()).collect();
        let types = types.into_iter().map(|name| self.number(name)).collect();
        let words = words.into_iter().map(|word| self.number(word)).collect();
        Profile { facets, words, types, input_type }
    }

    fn number(&mut self, text: String) -> Word {
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.texts.len() as Word;
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

/// What a request says of its array, if it is about one.
fn array<'a>(request: &'a Request, shape: Option<&'a [u64]>) -> chains::Array<'a> {
    shape.map(|shape| (request, shape))
}

/// The elements of a request.
pub(super) fn elements(profile: &Profile, request: &Query) -> Vec<u64> {
    match (request, profile.input_type) {
        (Query::Ask(request), Some(input_type)) => match &request.question {
            Question::Elements { data, .. } => unpack_raw(input_type, data).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The dimensions.
pub(super) fn shape_word(shape: &[u64]) -> &'static str {
    match shape {
        [] => "[]",
        shape if shape.contains(&0) => "without elements",
        [_] => "of one dimension",
        _ => "of several dimensions",
    }
}

/// The word of a member that is not there.
const ABSENT: &str = "absent";

/// JSON as a word.
pub(super) fn word(json: &Value) -> String {
    match json {
        Value::Null => ABSENT.to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub(super) fn parse(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}
