//! Walking a new adapter through the protocol: the introduction, and one case of each operation.
//!
//! Unlike a check, this talks with the program line by line, so that what is wrong with a line can be
//! said in words, with how to mend it.

mod answer;
mod arrays;
mod hello;
mod questions;

use std::time::Duration;

use crate::protocol::{Hello, hello_line};
use crate::subject::{Dialogue, Heard, Program, SubjectError};
use crate::vectors::{Store, VectorError};

use answer::Line;
use questions::Question;

/// How long a program may take to end, and to say something after all when its input is closed.
const ENDING: Duration = Duration::from_secs(5);

/// Lines that are no answer are listened to up to here.
const MAX_NOISE: usize = 8;

/// One step of the walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What is asked, for people.
    pub title: String,
    /// Why it is left out.
    pub skipped: Option<String>,
    /// The lines that were sent and received.
    pub sent: Vec<String>,
    pub came: Vec<String>,
    /// The answer that is expected, in words.
    pub due: String,
    pub findings: Vec<Finding>,
    /// Remarks that are no faults.
    pub notes: Vec<String>,
    /// The last lines on standard error, where the program ended.
    pub stderr: Vec<String>,
}

/// Something that is not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub wrong: String,
    pub mend: String,
}

/// Why a walk did not take place.
#[derive(Debug, thiserror::Error)]
pub enum SmokeError {
    #[error(transparent)]
    Subject(#[from] SubjectError),
    #[error(transparent)]
    Vectors(#[from] VectorError),
    #[error("failed to write copies of golden arrays: {0}")]
    Copies(std::io::Error),
}

/// A program on its walk.
struct Walk<'a> {
    program: &'a Program,
    /// None if it is gone.
    dialogue: Option<Dialogue>,
    steps: Vec<Step>,
}

impl Finding {
    fn new(wrong: impl Into<String>, mend: impl Into<String>) -> Finding {
        Finding { wrong: wrong.into(), mend: mend.into() }
    }
}

impl Step {
    pub fn is_right(&self) -> bool {
        self.findings.is_empty() && self.skipped.is_none()
    }

    pub fn is_wrong(&self) -> bool {
        !self.findings.is_empty()
    }
}

/// Walks a program through the protocol. If the introduction is wrong, that is the only step.
pub fn smoke(program: &Program, store: &Store) -> Result<Vec<Step>, SmokeError> {
    let dialogue = Some(Dialogue::start(&program.command)?);
    let mut walk = Walk { program, dialogue, steps: Vec::new() };
    let Some(hello) = walk.introduce() else { return Ok(walk.steps) };
    for question in questions::all(&hello, store)? {
        walk.ask(question)?;
    }
    walk.read(&hello, store)?;
    walk.end()?;
    Ok(walk.steps)
}

impl Walk<'_> {
    fn introduce(&mut self) -> Option<Hello> {
        let mut step = Step {
            title: "introduces itself".to_owned(),
            due: "a line with protocol, implementation and codecs".to_owned(),
            ..Step::default()
        };
        self.say(&mut step, &hello_line());
        let mut introduction = None;
        while let Some(line) = self.hear(&mut step, self.program.limits.startup) {
            let (hello, findings) = hello::read(&line);
            let is_noise = hello.is_none() && !answer::is_object_meant(&line);
            step.notes.extend(hello.as_ref().and_then(hello::note));
            introduction = hello;
            step.findings.extend(findings);
            if !is_noise || step.came.len() >= MAX_NOISE {
                break;
            }
        }
        self.steps.push(step);
        introduction
    }

    fn ask(&mut self, question: Question) -> Result<(), SmokeError> {
        let Question { title, due, requests, skipped } = question;
        let mut step = Step { title, skipped, ..Step::default() };
        if step.skipped.is_some() {
            self.steps.push(step);
            return Ok(());
        }
        step.due = due.describe(requests.len());
        self.restart()?;
        let lines: String = requests.iter().map(|request| request.to_line()).collect();
        self.say(&mut step, &lines);
        let mut open = requests;
        while !open.is_empty() && step.came.len() < MAX_NOISE + open.len() {
            let Some(line) = self.hear(&mut step, self.program.limits.answer) else { break };
            match answer::read(&line, &open, &due) {
                Line::Noise(finding) => step.findings.push(finding),
                Line::Answer { to, findings } => {
                    open.remove(to);
                    step.findings.extend(findings);
                }
            }
        }
        if !open.is_empty() {
            // What it would say now is the answer to nothing.
            self.dialogue = None;
        }
        self.steps.push(step);
        Ok(())
    }

