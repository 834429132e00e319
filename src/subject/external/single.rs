//! Programs that are started for one question, print the answer and end.

use std::io;
use std::process::{ExitStatus, Stdio};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use super::group::Leader;
use super::pipes::{self, Tail};
use super::process::Fault;
use super::shared;
use crate::subject::{Program, Reply, Trouble};

/// How often a program that does not answer is looked after.
const WATCH: Duration = Duration::from_millis(50);

/// How long output may take to end once everything has ended that wrote it.
const GRACE: Duration = Duration::from_secs(1);

/// A program that has ended by itself.
#[derive(Debug)]
pub(in crate::subject) struct Ended {
    pub output: Vec<u8>,
    pub status: ExitStatus,
    /// The last lines that it wrote to standard error.
    pub stderr: Vec<String>,
}

/// Runs a program with one argument more. It has `patience` to end, and may print `most` bytes. Whatever it leaves behind is
/// ended.
///
/// # Errors
///
/// The program cannot be started.
pub(in crate::subject) fn run_to_end(
    program: &Program,
    argument: String,
    patience: Duration,
    most: usize,
) -> io::Result<Result<Ended, Reply>> {
    let Some((command, arguments)) = program.command.split_first() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no program"));
    };
    let arguments = [arguments, &[argument]].concat();
    let mut leader = Leader::spawn(command, &arguments, |command| {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    })?;
    let child = leader.child();
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(io::Error::other("it has no pipes"));
    };
    let (output, stderr) = (pipes::whole(stdout, most)?, Tail::of(stderr)?);
    let begin = Instant::now();
    let is_over = || match program.limits.stop.reason() {
        Some(stopped) => Some(Fault::Stopped(stopped)),
        None => (begin.elapsed() >= patience).then_some(Fault::Timeout(patience)),
    };
    let came = loop {
        match output.recv_timeout(WATCH) {
            Ok(came) => break came.map_err(Fault::BreaksProtocol),
            Err(RecvTimeoutError::Disconnected) => {
                break Err(Fault::BreaksProtocol("its output cannot be read".to_owned()));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        // What it has started may hold its output open when it is gone itself.
        if leader.has_ended_within(Duration::ZERO) {
            leader.end();
            let held = || "it ended, and something that it started holds its output open";
            let came = output.recv_timeout(GRACE).unwrap_or_else(|_| Err(held().to_owned()));
            break came.map_err(Fault::BreaksProtocol);
        }
        if let Some(fault) = is_over() {
            break Err(fault);
        }
    };
    let waited = came.and_then(|output| {
        loop {
            if leader.has_ended_within(WATCH) {
                break Ok(output);
            }
            if let Some(fault) = is_over() {
                break Err(fault);
            }
        }
    });
    let status = leader.end();
    let stderr = stderr.lines();
    Ok(match (waited, status) {
        (Ok(output), Some(status)) => Ok(Ended { output, status, stderr }),
        (Ok(_), None) => {
            let reason = "how it ended cannot be told".to_owned();
            Err(Reply::Crash(Trouble { reason, stderr }.into()))
        }
        (Err(fault), _) => {
            let reason = match &fault {
                Fault::Crash(reason) | Fault::BreaksProtocol(reason) => reason.clone(),
                Fault::Timeout(patience) => {
                    format!("it did not end within {} s", patience.as_secs_f64())
                }
                Fault::Stopped(stopped) => stopped.to_string(),
            };
            Err(shared::reply(&fault, Trouble { reason, stderr }.into()))
        }
    })
}
