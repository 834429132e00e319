//! Programs that open one array and print its elements, as `CLI --array_path=DIR`.
//!
//! Each array has a process of its own, and several run side by side. Where one crashes, hangs or prints without end, that is
//! the reply for its array, and no other's.

use std::path::Path;
use std::process::ExitStatus;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::complaint::complaint;
use super::external::{Ended, run_to_end};
use super::{Health, Program, Reply, Stopped, Subject, SubjectError, Trouble};
use crate::protocol::{
    Answer, ArrayAnswer, ArrayContent, Hello, Implementation, ReadRequest, Request, VERSION,
};

/// A program of the reader contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderProgram {
    /// The command, to which the array is appended as one word.
    pub program: Program,
    /// The exit status by which it says that it has not what an array needs, if it does.
    pub unsupported: Option<i32>,
}

/// A program of the reader contract under test.
pub struct Reader {
    program: ReaderProgram,
    hello: Hello,
    gives_elements: bool,
    record: Mutex<Record>,
}

/// What the processes have together.
#[derive(Default)]
struct Record {
    given_up: Option<Arc<Trouble>>,
    /// How long programs were waited for in vain, all together.
    spent: Duration,
}

/// What a shell adds to the number of the signal that ended a program.
const BY_SIGNAL: i32 = 128;

/// The signals by which a program crashes: SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGSEGV.
const CRASHES: [i32; 6] = [4, 6, 7, 8, 9, 11];

impl Reader {
    /// A reader of which nothing is known yet.
    pub fn new(program: ReaderProgram) -> Reader {
        let hello = Hello {
            protocol: VERSION,
            implementation: Implementation::new(&name(&program.program.command), NO_VERSION),
            ..Hello::default()
        };
        Reader { program, hello, gives_elements: true, record: Mutex::default() }
    }

    /// Sets what was found by probing: the versions of the storage format that it opens, and whether it prints elements.
    pub fn set_abilities(&mut self, formats: Vec<u64>, gives_elements: bool) {
        self.hello.stores.read = formats;
        self.gives_elements = gives_elements;
    }

    /// Asks for an array before anything is known of the program, which may take as long as an introduction.
    ///
    /// # Errors
    ///
    /// The program cannot be started.
    pub fn probe(&self, request: &ReadRequest) -> Result<Reply, SubjectError> {
        self.ask_one(request, self.program.program.limits.startup).map_err(|source| {
            let program = self.program.program.command.first().cloned().unwrap_or_default();
            SubjectError::Start { program, source }
        })
    }

    /// The command.
    pub fn words(&self) -> &[String] {
        &self.program.program.command
    }

    /// Why it is not asked any more, if the check is to end.
    pub fn stopped(&self) -> Option<Stopped> {
        self.program.program.limits.stop.reason()
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask_one(&self, request: &ReadRequest, patience: Duration) -> std::io::Result<Reply> {
        let ReaderProgram { program, unsupported } = &self.program;
        let argument = format!("--array_path={}", request.path);
        let begin = Instant::now();
        let ended = run_to_end(program, argument, patience, request.about.most)?;
        let Ended { output, status, stderr } = match ended {
            Ok(ended) => ended,
            Err(reply) => {
                if let Reply::Timeout(trouble) = &reply {
                    self.spend(begin.elapsed(), trouble);
                }
                return Ok(reply);
            }
        };
        let complaint = complaint(&stderr).map_or(String::new(), |line| format!(": {line}"));
        if is_crash(status) {
            let reason = format!("it ended early ({status})");
            return Ok(Reply::Crash(Trouble { reason, stderr }.into()));
        }
        Ok(match status.code() {
            Some(0) if !self.gives_elements => Reply::Answer(array(Vec::new())),
            Some(0) => match String::from_utf8(output) {
                Ok(output) => Reply::Answer(array(lines(&output))),
                Err(_) => {
                    let reason = "it printed what is not UTF-8".to_owned();
                    Reply::BreaksProtocol(Trouble { reason, stderr }.into())
                }
            },
            code if code.is_some() && code == *unsupported => {
                Reply::Answer(Answer::Unsupported(format!("{status}{complaint}")))
            }
            _ => {
                Reply::Answer(Answer::Error { kind: None, message: format!("{status}{complaint}") })
            }
        })
    }

    /// Takes note of time that was lost. If that is too much, the reader is given up.
    fn spend(&self, time: Duration, trouble: &Trouble) {
        let Program { limits, jobs, .. } = &self.program.program;
        let jobs = u32::try_from(jobs.get()).unwrap_or(u32::MAX);
        let patience = limits.patience().saturating_mul(2);
        let mut record = self.record();
        record.spent += time;
        if record.spent > patience.saturating_mul(jobs) && record.given_up.is_none() {
            let reason = format!(
                "it was waited for {} s in vain, twice --patience; the last: {}",
                patience.as_secs_f64(),
                trouble.reason
            );
            record.given_up = Some(Trouble { reason, stderr: trouble.stderr.clone() }.into());
        }
    }

    fn give_up(&self, reason: String) {
        self.record().given_up.get_or_insert(Arc::new(Trouble::from(reason)));
    }
}

/// The version of a program that has no way of stating one.
const NO_VERSION: &str = "of no stated version";

/// The words of a command, without the directories.
fn name(command: &[String]) -> String {
    let word = |word: &String| {
        let file = Path::new(word).file_name().map(|name| name.to_string_lossy().into_owned());
        file.unwrap_or_else(|| word.clone())
    };
    command.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Whether a program was ended by a signal, or by a shell that says so of what it ran.
fn is_crash(status: ExitStatus) -> bool {
    status.code().is_none_or(|code| CRASHES.contains(&(code - BY_SIGNAL)))
}

fn array(lines: Vec<String>) -> Answer {
    let content = ArrayContent::Elements(lines);
    Answer::Array(Box::new(ArrayAnswer { data_type: None, shape: None, content }))
}

/// The lines of an output, the last of which may do without its newline.
fn lines(output: &str) -> Vec<String> {
    let whole = output.strip_suffix('\n').unwrap_or(output);
    match output.is_empty() {
        true => Vec::new(),
        false => whole.split('\n').map(str::to_owned).collect(),
    }
}

impl Subject for Reader {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    /// It is asked for arrays alone.
    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let unsupported = Answer::Unsupported("a reader opens arrays alone".to_owned());
        vec![Reply::Answer(unsupported); requests.len()]
    }

    fn ask_reads(&mut self, requests: &[ReadRequest]) -> Vec<Reply> {
        let (next, replies) =
            (AtomicUsize::new(0), Mutex::new(vec![Reply::NotAsked; requests.len()]));
        let limits = self.program.program.limits;
        let work = || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(request) = requests.get(at) else { break };
                if limits.stop.reason().is_some() || self.record().given_up.is_some() {
                    break;
                }
                match self.ask_one(request, limits.answer) {
                    Ok(reply) => {
                        replies.lock().unwrap_or_else(PoisonError::into_inner)[at] = reply;
                    }
                    Err(error) => self.give_up(format!("it did not start again: {error}")),
                }
            }
        };
        let others = self.program.program.jobs.get().min(requests.len()).saturating_sub(1);
        thread::scope(|scope| {
            for _ in 0..others {
                // Where there is a limit of threads, this one does the work of those that are not there.
                let _ = thread::Builder::new().spawn_scoped(scope, work);
            }
            work();
        });
        replies.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn gives_elements(&self) -> bool {
        self.gives_elements
    }

    fn health(&self) -> Health {
        Health { given_up: self.record().given_up.clone(), ..Health::default() }
    }
}