    fn end(&mut self) -> Result<(), SmokeError> {
        let mut step = Step {
            title: "ends when its input does".to_owned(),
            due: "nothing more, and exit status 0".to_owned(),
            ..Step::default()
        };
        self.restart()?;
        if let Some(dialogue) = &mut self.dialogue {
            dialogue.hang_up();
            while let Heard::Line(line) = dialogue.hear(ENDING) {
                step.came.push(String::from_utf8_lossy(&line).into_owned());
                if step.came.len() >= MAX_NOISE {
                    break;
                }
            }
            if !step.came.is_empty() {
                step.findings.push(Finding::new(
                    "it printed more lines than it was asked for",
                    "print one line for each request, and everything else on standard error",
                ));
            }
            match dialogue.ended(ENDING) {
                Some(status) if status.success() => {}
                Some(status) => {
                    step.findings.push(Finding::new(
                        format!("it ended with {status}"),
                        "the end of the input is no error: leave the loop and end with status 0",
                    ));
                    step.stderr = dialogue.last_words();
                }
                None => step.findings.push(Finding::new(
                    format!("it still runs {} s after its input was closed", ENDING.as_secs()),
                    "leave the loop where reading a line gives the end of the input",
                )),
            }
        }
        self.dialogue = None;
        self.steps.push(step);
        Ok(())
    }

    /// Starts the program again if it is gone.
    fn restart(&mut self) -> Result<(), SmokeError> {
        if self.dialogue.is_none() {
            let mut dialogue = Dialogue::start(&self.program.command)?;
            dialogue.say(&hello_line());
            dialogue.hear(self.program.limits.startup);
            self.dialogue = Some(dialogue);
        }
        Ok(())
    }

    fn say(&self, step: &mut Step, lines: &str) {
        step.sent.extend(lines.lines().map(str::to_owned));
        if let Some(dialogue) = &self.dialogue {
            dialogue.say(lines);
        }
    }

    /// The next line. If no line comes, the step says so.
    fn hear(&mut self, step: &mut Step, patience: Duration) -> Option<Vec<u8>> {
        let dialogue = self.dialogue.as_mut()?;
        match dialogue.hear(patience) {
            Heard::Line(line) => {
                step.came.push(String::from_utf8_lossy(&line).into_owned());
                return Some(line);
            }
            Heard::Silence => step.findings.push(silence(dialogue, patience)),
            Heard::End(status) => {
                let wrong = match status {
                    Some(status) => format!("it ended before it answered ({status})"),
                    None => "it closed its output before it answered".to_owned(),
                };
                let mend = "answer what cannot be done with \"error\" or \"unsupported\", and go on with \
                            the next line";
                step.findings.push(Finding::new(wrong, mend));
                step.stderr = dialogue.last_words();
            }
        }
        self.dialogue = None;
        None
    }
}

/// Why nothing came: closing the input tells a program that waits for its end from one that is stuck.
fn silence(dialogue: &mut Dialogue, patience: Duration) -> Finding {
    let seconds = patience.as_secs_f64();
    dialogue.hang_up();
    match dialogue.hear(ENDING) {
        Heard::Line(_) => Finding::new(
            format!("it answered nothing within {seconds} s, and only when its input was closed"),
            "read line by line and not to the end of the input, and flush the output after each answer \
             (in Python: `for line in sys.stdin:` and `print(…, flush=True)`)",
        ),
        Heard::Silence | Heard::End(_) => Finding::new(
            format!("it answered nothing within {seconds} s"),
            "flush the output after each answer, and end each with a newline; a program that only needs longer is \
             given --timeout, or --startup-timeout for the introduction",
        ),
    }
}
