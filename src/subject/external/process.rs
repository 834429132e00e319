//! One running program: its start and introduction, its lines, and its end.

use std::io;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError};
use std::thread;
use std::time::{Duration, Instant};

use super::group::Leader;
use super::pipes::{self, Tail};
use crate::protocol::{Hello, hello_line};
use crate::subject::complaint::complaint;
use crate::subject::{Program, Stop, Stopped, SubjectError, Trouble};

/// Requests under way at once.
pub(super) const WINDOW: usize = 256;

/// How long a program may take to end by itself once its output or its input has ended.
pub(super) const GRACE: Duration = Duration::from_secs(1);

/// How often a program that does not answer is looked after.
const WATCH: Duration = Duration::from_millis(100);

/// By which a program shows that it is a reader, and does not speak the protocol.
const READER_OPTION: &str = "array_path";

/// How often a full pipe is tried.
const PAUSE: Duration = Duration::from_millis(2);

/// What a program does instead of answering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Crash(String),
    BreaksProtocol(String),
    Timeout(Duration),
    /// Nothing: the check is ended early.
    Stopped(Stopped),
}

/// A running program.
pub(super) struct Process {
    requests: Option<SyncSender<String>>,
    chunks: Receiver<Result<Vec<u8>, String>>,
    /// The chunk that is being looked at, and from where on.
    chunk: Vec<u8>,
    at: usize,
    stderr: Tail,
    /// The id of the next request, which no request to this process has had.
    pub next_id: u64,
    stop: Stop,
    leader: Leader,
}

impl Process {
    /// Starts a program, and waits for its introduction.
    pub fn start(program: &Program) -> Result<(Process, Hello), SubjectError> {
        Process::launch(program)?.introduced(program)
    }

