//! Any other program, over its standard input and output.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Program, Reply, Subject, SubjectError};
use crate::protocol::{Answer, Hello, Request, hello_line};

/// Requests under way at once. The bound keeps what has to be asked again after a crash small.
const WINDOW: usize = 64;

/// The longest line that is read: an answer that is longer is no answer to any request made here.
const MAX_LINE: u64 = 64 << 20;

/// A program that speaks the protocol.
pub struct External {
    program: Program,
    hello: Hello,
    process: Option<Process>,
    starts: usize,
}

/// A running program. Threads of their own write and read its pipes, so that neither side can block
/// the other.
struct Process {
    child: Child,
    requests: Option<SyncSender<Vec<u8>>>,
    lines: Receiver<Result<String, String>>,
    /// How long it may take for the next line.
    patience: Duration,
}

/// What came of asking several requests.
struct Exchange {
    /// By position among the requests.
    answers: HashMap<usize, Answer>,
    /// How many were sent.
    sent: usize,
    /// What went wrong, if not all were answered. The program is gone then.
    trouble: Option<Reply>,
}

impl External {
    /// Starts a program, and waits for its introduction.
    pub fn start(program: &Program) -> Result<External, SubjectError> {
        let (process, hello) = launch(program)?;
        Ok(External { program: program.clone(), hello, process: Some(process), starts: 1 })
    }

    /// The running program, started again if it has ended.
    fn process(&mut self) -> Result<&mut Process, String> {
        let process = match self.process.take() {
            Some(process) => process,
            None if self.starts > self.program.limits.restarts => {
                return Err(format!("given up after {} restarts", self.starts - 1));
            }
            None => {
                self.starts += 1;
                launch(&self.program).map_err(|error| error.to_string())?.0
            }
        };
        Ok(self.process.insert(process))
    }

    fn exchange(&mut self, requests: &[Request]) -> Exchange {
        let exchange = match self.process() {
            Ok(process) => process.exchange(requests),
            Err(reason) => {
                let trouble = Some(Reply::Crash(reason));
                Exchange { answers: HashMap::new(), sent: requests.len().min(WINDOW), trouble }
            }
        };
        if exchange.trouble.is_some() {
            self.process = None;
        }
        exchange
    }

    fn ask_alone(&mut self, request: &Request) -> Reply {
        let mut exchange = self.exchange(std::slice::from_ref(request));
        match (exchange.answers.remove(&0), exchange.trouble) {
            (Some(answer), _) => Reply::Answer(answer),
            (None, Some(trouble)) => trouble,
            (None, None) => Reply::Crash("it did not answer".to_owned()),
        }
    }
}

impl Subject for External {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    /// Requests are sent ahead. If the program fails, those that were sent and not answered are
    /// asked again one by one, so that only the culprits are without an answer.
    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let mut replies = Vec::with_capacity(requests.len());
        while replies.len() < requests.len() {
            let batch = &requests[replies.len()..];
            let mut exchange = self.exchange(batch);
            for (at, request) in batch.iter().enumerate().take(exchange.sent) {
                replies.push(match exchange.answers.remove(&at) {
                    Some(answer) => Reply::Answer(answer),
                    None => self.ask_alone(request),
                });
            }
        }
        replies
    }
}

fn launch(program: &Program) -> Result<(Process, Hello), SubjectError> {
    let name = program.command.join(" ");
    let Some((command, arguments)) = program.command.split_first() else {
        return Err(SubjectError::Hello { program: name, reason: "no program".to_owned() });
    };
    let start = |source| SubjectError::Start { program: command.clone(), source };
    let mut child = Command::new(command)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(start)?;
    let hello = |reason: String| SubjectError::Hello { program: name.clone(), reason };
    let pipes = (child.stdin.take(), child.stdout.take());
    let (Some(stdin), Some(stdout)) = pipes else {
        return Err(hello("it has no pipes".to_owned()));
    };
    let mut process = Process {
        child,
        requests: Some(spawn_writer(stdin)),
        lines: spawn_reader(stdout),
        patience: program.limits.startup,
    };
    process.send(hello_line().into_bytes());
    let line = process.next_line().map_err(|trouble| hello(process.describe(&trouble)))?;
    let introduction = Hello::from_line(&line).map_err(|error| hello(error.to_string()))?;
    process.patience = program.limits.answer;
    Ok((process, introduction))
}

