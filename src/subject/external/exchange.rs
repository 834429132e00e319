//! Several requests under way at once, and answers in any order.

use std::time::{Duration, Instant};

use super::process::{Fault, Process, quoting};
use super::query::Query;
use crate::protocol::Answer;
use crate::subject::Reply;

/// The elements of requests under way at once, in bytes, unless it is a single request.
const WINDOW_BYTES: usize = 1 << 20;

/// After how many broken answers in a row no more is sent: the process may be the cause.
const BROKEN: usize = 16;

/// What came of asking several requests.
pub(super) struct Exchange {
    /// By position among the requests.
    pub replies: Vec<Option<Reply>>,
    /// How many were sent.
    pub sent: usize,
    /// The number of the last answers that broke the protocol.
    broken: usize,
    /// The position of the reply that came last.
    pub last: Option<usize>,
    /// What went wrong, if not all were answered.
    pub fault: Option<Fault>,
    /// How long nothing came before that.
    pub silence: Duration,
}

/// Asks the requests, at most `window` at once, and waits for the answers, for each at most `patience`
/// after the one before.
pub(super) fn exchange(
    process: &mut Process,
    requests: &[&Query],
    window: usize,
    patience: Duration,
) -> Exchange {
    let first_id = process.next_id;
    process.next_id += requests.len() as u64;
    let mut exchange = Exchange {
        replies: vec![None; requests.len()],
        sent: 0,
        broken: 0,
        last: None,
        fault: None,
        silence: Duration::ZERO,
    };
    let mut window = Window { most: window, requests: 0, bytes: 0 };
    let mut progress = Instant::now();
    let mut answered = 0;
    while answered < exchange.due(requests) || process.has_line() {
        let lines = exchange.lines_to_send(requests, first_id, &mut window);
        let mut said = Ok(());
        if !lines.is_empty() {
            said = process.send(lines, (Instant::now(), patience));
        }
        let line = said
            .and_then(|()| exchange.take_line(process, requests, first_id, (progress, patience)));
        match line {
            Ok(Some(at)) => {
                window.requests -= 1;
                window.bytes -= requests[at].weight();
                answered += 1;
                progress = Instant::now();
            }
            Ok(None) => {}
            Err(fault) => {
                exchange.fault = Some(fault);
                exchange.silence = progress.elapsed();
                exchange.forget_doubles();
                break;
            }
        }
    }
    exchange
}

/// What is under way.
struct Window {
    most: usize,
    requests: usize,
    bytes: usize,
}

const TWICE: &str = "it answered the same request twice";

impl Exchange {
    /// How many of the requests are to be answered: those that were sent, if no more are to be.
    fn due(&self, requests: &[&Query]) -> usize {
        if self.broken < BROKEN { requests.len() } else { self.sent }
    }

    /// Holds requests that were answered twice for not answered: where others were not answered, one
    /// of the answers may have been meant for them.
    fn forget_doubles(&mut self) {
        let is_double = |reply: &Option<Reply>| matches!(reply, Some(Reply::BreaksProtocol(trouble)) if trouble.reason.starts_with(TWICE));
        self.replies.iter_mut().filter(|reply| is_double(reply)).for_each(|reply| *reply = None);
    }

    /// The lines that the window has room for. Half of it is kept filled, so that lines go out
    /// several at a time.
    fn lines_to_send(&mut self, requests: &[&Query], first_id: u64, window: &mut Window) -> String {
        let mut lines = String::new();
        let is_over = self.sent == self.due(requests);
        if is_over || window.requests > window.most / 2 || window.bytes > WINDOW_BYTES / 2 {
            return lines;
        }
        while let Some(request) = requests.get(self.sent) {
            let bytes = window.bytes + request.weight();
            let has_room = window.requests < window.most && bytes <= WINDOW_BYTES;
            if !has_room && window.requests > 0 {
                break;
            }
            request.write_line(first_id + self.sent as u64, &mut lines);
            window.requests += 1;
            window.bytes = bytes;
            self.sent += 1;
        }
        lines
    }

    /// Takes the next line, and says which request it is the first answer to.
    fn take_line(
        &mut self,
        process: &mut Process,
        requests: &[&Query],
        first_id: u64,
        (progress, patience): (Instant, Duration),
    ) -> Result<Option<usize>, Fault> {
        let line = process.next_line(progress, patience)?;
        let broken = |reason: &str| Fault::BreaksProtocol(quoting(reason, line));
        let (id, answer) = Answer::from_line(line).map_err(|error| broken(&error.to_string()))?;
        let at = id.checked_sub(first_id).map(|at| at as usize).filter(|at| *at < self.sent);
        let Some(at) = at else {
            return Err(broken(&format!("it answered request {id}, which was not asked")));
        };
        let answer = match requests[at] {
            Query::Read(_) => answer.and_then(|answer| answer.of_array(line)),
            Query::Write(_) => Answer::of_writing(answer, line),
            Query::Ask(_) => answer,
        };
        // The same whatever was asked before, and by which process.
        let own_line = || line.replacen(&id.to_string(), &requests[at].id().to_string(), 1);
        let broken = |reason: &str| Reply::breaks_protocol(quoting(reason, &own_line()));
        let is_first = self.replies[at].is_none();
        // Whose answer it is, is certain, so that nobody has to be asked again.
        self.replies[at] = Some(match answer {
            _ if !is_first => broken(TWICE),
            Ok(answer) => Reply::Answer(answer),
            Err(error) => broken(&error.to_string()),
        });
        self.broken = match &self.replies[at] {
            Some(Reply::Answer(_)) => 0,
            _ => self.broken + 1,
        };
        self.last = Some(at);
        Ok(is_first.then_some(at))
    }
}
