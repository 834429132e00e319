//! Files of known failures at the command line: those of the repository, and broken ones.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use zarrproof::check::known::Known;

const FILE: &str = "adapters/known/zarr-cast-value.toml";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
    command.args(arguments).current_dir(directory).output().expect("the program starts")
}

/// The exit code, and what is printed to both outputs.
fn said(output: &Output) -> (Option<i32>, String) {
    let text = [&output.stdout[..], &output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("UTF-8"))
}

/// Whether the machine has the instructions through which zarr-cast-value fails as its file says.
fn fails_as_known() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("f16c");
    #[cfg(not(target_arch = "x86_64"))]
    return false;
}

/// What a check comes to with the repository's file after a change to it.
fn check_after(change: impl Fn(&str) -> String) -> (Option<i32>, String) {
    let directory = tempfile::tempdir().expect("a directory");
    let text = fs::read_to_string(root().join(FILE)).expect("a file of the repository");
    let changed = change(&text);
    fs::write(directory.path().join("known.toml"), &changed).expect("written");
    said(&run(directory.path(), &["check", "--known", "known.toml", "zarr-cast-value"]))
}

#[test]
fn zarr_cast_value_fails_exactly_as_its_file_says() {
    if !fails_as_known() {
        return;
    }
    let (code, text) = said(&run(root(), &["check", "--known", FILE, "zarr-cast-value"]));
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("zarr-cast-value 0.5.1 conforms but for 1,676 known failures"), "{text}");
}

#[test]
fn any_change_breaks_the_check_and_is_named() {
    if !fails_as_known() {
        return;
    }
    let (code, text) = check_after(|text| {
        let at = text.rfind("[[known]]").expect("an entry");
        text[..at].to_owned()
    });
    assert_eq!(code, Some(1));
    assert!(text.contains("1. float to float, double-rounding: gives infinity"), "{text}");
    assert!(text.contains("zarr-cast-value 0.5.1 does not conform"), "{text}");

    for (found, changed, complaint) in [
        ("count = 1444", "count = 1445", "covers 1444 failures where 1445 are known"),
        ("count = 1444", "count = 1443", "covers 1444 failures where 1443 are known"),
        ("count = 1444", "count = 1444\nexpires = 2020-02-29", "expired on 2020-02-29"),
        ("af26b012039c", "af26b0120390", "covers as many failures as are known, but others"),
    ] {
        let (code, text) = check_after(|text| text.replace(found, changed));
        assert_eq!(code, Some(1), "{text}");
        let line = text.lines().find(|line| line.starts_with("known.toml, line "));
        assert!(line.is_some_and(|line| line.ends_with(complaint)), "{text}");
        assert!(text.contains("   reason        float64 to float16 rounds twice"), "{text}");
        let verdict = "is not as known: 1 entry of known.toml does not hold";
        assert!(text.contains(verdict), "{text}");
    }
}

#[test]
fn the_files_of_the_repository_are_explained() {
    let directory = root().join("adapters/known");
    let mut files = 0;
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("readable").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("readable");
        let known = Known::parse(&path.display().to_string(), &text);
        for entry in known.expect("a good file").entries {
            assert!(!entry.is_unexplained(), "{}, line {}", path.display(), entry.line);
            assert!(
                entry.flaky || entry.digest.is_some(),
                "{}, line {}",
                path.display(),
                entry.line
            );
        }
        files += 1;
    }
    assert!(files > 0);
}

#[test]
fn the_format_is_as_it_is_described() {
    let text = fs::read_to_string(root().join("adapters/known/README.md")).expect("readable");
    let block = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let known = Known::parse("README.md", block.expect("an example")).expect("a good file");
    assert_eq!(known.entries.len(), 1);
}

#[test]
fn what_is_wrong_with_a_file_is_named_on_one_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let head = "subject = \"zarr-cast-value\"\nversion = \"0.5.1\"\n";
    let good = "cases = [\"*\"]\ncount = 1\nreason = \"x\"\n";
    let entry = |lines: &str| format!("{head}[[known]]\n{lines}");
    let with = |line: &str| entry(&format!("{good}{line}\n"));
    let mut transcript = String::new();
    for text in [
        String::new(),
        "version = \"1\"".to_owned(),
        head.replace("\"0.5.1\"", "5"),
        format!("{head}knwon = []"),
        format!("{head}[[known"),
        format!("{head}[known]\n{good}"),
        entry("count = 1\nreason = \"x\"\n"),
        entry("cases = [\"*\"]\ncount = 1\n"),
        entry("cases = [\"*\"]\nreason = \"x\"\n"),
        entry(&good.replace("\"x\"", "\" \"")),
        entry(&good.replace('1', "0")),
        entry(&good.replace('1', "-1")),
        entry(&good.replace("\"*\"", "\"[\"")),
        entry(&good.replace("[\"*\"]", "\"*\"")),
        with("tags = [\"ties\"]"),
        with("clauses = [\"rounding\"]"),
        with("deviation = \"wrong\""),
        with("digest = \"12\""),
        with("digest = \"abc03c83239e\"\nflaky = true"),
        with("link = \"example.org\""),
        with("expires = \"2027-06-01\""),
        with("expires = 2027-02-30"),
        with("expired = 2027-06-01"),
    ] {
        fs::write(directory.path().join("known.toml"), &text).expect("written");
        let check = ["check", "--known", "known.toml", "zarr-cast-value"];
        let (code, said) = said(&run(directory.path(), &check));
        assert_eq!((code, said.lines().count()), (Some(2), 1), "{said}");
        transcript += &said;
    }
    assert_snapshot!(transcript);
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let directory = tempfile::tempdir().expect("a directory");
    let check = |arguments: &[&str]| {
        said(&run(directory.path(), &[&["check"], arguments, &["zarr-cast-value"]].concat()))
    };
    let (code, text) = check(&["--known", "new.toml"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("failed to read new.toml"), "{text}");
    let (code, text) = check(&["--update-known"]);
    assert_eq!(code, Some(2), "{text}");
    let (code, text) = check(&["--known", "new.toml", "--update-known", "--to", "int8"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("--update-known needs a check of everything"), "{text}");
    let (code, text) = check(&["--junit", "no/such/directory.xml", "--to", "int8"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("failed to write no/such/directory.xml"), "{text}");
    assert_eq!(fs::read_dir(directory.path()).expect("readable").count(), 0);

    let (code, text) = check(&["--known", "new.toml", "--update-known", "--junit", "junit.xml"]);
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = check(&["--known", "new.toml"]);
    assert_eq!(code, Some(0), "{text}");
    let junit = fs::read_to_string(directory.path().join("junit.xml")).expect("written");
    let suite = "<testsuite name=\"cast_value/elements\" tests=\"676\"";
    assert!(junit.contains(suite) && junit.contains("failures=\"0\" errors=\"0\""), "{suite}");
    assert_eq!(fs::read_dir(directory.path()).expect("readable").count(), 2);
}
