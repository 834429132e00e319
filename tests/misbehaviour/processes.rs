//! No process outlives the program that has started it, or the check.

use super::noted::{end_noted, hanging, is_running, noted, wait_until};
use super::programs::{program, selection, try_check};

#[test]
fn the_children_of_a_program_end_with_it() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("children");
    for (fault, when) in [
        ("has a child", &["input", "7"][..]),
        ("leaves a child", &["input", "7"]),
        ("leaves a daemon", &["input", "7"]),
        ("hangs with a daemon", &["input", "7"]),
    ] {
        let mut program = program(fault, when);
        let note = ["env".to_owned(), format!("CHILDREN={}", file.display())];
        program.command = [&note[..], &program.command].concat();
        try_check(program, &selection()).expect("it introduces itself");
        let noted = noted(&file);
        assert!(noted.len() >= 2, "{fault}");
        wait_until(fault, || !noted.iter().any(|number| is_running(*number)));
    }
}

#[test]
fn a_program_that_hangs_ends_with_a_check_that_is_killed() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("children");
    let mut zarrproof = hanging(&file, "hangs with a child", &[]);
    zarrproof.kill().expect("it is there");
    zarrproof.wait().expect("it ends");
    let adapters: Vec<_> = noted(&file).into_iter().step_by(2).collect();
    wait_until("it ends", || !adapters.iter().any(|number| is_running(*number)));
    // Nobody is left who could end its child but this test.
    end_noted(&file);
}
