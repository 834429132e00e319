//! `zarrproof explain` of golden arrays, and the commands that have nothing to do with them.

use std::process::{Command, Output};

use insta::assert_snapshot;
use rayon::prelude::*;
use zarrproof::codec::notes::Readings;
use zarrproof::report::explain::golden;
use zarrproof::vectors::Store;

fn zarrproof(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_zarrproof");
    Command::new(program).args(arguments).output().expect("the program starts")
}

fn explain(id: &str) -> String {
    let output = zarrproof(&["explain", id]);
    assert_eq!(output.status.code(), Some(0), "{id}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The exit code and what is on standard error.
fn refusal(arguments: &[&str]) -> (Option<i32>, String) {
    let output = zarrproof(arguments);
    (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
}

#[test]
fn every_chunk_is_shown_with_what_each_codec_makes_of_it() {
    assert_snapshot!("transposed", explain("stores/core/v2-grid-4x6-by-2x3-F"));
    assert_snapshot!("missing", explain("stores/core/grid-scalar-sparse"));
    assert_snapshot!("compressed", explain("stores/gzip/encodings-members-plain"));
}

#[test]
fn what_must_be_refused_has_the_reason_and_its_clause() {
    assert_snapshot!("short_chunk", explain("stores/core/damaged-last-short"));
    assert_snapshot!("refused_metadata", explain("stores/core/refused-grid-optional"));
}

#[test]
fn writing_an_array_is_about_the_same_array() {
    let id = "stores/core/v2-grid-4x6-by-2x3-F";
    assert_eq!(explain(&format!("{id}/write")), explain(id));
}

/// What is explained comes out as the vectors have it, of every array.
#[test]
fn explanations_end_in_what_is_expected() {
    let store = Store::embedded().expect("vectors");
    let rooms: Vec<_> = store.golden_rooms().into_iter().collect();
    rooms.par_iter().for_each(|room| {
        for array in store.golden_arrays(room).expect("readable") {
            let text = golden(&array, &Readings::stand());
            let (_, result) = text.split_once("\nResult: ").expect("a result");
            let result = result.replace(',', "");
            match &array.expected.stand {
                None => assert!(result.starts_with("error: "), "{}: {result}", array.id),
                Some(elements) => {
                    let count = format!("{} element", elements.len());
                    assert!(result.starts_with(&count), "{}: {result}", array.id);
                }
            }
            for other in &array.expected.others {
                for (note, letter) in &other.readings {
                    let reading = format!("SN-{note:02}={}", letter.to_char());
                    let is_alone = other.readings.len() == 1;
                    assert!(!is_alone || result.contains(&reading), "{}: {reading}", array.id);
                }
            }
        }
    });
}

#[test]
fn an_array_that_is_not_there_is_named() {
    let (code, error) = refusal(&["explain", "stores/core/no-such-array"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("stores/core/no-such-array"), "{error}");
}

#[test]
fn what_has_nothing_to_do_with_golden_arrays_says_so_in_a_line() {
    for id in ["stores/core/grid-scalar", "stores/core/grid-scalar/write"] {
        let (code, error) = refusal(&["shrink", id, "oracle"]);
        assert_eq!(code, Some(2), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(error.contains("`zarrproof explain stores/core/grid-scalar`"), "{error}");
    }
    for options in [["--kind", "stores"], ["--filter", "stores/core/*"]] {
        let (code, error) = refusal(&[&["compare"][..], &options, &["oracle", "zarrs"]].concat());
        assert_eq!(code, Some(2), "{error}");
        assert!(error.contains("golden arrays are not compared"), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}
