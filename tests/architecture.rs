//! Imports run one way: a module uses only those below it in the list that the crate's
//! documentation shows.

use std::fs;
use std::path::Path;

/// From the top to the bottom.
const ORDER: [&str; 18] = [
    "cli",
    "libtest",
    "report",
    "mutants",
    "prove",
    "check",
    "witness",
    "subject",
    "protocol",
    "generators",
    "vectors",
    "oracle",
    "codec",
    "chunk",
    "data_type",
    "json",
    "spelling",
    "files",
];

fn rank(module: &str) -> usize {
    let found = ORDER.iter().position(|one| *one == module);
    found.unwrap_or_else(|| panic!("{module} is not in the list of modules"))
}

/// The modules of this crate that a source file names after `crate::`.
fn named_modules(source: &str) -> impl Iterator<Item = &str> {
    source.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn imports_run_downwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut checked = 0;
    let directories = [root.join("src"), root.join("generators")];
    for entry in directories.iter().flat_map(walkdir::WalkDir::new) {
        let entry = entry.expect("readable");
        let path = entry.path().strip_prefix(root).expect("below the root");
        let names: Vec<_> = path.iter().filter_map(|name| name.to_str()).collect();
        let module = match names.as_slice() {
            ["src", "lib.rs" | "main.rs"] => continue,
            ["src", module, ..] => module.trim_end_matches(".rs"),
            _ => "generators",
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let source = fs::read_to_string(entry.path()).expect("readable");
        for used in named_modules(&source) {
            let allowed = rank(used) > rank(module) || used == module;
            assert!(allowed, "{} uses {used}, which is not below {module}", path.display());
            checked += 1;
        }
    }
    assert!(checked > 50, "only {checked} imports were found");
}

#[test]
fn the_documentation_lists_the_modules_in_this_order() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let source = source.expect("readable");
    let rows = source.lines().filter_map(|line| line.strip_prefix("//! | "));
    let listed: Vec<_> = rows
        .filter_map(|row| row.split(" | ").next())
        .map(|name| name.trim_matches(['[', ']', '`']))
        .filter(|name| *name != "module")
        .collect();
    assert_eq!(listed, ORDER);
}

#[test]
fn no_test_is_in_the_library_which_is_compiled_without() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in [root.join("src"), root.join("generators")].iter().flat_map(walkdir::WalkDir::new)
    {
        let entry = entry.expect("readable");
        if entry.file_type().is_file() {
            let source = fs::read_to_string(entry.path()).expect("readable");
            assert!(!source.contains("cfg(test)"), "{}", entry.path().display());
        }
    }
}
