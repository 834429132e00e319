//! Defects of any codec, made of right answers without knowing what the codec does.
//!
//! Each is made in one operation, and between numbers of one data type or of all. A mutant that changes no answer that is
//! asked for is none: it is counted apart.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde_json::Value;

use crate::check::{CheckError, Trial};
use crate::codec::definition::Definition;
use crate::codec::notes::Readings;
use crate::codec::{Operation, table};
use crate::data_type::{DataType, Real};
use crate::protocol::{Answer, ChainInput, Codecs, Hello, Question, Request};
use crate::subject::{Reply, Subject, start_oracle};
use crate::vectors::{ScenarioKind, Selection, Store, VectorError};

/// One kind of mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoil {
    /// The lowest bit of a byte: the first, the middle or the last.
    Flip(Place),
    DropLast,
    AddZero,
    /// Elements in the reverse order, or bytes.
    Reverse,
    /// The first element twice, and the second not at all.
    RepeatFirst,
    ReturnInput,
    /// The input in place of an error.
    SwallowError,
    /// The answer to the request before, where it is as long.
    Remember,
    /// A member of the configuration that is not looked at.
    Ignore(String),
}

/// The position of a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    First,
    Middle,
    Last,
}

/// A wrong implementation of a codec, or of chains.
#[derive(Clone, Debug)]
pub struct SpoiledMutant {
    /// `None` for chains.
    pub codec: Option<&'static Definition>,
    pub spoil: Spoil,
    pub operation: Operation,
    /// The type of which it is wrong, if not of all.
    pub data_type: Option<Real>,
}

/// The fate of a mutant.
#[derive(Debug)]
pub enum SpoiledFate {
    /// The case that shows that it is wrong.
    Killed(String),
    Survived,
    /// It changed no answer.
    Unchanged,
}

const PLACES: [Place; 3] = [Place::First, Place::Middle, Place::Last];

impl Spoil {
    /// As a predicate of the implementation.
    pub fn describe(&self) -> String {
        match self {
            Spoil::Flip(place) => format!("changes a bit of the {} byte", place.name()),
            Spoil::DropLast => "loses the last byte".to_owned(),
            Spoil::AddZero => "adds a byte".to_owned(),
            Spoil::Reverse => "reverses the elements".to_owned(),
            Spoil::RepeatFirst => "has the first element twice".to_owned(),
            Spoil::ReturnInput => "returns its input".to_owned(),
            Spoil::SwallowError => "returns its input in place of an error".to_owned(),
            Spoil::Remember => "returns what it returned before".to_owned(),
            Spoil::Ignore(member) => format!("ignores {member}"),
        }
    }
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Place::First => "first",
            Place::Middle => "middle",
            Place::Last => "last",
        }
    }
}

/// Every mutant of every codec but those that cast, which have a family of their own, and of chains.
///
/// # Errors
///
/// Where vectors cannot be read.
pub fn spoiled(store: &Store) -> Result<Vec<SpoiledMutant>, VectorError> {
    let mut mutants = Vec::new();
    let others = table::ALL.into_iter().filter(|one| one.elements.is_none()).map(Some);
    for codec in others.chain([None]) {
        let members = members(codec, store)?;
        let types = types(codec, store);
        for operation in [Operation::Encode, Operation::Decode] {
            for data_type in [None].into_iter().chain(types.iter().copied().map(Some)) {
                let flips = PLACES.map(Spoil::Flip).into_iter();
                let others = [
                    Spoil::DropLast,
                    Spoil::AddZero,
                    Spoil::Reverse,
                    Spoil::RepeatFirst,
                    Spoil::ReturnInput,
                    Spoil::SwallowError,
                    Spoil::Remember,
                ];
                let ignores = members.iter().cloned().map(Spoil::Ignore);
                let all = flips.chain(others).chain(ignores);
                mutants.extend(all.map(|spoil| SpoiledMutant {
                    codec,
                    spoil,
                    operation,
                    data_type,
                }));
            }
        }
    }
    Ok(mutants)
}

fn paths<'s>(codec: Option<&Definition>, store: &'s Store) -> impl Iterator<Item = String> + 's {
    let folder = codec.map_or(ScenarioKind::Chains.name().to_owned(), Definition::room);
    store.scenario_paths().into_iter().filter(move |path| path.split('/').next() == Some(&folder))
}

/// The members of all configurations, as far as vectors have them.
fn members(codec: Option<&Definition>, store: &Store) -> Result<BTreeSet<String>, VectorError> {
    let mut members = BTreeSet::new();
    for path in paths(codec, store) {
        for scenario in store.scenarios(&path)?.scenarios {
            let json = scenario.codec.as_deref().unwrap_or("null");
            let json: Value = serde_json::from_str(json).unwrap_or_default();
            let entries = match json {
                Value::Array(entries) if scenario.is_chain() => entries,
                entry => vec![entry],
            };
            let configurations = entries.iter().filter_map(|one| one["configuration"].as_object());
            members.extend(configurations.flat_map(|one| one.keys().cloned()));
        }
    }
    Ok(members)
}

/// The real types that files are about, one each.
fn types(codec: Option<&Definition>, store: &Store) -> Vec<Real> {
    let theme = |path: String| {
        let name = path.rsplit('/').next()?.trim_end_matches(".json").to_owned();
        Real::from_name(&name).ok()
    };
    paths(codec, store).filter_map(theme).collect()
}

