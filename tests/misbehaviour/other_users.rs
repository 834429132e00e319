//! Programs that run as another user, whom the harness cannot end.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use rustix::process::{Pid, Signal, geteuid, kill_process};
use tempfile::TempDir;

use super::noted::{end_noted, send, start_hanging, wait_until};
use super::programs::{at_once, copy_program, program};

/// A user who has nothing.
const NOBODY: u32 = 65534;

/// Zarrproof where nobody can run it, and a program that makes anybody root.
struct Elsewhere {
    directory: TempDir,
    zarrproof: PathBuf,
    become_root: PathBuf,
}

impl Elsewhere {
    /// Needs the right to become another user, which tests have where they run as root. Elsewhere the test
    /// says that it is skipped.
    fn new(test: &str) -> Option<Elsewhere> {
        if !geteuid().is_root() {
            // Not a line that the test program keeps to itself.
            let _ = writeln!(io::stderr(), "skipped, as it needs to run as root: {test}");
            return None;
        }
        let directory = tempfile::tempdir().expect("a directory");
        let become_root = directory.path().join("setpriv");
        copy_program("/usr/bin/setpriv", &become_root);
        let everybody = |mode| fs::Permissions::from_mode(mode);
        fs::set_permissions(directory.path(), everybody(0o777)).expect("ours");
        fs::set_permissions(&become_root, everybody(0o4755)).expect("ours");
        let zarrproof = directory.path().join("zarrproof");
        copy_program(env!("CARGO_BIN_EXE_zarrproof"), &zarrproof);
        Some(Elsewhere { directory, zarrproof, become_root })
    }

    /// A command of Zarrproof about a program that runs as root, while Zarrproof does not.
    fn command(&self, words: &[&str], program: &[String]) -> Command {
        let mut command = Command::new(&self.zarrproof);
        let words = words.iter().chain(&["--jobs", "1", "--"]);
        command.args(words).arg(&self.become_root).args(["--reuid", "0"]).args(program);
        command.uid(NOBODY).gid(NOBODY).current_dir(self.directory.path());
        command
    }
}

#[test]
fn a_program_of_another_user_is_left_and_named() {
    let Some(elsewhere) = Elsewhere::new("a program of another user is left") else { return };
    let words = ["check", "--startup-timeout", "0.2"];
    let sleeps = ["sleep", "1000"].map(str::to_owned);
    let output = elsewhere.command(&words, &sleeps).output().expect("it ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{errors}");
    let (_, rest) = errors.split_once("no answer within 0.2 s; process ").expect("a number");
    let (number, rest) = rest.split_once(' ').expect("a number");
    assert!(rest.starts_with("could not be ended, and is left: it may run as"), "{errors}");
    let number = number.parse().ok().and_then(Pid::from_raw).expect("a number");
    kill_process(number, Signal::KILL).expect("it is there");
}

/// What a command about a hanging program of another user prints when it is sent a signal.
fn interrupted(elsewhere: &Elsewhere, words: &[&str], signal: Signal) -> Output {
    let file = elsewhere.directory.path().join(format!("children of {words:?} {signal:?}"));
    let hangs = program("hangs with a child", &["input", "7"]).command;
    let mut zarrproof = start_hanging(elsewhere.command(words, &hangs), &file);
    send(&zarrproof, signal);
    wait_until("the command ends", || zarrproof.try_wait().expect("it is ours").is_some());
    // Nobody else can.
    end_noted(&file);
    zarrproof.wait_with_output().expect("it has ended")
}

#[test]
fn a_signal_ends_what_waits_for_a_program_of_another_user() {
    let Some(elsewhere) = Elsewhere::new("a signal ends a wait for another user") else { return };
    let (check, prove) = (["check", "--kind", "elements"], ["prove"]);
    let few = ["--from", "uint4", "--to", "uint8", "--rounding", "nearest-even"];
    let (check, prove) = ([&check[..], &few].concat(), [&prove[..], &few].concat());
    // It hangs until it is interrupted, or all the time: it is given up again and again.
    let patient = ["--timeout", "600"];
    let hasty = ["--timeout", "0.1", "--patience", "600"];
    let cases = [
        (&check, patient.as_slice(), Signal::INT, 130),
        (&check, &patient, Signal::TERM, 143),
        (&check, &hasty, Signal::HUP, 129),
        (&prove, &patient, Signal::TERM, 143),
        (&prove, &hasty, Signal::INT, 130),
    ];
    at_once(cases, |(command, options, signal, code)| {
        let words = [command.as_slice(), options].concat();
        let output = interrupted(&elsewhere, &words, signal);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words:?} {signal:?}: {errors}");
    });
}