    /// Starts a program, and does not wait for its introduction.
    pub fn launch(program: &Program) -> Result<Process, SubjectError> {
        let named = || program.command.join(" ");
        let Some((command, arguments)) = program.command.split_first() else {
            return Err(SubjectError::Hello { program: named(), reason: "no program".to_owned() });
        };
        let mut leader = Leader::spawn(command, arguments, |command| {
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        })
        .map_err(|source| SubjectError::Start { program: command.clone(), source })?;
        let child = leader.child();
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            let reason = "it has no pipes".to_owned();
            return Err(SubjectError::Hello { program: named(), reason });
        };
        let connect = || -> io::Result<_> {
            let requests = pipes::writer(stdin, WINDOW)?;
            // There is room for the first. If the writer has ended, so has the program, which the reader reports.
            let _ = requests.try_send(hello_line());
            Ok((Some(requests), pipes::reader(stdout)?, Tail::of(stderr)?))
        };
        let (requests, chunks, stderr) =
            connect().map_err(|source| SubjectError::Start { program: command.clone(), source })?;
        Ok(Process {
            leader,
            requests,
            chunks,
            chunk: Vec::new(),
            at: 0,
            stderr,
            next_id: 1,
            stop: program.limits.stop,
        })
    }

    /// Waits for its introduction.
    pub fn introduced(mut self, program: &Program) -> Result<(Process, Hello), SubjectError> {
        let line = self.next_line(Instant::now(), program.limits.startup).map(str::to_owned);
        let hello = line.and_then(|line| {
            Hello::from_line(&line)
                .map_err(|error| Fault::BreaksProtocol(quoting(&error.to_string(), &line)))
        });
        match hello {
            Ok(hello) => Ok((self, hello)),
            Err(fault) => {
                let Trouble { mut reason, stderr } = self.end(fault);
                if let Some(line) = complaint(&stderr) {
                    reason.push_str(&format!("; on its standard error: {line}"));
                }
                if stderr.iter().any(|line| line.contains(READER_OPTION)) {
                    reason.push_str("; a program that opens arrays is checked with --reader");
                }
                Err(SubjectError::Hello { program: program.command.join(" "), reason })
            }
        }
    }

    /// Sends lines. A program that answers without reading fills its pipe, and what waits to be sent:
    /// it has `patience` since `start` to go on.
    pub fn send(
        &self,
        mut lines: String,
        (start, patience): (Instant, Duration),
    ) -> Result<(), Fault> {
        let Some(requests) = &self.requests else { return Ok(()) };
        loop {
            match requests.try_send(lines) {
                Err(TrySendError::Full(back)) => lines = back,
                // If the writer has ended, so has the program, which the reader reports.
                Ok(()) | Err(TrySendError::Disconnected(_)) => return Ok(()),
            }
            if let Some(stopped) = self.stop.reason() {
                return Err(Fault::Stopped(stopped));
            }
            if start.elapsed() >= patience {
                let seconds = patience.as_secs_f64();
                return Err(Fault::BreaksProtocol(format!(
                    "it answered without reading: for {seconds} s no request could be sent"
                )));
            }
            thread::sleep(PAUSE);
        }
    }

    /// The next line of its output, which it has `patience` for since `start`.
    pub fn next_line(&mut self, start: Instant, patience: Duration) -> Result<&str, Fault> {
        if self.at == self.chunk.len() {
            self.chunk = self.next_chunk(start, patience)?;
            self.at = 0;
        }
        let rest = &self.chunk[self.at..];
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        match str::from_utf8(&rest[..end]) {
            Ok(line) => Ok(line),
            Err(_) => {
                let line = String::from_utf8_lossy(&rest[..end]);
                Err(Fault::BreaksProtocol(quoting("it wrote a line that is not UTF-8", &line)))
            }
        }
    }

    fn next_chunk(&mut self, start: Instant, patience: Duration) -> Result<Vec<u8>, Fault> {
        let mut has_ended = false;
        loop {
            let left = patience.saturating_sub(start.elapsed());
            // Lines that are no answers must not keep a program going for ever.
            if left.is_zero() {
                return Err(Fault::Timeout(patience));
            }
            if let Some(stopped) = self.stop.reason() {
                return Err(Fault::Stopped(stopped));
            }
            match self.chunks.recv_timeout(left.min(WATCH)) {
                Ok(chunk) => return chunk.map_err(Fault::BreaksProtocol),
                // What it has started may hold its output open when it is gone itself.
                Err(RecvTimeoutError::Timeout) if !has_ended => {
                    has_ended = self.leader.has_ended_within(Duration::ZERO);
                }
                Err(_) => return Err(Fault::Crash(self.obituary())),
            }
        }
    }

    /// Whether a line is at hand, without waiting for one.
    pub fn has_line(&self) -> bool {
        self.at < self.chunk.len()
    }

    /// What it does unasked within a while.
    pub fn listen(&mut self, patience: Duration) -> Option<Fault> {
        match self.next_line(Instant::now(), patience) {
            Ok(line) => {
                let reason = quoting("it wrote a line that answers no request", line);
                Some(Fault::BreaksProtocol(reason))
            }
            Err(Fault::Timeout(_) | Fault::Stopped(_)) => None,
            Err(fault) => Some(fault),
        }
    }

    /// Why the output ended.
    fn obituary(&mut self) -> String {
        if self.leader.has_ended_within(GRACE)
            && let Some(status) = self.leader.end()
        {
            return format!("it ended early ({status})");
        }
        "it closed its output and lived on".to_owned()
    }

    /// Asks it to end: closes its input.
    pub fn hang_up(&mut self) {
        self.requests = None;
    }

    /// Whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.leader.has_ended_within(Duration::ZERO)
    }

    /// Ends it after a while. Returns whether it has ended by itself.
    pub fn end_after(mut self, patience: Duration) -> bool {
        let has_ended = self.leader.has_ended_within(patience);
        self.leader.end();
        has_ended
    }

    /// Ends it for a fault.
    pub fn end(mut self, fault: Fault) -> Trouble {
        let has_ended = self.leader.end();
        let mut reason = match fault {
            Fault::Crash(reason) | Fault::BreaksProtocol(reason) => reason,
            Fault::Timeout(patience) => format!("no answer within {} s", patience.as_secs_f64()),
            Fault::Stopped(stopped) => stopped.to_string(),
        };
        if has_ended.is_none() {
            let number = self.leader.number();
            reason.push_str(&format!(
                "; process {number} could not be ended, and is left: it may run as another user"
            ));
        }
        Trouble { reason, stderr: self.stderr.lines() }
    }
}

/// A reason, and the beginning of the line that it is about.
pub(super) fn quoting(reason: &str, line: &str) -> String {
    let printable = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let shown: String = line.trim_end().chars().take(200).map(printable).collect();
    format!("{reason}; its line: {shown}")
}

impl Drop for Process {
    fn drop(&mut self) {
        // Closing its input asks it to end. Whatever is left of its group then is ended.
        self.requests = None;
        self.leader.has_ended_within(GRACE);
    }
}
