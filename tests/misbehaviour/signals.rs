//! Checks that end early: by a signal, or by a limit of time.

use std::fs;
use std::process::{Command, Stdio};

use rustix::process::Signal;

use super::noted::{hanging, is_running, noted, send, start_hanging, wait_until};
use super::programs::{counted, program};

#[test]
fn an_interrupted_check_leaves_no_process_behind_and_reports_what_it_has_found() {
    for (signal, code, name) in
        [(Signal::INT, 130, "SIGINT"), (Signal::TERM, 143, "SIGTERM"), (Signal::HUP, 129, "SIGHUP")]
    {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("children");
        let zarrproof = hanging(&file, "hangs with a daemon", &["--format", "json"]);
        send(&zarrproof, signal);
        let output = zarrproof.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(code));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
        let reason = format!("interrupted by {name}");
        assert_eq!(report["partial"]["reason"].as_str(), Some(reason.as_str()));
        assert!(report["expectations"]["not_asked"].as_u64() > Some(0), "{report:#}");
        wait_until("all end", || !noted(&file).iter().any(|number| is_running(*number)));
    }
}

#[test]
fn a_limit_of_time_is_said_in_every_report() {
    // On a busy machine the first limits may be over before the program hangs.
    for seconds in ["1", "5", "25"] {
        let directory = tempfile::tempdir().expect("a directory");
        let (file, junit) = (directory.path().join("children"), directory.path().join("junit"));
        let output = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
            .args(["check", "--from", "uint4", "--to", "uint8", "--max-time", seconds, "--junit"])
            .arg(&junit)
            .arg("--")
            .args(program("hangs with a child", &["always"]).command)
            .env("CHILDREN", &file)
            .output()
            .expect("it ends");
        wait_until("all end", || !noted(&file).iter().any(|number| is_running(*number)));
        if noted(&file).is_empty() {
            continue;
        }
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{text}");
        let reason = format!("partial: the time of {seconds} s was over");
        assert!(text.contains(&format!("\n{reason}, ")), "{text}");
        let junit = fs::read_to_string(junit).expect("a report");
        assert!(junit.contains(&format!("({reason})")), "{junit}");
        return;
    }
    panic!("the program does not hang within 25 s");
}

#[test]
fn a_signal_that_is_ignored_stays_ignored() {
    let program = program("hangs with a child", &["input", "7"]).command.join("' '");
    for command in ["check", "prove"] {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("children");
        let zarrproof =
            format!("{} {command} --from uint4 --to uint8", env!("CARGO_BIN_EXE_zarrproof"));
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("trap '' HUP; exec {zarrproof} -- '{program}'")]);
        let mut zarrproof = start_hanging(shell, &file);
        send(&zarrproof, Signal::HUP);
        send(&zarrproof, Signal::TERM);
        assert_eq!(zarrproof.wait().expect("it ends").code(), Some(143), "{command}");
    }
}

#[test]
fn a_signal_while_a_program_starts_again_interrupts_and_does_not_give_up() {
    let directory = tempfile::tempdir().expect("a directory");
    let starts = directory.path().join("starts");
    let zarrproof = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(["check", "--from", "uint4", "--to", "uint8", "--jobs", "1", "--format", "json"])
        .arg("--")
        .args(counted("starts once", 1, &starts).command)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    wait_until("it starts again", || fs::metadata(&starts).is_ok_and(|file| file.len() == 2));
    send(&zarrproof, Signal::INT);
    let output = zarrproof.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    assert_eq!(report["partial"]["reason"].as_str(), Some("interrupted by SIGINT"));
    assert!(report["health"]["given_up"].is_null(), "{:#}", report["health"]);
    assert_eq!(report["health"]["failed_starts"], 0, "{:#}", report["health"]);
}
