//! Imports run one way: a module uses only those below it in the list that the crate's
//! documentation shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use zarrproof::codec::table;

/// From the top to the bottom.
const ORDER: [&str; 19] = [
    "cli",
    "libtest",
    "report",
    "mutants",
    "prove",
    "check",
    "witness",
    "subject",
    "protocol",
    "registry",
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

#[test]
fn every_file_of_tests_is_of_a_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(root.join(file)).expect("readable");
    let (program, manifest) = (read("tests/main.rs"), read("Cargo.toml"));
    for entry in fs::read_dir(root.join("tests")).expect("readable") {
        let path = entry.expect("readable").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        if name == "main" || (path.is_dir() && !path.join("mod.rs").exists()) {
            continue;
        }
        let is_module = program.lines().any(|line| line == format!("mod {name};"));
        let is_program = manifest.contains(&format!("[[test]]\nname = \"{name}\""));
        assert!(is_module != is_program, "{} is in no program of tests, or in two", path.display());
    }
}

/// The modules that name the first codec outside its rooms. Each that is mended leaves this list.
const NAME_THE_FIRST_CODEC: [&str; 3] = ["mutants", "prove", "witness"];

/// The files that list rooms: the tables, and the modules that the rooms stand in.
const LISTS_OF_ROOMS: [&str; 7] = [
    "src/codec/mod.rs",
    "src/codec/table.rs",
    "src/oracle/mod.rs",
    "src/oracle/table.rs",
    "generators/mod.rs",
    "generators/table.rs",
    "src/report/explain/table.rs",
];

/// A room that is no codec's: chains are of several.
const CHAINS: &str = "chains";

/// The files of subjects that are one crate's, which name the codecs that it has.
const LISTS_OF_A_CRATE: [&str; 3] = [
    "src/subject/zarr_cast_value/driver.rs",
    "src/subject/zarrs/abilities.rs",
    "src/subject/zarrs/casts.rs",
];

/// Names of codecs that are words of Rust, too, and of JSON.
const WORDS: [&str; 2] = ["bytes", "transpose"];

/// The places where a source file names a codec: as text, as a path, or by the number of a note.
fn names_of_codecs(source: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for codec in table::ALL {
        let module = codec.name.replace(['-', '.'], "_");
        let paths = ["codec", "oracle"].map(|room| format!("{room}::{module}"));
        let text = format!("\"{}\"", codec.name);
        let is_named = source.contains(&text) && !WORDS.contains(&codec.name);
        let is_used = paths.iter().any(|path| {
            let mut rests = source.split(path.as_str()).skip(1);
            rests.any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        });
        let asks = ["of", "consult", "follow"].map(|call| format!("{call}("));
        let reads = codec.notes.iter().any(|note| {
            let number = note.number.to_string();
            asks.iter().any(|call| {
                let mut rests = source.split(call.as_str()).skip(1);
                rests.any(|rest| {
                    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                    digits == number
                })
            })
        });
        if is_named || is_used || reads {
            found.insert(codec.name);
        }
    }
    found
}

#[test]
fn no_other_room_names_a_codec() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rooms: Vec<_> = table::ALL.iter().map(|codec| codec.room()).collect();
    rooms.push(CHAINS.to_owned());
    let mut first = BTreeSet::new();
    for entry in [root.join("src"), root.join("generators")].iter().flat_map(walkdir::WalkDir::new)
    {
        let entry = entry.expect("readable");
        let path = entry.path().strip_prefix(root).expect("below the root");
        let shown = path.to_str().expect("UTF-8").replace('\\', "/");
        let parts: Vec<_> =
            shown.trim_end_matches(".rs").trim_end_matches(".txt").split('/').collect();
        let is_room = parts.iter().any(|part| rooms.iter().any(|room| room == part));
        let is_list = [&LISTS_OF_ROOMS[..], &LISTS_OF_A_CRATE].concat().contains(&shown.as_str());
        if !entry.file_type().is_file() || is_room || is_list {
            continue;
        }
        for name in names_of_codecs(&fs::read_to_string(entry.path()).expect("readable")) {
            assert_eq!(name, "cast_value", "{shown} names {name}");
            first.insert(if parts[0] == "src" { parts[1].to_owned() } else { parts[0].to_owned() });
        }
    }
    assert_eq!(first.into_iter().collect::<Vec<_>>(), NAME_THE_FIRST_CODEC);
}

/// The modules that a codec which converts elements stands in, beside the tables.
const MODULES_OF_ROOMS: [&str; 5] = [
    "src/cli/mod.rs",
    "src/report/mod.rs",
    "src/report/explain/mod.rs",
    "src/subject/mod.rs",
    "src/subject/table.rs",
];

/// Neither as text, nor as a path, nor in a comment.
#[test]
fn whatever_checks_and_reports_says_nothing_of_a_codec_that_converts_elements() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of_crates = ["src/subject/zarr_cast_value/", "src/subject/zarrs/casts.rs"];
    let rooms: Vec<_> = table::ALL.iter().filter(|one| one.elements.is_some()).collect();
    assert!(!rooms.is_empty());
    let mut checked = 0;
    for module in ["check", "report", "protocol", "vectors", "cli", "subject"] {
        for entry in walkdir::WalkDir::new(root.join("src").join(module)) {
            let entry = entry.expect("readable");
            let path = entry.path().strip_prefix(root).expect("below the root");
            let shown = path.to_str().expect("UTF-8").replace('\\', "/");
            let is_room = |room: &str| shown.split('/').any(|part| part == room);
            let is_list = LISTS_OF_ROOMS.iter().chain(&MODULES_OF_ROOMS).any(|one| *one == shown)
                || of_crates.iter().any(|one| shown.starts_with(one));
            if !entry.file_type().is_file() || is_list {
                continue;
            }
            let source = fs::read_to_string(entry.path()).expect("readable").to_lowercase();
            for room in rooms.iter().map(|codec| codec.room()).filter(|room| !is_room(room)) {
                assert!(!source.contains(&room), "{shown} names {room}");
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "only {checked} files were looked at");
}

/// The lines of the rooms of a codec that people write as source: the definition, the oracle and the questions.
fn lines_of_rooms(room: &str) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["src/codec", "src/oracle", "generators"].into_iter();
    let files = places
        .flat_map(|place| ["rs", "txt"].map(|end| root.join(place).join(format!("{room}.{end}"))));
    files.filter_map(|file| fs::read_to_string(file).ok()).map(|text| text.lines().count()).sum()
}

#[test]
fn a_codec_of_ordinary_size_takes_no_more_than_400_lines() {
    let lines = lines_of_rooms("bitround");
    assert!((100..=400).contains(&lines), "{lines} lines");
}
