//! Process groups: a program and whatever it starts end together, at the latest with this process.

use std::io;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The leaders of the groups that are not known to have ended, which a signal ends.
static LIVE: Mutex<Vec<u32>> = Mutex::new(Vec::new());

fn live() -> MutexGuard<'static, Vec<u32>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How often the end of a process is looked for.
const POLL: Duration = Duration::from_millis(2);

/// A process that leads a group of its own. It is ended when it is dropped.
pub(super) struct Leader {
    child: Child,
    status: Option<ExitStatus>,
}

impl Leader {
    /// Starts a command. No signal can come in between unseen: it waits for the lock.
    pub fn spawn(command: &mut Command) -> io::Result<Leader> {
        system::lead_group(command);
        let mut live = live();
        let child = command.spawn()?;
        live.push(child.id());
        Ok(Leader { child, status: None })
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.child
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

    /// Ends it and its whole group, and says how it ended.
    pub fn end(&mut self) -> Option<ExitStatus> {
        if self.status.is_none() {
            let mut live = live();
            system::kill(&mut self.child);
            // Only from now on can another process get the same number.
            self.status = self.child.wait().ok();
            live.retain(|leader| *leader != self.child.id());
        }
        self.status
    }
}

impl Drop for Leader {
    fn drop(&mut self) {
        self.end();
    }
}

/// Has the signals that end this process end all programs first. The exit code is then 128 and the
/// number of the signal, as a shell has it.
///
/// # Errors
///
/// If the system does not let signals be caught.
pub fn end_with_this_process() -> io::Result<()> {
    system::on_signal(|signal| {
        // Held until the exit, so that nothing is started any more.
        let live = live();
        live.iter().for_each(|leader| system::kill_group(*leader));
        std::process::exit(128 + signal)
    })
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};
    use std::thread;

    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

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

    pub fn on_signal(then: impl FnOnce(i32) + Send + 'static) -> io::Result<()> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                then(signal);
            }
        });
        Ok(())
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

    pub fn on_signal(_: impl FnOnce(i32) + Send + 'static) -> io::Result<()> {
        Ok(())
    }
}
