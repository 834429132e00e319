//! Speaking the protocol for a subject: requests from a reader, responses to a writer.

use std::io::{self, BufRead, BufReader, Read, Write};

use super::{Reply, Subject};
use crate::protocol::{Answer, Incoming, ProtocolError};

/// Why serving ended before its input did.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("failed to read a request: {0}")]
    Read(io::Error),
    #[error("failed to write a response: {0}")]
    Write(io::Error),
    #[error("line {line}: {source}")]
    Protocol { line: u64, source: ProtocolError },
    #[error("line {line}: {message}")]
    Subject { line: u64, message: String },
}

/// Answers every line of `input` on `output`, until `input` ends. Responses are flushed whenever
/// there is no further request at hand, so that a harness may wait for each or send many ahead.
///
/// # Errors
///
/// A line that breaks the protocol ends it: there is no id to answer to.
pub fn serve(
    subject: &mut dyn Subject,
    input: impl Read,
    output: impl Write,
) -> Result<(), ServeError> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut output = io::BufWriter::with_capacity(1 << 16, output);
    let mut line = String::new();
    for number in 1.. {
        line.clear();
        if input.read_line(&mut line).map_err(ServeError::Read)? == 0 {
            break;
        }
        let protocol = |source| ServeError::Protocol { line: number, source };
        let response = match Incoming::from_line(&line).map_err(protocol)? {
            Incoming::Hello { .. } => subject.hello().to_line(),
            Incoming::Unsupported { id, operation } => {
                Answer::Unsupported(format!("operation {operation:?} is not implemented"))
                    .to_line(id)
            }
            Incoming::Request(request) => match subject.ask(std::slice::from_ref(&request)).pop() {
                Some(Reply::Answer(answer)) => answer.to_line(request.id),
                Some(
                    Reply::Crash(trouble) | Reply::BreaksProtocol(trouble) | Reply::Timeout(trouble),
                ) => {
                    let message = trouble.reason.clone();
                    return Err(ServeError::Subject { line: number, message });
                }
                Some(Reply::LeftOut(_) | Reply::NotAsked) | None => {
                    let message = "the subject gave no answer".to_owned();
                    return Err(ServeError::Subject { line: number, message });
                }
            },
        };
        output.write_all(response.as_bytes()).map_err(ServeError::Write)?;
        if !input.buffer().contains(&b'\n') {
            output.flush().map_err(ServeError::Write)?;
        }
    }
    output.flush().map_err(ServeError::Write)
}
