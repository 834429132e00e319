//! The golden arrays as they are used without this program: the loops of the README, with `zarrproof read` as the reader.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The code block of a file that begins so, behind the line of its language.
fn block(file: &str, language: &str, begin: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file));
    let text = text.expect("readable");
    let from = text.find(&format!("```{language}\n{begin}")).expect("the block");
    let block = &text[from + language.len() + 4..];
    block[..block.find("```").expect("its end")].to_owned()
}

/// A directory in which `zarrproof` and a reader are, which is `zarrproof read`, or changes what it prints.
fn place(reader: &str) -> TempDir {
    let place = tempfile::tempdir().expect("a directory");
    symlink(env!("CARGO_BIN_EXE_zarrproof"), place.path().join("zarrproof")).expect("linked");
    let script = format!("#!/bin/sh\n{reader}\n");
    let path = place.path().join("my-reader");
    fs::write(&path, script).expect("written");
    let made = Command::new("chmod").arg("+x").arg(&path).status().expect("chmod");
    assert!(made.success());
    place
}

fn run(place: &TempDir, program: &str, arguments: &[&str]) -> Output {
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command.args(arguments).current_dir(place.path());
    command.env("PATH", format!("{}:{path}", place.path().display()));
    command.output().expect("started")
}

fn copy(place: &TempDir, arguments: &[&str]) {
    let copied = run(place, "zarrproof", &[&["copy", "golden"], arguments].concat());
    assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
}

const RIGHT: &str = "exec zarrproof read \"$@\" 2> /dev/null";

#[test]
fn the_loop_with_diff_finds_what_a_reader_gets_wrong() {
    let script = block("README.md", "sh", "zarrproof copy golden");
    assert_eq!(script, block("vectors/README.md", "sh", "zarrproof copy golden"));
    assert_eq!(script.lines().count(), 5);
    let output = run(&place(RIGHT), "bash", &["-c", &script]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.lines().count(), 1, "{text}");
    // One that loses the sign of zero.
    let wrong = "zarrproof read \"$@\" 2> /dev/null | sed 's/-0\\.0/0/'";
    let few = script.replace("--profile core", "--profile core --codec core");
    assert_ne!(few, script);
    let output = run(&place(wrong), "bash", &["-c", &few]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("golden/stores/core/fill-value-float64-negative-zero/"), "{text}");
    assert!(!text.contains("golden/stores/core/fill-value-int64-least/"), "{text}");
}

#[test]
fn the_test_with_pytest_passes_and_finds_what_a_reader_gets_wrong() {
    let place = place(RIGHT);
    copy(&place, &["--profile", "core", "--codec", "core,crc32c"]);
    fs::write(
        place.path().join("test_golden.py"),
        block("vectors/README.md", "python", "import json, pathlib, pytest"),
    )
    .expect("written");
    let reader = |change: &str| {
        let text = format!(
            "import json, subprocess\n\
             def read(path):\n    \
                 found = subprocess.run(['zarrproof', 'read', f'--array_path={{path}}'], capture_output=True, text=True, check=True)\n    \
                 return [json.loads(line) for line in found.stdout.splitlines()]{change}\n"
        );
        fs::write(place.path().join("my_reader.py"), text).expect("written");
        run(&place, "python3", &["-m", "pytest", "-q", "-p", "no:cacheprovider"])
    };
    let output = reader("");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if String::from_utf8_lossy(&output.stderr).contains("No module named pytest") {
        return;
    }
    assert!(output.status.success(), "{text}");
    assert!(text.contains(" passed"), "{text}");
    let output = reader("[1:]");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_test_with_node_passes_and_finds_what_a_reader_gets_wrong() {
    let place = place(RIGHT);
    copy(&place, &["--profile", "core", "--codec", "core,crc32c"]);
    let test = block("vectors/README.md", "js", "import test from");
    fs::write(place.path().join("golden.test.mjs"), test).expect("written");
    let reader = |change: &str| {
        let text = format!(
            "import {{ promisify }} from 'node:util';\n\
             import {{ execFile }} from 'node:child_process';\n\
             export async function read(path) {{\n\
               const {{ stdout }} = await promisify(execFile)('zarrproof', ['read', `--array_path=${{path}}`]);\n\
               return stdout.split('\\n').slice(0, -1){change};\n\
             }}\n"
        );
        fs::write(place.path().join("my-reader.mjs"), text).expect("written");
        run(&place, "node", &["--test"])
    };
    let output = reader("");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("fail 0"), "{text}");
    assert!(!reader(".reverse()").status.success());
}
