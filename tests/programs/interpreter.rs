//! The interpreter of the programs beside this file.

use std::process::Command;
use std::sync::LazyLock;

/// The words that a program in Python is started with: the interpreter itself, as `python3` may be a script that
/// looks for one, and without packages. Either would take longer than these programs do, which are started often.
static PYTHON: LazyLock<[String; 3]> = LazyLock::new(|| {
    let output = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output();
    let path = String::from_utf8(output.expect("python3 is there").stdout).expect("UTF-8");
    [path.trim().to_owned(), "-I".to_owned(), "-S".to_owned()]
});

/// Returns the command of a program with its arguments.
pub fn python<'a>(program: &[&'a str]) -> Vec<&'a str> {
    PYTHON.iter().map(String::as_str).chain(program.iter().copied()).collect()
}
