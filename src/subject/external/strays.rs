//! Processes that have left the group of a program that started them, as daemons do.
//!
//! On Linux everything that a program starts is known by a variable in its environment. Elsewhere a
//! process that has left its group stays.

/// The variable that marks what a program has started.
pub(super) const VARIABLE: &str = "ZARRPROOF_PROCESS";

pub(super) use system::{adopt, end, kill};

#[cfg(target_os = "linux")]
mod system {
    use std::fs;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use rustix::process::{
        Pid, Signal, WaitId, WaitIdOptions, getpid, kill_process, set_child_subreaper, waitid,
    };

    use super::VARIABLE;
    use crate::subject::external::live::live;

    /// Whether what programs leave behind becomes a child of this process.
    static ADOPTS: AtomicBool = AtomicBool::new(false);

    /// How often what is left is looked for: each time, what was started meanwhile.
    const ROUNDS: usize = 20;

    const PAUSE: Duration = Duration::from_millis(1);

    /// How often nothing must be found: a process that ends while they are listed may hide another one.
    const QUIET: usize = 2;

    /// Has what programs leave behind become a child of this process, where it is found at once.
    pub fn adopt() {
        // A kernel that cannot do this has all processes looked through instead.
        ADOPTS.store(set_child_subreaper(Some(getpid())).is_ok(), Ordering::SeqCst);
    }

    /// Ends everything that has this mark.
    pub fn end(mark: &str) {
        for _ in 0..ROUNDS {
            if !kill(mark) {
                break;
            }
            thread::sleep(PAUSE);
        }
        if ADOPTS.load(Ordering::SeqCst) {
            // No leader can be started while its number is not in the list.
            let live = live();
            if live.is_empty() {
                end_children();
            }
            for child in children().into_iter().flatten() {
                if !live.iter().any(|leader| leader.number == child.as_raw_pid().unsigned_abs()) {
                    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG;
                    // One that has not ended yet is asked for another time.
                    let _ = waitid(WaitId::Pid(child), options);
                }
            }
        }
    }

    /// Ends what is left when no program runs: what has a clean environment and so no mark, and what has started anew faster
    /// than it was found.
    fn end_children() {
        let mut quiet = 0;
        for _ in 0..ROUNDS {
            let mut children = children().unwrap_or_default();
            children.retain(|child| kill_process(*child, Signal::KILL).is_ok());
            if children.is_empty() {
                quiet += 1;
            }
            if quiet == QUIET {
                break;
            }
            thread::sleep(PAUSE);
            for child in children {
                let _ = waitid(WaitId::Pid(child), WaitIdOptions::EXITED | WaitIdOptions::NOHANG);
            }
        }
    }

    /// Kills everything that has this mark. Returns whether there was something.
    pub fn kill(mark: &str) -> bool {
        let adopted = ADOPTS.load(Ordering::SeqCst).then(children).flatten();
        let mut found = false;
        for process in adopted.unwrap_or_else(all) {
            if has_mark(process, mark) {
                // It may have ended meanwhile.
                found |= kill_process(process, Signal::KILL).is_ok();
            }
        }
        found
    }

    fn has_mark(process: Pid, mark: &str) -> bool {
        let path = format!("/proc/{}/environ", process.as_raw_pid());
        let environment = fs::read(path).unwrap_or_default();
        let entry = format!("{VARIABLE}={mark}");
        environment.split(|byte| *byte == 0).any(|one| one == entry.as_bytes())
    }

    /// The children of this process, if the system lists them.
    fn children() -> Option<Vec<Pid>> {
        let mut children = Vec::new();
        for thread in fs::read_dir("/proc/self/task").ok()?.flatten() {
            // A thread may have ended meanwhile.
            let listed = fs::read_to_string(thread.path().join("children"));
            let numbers = match &listed {
                Ok(listed) => listed.split_whitespace(),
                Err(_) if thread.path().exists() => return None,
                Err(_) => continue,
            };
            children.extend(numbers.filter_map(to_pid));
        }
        Some(children)
    }

    fn all() -> Vec<Pid> {
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        entries.filter_map(|entry| to_pid(entry.file_name().to_str()?)).collect()
    }

    fn to_pid(number: &str) -> Option<Pid> {
        Pid::from_raw(number.parse().ok()?)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub fn adopt() {}

    pub fn end(_: &str) {}

    pub fn kill(_: &str) -> bool {
        false
    }
}
