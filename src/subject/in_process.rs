//! Subjects that are functions of this process: reading the request for them, and guarding them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::{Reply, Subject};
use crate::codec::Operation;
use crate::codec::cast_value::{self, Configuration};
use crate::data_type::DataType;
use crate::protocol::{self, Answer, Capability, ErrorKind, Hello, Implementation, Request};

/// A cast of whole arrays, from elements as bytes to elements as bytes.
pub(super) trait Caster: Send {
    fn implementation(&self) -> Implementation;

    /// The types that it casts from and to.
    fn data_types(&self) -> Vec<DataType>;

    /// Casts every element, or says why the whole array has no result.
    fn cast(&mut self, job: &Job, data: &[u8]) -> Result<Vec<u8>, String>;
}

/// What a request asks a [`Caster`] for, once its metadata is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Job {
    pub source: DataType,
    pub target: DataType,
    pub configuration: Configuration,
}

/// A [`Caster`] as a [`Subject`].
pub(super) struct CasterSubject<C> {
    caster: C,
    hello: Hello,
    data_types: Vec<DataType>,
    /// The metadata read last: requests come in long runs of the same.
    last: Option<(Metadata, Result<Job, Answer>)>,
}

/// The part of a request that decides the job.
#[derive(Clone, PartialEq, Eq)]
struct Metadata {
    operation: Operation,
    codec: Arc<str>,
    data_type: Arc<str>,
}

impl<C: Caster> CasterSubject<C> {
    pub fn new(caster: C) -> CasterSubject<C> {
        let data_types = caster.data_types();
        let capability = Capability {
            data_types: data_types.iter().map(|one| one.name().to_owned()).collect(),
            operations: [Operation::Encode, Operation::Decode]
                .map(|operation| operation.name().to_owned())
                .to_vec(),
        };
        let hello = Hello {
            protocol: protocol::VERSION,
            implementation: caster.implementation(),
            codecs: BTreeMap::from([(cast_value::NAME.to_owned(), capability)]),
        };
        CasterSubject { caster, hello, data_types, last: None }
    }

    fn job(&mut self, request: &Request) -> Result<Job, Answer> {
        let metadata = Metadata {
            operation: request.operation,
            codec: Arc::clone(&request.codec),
            data_type: Arc::clone(&request.data_type),
        };
        if let Some((last, job)) = &self.last
            && *last == metadata
        {
            return job.clone();
        }
        let job = self.read_metadata(&metadata);
        self.last = Some((metadata, job.clone()));
        job
    }

    fn read_metadata(&self, metadata: &Metadata) -> Result<Job, Answer> {
        let refuse =
            |message: String| Answer::Error { kind: Some(ErrorKind::Configuration), message };
        let configuration =
            Configuration::from_json(&metadata.codec).map_err(|error| refuse(error.to_string()))?;
        let array = cast_value::data_type_from_json(&metadata.data_type)
            .map_err(|error| refuse(error.to_string()))?;
        for data_type in [array, configuration.data_type] {
            if !self.data_types.contains(&data_type) {
                return Err(Answer::Unsupported(format!("{data_type} is not implemented")));
            }
        }
        if configuration.scalar_map.is_some() {
            return Err(Answer::Unsupported("scalar_map is not served yet".to_owned()));
        }
        let (source, target) = match metadata.operation {
            Operation::Encode => (array, configuration.data_type),
            Operation::Decode => (configuration.data_type, array),
        };
        Ok(Job { source, target, configuration })
    }

    fn answer(&mut self, request: &Request) -> Answer {
        let job = match self.job(request) {
            Ok(job) => job,
            Err(answer) => return answer,
        };
        let elements =
            request.shape.iter().try_fold(1u64, |product, one| product.checked_mul(*one));
        let expected = elements.and_then(|count| count.checked_mul(job.source.bytes() as u64));
        if expected != Some(request.data.len() as u64) {
            return Answer::Error {
                kind: Some(ErrorKind::Configuration),
                message: format!(
                    "shape {:?} of {} does not take the {} bytes of data",
                    request.shape,
                    job.source,
                    request.data.len()
                ),
            };
        }
        match self.caster.cast(&job, &request.data) {
            Ok(data) => Answer::Data(data),
            Err(message) => Answer::Error { kind: Some(ErrorKind::Value), message },
        }
    }
}

impl<C: Caster> Subject for CasterSubject<C> {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let guarded = |request: &Request| {
            catch_unwind(AssertUnwindSafe(|| self.answer(request)))
                .map_or_else(|panic| Reply::Crash(panic_message(&*panic)), Reply::Answer)
        };
        requests.iter().map(guarded).collect()
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panicked: {}", text.unwrap_or_else(|| "without a message".to_owned()))
}
