//! Talking with a program line by line, to hear exactly what it says.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::SubjectError;

/// The longest line that is heard as one.
const MAX_LINE: u64 = 1 << 20;

/// Lines that wait at most to be sent or heard.
const WAITING: usize = 64;

/// How many of the last lines on standard error are kept.
const LAST_LINES: usize = 5;

/// A running program.
pub struct Dialogue {
    child: Child,
    requests: Option<SyncSender<Vec<u8>>>,
    lines: Receiver<Vec<u8>>,
    stderr: Arc<Mutex<VecDeque<String>>>,
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
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| SubjectError::Start { program: program.clone(), source })?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            let reason = "it has no pipes".to_owned();
            return Err(SubjectError::Hello { program: program.clone(), reason });
        };
        Ok(Dialogue {
            child,
            requests: Some(spawn_writer(stdin)),
            lines: spawn_reader(stdout),
            stderr: spawn_listener(stderr),
        })
    }

    /// Sends text, which may be several lines.
    pub fn say(&self, text: &str) {
        if let Some(requests) = &self.requests {
            // If the program has ended, that is heard.
            let _ = requests.try_send(text.as_bytes().to_vec());
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
        let deadline = Instant::now() + patience;
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(5)),
                _ => return None,
            }
        }
    }

    /// The last lines that it wrote on standard error.
    pub fn last_words(&self) -> Vec<String> {
        let lines = self.stderr.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().cloned().collect()
    }
}

impl Drop for Dialogue {
    fn drop(&mut self) {
        self.requests = None;
        if self.ended(Duration::from_millis(200)).is_none() {
            // It may have ended just now; then there is nothing to do.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Writes what is sent to it, until the pipe breaks or the sender is dropped.
fn spawn_writer(mut stdin: ChildStdin) -> SyncSender<Vec<u8>> {
    let (sender, receiver) = sync_channel::<Vec<u8>>(WAITING);
    thread::spawn(move || {
        while let Ok(bytes) = receiver.recv() {
            if stdin.write_all(&bytes).and_then(|()| stdin.flush()).is_err() {
                break;
            }
        }
    });
    sender
}

fn spawn_reader(stdout: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = sync_channel(WAITING);
    thread::spawn(move || {
        let mut reader = BufReader::new(stdout);
        while let Some(line) = next_line(&mut reader) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Keeps the last lines, so that a program never waits for somebody to read them.
fn spawn_listener(stderr: ChildStderr) -> Arc<Mutex<VecDeque<String>>> {
    let kept = Arc::new(Mutex::new(VecDeque::new()));
    let lines = Arc::clone(&kept);
    thread::spawn(move || {
        let mut reader = BufReader::new(stderr);
        while let Some(line) = next_line(&mut reader) {
            let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
            if lines.len() == LAST_LINES {
                lines.pop_front();
            }
            lines.push_back(String::from_utf8_lossy(&line).into_owned());
        }
    });
    kept
}

/// The next line without its newline; of a longer one, the first [`MAX_LINE`] bytes.
fn next_line(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    match reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => {
            if line.last() == Some(&b'\n') {
                line.pop();
            }
            Some(line)
        }
    }
}
