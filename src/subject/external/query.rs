//! Requests of any sort, as a program is sent them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use crate::protocol::{Question, ReadRequest, Request, WriteRequest};

/// A request of any sort.
#[derive(Clone, Debug)]
pub(super) enum Query<'a> {
    /// About codecs, or about none.
    Ask(Cow<'a, Request>),
    Read(Cow<'a, ReadRequest>),
    Write(Cow<'a, WriteRequest>),
}

impl<'a> From<&'a Request> for Query<'a> {
    fn from(request: &'a Request) -> Query<'a> {
        Query::Ask(Cow::Borrowed(request))
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
            Query::Ask(request) => Query::Ask(Cow::Owned(request.as_ref().clone())),
            Query::Read(request) => Query::Read(Cow::Owned(request.as_ref().clone())),
            Query::Write(request) => Query::Write(Cow::Owned(request.as_ref().clone())),
        }
    }

    pub fn id(&self) -> u64 {
        match self {
            Query::Ask(request) => request.id,
            Query::Read(request) => request.id,
            Query::Write(request) => request.id,
        }
    }

    /// Appends the line that asks this under another id.
    pub fn write_line(&self, id: u64, line: &mut String) {
        match self {
            Query::Ask(request) => request.write_line(id, line),
            Query::Read(request) => request.write_line(id, line),
            Query::Write(request) => request.write_line(id, line),
        }
    }

    /// Removes what an earlier process has left where this asks for an array, if it was asked already. Whoever is asked again
    /// finds an empty place, as whoever is asked first.
    pub fn make_room(&self, places: &mut HashSet<Arc<str>>) {
        let Query::Write(request) = self else { return };
        if places.insert(Arc::clone(&request.path)) {
            return;
        }
        let place = Path::new(&*request.path);
        // Mostly there is nothing, and what cannot be removed is in the way of the next one: it says so.
        let _ = match fs::symlink_metadata(place).is_ok_and(|found| found.is_dir()) {
            true => fs::remove_dir_all(place),
            false => fs::remove_file(place),
        };
    }

    /// Whether the answer is all that comes of it.
    pub fn leaves_nothing(&self) -> bool {
        !matches!(self, Query::Write(_))
    }

    /// The bytes that go in.
    pub fn weight(&self) -> usize {
        match self {
            Query::Ask(request) => request.question.weight(),
            Query::Read(request) => request.path.len(),
            Query::Write(request) => request.input.len(),
        }
    }

    /// Whether it asks for several elements, which can be asked for by themselves.
    pub fn is_divisible(&self) -> bool {
        match self {
            // Of a chunk, no part is.
            Query::Ask(request) => matches!(&request.question, Question::Elements { shape, .. }
                if shape.len() == 1 && shape[0] > 1),
            Query::Read(_) | Query::Write(_) => false,
        }
    }

    /// A number that requests have which ask the same.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self {
            Query::Ask(request) => {
                let Request { question, data_type, fill_value, .. } = request.as_ref();
                (question.name(), data_type, fill_value).hash(&mut hasher);
                match question {
                    Question::Elements { codec, shape, data, .. } => {
                        (codec, shape, data).hash(&mut hasher);
                    }
                    Question::Data { codecs, shape, input, .. } => {
                        (codecs, shape, input).hash(&mut hasher);
                    }
                    Question::FillValue { codec } | Question::Validate { codec } => {
                        codec.hash(&mut hasher);
                    }
                    Question::Scalar => {}
                }
            }
            Query::Read(request) => (ReadRequest::NAME, &request.path).hash(&mut hasher),
            Query::Write(request) => (WriteRequest::NAME, &request.path).hash(&mut hasher),
        }
        hasher.finish()
    }
}
