//! A program that speaks the protocol, as a witness.
//!
//! An error fails an array as a whole. So a program is asked for all inputs that should have a result
//! at once, and alone for some of those that should not. If the array fails all the same, its halves
//! are asked for, down to the inputs that fail.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Answers, Explanation, Question, Witness, WitnessError};
use crate::codec::Operation;
use crate::codec::cast_value;
use crate::codec::column::Column;
use crate::data_type::{Real, pack, unpack};
use crate::protocol::{self, Answer, Hello, Request};
use crate::subject::{External, Program, Reply, Subject};
use crate::vectors::Outcome;

/// How many of the inputs of a batch that should fail are asked about, under each configuration.
const ALONE: usize = 4;

/// A program as a witness.
pub struct ProgramWitness {
    program: Program,
    hello: Hello,
    explanations: &'static [Explanation],
    /// Processes that nobody is asking.
    idle: Mutex<Vec<External>>,
}

impl ProgramWitness {
    /// Starts a program of which it is known where it differs from the oracle.
    pub fn start(
        program: Program,
        explanations: &'static [Explanation],
    ) -> Result<ProgramWitness, WitnessError> {
        let first = External::start(&program)?;
        let hello = first.hello().clone();
        Ok(ProgramWitness { program, hello, explanations, idle: Mutex::new(vec![first]) })
    }

    /// Asks some process, starting another one if all are busy.
    fn ask(&self, requests: &[Request]) -> Result<Vec<Reply>, WitnessError> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        let mut process = match waiting {
            Some(process) => process,
            None => External::start(&self.program)?,
        };
        let replies = process.ask(requests);
        idle().push(process);
        Ok(replies)
    }

    /// Asks for several arrays, whose elements stand at these positions of the inputs.
    fn ask_arrays(
        &self,
        question: &Question,
        arrays: &[(usize, Vec<usize>)],
    ) -> Result<Vec<Array>, WitnessError> {
        let Question { source, target, columns, inputs, .. } = *question;
        let request = |(column, positions): &(usize, Vec<usize>)| {
            let elements = positions.iter().map(|at| inputs[*at]);
            request(&columns[*column], positions.len(), pack(source, elements))
        };
        let requests: Vec<_> = arrays.iter().map(request).collect();
        let replies = self.ask(&requests)?;
        let arrays = replies.into_iter().zip(arrays).map(|(reply, (_, positions))| {
            let array = Array::of(reply, target, positions.len());
            array.map_err(|reason| WitnessError::Answer {
                name: self.name().to_owned(),
                source_type: source,
                target_type: target,
                reason,
            })
        });
        arrays.collect()
    }
}

/// What a program says to an array.
enum Array {
    Elements(Vec<Outcome>),
    Error,
    Unsupported,
}

impl Array {
    fn of(reply: Reply, target: Real, length: usize) -> Result<Array, String> {
        match reply {
            Reply::Answer(Answer::Data(data)) if data.len() == length * target.bytes() => {
                let outcomes = unpack(target, &data);
                let outcomes = outcomes.map(|pattern| Outcome::of_pattern(target, pattern));
                Ok(Array::Elements(outcomes.collect()))
            }
            Reply::Answer(Answer::Data(data)) => {
                Err(format!("{} bytes where {} are due", data.len(), length * target.bytes()))
            }
            Reply::Answer(Answer::Error { .. }) => Ok(Array::Error),
            Reply::Answer(Answer::Unsupported(_)) => Ok(Array::Unsupported),
            Reply::Answer(Answer::Validity { .. }) => Err("`valid`, which nobody asked".to_owned()),
            Reply::Answer(Answer::Elements(_) | Answer::Array(_) | Answer::Written) => {
                Err("`elements` in place of `data`".to_owned())
            }
            Reply::Crash(trouble) | Reply::BreaksProtocol(trouble) | Reply::Timeout(trouble) => {
                Err(trouble.reason.clone())
            }
            Reply::LeftOut(_) | Reply::NotAsked => Err("it was given up".to_owned()),
        }
    }
}

fn request(column: &Column, length: usize, data: Vec<u8>) -> Request {
    let source = column.conversion.input_type;
    let operation = Operation::Encode;
    let codec = column.entry(operation);
    Request {
        id: 0,
        question: protocol::Question::Elements {
            operation,
            codec: Arc::from(codec),
            shape: vec![length as u64],
            data,
            layout: protocol::Layout::C,
        },
        data_type: Arc::from(format!("\"{source}\"")),
        fill_value: Arc::from("0"),
    }
}

impl Witness for ProgramWitness {
    fn name(&self) -> &str {
        &self.hello.implementation.name
    }

    fn version(&self) -> &str {
        &self.hello.implementation.version
    }

    fn pairs(&self) -> Vec<(Real, Real)> {
        let encode = Operation::Encode.name();
        let is_listed = |one: &Real| self.hello.supports(cast_value::NAME, encode, &[one.name()]);
        let types: Vec<_> = Real::all().filter(is_listed).collect();
        let pairs = types.iter().flat_map(|source| types.iter().map(|target| (*source, *target)));
        pairs.collect()
    }

    /// Those under which it casts an array without elements.
    fn columns(&self, source: Real, target: Real) -> Result<Vec<Column>, WitnessError> {
        let encodes = |column: &Column| column.operations().contains(&Operation::Encode);
        let columns: Vec<_> = cast_value::columns(source, target).filter(encodes).collect();
        let question = Question { source, target, columns: &columns, inputs: &[], wanted: &[] };
        let nothing: Vec<_> = (0..columns.len()).map(|column| (column, Vec::new())).collect();
        let arrays = self.ask_arrays(&question, &nothing)?;
        let known = columns.iter().zip(arrays);
        let known = known.filter(|(_, array)| !matches!(array, Array::Unsupported));
        Ok(known.map(|(column, _)| *column).collect())
    }

    fn cast(&self, question: &Question) -> Result<Vec<Answers>, WitnessError> {
        let length = question.inputs.len();
        let mut answers = vec![vec![None; length]; question.columns.len()];
        let mut waiting = Vec::new();
        for (column, wanted) in question.wanted.iter().enumerate() {
            let (failing, others): (Vec<_>, Vec<_>) =
                (0..length).partition(|at| wanted[*at] == Outcome::Error);
            let every = failing.len().div_ceil(ALONE).max(1);
            waiting.extend(failing.iter().step_by(every).map(|at| (column, vec![*at])));
            if !others.is_empty() {
                waiting.push((column, others));
            }
        }
        while !waiting.is_empty() {
            let mut halves = Vec::new();
            let arrays = self.ask_arrays(question, &waiting)?;
            for (array, (column, positions)) in arrays.into_iter().zip(waiting) {
                match array {
                    Array::Elements(outcomes) => {
                        for (at, outcome) in positions.into_iter().zip(outcomes) {
                            answers[column][at] = Some(outcome);
                        }
                    }
                    Array::Error if positions.len() == 1 => {
                        answers[column][positions[0]] = Some(Outcome::Error);
                    }
                    Array::Error => {
                        let (left, right) = positions.split_at(positions.len() / 2);
                        halves.extend([left, right].map(|half| (column, half.to_vec())));
                    }
                    Array::Unsupported => {}
                }
            }
            waiting = halves;
        }
        Ok(answers)
    }

    fn explanations(&self) -> &'static [Explanation] {
        self.explanations
    }
}
