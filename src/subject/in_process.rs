//! Subjects that are functions of this process: reading the request for them, and guarding them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::{Reply, Subject};
use crate::codec::Operation;
use crate::codec::cast_value::{self, Metadata};
use crate::data_type::{DataType, pack};
use crate::protocol::{
    self, Answer, Capability, ErrorKind, Hello, Implementation, Question, Request,
};

/// An implementation of `cast_value`, from elements as bytes to elements as bytes.
pub(super) trait Caster: Send {
    /// Valid metadata, as the implementation wants it.
    type Job: Clone + Send;

    fn implementation(&self) -> Implementation;

    /// The types that it casts from and to.
    fn data_types(&self) -> Vec<DataType>;

    /// The operations of the protocol that it does.
    fn operations(&self) -> &'static [&'static str];

    /// The types whose scalars it reads.
    fn scalars(&self) -> Vec<DataType> {
        Vec::new()
    }

    fn prepare(&mut self, metadata: Metadata) -> Result<Self::Job, Refusal>;

    fn validate(&mut self, metadata: Metadata) -> Result<(), Refusal> {
        self.prepare(metadata).map(drop)
    }

    /// The input and the output type of an operation.
    fn types(job: &Self::Job, operation: Operation) -> (DataType, DataType);

    /// Casts every element, or says why the whole array has no result.
    fn cast(
        &mut self,
        job: &Self::Job,
        operation: Operation,
        data: &[u8],
    ) -> Result<Vec<u8>, String>;

    /// The fill value after the codec.
    fn fill_value(&mut self, _: &Self::Job) -> Result<u64, Refusal> {
        Err(Refusal::Unsupported("fill values are not among its arguments".to_owned()))
    }

    /// One scalar, by the name of its type.
    fn scalar(&mut self, _: &str, _: &str) -> Result<(DataType, u64), Refusal> {
        Err(Refusal::Unsupported("scalars are not among its arguments".to_owned()))
    }
}

/// Why metadata is not taken.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    Invalid(String),
    Unsupported(String),
}

impl Refusal {
    fn answer(self) -> Answer {
        match self {
            Refusal::Invalid(message) => {
                Answer::Error { kind: Some(ErrorKind::Configuration), message }
            }
            Refusal::Unsupported(reason) => Answer::Unsupported(reason),
        }
    }
}

/// A [`Caster`] as a [`Subject`].
pub(super) struct CasterSubject<C: Caster> {
    caster: C,
    hello: Hello,
    /// The metadata read last: requests come in long runs of the same.
    last: Option<(Key, Result<C::Job, Refusal>)>,
}

/// The part of a request that decides the job.
#[derive(Clone, PartialEq, Eq)]
struct Key {
    codec: Arc<str>,
    data_type: Arc<str>,
    fill_value: Arc<str>,
}

impl<C: Caster> CasterSubject<C> {
    pub fn new(caster: C) -> CasterSubject<C> {
        let names = |types: Vec<DataType>| types.iter().map(|one| one.name().to_owned()).collect();
        let capability = Capability {
            data_types: names(caster.data_types()),
            operations: caster.operations().iter().map(|name| (*name).to_owned()).collect(),
        };
        let hello = Hello {
            protocol: protocol::VERSION,
            implementation: caster.implementation(),
            codecs: BTreeMap::from([(cast_value::NAME.to_owned(), capability)]),
            scalars: names(caster.scalars()),
        };
        CasterSubject { caster, hello, last: None }
    }

    fn job(&mut self, codec: &Arc<str>, request: &Request) -> Result<C::Job, Refusal> {
        let key = Key {
            codec: Arc::clone(codec),
            data_type: Arc::clone(&request.data_type),
            fill_value: Arc::clone(&request.fill_value),
        };
        if let Some((last, job)) = &self.last
            && *last == key
        {
            return job.clone();
        }
        let Key { codec, data_type, fill_value } = &key;
        let job = self.caster.prepare(Metadata { codec, data_type, fill_value });
        self.last = Some((key, job.clone()));
        job
    }

    fn answer(&mut self, request: &Request) -> Answer {
        let operation = request.question.name();
        let done = match request.question {
            Question::Scalar => !self.hello.scalars.is_empty(),
            _ => self.caster.operations().contains(&operation),
        };
        if !done {
            return Answer::Unsupported(format!("operation {operation:?} is not implemented"));
        }
        let answered = match &request.question {
            Question::Elements { operation, codec, shape, data } => {
                self.job(codec, request).and_then(|job| self.cast(&job, *operation, shape, data))
            }
            Question::FillValue { codec } => self.job(codec, request).and_then(|job| {
                let (_, encoded) = C::types(&job, Operation::Encode);
                self.caster.fill_value(&job).map(|one| Answer::Data(pack(encoded, [one])))
            }),
            Question::Validate { codec } => match self.caster.validate(Metadata {
                codec,
                data_type: &request.data_type,
                fill_value: &request.fill_value,
            }) {
                Ok(()) => Ok(Answer::Validity { valid: true, message: String::new() }),
                Err(Refusal::Invalid(message)) => Ok(Answer::Validity { valid: false, message }),
                Err(refusal) => Err(refusal),
            },
            Question::Scalar => self
                .caster
                .scalar(&request.data_type, &request.fill_value)
                .map(|(data_type, one)| Answer::Data(pack(data_type, [one]))),
        };
        answered.unwrap_or_else(Refusal::answer)
    }

    fn cast(
        &mut self,
        job: &C::Job,
        operation: Operation,
        shape: &[u64],
        data: &[u8],
    ) -> Result<Answer, Refusal> {
        let (input, _) = C::types(job, operation);
        let elements = shape.iter().try_fold(1u64, |product, one| product.checked_mul(*one));
        let expected = elements.and_then(|count| count.checked_mul(input.bytes() as u64));
        if expected != Some(data.len() as u64) {
            return Err(Refusal::Invalid(format!(
                "shape {shape:?} of {input} does not take the {} bytes of data",
                data.len()
            )));
        }
        Ok(match self.caster.cast(job, operation, data) {
            Ok(data) => Answer::Data(data),
            Err(message) => Answer::Error { kind: Some(ErrorKind::Value), message },
        })
    }
}

impl<C: Caster> Subject for CasterSubject<C> {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let guarded = |request: &Request| {
            catch_unwind(AssertUnwindSafe(|| self.answer(request)))
                .map_or_else(|panic| Reply::crash(panic_message(&*panic)), Reply::Answer)
        };
        requests.iter().map(guarded).collect()
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panicked: {}", text.unwrap_or_else(|| "without a message".to_owned()))
}
