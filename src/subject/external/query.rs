//! Requests of any sort, as a program is sent them.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::protocol::{ChainRequest, Question, ReadRequest, Request, WriteRequest};

/// A request of any sort.
#[derive(Clone, Debug)]
pub(super) enum Query<'a> {
    Cast(Cow<'a, Request>),
    Chain(Cow<'a, ChainRequest>),
    Read(Cow<'a, ReadRequest>),
    Write(Cow<'a, WriteRequest>),
}

/// Elements that a codec keeps apart can be asked for by themselves, whichever codec it is.
impl<'a> From<&'a Request> for Query<'a> {
    fn from(request: &'a Request) -> Query<'a> {
        match request.question {
            Question::Chain { .. } | Question::Bytes { .. } => match request.chain() {
                Some(chain) => Query::Chain(Cow::Owned(chain)),
                None => Query::Cast(Cow::Borrowed(request)),
            },
            _ => Query::Cast(Cow::Borrowed(request)),
        }
    }
}

impl<'a> From<&'a ChainRequest> for Query<'a> {
    fn from(request: &'a ChainRequest) -> Query<'a> {
        Query::Chain(Cow::Borrowed(request))
    }
}

impl<'a> From<&'a ReadRequest> for Query<'a> {
    fn from(request: &'a ReadRequest) -> Query<'a> {
        Query::Read(Cow::Borrowed(request))
    }
}

impl<'a> From<&'a WriteRequest> for Query<'a> {
    fn from(request: &'a WriteRequest) -> Query<'a> {
        Query::Write(Cow::Borrowed(request))
    }
}

impl Query<'_> {
    /// The same, kept for as long as one likes.
    pub fn to_owned(&self) -> Query<'static> {
        match self {
            Query::Cast(request) => Query::Cast(Cow::Owned(request.as_ref().clone())),
            Query::Chain(request) => Query::Chain(Cow::Owned(request.as_ref().clone())),
            Query::Read(request) => Query::Read(Cow::Owned(request.as_ref().clone())),
            Query::Write(request) => Query::Write(Cow::Owned(request.as_ref().clone())),
        }
    }

    pub fn id(&self) -> u64 {
        match self {
            Query::Cast(request) => request.id,
            Query::Chain(request) => request.id,
            Query::Read(request) => request.id,
            Query::Write(request) => request.id,
        }
    }

    /// Appends the line that asks this under another id.
    pub fn write_line(&self, id: u64, line: &mut String) {
        match self {
            Query::Cast(request) => request.write_line(id, line),
            Query::Chain(request) => request.write_line(id, line),
            Query::Read(request) => request.write_line(id, line),
            Query::Write(request) => request.write_line(id, line),
        }
    }

    /// The bytes that go in.
    pub fn weight(&self) -> usize {
        match self {
            Query::Cast(request) => match &request.question {
                Question::Elements { data, .. } => data.len(),
                _ => 0,
            },
            Query::Chain(request) => request.input.len(),
            Query::Read(request) => request.path.len(),
            Query::Write(request) => request.input.len(),
        }
    }

    /// Whether it asks for several elements, which can be asked for by themselves.
    pub fn is_divisible(&self) -> bool {
        match self {
            Query::Cast(request) => matches!(&request.question, Question::Elements { shape, .. }
                if shape.len() == 1 && shape[0] > 1),
            // Of a chunk, no part is asked for by itself, and no part of an array.
            Query::Chain(_) | Query::Read(_) | Query::Write(_) => false,
        }
    }

    /// A number that requests have which ask the same.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self {
            Query::Cast(request) => {
                let Request { question, data_type, fill_value, .. } = request.as_ref();
                (question.name(), data_type, fill_value).hash(&mut hasher);
                match question {
                    Question::Elements { codec, shape, data, .. } => {
                        (codec, shape, data).hash(&mut hasher);
                    }
                    Question::FillValue { codec } | Question::Validate { codec } => {
                        codec.hash(&mut hasher);
                    }
                    // A question about data is a chain's.
                    Question::Chain { .. } | Question::Bytes { .. } | Question::Scalar => {}
                }
            }
            Query::Chain(request) => {
                let ChainRequest { operation, codecs, array, input, .. } = request.as_ref();
                (operation, codecs, array, input).hash(&mut hasher);
            }
            Query::Read(request) => (ReadRequest::NAME, &request.path).hash(&mut hasher),
            Query::Write(request) => (WriteRequest::NAME, &request.path).hash(&mut hasher),
        }
        hasher.finish()
    }
}
