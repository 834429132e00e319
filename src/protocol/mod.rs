//! The protocol, version 1: one JSON object a line, requests to a subject and its responses.
//!
//! Every subject is asked through these types, in process or not. Only an external one has them
//! turned into text. Codec, data type and fill value are kept as the JSON that a `zarr.json` has.
//!
//! New fields, codecs, data types and operations make no new version: what is unknown here is shown
//! where an introduction lists it, not asked, and ignored elsewhere.

mod answer;
mod codecs;
mod error;
mod hello;
mod incoming;
mod layout;
mod read_request;
mod request;
mod stores;
mod unknown;
mod write_request;

pub use answer::{Answer, ArrayAnswer, ArrayContent, ErrorKind};
pub use codecs::{ArrayPart, ChainInput, Codecs, DataQuestion, InputPart};
pub use error::ProtocolError;
pub use hello::{Capability, Hello, Implementation};
pub use incoming::{Incoming, readable_id};
pub use layout::Layout;
pub use read_request::{AboutArray, ReadRequest};
pub use request::{Question, Request, hello_line};
pub use stores::Stores;
pub use unknown::Unknown;
pub use write_request::WriteRequest;

/// The version of the protocol spoken here.
pub const VERSION: u64 = 1;
