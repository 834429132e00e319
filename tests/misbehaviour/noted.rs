//! Processes that programs have noted, and whether they run.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::programs::program;

/// The processes that a program has noted: itself and its child.
pub fn noted(file: &Path) -> Vec<u32> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let complete = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let numbers = complete.flat_map(str::split_whitespace);
    numbers.map(|number| number.parse().expect("a number")).collect()
}

/// Whether a process is there, and is more than an entry that nobody has asked for yet.
pub fn is_running(number: u32) -> bool {
    let state = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
    state.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
}

pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}");
        sleep(Duration::from_millis(10));
    }
}

/// A check of a program that hangs and has a child.
pub fn hanging(file: &Path, fault: &str, options: &[&str]) -> Child {
    let mut zarrproof = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
    zarrproof
        .args(["check", "--from", "uint4", "--to", "uint8"])
        .args(options)
        .arg("--")
        .args(program(fault, &["input", "7"]).command);
    start_hanging(zarrproof, file)
}

/// Starts a command, and waits until its program has noted itself and its child.
pub fn start_hanging(mut command: Command, file: &Path) -> Child {
    let child = command.env("CHILDREN", file).stdout(Stdio::piped()).spawn().expect("it starts");
    wait_until("the program hangs", || noted(file).len() >= 2);
    child
}

/// Ends the processes that a program has noted, which nobody else can.
pub fn end_noted(file: &Path) {
    for number in noted(file) {
        let number = i32::try_from(number).ok().and_then(Pid::from_raw).expect("a process");
        // It may have ended meanwhile.
        let _ = kill_process(number, Signal::KILL);
    }
}

pub fn send(child: &Child, signal: Signal) {
    let number = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    kill_process(number.expect("a process"), signal).expect("it is there");
}
