//! Speaking the protocol for a subject: requests from a reader, responses to a writer.

use std::io::{self, BufRead, BufReader, Read, Write};

use super::{Reply, Subject};
use crate::protocol::{Answer, Incoming, ProtocolError, readable_id};

/// The longest line that is kept, far longer than any that the harness sends.
const MAX_LINE: usize = 1 << 30;

/// Why serving ended before its input did.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("failed to read a request: {0}")]
    Read(io::Error),
    #[error("failed to write a response: {0}")]
    Write(io::Error),
    /// The implementation broke, as a program of its own would have.
    #[error("line {line}: {message}")]
    Subject { line: u64, message: String },
}

/// Answers every line of `input` on `output`, until `input` ends. Responses are flushed whenever
/// there is no further request at hand, so that a harness may wait for each or send many ahead.
///
/// A line that is not a request of the protocol is answered by an `error` with the id of the request,
/// or with `"id":null` if none can be read, and the next line is read.
///
/// # Errors
///
/// Input or output fails, or the subject does.
pub fn serve(
    subject: &mut dyn Subject,
    input: impl Read,
    output: impl Write,
) -> Result<(), ServeError> {
    serve_lines(subject, input, output, MAX_LINE)
}

/// As [`serve`], for lines of at most `limit` bytes: a longer one is answered by an `error`.
///
/// # Errors
///
/// Input or output fails, or the subject does.
pub fn serve_lines(
    subject: &mut dyn Subject,
    input: impl Read,
    output: impl Write,
    limit: usize,
) -> Result<(), ServeError> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut output = io::BufWriter::with_capacity(1 << 16, output);
    let mut line = Vec::new();
    for number in 1.. {
        let incoming = match read_line(&mut input, &mut line, limit).map_err(ServeError::Read)? {
            Line::End => break,
            Line::Whole => incoming(&line),
            Line::TooLong => Err(syntax(format!("it is longer than {limit} bytes"))),
        };
        let broken = |message| ServeError::Subject { line: number, message };
        let response = match incoming {
            Err(error) => Answer::refusal_line(readable_id(&line), &error),
            Ok(Incoming::Hello) => subject.hello().to_line(),
            Ok(Incoming::Unsupported { id, reason }) => Answer::Unsupported(reason).to_line(id),
            Ok(Incoming::Read(request)) => {
                let replies = subject.ask_reads(std::slice::from_ref(&request));
                answer(replies).map_err(broken)?.to_line(request.id)
            }
            Ok(Incoming::Write(request)) => {
                let replies = subject.ask_writes(std::slice::from_ref(&request));
                answer(replies).map_err(broken)?.to_line(request.id)
            }
            Ok(Incoming::Request(request)) => match request.unlisted(subject.hello()) {
                Err(error) => Answer::refusal_line(Some(request.id), &error),
                Ok(Some(reason)) => Answer::Unsupported(reason).to_line(request.id),
                Ok(None) => {
                    let replies = subject.ask(std::slice::from_ref(&request));
                    answer(replies).map_err(broken)?.to_line(request.id)
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

/// The answer to a single request, or the reason why there is none.
fn answer(mut replies: Vec<Reply>) -> Result<Answer, String> {
    match replies.pop() {
        Some(Reply::Answer(answer)) => Ok(answer),
        Some(Reply::Crash(trouble) | Reply::BreaksProtocol(trouble) | Reply::Timeout(trouble)) => {
            Err(trouble.reason.clone())
        }
        Some(Reply::LeftOut(_) | Reply::NotAsked) | None => {
            Err("the subject gave no answer".to_owned())
        }
    }
}

fn syntax(reason: String) -> ProtocolError {
    ProtocolError::Syntax { reason }
}

fn incoming(line: &[u8]) -> Result<Incoming, ProtocolError> {
    match str::from_utf8(line) {
        Ok(text) if text.trim().is_empty() => Err(syntax("it is empty".to_owned())),
        Ok(text) => Incoming::from_line(text.trim_end()),
        Err(error) => Err(syntax(format!("it is not UTF-8: {error}"))),
    }
}

/// The state of what has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Whole,
    /// The rest of it has been passed over.
    TooLong,
    /// The input is at its end.
    End,
}

/// Reads a line of at most `limit` bytes into `line`, of a longer one the beginning.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
    line.clear();
    if input.take(limit as u64).read_until(b'\n', line)? == 0 {
        return Ok(Line::End);
    }
    if line.len() < limit || line.last() == Some(&b'\n') {
        return Ok(Line::Whole);
    }
    input.skip_until(b'\n')?;
    Ok(Line::TooLong)
}
