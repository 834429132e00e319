//! What ends a check before everything was asked: a signal, or a limit of time.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::{Duration, Instant};

/// The first signal that came, or 0.
static SIGNAL: AtomicI32 = AtomicI32::new(0);

/// Whether the first signal asks for a report, and only the second ends this process.
static HEEDED: AtomicBool = AtomicBool::new(false);

/// What may end a check early.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stop {
    deadline: Option<(Instant, Duration)>,
    heeds_signals: bool,
}

/// Why a check was ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    Signal(i32),
    Time(Duration),
}

impl Stop {
    /// Ends after this time from now, if one is given, and at the first signal, which from now on does
    /// not end this process.
    pub fn at_signal_or_after(limit: Option<Duration>) -> Stop {
        HEEDED.store(true, Ordering::SeqCst);
        Stop { heeds_signals: true, ..Stop::after(limit) }
    }

    /// Ends after this time from now, if one is given.
    pub fn after(limit: Option<Duration>) -> Stop {
        let deadline = limit.and_then(|limit| Some((Instant::now().checked_add(limit)?, limit)));
        Stop { deadline, heeds_signals: false }
    }

    /// Why no more is to be asked, if that is so.
    pub fn reason(&self) -> Option<Stopped> {
        let signal = SIGNAL.load(Ordering::SeqCst);
        if self.heeds_signals && signal != 0 {
            return Some(Stopped::Signal(signal));
        }
        let (_, limit) = self.deadline.filter(|(deadline, _)| Instant::now() >= *deadline)?;
        Some(Stopped::Time(limit))
    }
}

/// Takes note of a signal. Returns whether this process is to end at once.
pub(super) fn is_end(signal: i32) -> bool {
    let is_first = SIGNAL.compare_exchange(0, signal, Ordering::SeqCst, Ordering::SeqCst).is_ok();
    !(is_first && HEEDED.load(Ordering::SeqCst))
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stopped::Signal(signal) => match signal {
                1 => write!(f, "interrupted by SIGHUP"),
                2 => write!(f, "interrupted by SIGINT"),
                15 => write!(f, "interrupted by SIGTERM"),
                other => write!(f, "interrupted by signal {other}"),
            },
            Stopped::Time(limit) => write!(f, "the time of {} s was over", limit.as_secs_f64()),
        }
    }
}
