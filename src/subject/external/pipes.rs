//! The pipes of a program, each with a thread of its own, so that neither side can block the other.
//!
//! What they hold is bounded, whatever the program writes and however little it reads.

use std::io::{self, ErrorKind, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::subject::complaint;

/// The longest line that is read, many times the longest answer that the vectors have.
pub const MAX_LINE: usize = 8 << 20;

/// What is read at once.
const CHUNK: usize = 64 << 10;

/// Chunks that wait to be looked at.
const QUEUE: usize = 4;

/// What is kept of standard error, in bytes, and how many lines are shown of that.
const TAIL_BYTES: usize = 64 << 10;
const TAIL_LINES: usize = 20;

/// Starts a thread. Where there is a limit of threads, that can fail.
pub(super) fn spawn(work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().spawn(work).map(drop)
}

/// Writes what is sent to it, until the pipe breaks or the sender is dropped, which closes the pipe.
/// `capacity` messages fit before a sender has to wait.
pub(super) fn writer(
    mut stdin: impl Write + Send + 'static,
    capacity: usize,
) -> io::Result<SyncSender<String>> {
    let (sender, receiver) = sync_channel::<String>(capacity);
    spawn(move || {
        // A broken pipe shows as the end of the program's output, where it is reported.
        while let Ok(lines) = receiver.recv() {
            if stdin.write_all(lines.as_bytes()).and_then(|()| stdin.flush()).is_err() {
                break;
            }
        }
    })?;
    Ok(sender)
}

/// Reads whole lines, several at a time, until the end or something that is none.
pub(super) fn reader(
    stdout: impl Read + Send + 'static,
) -> io::Result<Receiver<Result<Vec<u8>, String>>> {
    let (sender, receiver) = sync_channel(QUEUE);
    spawn(move || {
        let mut lines = Lines { stdout, rest: Vec::new() };
        while let Some(chunk) = lines.next_chunk().transpose() {
            let is_last = chunk.is_err();
            if sender.send(chunk).is_err() || is_last {
                break;
            }
        }
    })?;
    Ok(receiver)
}

/// Reads all of an output, or says that it has more than `most` bytes.
pub(super) fn whole(
    stdout: impl Read + Send + 'static,
    most: usize,
) -> io::Result<Receiver<Result<Vec<u8>, String>>> {
    let (sender, receiver) = sync_channel(1);
    spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.take(most as u64 + 1).read_to_end(&mut bytes);
        // Nobody may be there any more to hear of it.
        let _ = sender.send(match read {
            Ok(_) if bytes.len() > most => Err(format!("it printed more than {most} bytes")),
            Ok(_) => Ok(bytes),
            Err(error) => Err(format!("failed to read its output: {error}")),
        });
    })?;
    Ok(receiver)
}

/// Output up to the last newline, and what has been read after it.
struct Lines<R> {
    stdout: R,
    rest: Vec<u8>,
}

impl<R: Read> Lines<R> {
    /// At least one line; `None` at the end. A last line may do without its newline.
    fn next_chunk(&mut self) -> Result<Option<Vec<u8>>, String> {
        loop {
            let start = self.rest.len();
            self.rest.resize(start + CHUNK, 0);
            let read = self.stdout.read(&mut self.rest[start..]);
            self.rest.truncate(start + *read.as_ref().unwrap_or(&0));
            match read {
                Ok(0) if self.rest.is_empty() => return Ok(None),
                Ok(0) => return Ok(Some(std::mem::take(&mut self.rest))),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(format!("failed to read its output: {error}")),
            }
            if let Some(newline) = self.rest[start..].iter().rposition(|byte| *byte == b'\n') {
                let rest = self.rest.split_off(start + newline + 1);
                return Ok(Some(std::mem::replace(&mut self.rest, rest)));
            }
            if self.rest.len() > MAX_LINE {
                return Err(format!("it wrote a line of more than {} MiB", MAX_LINE >> 20));
            }
        }
    }
}

/// The end of what a program writes to standard error.
pub(super) struct Tail {
    bytes: Arc<Mutex<Vec<u8>>>,
    /// Disconnected at the end.
    end: Receiver<()>,
}

impl Tail {
    /// Reads all of it, and keeps the end.
    pub fn of(mut stderr: impl Read + Send + 'static) -> io::Result<Tail> {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&bytes);
        let (sender, end) = sync_channel(0);
        spawn(move || {
            let _ends_with_this_thread: SyncSender<()> = sender;
            let mut chunk = vec![0; TAIL_BYTES];
            loop {
                match stderr.read(&mut chunk) {
                    Ok(0) => break,
                    Ok(count) => {
                        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                        kept.extend_from_slice(&chunk[..count]);
                        let surplus = kept.len().saturating_sub(TAIL_BYTES);
                        kept.drain(..surplus);
                    }
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(_) => break,
                }
            }
        })?;
        Ok(Tail { bytes, end })
    }

    /// The last lines, as far as they can be had soon, and before them the one that says why it failed, if it is further up.
    /// Control characters do not reach a terminal.
    pub fn lines(&self) -> Vec<String> {
        // Something that has left the group of a program may hold its pipe open.
        let _ = self.end.recv_timeout(Duration::from_millis(200));
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&bytes);
        let printable = |c: char| if c.is_control() && c != '\t' { '\u{fffd}' } else { c };
        let lines: Vec<&str> = text.lines().collect();
        let last = lines.len().saturating_sub(TAIL_LINES);
        let reason = complaint::position(&lines).filter(|at| *at < last).map(|at| lines[at]);
        let shown = reason.iter().chain(&lines[last..]);
        shown.map(|line| line.trim_end().chars().map(printable).collect()).collect()
    }
}