/// Writes what is sent to it, until the pipe breaks or the sender is dropped.
fn spawn_writer(mut stdin: ChildStdin) -> SyncSender<Vec<u8>> {
    let (sender, receiver) = sync_channel::<Vec<u8>>(WINDOW);
    thread::spawn(move || {
        // A broken pipe shows as the end of the program's output, where it is reported.
        while let Ok(bytes) = receiver.recv() {
            if stdin.write_all(&bytes).and_then(|()| stdin.flush()).is_err() {
                break;
            }
        }
    });
    sender
}

/// Reads lines, until the end or something that is none.
fn spawn_reader(stdout: impl Read + Send + 'static) -> Receiver<Result<String, String>> {
    let (sender, receiver) = sync_channel(WINDOW);
    thread::spawn(move || {
        let mut reader = BufReader::with_capacity(1 << 16, stdout);
        loop {
            let mut line = Vec::new();
            let read = (&mut reader).take(MAX_LINE).read_until(b'\n', &mut line);
            let line = match read {
                Ok(0) => break,
                Ok(_) if line.last() != Some(&b'\n') && line.len() as u64 == MAX_LINE => {
                    Err(format!("a line of more than {MAX_LINE} bytes"))
                }
                Ok(_) => String::from_utf8(line).map_err(|_| "a line that is not UTF-8".to_owned()),
                Err(error) => Err(format!("failed to read its output: {error}")),
            };
            let ended = line.is_err();
            if sender.send(line).is_err() || ended {
                break;
            }
        }
    });
    receiver
}

impl Process {
    fn send(&self, bytes: Vec<u8>) {
        if let Some(requests) = &self.requests {
            // If the writer has ended, so has the program, which the reader reports.
            let _ = requests.send(bytes);
        }
    }

    fn next_line(&mut self) -> Result<String, Reply> {
        match self.lines.recv_timeout(self.patience) {
            Ok(Ok(line)) => Ok(line),
            Ok(Err(message)) => Err(Reply::Crash(message)),
            Err(RecvTimeoutError::Timeout) => Err(Reply::Timeout),
            Err(RecvTimeoutError::Disconnected) => Err(Reply::Crash(self.obituary())),
        }
    }

    fn describe(&self, trouble: &Reply) -> String {
        match trouble {
            Reply::Crash(message) => message.clone(),
            Reply::Timeout => format!("no answer within {} s", self.patience.as_secs_f64()),
            Reply::Answer(_) => "an answer".to_owned(),
        }
    }

    /// Why the output ended.
    fn obituary(&mut self) -> String {
        let deadline = Instant::now() + Duration::from_secs(1);
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return format!("it ended early ({})", status),
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(5)),
                _ => return "it closed its output".to_owned(),
            }
        }
    }

    /// Sends the requests, at most [`WINDOW`] ahead of the answers, which may come in any order.
    fn exchange(&mut self, requests: &[Request]) -> Exchange {
        let mut exchange = Exchange { answers: HashMap::new(), sent: 0, trouble: None };
        let mut under_way = HashMap::with_capacity(WINDOW);
        while exchange.sent < requests.len() || !under_way.is_empty() {
            let mut lines = Vec::new();
            while exchange.sent < requests.len() && under_way.len() < WINDOW {
                let request = &requests[exchange.sent];
                lines.extend_from_slice(request.to_line().as_bytes());
                under_way.insert(request.id, exchange.sent);
                exchange.sent += 1;
            }
            if !lines.is_empty() {
                self.send(lines);
            }
            match self.next_answer(&mut under_way) {
                Ok((at, answer)) => exchange.answers.insert(at, answer),
                Err(trouble) => {
                    exchange.trouble = Some(trouble);
                    break;
                }
            };
        }
        exchange
    }

    fn next_answer(
        &mut self,
        under_way: &mut HashMap<u64, usize>,
    ) -> Result<(usize, Answer), Reply> {
        let line = self.next_line()?;
        let (id, answer) =
            Answer::from_line(&line).map_err(|error| crash(&error.to_string(), &line))?;
        match under_way.remove(&id) {
            Some(at) => Ok((at, answer)),
            None => Err(crash(&format!("nobody asked request {id}"), &line)),
        }
    }
}

fn crash(reason: &str, line: &str) -> Reply {
    let shown: String = line.trim_end().chars().take(200).collect();
    Reply::Crash(format!("{reason}; its line: {shown}"))
}

impl Drop for Process {
    fn drop(&mut self) {
        // Closing its input asks it to end; one that does not is ended, and either way waited for.
        self.requests = None;
        let deadline = Instant::now() + Duration::from_millis(500);
        while let Ok(None) = self.child.try_wait() {
            if Instant::now() > deadline {
                let _ = self.child.kill();
                let _ = self.child.wait();
                break;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}
