//! How many answers a process of a program lasts.
//!
//! A program may fail by its number of answers, whatever it is asked. What shows it: processes fail at nearly the same
//! number, and each request is answered when it is asked again. The next process is then ended in good time.

use crate::subject::Renewal;

/// How many failures at nearly the same number show a lifespan: silences cost most.
const SILENCES: usize = 2;
const FAILURES: usize = 3;

/// How many of the last failures are compared.
const COMPARED: usize = 8;

/// How many failures before the end of a lifespan refute it.
const REFUTING: u64 = 3;

/// The lifespan of the processes of one program, as far as it shows.
#[derive(Debug, Default)]
pub(super) struct Lifespan {
    /// After how many answers processes have failed, the last one last.
    ends: Vec<u64>,
    shown: Option<Renewal>,
    /// How many failures came too early since it has shown.
    early: u64,
    /// How often a lifespan was refuted: each time, more failures have to show the next one.
    refuted: usize,
}

impl Lifespan {
    /// Takes note of a failure of a process after so many answers, to which no request is to blame.
    pub fn note(&mut self, answers: u64, is_silence: bool) {
        if let Some(shown) = &self.shown
            && answers < shown.after
        {
            self.early += 1;
            if self.early == REFUTING {
                *self = Lifespan { refuted: self.refuted + 1, ..Lifespan::default() };
                return;
            }
        }
        if self.ends.len() == COMPARED {
            self.ends.remove(0);
        }
        self.ends.push(answers);
        let least = if is_silence { SILENCES } else { FAILURES };
        let like = self.ends.iter().copied().filter(|end| are_near(*end, answers));
        let like: Vec<u64> = like.collect();
        let (Some(first), Some(last)) = (like.iter().min(), like.iter().max()) else { return };
        if like.len() >= least << self.refuted.min(4) {
            let renewals = self.shown.as_ref().map_or(0, |shown| shown.renewals);
            let failures = like.len() as u64;
            // If they differ, an eighth less: the next one may end a little earlier.
            let margin = if first == last { 0 } else { first / 8 };
            let after = (first - margin).max(1);
            self.shown = Some(Renewal { after, renewals, failures, first: *first, last: *last });
        }
    }

    /// After how many answers a process is ended, and why, if a lifespan has shown.
    pub fn shown(&self) -> Option<&Renewal> {
        self.shown.as_ref()
    }

    /// Takes note of a process that was ended in good time.
    pub fn renewed(&mut self) {
        if let Some(shown) = &mut self.shown {
            shown.renewals += 1;
        }
    }
}

/// Whether two numbers of answers differ by a quarter at most.
fn are_near(one: u64, other: u64) -> bool {
    one.abs_diff(other) <= one.min(other) / 4
}