/// Asks each mutant for what a check asks, until it fails. `progress` is told after each.
///
/// # Errors
///
/// Where vectors cannot be read.
pub fn judge_spoiled(
    mutants: &[SpoiledMutant],
    store: &Store,
    progress: &(dyn Fn() + Sync),
) -> Result<Vec<SpoiledFate>, CheckError> {
    let hello = start_oracle(Readings::stand()).hello().clone();
    let judged = mutants.par_iter().map(|mutant| {
        let selection = mutant.selection(store);
        let trial = Trial::of(store, &selection, &hello)?;
        let mut subject = SpoiledSubject::new(mutant.clone());
        let failure = trial.first_failure(&mut subject, &selection);
        progress();
        Ok(match failure {
            Some(failure) => SpoiledFate::Killed(failure.id()),
            None if subject.has_changed => SpoiledFate::Survived,
            None => SpoiledFate::Unchanged,
        })
    });
    judged.collect()
}

impl SpoiledMutant {
    fn selection(&self, store: &Store) -> Selection {
        let ids = paths(self.codec, store).filter_map(|path| {
            let theme = path.trim_end_matches(".json");
            let is_of_type = self.data_type.is_none_or(|real| theme.ends_with(&format!("/{real}")));
            let glob = format!("{}/*", glob::Pattern::escape(theme));
            glob::Pattern::new(&glob).ok().filter(|_| is_of_type)
        });
        Selection { filters: ids.collect(), ..Selection::default() }
    }
}

/// The oracle with one mistake.
struct SpoiledSubject {
    oracle: Box<dyn Subject>,
    mutant: SpoiledMutant,
    before: Option<Vec<u8>>,
    has_changed: bool,
}

impl SpoiledSubject {
    fn new(mutant: SpoiledMutant) -> SpoiledSubject {
        let oracle = start_oracle(Readings::stand());
        SpoiledSubject { oracle, mutant, before: None, has_changed: false }
    }

    fn answer(&mut self, request: &Request) -> Reply {
        let is_wrong = request.question.name() == self.mutant.operation.name();
        let right = |subject: &mut SpoiledSubject, request: &Request| {
            let reply = subject.oracle.ask(std::slice::from_ref(request)).pop();
            reply.unwrap_or(Reply::NotAsked)
        };
        let reply = right(self, request);
        if !is_wrong {
            return reply;
        }
        let spoilt = match &self.mutant.spoil {
            Spoil::Ignore(member) => {
                let without = without_member(request, member);
                right(self, &without)
            }
            spoil => self.spoil(spoil.clone(), request, reply.clone()),
        };
        if let Reply::Answer(Answer::Data(data)) = &reply {
            self.before = Some(data.clone());
        }
        self.has_changed |= !is_same(&reply, &spoilt);
        spoilt
    }

    fn spoil(&self, spoil: Spoil, request: &Request, reply: Reply) -> Reply {
        let input = data(request);
        let Reply::Answer(Answer::Data(mut bytes)) = reply else {
            return match (spoil, reply) {
                (Spoil::SwallowError, Reply::Answer(Answer::Error { .. })) => {
                    Reply::Answer(Answer::Data(input.to_vec()))
                }
                (_, reply) => reply,
            };
        };
        let width = DataType::from_json(&request.data_type).ok().and_then(|one| one.bytes());
        let width = width.filter(|width| bytes.len().is_multiple_of(*width)).unwrap_or(1);
        match spoil {
            Spoil::Flip(place) if !bytes.is_empty() => {
                let last = bytes.len() - 1;
                let at = match place {
                    Place::First => 0,
                    Place::Middle => last / 2,
                    Place::Last => last,
                };
                bytes[at] ^= 1;
            }
            Spoil::DropLast => drop(bytes.pop()),
            Spoil::AddZero => bytes.push(0),
            Spoil::Reverse => bytes = bytes.chunks(width).rev().flatten().copied().collect(),
            Spoil::RepeatFirst if bytes.len() >= 2 * width => bytes.copy_within(..width, width),
            Spoil::ReturnInput => bytes = input.to_vec(),
            Spoil::Remember => match &self.before {
                Some(before) if before.len() == bytes.len() => bytes.clone_from(before),
                _ => {}
            },
            _ => {}
        }
        Reply::Answer(Answer::Data(bytes))
    }
}

/// Two refusals are the same, whatever they say.
fn is_same(one: &Reply, other: &Reply) -> bool {
    let is_error = |reply: &Reply| matches!(reply, Reply::Answer(Answer::Error { .. }));
    one == other || is_error(one) && is_error(other)
}

fn data(request: &Request) -> &[u8] {
    match &request.question {
        Question::Elements { data, .. } | Question::Data { input: ChainInput::Data(data), .. } => {
            data
        }
        _ => &[],
    }
}

/// The request without a member of each configuration that has it.
fn without_member(request: &Request, member: &str) -> Request {
    let without = |json: &str| {
        let mut json: Value = serde_json::from_str(json).unwrap_or_default();
        let entries = match &mut json {
            Value::Array(entries) => entries.iter_mut().collect::<Vec<_>>(),
            entry => vec![entry],
        };
        for entry in entries {
            if let Some(configuration) =
                entry.get_mut("configuration").and_then(Value::as_object_mut)
            {
                configuration.remove(member);
            }
        }
        json.to_string().into()
    };
    let mut request = request.clone();
    match &mut request.question {
        Question::Elements { codec, .. }
        | Question::Data { codecs: Codecs::One { entry: codec, .. }, .. }
        | Question::Data { codecs: Codecs::Chain(codec), .. } => *codec = without(codec),
        _ => {}
    }
    request
}

impl Subject for SpoiledSubject {
    fn hello(&self) -> &Hello {
        self.oracle.hello()
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        requests.iter().map(|request| self.answer(request)).collect()
    }
}
