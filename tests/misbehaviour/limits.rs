//! Limits of memory, files and processes.

#[cfg(target_os = "linux")]
use std::fs;
#[cfg(target_os = "linux")]
use std::os::unix::{fs::PermissionsExt, process::CommandExt};
use std::process::Command;

use super::programs::program;

#[test]
fn a_flood_does_not_fill_the_memory() {
    let program = program("a line without end", &["input", "7"]).command.join("' '");
    let select = "--kind elements --from uint4 --to uint8 --rounding nearest-even --jobs 1";
    let zarrproof = env!("CARGO_BIN_EXE_zarrproof");
    // In KiB; without a bound, the flood takes gigabytes a second.
    let script = format!("ulimit -v 1000000; exec {zarrproof} check {select} -- '{program}'");
    let output = Command::new("sh").args(["-c", &script]).output().expect("sh is there");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("it wrote a line of more than 8 MiB"), "{text}");
    assert!(text.contains("\npass                   45\n"), "{text}");
}

#[test]
fn a_limit_of_files_costs_no_verdict() {
    let zarrproof = env!("CARGO_BIN_EXE_zarrproof");
    let program = program("nothing", &["always"]).command.join("' '");
    let select = "--kind elements --from uint4 --to uint8,int8 --jobs 8";
    let script = format!("ulimit -n 24; exec {zarrproof} check {select} -- '{program}'");
    let output = Command::new("sh").args(["-c", &script]).output().expect("sh is there");
    let (text, errors) = (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(String::from_utf8_lossy(&text).contains("\nmisbehaving 0 conforms"), "{errors}");
}

/// Needs a user with no other process, as the limit is one of users and does not bind root.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_of_processes_costs_no_verdict_and_is_said_where_nothing_can_start() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let directory = tempfile::tempdir().expect("a directory");
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).expect("ours");
    let zarrproof = directory.path().join("zarrproof");
    fs::copy(env!("CARGO_BIN_EXE_zarrproof"), &zarrproof).expect("a copy");
    let limited = |limit: &str, user: u32, subject: &[&str]| {
        Command::new("prlimit")
            .arg(format!("--nproc={limit}"))
            .arg(&zarrproof)
            .args(["check", "--from", "uint4", "--to", "uint8", "--jobs", "8"])
            .args(subject)
            .current_dir(directory.path())
            .uid(user)
            .gid(user)
            .output()
            .expect("it ends")
    };
    for (limit, user, subject) in [
        ("4", 61_301, &["oracle"][..]),
        ("10", 61_302, &["--", "./zarrproof", "serve", "oracle"]),
        ("14", 61_303, &["--", "./zarrproof", "serve", "oracle"]),
    ] {
        let output = limited(limit, user, subject);
        let text = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{limit}: {text}{errors}");
        assert!(text.contains(" conforms ("), "{limit}: {text}");
    }
    let output = limited("3", 61_304, &["--", "./zarrproof", "serve", "oracle"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{errors}");
    assert!(errors.starts_with("error: failed to start "), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}
