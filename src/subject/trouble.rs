//! What subjects do instead of answering, and what came of it.

use std::sync::Arc;

/// Why there is no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    pub reason: String,
    /// The last lines that a program wrote to standard error.
    pub stderr: Vec<String>,
}

impl From<String> for Trouble {
    fn from(reason: String) -> Trouble {
        Trouble { reason, stderr: Vec::new() }
    }
}

/// How a subject, all its processes together, came through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// How often it ended, hung or broke the protocol. Each time it was started again.
    pub failures: u64,
    /// How often nobody was to blame: asked alone, each request was answered.
    pub unattributed: u64,
    /// A few failures of that sort.
    pub examples: Vec<Arc<Trouble>>,
    /// Why it was given up, if it was.
    pub given_up: Option<Arc<Trouble>>,
}

impl Health {
    /// How many examples are kept.
    const EXAMPLES: usize = 5;

    /// Adds what other processes of the same subject came through.
    pub fn add(&mut self, other: Health) {
        self.failures += other.failures;
        self.unattributed += other.unattributed;
        other.examples.into_iter().for_each(|trouble| self.keep(trouble));
        self.given_up = self.given_up.take().or(other.given_up);
    }

    /// Takes note of a failure that is nobody's.
    pub(super) fn notice(&mut self, trouble: Arc<Trouble>) {
        self.unattributed += 1;
        self.keep(trouble);
    }

    fn keep(&mut self, trouble: Arc<Trouble>) {
        let is_known = self.examples.iter().any(|known| known.reason == trouble.reason);
        if self.examples.len() < Health::EXAMPLES && !is_known {
            self.examples.push(trouble);
        }
    }
}
