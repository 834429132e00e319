//! Every command that the READMEs show is run, and what they show of its output is what it prints.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use zarrproof::codec::clauses::CLAUSES;
use zarrproof::codec::notes;
use zarrproof::vectors::Store;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("a file of the repository")
}

/// The fenced blocks of a Markdown text, each with the language of its fence.
fn blocks(markdown: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in markdown.lines() {
        match (line.strip_prefix("```"), open.as_mut()) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(language), None) => open = Some((language.to_owned(), String::new())),
            (None, Some((_, text))) => *text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    blocks
}

/// The line that runs all tests, which CI runs too.
fn is_test_command(command: &str) -> bool {
    command.contains("cargo test")
}

/// Commands that take a while, and what is run of them unless everything is to run: tests/witnesses.rs, tests/mutants.rs and
/// tests/generate.rs do the same, and hold what the README shows against what is found.
const SHORTER: [(&str, &str); 3] = [
    ("witness", "witness --cases 64"),
    ("mutants", "mutants --defect tie-to-odd"),
    ("generate --check", "generate --help"),
];

/// The arguments that are run in place of others.
fn shorter(arguments: &str) -> Option<&'static str> {
    let found = SHORTER.iter().find(|(long, _)| *long == arguments && !crate::whole::is_whole());
    found.map(|(_, short)| *short)
}

/// Runs a command of the README with the program that Cargo would have built for it, or not at all
/// if this build has not the features that it asks for.
fn run(command: &str) -> Option<Output> {
    let program = env!("CARGO_BIN_EXE_zarrproof");
    let options = command
        .strip_prefix("cargo run ")
        .map(|rest| rest.strip_prefix("--release ").unwrap_or(rest));
    let Some(rest) = options else {
        panic!("a README shows a command that no test runs: {command}");
    };
    let (options, arguments) = rest.split_once("-- ").expect("arguments after `--`");
    let is_built = match options.trim() {
        "" => true,
        "--features oracle" => cfg!(feature = "oracle"),
        "--features zarrs" => cfg!(feature = "zarrs"),
        "--features softfloat" => cfg!(feature = "softfloat"),
        other => panic!("{other:?} of {command}"),
    };
    if !is_built {
        return None;
    }
    let arguments =
        shorter(arguments).unwrap_or(arguments).replace("target/release/zarrproof", program);
    let script = format!("{program} {arguments}");
    let output = Command::new("sh").arg("-c").arg(script).current_dir(root()).output();
    Some(output.expect("sh starts"))
}

/// Whether the machine has the instructions through which zarr-cast-value rounds float64 to float16
/// as the README shows it; elsewhere the numbers are others.
fn rounds_as_shown() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("f16c");
    #[cfg(not(target_arch = "x86_64"))]
    return false;
}

#[test]
fn every_command_of_the_readme_runs_and_prints_what_is_shown() {
    let blocks = blocks(&read("README.md"));
    let commands = AtomicUsize::new(0);
    blocks.par_iter().enumerate().for_each(|(at, (language, text))| {
        // `tests/golden_alone.rs` runs the loop.
        if language != "sh" || text.starts_with("zarrproof copy") {
            return;
        }
        let mut last = None;
        for command in text.lines().filter(|command| !is_test_command(command)) {
            commands.fetch_add(1, Ordering::Relaxed);
            let Some(output) = run(command) else { continue };
            let code = output.status.code();
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(matches!(code, Some(0 | 1)), "{command}: {code:?}, {errors}");
            last = Some(String::from_utf8(output.stdout).expect("UTF-8"));
        }
        let shown = blocks.get(at + 1).filter(|(language, _)| language == "text");
        let machine_matters = text.ends_with("check zarr-cast-value\n");
        let is_shorter = text.trim_end().split("-- ").last().and_then(shorter).is_some();
        if let (Some((_, shown)), Some(printed)) = (shown, last)
            && (!machine_matters || rounds_as_shown())
            && !is_shorter
        {
            assert_shown(shown, &printed);
        }
    });
    let commands = commands.into_inner();
    assert!(commands >= 8, "only {commands} commands were found");
}

/// Every line that is shown is printed, in this order; a line `…` stands for any number of others.
fn assert_shown(shown: &str, printed: &str) {
    let mut lines = printed.lines();
    let mut gap = false;
    for wanted in shown.lines() {
        if wanted == "…" {
            gap = true;
            continue;
        }
        let found = if gap { lines.find(|line| *line == wanted) } else { lines.next() };
        assert_eq!(found, Some(wanted), "of what was printed:\n{printed}");
        gap = false;
    }
    assert!(gap || lines.next().is_none(), "more was printed:\n{printed}");
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let readme = blocks(&read("README.md"));
    let shown: Vec<_> = readme
        .iter()
        .filter(|(language, _)| language == "sh")
        .flat_map(|(_, text)| text.lines())
        .filter(|command| is_test_command(command))
        .collect();
    assert_eq!(shown.len(), 1);
    assert!(read(".ci/run").lines().any(|line| line == shown[0]), "{}", shown[0]);
}

#[test]
fn the_figures_of_the_readme_are_those_of_the_manifest() {
    let store = Store::directory(root().join("vectors")).expect("the vectors are there");
    let manifest = store.manifest();
    let readme = read("README.md");
    let rows =
        manifest.by_directory().into_iter().map(|(name, totals)| (format!("`{name}`"), totals));
    for (name, totals) in rows.chain([("in all".to_owned(), manifest.totals)]) {
        let row = readme.lines().find(|line| line.starts_with(&format!("| {name} |")));
        let row = row.unwrap_or_else(|| panic!("no row {name}")).replace(',', "");
        let figures = format!("| {} | {} | {} |", totals.files, totals.cases, totals.expectations);
        assert!(row.ends_with(&figures), "{row}: {figures}");
    }
    // `generate` leaves three files as they are.
    let files = WalkDir::new(root().join("vectors")).into_iter().flatten();
    let generated = files.filter(|file| file.file_type().is_file()).count() - 3;
    let normative = CLAUSES.iter().filter(|clause| clause.is_normative()).count();
    for figure in [
        format!("{generated} files in vectors are as generated"),
        format!("each of the {normative} sentences"),
        format!("{} more state", CLAUSES.len() - normative),
        format!("{} numbered notes", notes::all().filter(|note| note.number < 100).count()),
        format!("{} on the other codecs", notes::all().filter(|note| note.number > 100).count()),
    ] {
        assert!(readme.replace("\n  ", " ").contains(&figure), "{figure}");
    }
}

#[test]
fn the_reader_in_the_readme_of_the_vectors_reads_all_elements() {
    let blocks = blocks(&read("vectors/README.md"));
    let (_, program) = blocks
        .iter()
        .find(|(language, text)| language == "python" && text.contains("def expectations"))
        .expect("a reader");
    let output = Command::new("python3")
        .args(["-c", program, "vectors"])
        .current_dir(root())
        .output()
        .expect("python3 is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let store = Store::directory(root().join("vectors")).expect("the vectors are there");
    let expectations = store.manifest().by_directory()["cast_value/elements"].expectations;
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(printed, format!("{expectations} expectations\n"));
}
