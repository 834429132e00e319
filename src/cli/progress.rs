//! Progress on standard error, where that is a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use super::Failure;
use crate::check::{CheckError, Progress};

/// How long a line stays before the next one replaces it.
const PAUSE: Duration = Duration::from_millis(100);

/// As wide as a terminal is at least.
const COLUMNS: usize = 79;

/// How many of them the bar itself takes.
const BAR: usize = 30;

/// A bar that shows nothing unless standard error is a terminal.
pub(super) struct Bar {
    total: u64,
    unit: String,
    done: AtomicU64,
    start: Instant,
    /// When the last line was drawn; `None` where no line ever is.
    drawn: Option<Mutex<Instant>>,
}

impl Bar {
    pub fn new(total: u64, unit: &str) -> Bar {
        let start = Instant::now();
        let drawn = io::stderr().is_terminal().then(|| Mutex::new(start));
        Bar { total, unit: unit.to_owned(), done: AtomicU64::new(0), start, drawn }
    }

    pub fn advance(&self, by: u64) {
        let done = self.done.fetch_add(by, Ordering::Relaxed) + by;
        // Who finds another thread drawing has no reason to wait for it.
        let Some(Ok(mut drawn)) = self.drawn.as_ref().map(Mutex::try_lock) else { return };
        if drawn.elapsed() >= PAUSE {
            *drawn = Instant::now();
            draw(&line(done, self.total, &self.unit, self.start.elapsed()));
        }
    }

    pub fn finish(&self) {
        if self.drawn.is_some() {
            draw("");
        }
    }
}

/// Replaces the line where the cursor is. Spaces do so on terminals of every kind.
fn draw(line: &str) {
    // What nobody can be shown is no fault.
    let _ = write!(io::stderr(), "\r{line:COLUMNS$}\r");
}

fn line(done: u64, total: u64, unit: &str, since: Duration) -> String {
    let share = done.min(total) as f64 / total.max(1) as f64;
    let full = (BAR as f64 * share) as usize;
    let left = since.as_secs_f64() / share.max(f64::EPSILON) * (1.0 - share);
    let left = match left {
        ..120.0 => format!("{left:.0} s"),
        _ => format!("{:.0} min", left / 60.0),
    };
    let bar = "█".repeat(full) + &"░".repeat(BAR - full);
    format!("{bar} {done}/{total} {unit}, {left} left")
}

/// Runs a check with a bar that counts its files.
pub(super) fn with_bar<T>(
    check: impl FnOnce(&(dyn Fn(Progress) + Sync)) -> Result<T, CheckError>,
) -> Result<T, Failure> {
    let bar = OnceLock::new();
    let checked = check(&|progress| match progress {
        Progress::Files(files) => drop(bar.set(Bar::new(files, "files"))),
        Progress::FileDone => bar.get().into_iter().for_each(|bar: &Bar| bar.advance(1)),
    });
    bar.into_inner().iter().for_each(Bar::finish);
    checked.map_err(Failure::from)
}
