//! The smallest case that still fails on a subject.
//!
//! A case is made smaller step by step: fewer elements, a simpler shape, less metadata, simpler
//! numbers. At each step the oracle says what is expected, and the subject is asked again; a step is
//! kept if it is wrong in the same way, about metadata that is valid or refused by the same clause.

mod json;
mod trial;

use std::collections::HashSet;
use std::sync::Arc;

pub use trial::Trial;

use super::plan::{Depth, Judged, plan};
use super::request::{self, Setup};
use super::{CheckError, Deviation, Got, Target};
use crate::codec::notes::Readings;
use crate::protocol::{Implementation, Layout};
use crate::subject::{Reply, Subject};
use crate::vectors::{Ask, Expected, LocateError, Located, Outcome, Scenario, Store};

/// How many times a subject is asked at most.
const MAX_ASKS: u64 = 5_000;

/// What came of making a case smaller.
#[derive(Debug)]
pub struct Shrunk {
    pub id: String,
    pub implementation: Implementation,
    /// How many times the subject was asked.
    pub asks: u64,
    /// Whether there might be a smaller one, had it been asked more.
    pub exhausted: bool,
    /// None if the case does not fail.
    pub failing: Option<Failing>,
}

/// A case that fails, before and after.
#[derive(Debug)]
pub struct Failing {
    pub before: Trial,
    pub smallest: Trial,
    /// What is expected of the smallest, as for each element.
    pub expected: Vec<Outcome>,
    pub got: Got,
    pub deviation: Deviation,
}

/// Why a case could not be made smaller.
#[derive(Debug, thiserror::Error)]
pub enum ShrinkError {
    #[error(transparent)]
    Locate(#[from] LocateError),
    #[error(transparent)]
    Check(#[from] CheckError),
    #[error(
        "{id} is a golden array, which is not made smaller: `zarrproof explain {id}` says what is in it"
    )]
    Golden { id: String },
    #[error("{subject} does not do what {id} asks")]
    Unsupported { subject: String, id: String },
}

/// A subject that is asked again and again.
struct Shrinker {
    subject: Box<dyn Subject>,
    asks: u64,
    /// The requests that were asked, and did not fail in the way that is looked for.
    passed: HashSet<String>,
}

/// Finds the smallest case that fails on a subject as the case with an id does.
pub fn shrink(id: &str, target: &Target, store: &Store) -> Result<Shrunk, ShrinkError> {
    if let Some(id) = store.golden_id(id) {
        return Err(ShrinkError::Golden { id: id.to_owned() });
    }
    let located = store.locate(id)?;
    let subject = target.start().map_err(CheckError::from)?;
    let hello = subject.hello().clone();
    let mut starts = match located {
        Located::Element { column, case } => {
            let file = store.elements(column.conversion).map_err(CheckError::from)?;
            let expected = file.cases.iter().map(|one| (one.input, &one.expected[column.index]));
            let expected: Vec<_> = expected.collect();
            let setups = Setup::of_column(&hello, &column);
            let starts = setups.iter().flat_map(|setup| {
                let scenario = of_setup(id, setup);
                in_company(&scenario, &expected, Some(case.input))
            });
            starts.collect()
        }
        Located::Scenario { scenario, .. } if !request::supports(&hello, &scenario) => Vec::new(),
        Located::Scenario { scenario, element, .. } => match &scenario.ask {
            Ask::Elements { elements, .. } => {
                let expected: Vec<_> =
                    elements.iter().map(|one| (one.input, &one.expected)).collect();
                in_company(&scenario, &expected, element.map(|at| elements[at].input))
            }
            _ => vec![Trial::whole(&scenario)],
        },
    };
    let in_c_order = starts.clone();
    for layout in hello.layouts() {
        starts.extend(in_c_order.iter().filter_map(|start| start.laid_out(layout)));
    }
    let implementation = hello.implementation;
    if starts.is_empty() {
        let subject = format!("{} {}", implementation.name, implementation.version);
        return Err(ShrinkError::Unsupported { subject, id: id.to_owned() });
    }
    let mut shrinker = Shrinker { subject, asks: 0, passed: HashSet::new() };
    let failing = starts.into_iter().find_map(|start| {
        let (got, deviation) = shrinker.ask(&start)?;
        Some((start, got, deviation))
    });
    let failing = failing.map(|(start, got, deviation)| shrinker.shrink(start, got, deviation));
    let exhausted = shrinker.asks >= MAX_ASKS;
    Ok(Shrunk { id: id.to_owned(), implementation, asks: shrinker.asks, exhausted, failing })
}

