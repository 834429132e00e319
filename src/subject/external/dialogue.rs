//! Talking with a program line by line, to hear exactly what it says.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use super::group::Leader;
use super::pipes::{self, MAX_LINE, Tail};
use crate::subject::SubjectError;

/// Lines that wait at most to be sent.
const WAITING: usize = 64;

/// Lines that wait at most to be heard: each may be long.
const UNHEARD: usize = 4;

/// How many of the last lines on standard error are kept.
const LAST_LINES: usize = 5;

/// A running program.
pub struct Dialogue {
    leader: Leader,
    requests: Option<SyncSender<String>>,
    lines: Receiver<Vec<u8>>,
    stderr: Tail,
}

/// What came of waiting for a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A line without its newline, of whatever bytes.
    Line(Vec<u8>),
    /// Nothing, in the time that it had.
    Silence,
    /// The output is at its end, as the program is if it has a status.
    End(Option<ExitStatus>),
}

impl Dialogue {
    /// Starts a program.
    pub fn start(command: &[String]) -> Result<Dialogue, SubjectError> {
        let Some((program, arguments)) = command.split_first() else {
            return Err(SubjectError::Hello {
                program: String::new(),
                reason: "no program".to_owned(),
            });
        };
        let mut leader = Leader::spawn(program, arguments, |command| {
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        })
        .map_err(|source| SubjectError::Start { program: program.clone(), source })?;
        let child = leader.child();
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            let reason = "it has no pipes".to_owned();
            return Err(SubjectError::Hello { program: program.clone(), reason });
        };
        let connect = || -> io::Result<_> {
            let requests = Some(pipes::writer(stdin, WAITING)?);
            Ok((requests, spawn_reader(stdout)?, Tail::of(stderr)?))
        };
        let (requests, lines, stderr) =
            connect().map_err(|source| SubjectError::Start { program: program.clone(), source })?;
        Ok(Dialogue { leader, requests, lines, stderr })
    }

    /// Sends text, which may be several lines.
    pub fn say(&self, text: &str) {
        if let Some(requests) = &self.requests {
            // If the program has ended, that is heard.
            let _ = requests.try_send(text.to_owned());
        }
    }

    /// Waits for the next line.
    pub fn hear(&mut self, patience: Duration) -> Heard {
        match self.lines.recv_timeout(patience) {
            Ok(line) => Heard::Line(line),
            Err(RecvTimeoutError::Timeout) => Heard::Silence,
            Err(RecvTimeoutError::Disconnected) => {
                Heard::End(self.ended(patience.min(Duration::from_secs(1))))
            }
        }
    }

    /// Closes the program's input, which asks it to end.
    pub fn hang_up(&mut self) {
        self.requests = None;
    }

    /// Waits for the program's end.
    pub fn ended(&mut self, patience: Duration) -> Option<ExitStatus> {
        if self.leader.has_ended_within(patience) { self.leader.end() } else { None }
    }

    /// The last lines that it wrote on standard error.
    pub fn last_words(&self) -> Vec<String> {
        let mut lines = self.stderr.lines();
        lines.split_off(lines.len().saturating_sub(LAST_LINES))
    }
}

fn spawn_reader(stdout: impl Read + Send + 'static) -> io::Result<Receiver<Vec<u8>>> {
    let (sender, receiver) = sync_channel(UNHEARD);
    pipes::spawn(move || {
        let mut reader = BufReader::new(stdout);
        while let Some(line) = next_line(&mut reader) {
            let is_cut = line.len() > MAX_LINE;
            if sender.send(line).is_err() {
                break;
            }
            // What is left of the line is no line of its own.
            if is_cut && reader.skip_until(b'\n').is_err() {
                break;
            }
        }
    })?;
    Ok(receiver)
}

/// The next line without its newline; of one that is longer than [`MAX_LINE`], the first bytes and
/// one more.
fn next_line(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    match reader.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', &mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => {
            if line.last() == Some(&b'\n') {
                line.pop();
            }
            Some(line)
        }
    }
}
