//! Implementations under test.
//!
//! A subject answers the requests of [`crate::protocol`]. In process it is any [`CastValue`], of
//! which this build's own are in a table by name; any other program is an [`External`] one.

mod block;
mod cast_value;
mod complaint;
mod external;
mod guard;
#[cfg(any(feature = "oracle", feature = "zarrs"))]
mod implementation;
#[cfg(feature = "oracle")]
mod oracle_arrays;
#[cfg(feature = "oracle")]
mod oracle_chains;
#[cfg(feature = "oracle")]
mod oracle_reads;
#[cfg(feature = "oracle")]
mod oracle_types;
#[cfg(feature = "oracle")]
mod oracle_writes;
mod program;
mod reader;
mod refusal;
mod serve;
mod stop;
mod table;
mod trouble;
#[cfg(any(feature = "zarr-cast-value", feature = "zarr-cast-value-0-4"))]
mod zarr_cast_value;
#[cfg(feature = "zarrs")]
mod zarrs;

pub use block::{Block, BlockError, Buffer};
#[cfg(any(feature = "oracle", feature = "zarrs"))]
pub use cast_value::subject_of;
pub use cast_value::{CastValue, Instance, Metadata};
pub use external::{
    Dialogue, External, Foresight, Heard, MAX_LINE, end_with_this_process, launch, launch_from,
};
#[cfg(feature = "oracle")]
pub use oracle_chains::start_with as start_oracle;
pub use program::{Limits, Program};
pub use reader::{Reader, ReaderProgram};
pub use refusal::Refusal;
pub use serve::{ServeError, serve, serve_lines};
pub use stop::{Stop, Stopped};
pub use table::{BuiltIn, IN_PROCESS, InProcess};
pub use trouble::{Health, LeftOut, Renewal, Trouble};
#[cfg(feature = "zarrs")]
pub use zarrs::Zarrs;

use std::sync::Arc;

#[cfg(feature = "oracle")]
use cast_value::conversions_of_oracle;

use crate::protocol::{Answer, Hello, ReadRequest, Request, WriteRequest};

/// An implementation under test.
pub trait Subject: Send {
    /// Its introduction.
    fn hello(&self) -> &Hello;

    /// Asks every request, and returns a reply for each in the order of the requests.
    fn ask(&mut self, requests: &[Request]) -> Vec<Reply>;

    /// Asks for the elements of arrays on disk, and returns a reply for each request. Versions of the storage format that
    /// the introduction does not list are not asked.
    fn ask_reads(&mut self, requests: &[ReadRequest]) -> Vec<Reply> {
        let unsupported = Answer::Unsupported(ReadRequest::UNSUPPORTED.to_owned());
        vec![Reply::Answer(unsupported); requests.len()]
    }

    /// Asks for arrays to be written, and returns a reply for each request. Versions of the storage format that the
    /// introduction does not list are not asked.
    fn ask_writes(&mut self, requests: &[WriteRequest]) -> Vec<Reply> {
        let unsupported = Answer::Unsupported(WriteRequest::UNSUPPORTED.to_owned());
        vec![Reply::Answer(unsupported); requests.len()]
    }

    /// Whether elements come with arrays on disk. Of a program that says no more than that it opens an array, nothing else
    /// is judged.
    fn gives_elements(&self) -> bool {
        true
    }

    /// Casts the elements of a block as one array.
    fn cast_array(&mut self, block: &mut Block) -> Result<(), BlockError> {
        block::ask_as_array(self, block)
    }

    /// Casts every element of a block for itself, and notes in [`Block::failed`] which have no result.
    fn cast_each(&mut self, block: &mut Block) -> Result<(), BlockError> {
        block::ask_each(self, block)
    }

    /// Whether encoding and decoding are two things to it. To a function from numbers to numbers they
    /// are not.
    fn has_directions(&self) -> bool {
        true
    }

    /// Its record of failures so far.
    fn health(&self) -> Health {
        Health::default()
    }

    /// The program, if it is one, which remembers what it failed at.
    fn program(&mut self) -> Option<&mut External> {
        None
    }
}

/// The reply to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    Answer(Answer),
    /// The subject panicked or ended.
    Crash(Arc<Trouble>),
    /// The subject said something that is no answer of the protocol.
    BreaksProtocol(Arc<Trouble>),
    Timeout(Arc<Trouble>),
    /// Not asked, because all requests like it have failed: the rule of [`LeftOut`].
    LeftOut(u64),
    /// Not asked any more: the subject has been given up, or the check was ended early.
    NotAsked,
}

impl Reply {
    pub fn crash(reason: impl Into<String>) -> Reply {
        Reply::Crash(Arc::new(Trouble::from(reason.into())))
    }

    pub fn breaks_protocol(reason: impl Into<String>) -> Reply {
        Reply::BreaksProtocol(Arc::new(Trouble::from(reason.into())))
    }

    /// True of an answer that is none of the protocol.
    pub fn is_broken(&self) -> bool {
        matches!(self, Reply::BreaksProtocol(_))
    }
}

/// Why a subject cannot be run at all.
#[derive(Debug, thiserror::Error)]
pub enum SubjectError {
    #[error("unknown subject {name:?}{meant}; expected {expected}")]
    Unknown { name: String, meant: String, expected: String },
    #[error(
        "this build has no subject {name}, which needs the feature {feature}: cargo run --release --features {feature} -- …"
    )]
    NotBuilt { name: &'static str, feature: &'static str },
    #[error("failed to start {program:?}: {source}")]
    Start { program: String, source: std::io::Error },
    #[error("{program:?} did not introduce itself: {reason}")]
    Hello { program: String, reason: String },
    #[error("processes of {program:?} introduce themselves differently: {reason}")]
    Introductions { program: String, reason: String },
    #[error("{program:?} opens no array: {reason}")]
    Probe { program: String, reason: String },
    #[error("{subject:?} was given up: {reason}")]
    GivenUp { subject: String, reason: String },
}