/// What a configuration of element vectors asks, as a scenario.
fn of_setup(id: &str, setup: &Setup) -> Scenario {
    Scenario {
        id: id.to_owned(),
        about: String::new(),
        clauses: Vec::new(),
        codec: Some(Arc::clone(&setup.codec)),
        data_type: Arc::clone(&setup.data_type),
        fill_value: Arc::clone(&setup.fill_value),
        ask: Ask::Elements {
            operation: setup.operation,
            input_type: setup.input_type,
            output_type: setup.output_type,
            elements: Vec::new(),
        },
    }
}

/// The arrays in which a check asks for one of some elements, or for any: alone first.
fn in_company(
    scenario: &Scenario,
    expected: &[(u64, &Expected)],
    input: Option<u64>,
) -> Vec<Trial> {
    let is_value = |at: &usize| expected[*at].1.is_always_a_value();
    let (values, refusals): (Vec<_>, Vec<_>) = (0..expected.len()).partition(is_value);
    let mut trials = Vec::new();
    for array in plan(&values, &refusals, Depth::Full) {
        let inputs: Vec<_> = array.elements().iter().map(|at| expected[*at].0).collect();
        for (at, one) in inputs.iter().enumerate() {
            let is_judged = array.judged == Judged::Each || array.judged == Judged::At(at);
            if is_judged && input.is_none_or(|input| input == *one) {
                trials.push(Trial::array(scenario, &inputs, at));
            }
        }
    }
    trials.sort_by_key(|trial| trial.shape.clone());
    trials
}

impl Shrinker {
    /// What comes of a trial, if it is wrong.
    fn ask(&mut self, trial: &Trial) -> Option<(Got, Deviation)> {
        let got = self.answer(trial);
        let deviation = trial.deviation(&got)?;
        // Where an array fails as a whole, that may be the fault of the others, if not of its layout.
        if !matches!(got, Got::Array(_))
            && trial.layout == Layout::C
            && let Some(others) = trial.without_target()
        {
            let got = self.answer(&others);
            if others.deviation(&got).is_some() {
                return None;
            }
        }
        Some((got, deviation))
    }

    fn answer(&mut self, trial: &Trial) -> Got {
        self.asks += 1;
        let reply = self.subject.ask(&[trial.request()]).pop();
        trial.got(reply.unwrap_or(Reply::crash("it did not answer")))
    }

    fn shrink(&mut self, start: Trial, got: Got, deviation: Deviation) -> Failing {
        let clause = start.clause();
        let (mut smallest, mut got) = (start.clone(), got);
        loop {
            let next = smallest.smaller().find_map(|trial| {
                let line = trial.request().to_line();
                if self.asks >= MAX_ASKS || self.passed.contains(&line) || trial.clause() != clause
                {
                    return None;
                }
                match self.ask(&trial) {
                    Some((got, found)) if found == deviation => Some((trial, got)),
                    _ => {
                        self.passed.insert(line);
                        None
                    }
                }
            });
            match next {
                Some((trial, came)) => (smallest, got) = (trial, came),
                None => break,
            }
        }
        let expected = smallest.outcomes(&Readings::stand());
        Failing { before: start, smallest, expected, got, deviation }
    }
}
