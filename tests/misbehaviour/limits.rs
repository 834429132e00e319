//! Limits of memory, files and processes.

#[cfg(target_os = "linux")]
use std::fs;
#[cfg(target_os = "linux")]
use std::os::unix::{fs::PermissionsExt, process::CommandExt};
#[cfg(target_os = "linux")]
use std::path::Path;
use std::process::Command;
#[cfg(target_os = "linux")]
use std::process::Output;

#[cfg(target_os = "linux")]
use super::programs::copy_program;
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

/// A check of a program under a limit of processes. The limit is one of users.
#[cfg(target_os = "linux")]
fn check_limited(zarrproof: &Path, limit: u64, subject: &[&str]) -> Command {
    let mut command = Command::new("prlimit");
    command
        .arg(format!("--nproc={limit}"))
        .arg(zarrproof)
        .args(["check", "--from", "uint4", "--to", "uint8", "--jobs", "8"])
        .args(subject);
    command
}

/// The limit does not bind root, who can run this as users with no other process.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_of_processes_costs_no_verdict_and_is_said_where_nothing_can_start() {
    if !rustix::process::geteuid().is_root() {
        return are_few_processes_enough_or_said();
    }
    let directory = tempfile::tempdir().expect("a directory");
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).expect("ours");
    let zarrproof = directory.path().join("zarrproof");
    copy_program(env!("CARGO_BIN_EXE_zarrproof"), &zarrproof);
    let limited = |limit: u64, user: u32, subject: &[&str]| {
        check_limited(&zarrproof, limit, subject)
            .current_dir(directory.path())
            .uid(user)
            .gid(user)
            .output()
            .expect("it ends")
    };
    for (limit, user, subject) in [
        (4, 61_301, &["oracle"][..]),
        (10, 61_302, &["--", "./zarrproof", "serve", "oracle"]),
        (14, 61_303, &["--", "./zarrproof", "serve", "oracle"]),
    ] {
        let output = limited(limit, user, subject);
        assert!(conforms(&output), "{limit}: {output:?}");
    }
    let output = limited(3, 61_304, &["--", "./zarrproof", "serve", "oracle"]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert!(output.stderr.starts_with(b"error: failed to start "), "{output:?}");
    assert!(is_said(&output), "{output:?}");
}

/// For any other user, whose other processes come and go: under each limit a check conforms, or says in a line why it cannot
/// begin, and under the least one it says so.
#[cfg(target_os = "linux")]
fn are_few_processes_enough_or_said() {
    let zarrproof = Path::new(env!("CARGO_BIN_EXE_zarrproof"));
    let subject = ["--", env!("CARGO_BIN_EXE_zarrproof"), "serve", "oracle"];
    let now = tasks_of_this_user();
    for limit in [3, 6, 10, 14].map(|more| now + more) {
        let output = check_limited(zarrproof, limit, &subject).output().expect("it ends");
        assert!(conforms(&output) || is_said(&output), "{limit}: {output:?}");
    }
    let output = check_limited(zarrproof, 1, &subject).output().expect("it ends");
    assert!(is_said(&output), "{output:?}");
}

#[cfg(target_os = "linux")]
fn conforms(output: &Output) -> bool {
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.code() == Some(0) && text.contains(" conforms (")
}

/// Whether a command says in a line why it cannot begin.
#[cfg(target_os = "linux")]
fn is_said(output: &Output) -> bool {
    let errors = String::from_utf8_lossy(&output.stderr);
    matches!(output.status.code(), Some(2 | 3))
        && errors.starts_with("error: ")
        && errors.lines().count() == 1
}

/// How many threads of this user there are.
#[cfg(target_os = "linux")]
fn tasks_of_this_user() -> u64 {
    let user = rustix::process::getuid().as_raw().to_string();
    let count = |status: &str| {
        let word = |name| status.lines().find_map(|line| line.strip_prefix(name));
        let is_ours = word("Uid:")?.split_whitespace().next() == Some(&user);
        is_ours.then(|| word("Threads:")?.trim().parse::<u64>().ok()).flatten()
    };
    let entries = fs::read_dir("/proc").expect("Linux has it").flatten();
    // A process may have ended meanwhile.
    let statuses = entries.filter_map(|entry| fs::read_to_string(entry.path().join("status")).ok());
    statuses.filter_map(|status| count(&status)).sum()
}
