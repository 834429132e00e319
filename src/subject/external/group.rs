//! Process groups: a program and whatever it starts end together, at the latest with this process.

use std::ffi::OsStr;
use std::io;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::live::{Live, live};
use super::{launcher, strays};
use crate::files::remove_scratch;
use crate::subject::stop;

/// Counts the programs that were started.
static STARTED: AtomicU64 = AtomicU64::new(0);

/// How often the end of a process is looked for.
const POLL: Duration = Duration::from_millis(2);

/// How long a process may take to end once it is killed. One of another user cannot be killed.
const END: Duration = Duration::from_secs(2);

/// A process that leads a group of its own. It is ended when it is dropped.
pub(super) struct Leader {
    child: Child,
    /// What the environment of everything that it starts has.
    mark: String,
    status: Option<ExitStatus>,
    was_ended: bool,
}

impl Leader {
    /// Starts a program. No signal can come in between unseen: it waits for the lock.
    pub fn spawn(
        program: &str,
        arguments: &[String],
        pipe: impl FnOnce(&mut Command),
    ) -> io::Result<Leader> {
        let mark = format!("{}.{}", std::process::id(), STARTED.fetch_add(1, Ordering::Relaxed));
        let mut command = launcher::command(OsStr::new(program), arguments)?;
        command.env(strays::VARIABLE, &mark);
        pipe(&mut command);
        system::lead_group(&mut command);
        let mut live = live();
        let child = command.spawn()?;
        live.push(Live { number: child.id(), mark: mark.clone() });
        Ok(Leader { child, mark, status: None, was_ended: false })
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// The number of the process.
    pub fn number(&self) -> u32 {
        self.child.id()
    }

    /// Waits a while for it to end by itself.
    pub fn has_ended_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        loop {
            if self.status.is_some() || system::has_ended(&mut self.child) {
                return true;
            }
            if Instant::now() >= deadline {
                return false;
            }
            thread::sleep(POLL);
        }
    }

    /// Ends it and all that it has started, and says how it ended; `None` if it cannot be ended.
    pub fn end(&mut self) -> Option<ExitStatus> {
        if self.was_ended {
            return self.status;
        }
        self.was_ended = true;
        system::kill(&mut self.child);
        // The lock, which a signal needs, is not held while something may take long.
        if self.has_ended_within(END) {
            let mut live = live();
            // Only from now on can another process get the same number.
            self.status = self.child.wait().ok();
            live.retain(|leader| leader.number != self.child.id());
        }
        strays::end(&self.mark);
        self.status
    }
}

impl Drop for Leader {
    fn drop(&mut self) {
        self.end();
    }
}

/// Has the signals that end this process end all programs first. The exit code is then 128 and the
/// number of the signal, as a shell has it. A signal that is ignored stays ignored. Where a command
/// heeds signals itself, only the second one ends this process.
///
/// On Linux, what programs leave behind becomes a child of this process, and ends with them.
///
/// # Errors
///
/// If the system does not let signals be caught.
pub fn end_with_this_process() -> io::Result<()> {
    strays::adopt();
    system::on_signal(|signal| {
        if !stop::is_end(signal) {
            return;
        }
        // Held until the exit, so that nothing is started any more.
        let live = live();
        live.iter().for_each(|leader| system::kill_group(leader.number));
        for leader in live.iter() {
            strays::kill(&leader.mark);
        }
        remove_scratch();
        std::process::exit(128 + signal)
    })
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};
    use std::sync::Arc;

    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    use crate::subject::external::pipes;

    pub fn lead_group(command: &mut Command) {
        command.process_group(0);
    }

    /// Leaves the process to be waited for, so that its number stays that of its group.
    pub fn has_ended(child: &mut Child) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        !matches!(waitid(WaitId::Pid(Pid::from_child(child)), options), Ok(None))
    }

    pub fn kill(child: &mut Child) {
        kill_group(child.id());
        // A group that is not there, or not permitted, must not keep its leader alive.
        let _ = child.kill();
    }

    pub fn kill_group(leader: u32) {
        if let Some(group) = i32::try_from(leader).ok().and_then(Pid::from_raw) {
            // The group may have ended by itself.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }

    pub fn on_signal(then: impl Fn(i32) + Send + 'static) -> io::Result<()> {
        let ignored = ignored();
        let caught = [SIGHUP, SIGINT, SIGTERM].into_iter();
        let mut signals = Signals::new(caught.filter(|signal| ignored >> (signal - 1) & 1 == 0))?;
        // A limit of the size of files is an error of the write, which is reported, and not the end.
        signal_hook::flag::register(SIGXFSZ, Arc::default())?;
        pipes::spawn(move || signals.forever().for_each(then))
    }

    /// The signals that whoever started this process had it ignore, as `nohup` does, a bit each. Linux
    /// says so in a file; elsewhere none is known.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
    }
}

/// Elsewhere the console ends what was started from it.
#[cfg(not(unix))]
mod system {
    use std::io;
    use std::process::{Child, Command};

    pub fn lead_group(_: &mut Command) {}

    pub fn has_ended(child: &mut Child) -> bool {
        !matches!(child.try_wait(), Ok(None))
    }

    pub fn kill(child: &mut Child) {
        // It may have ended by itself.
        let _ = child.kill();
    }

    pub fn kill_group(_: u32) {}

    pub fn on_signal(_: impl Fn(i32) + Send + 'static) -> io::Result<()> {
        Ok(())
    }
}
