//! The command line: what people read, and what scripts rely on.

use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;

fn zarrproof(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The error on standard error, which is one line, after checking the exit code.
fn error(arguments: &[&str], code: i32) -> String {
    let output = zarrproof(arguments);
    let text = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    assert_eq!(text.lines().count(), 1, "{arguments:?}: {text}");
    assert!(text.starts_with("error: "), "{arguments:?}: {text}");
    text
}

/// A command and its error, as a terminal shows them.
fn transcribe(arguments: &[&str], code: i32) -> String {
    format!("$ zarrproof {}\n{}", arguments.join(" "), error(arguments, code))
}

#[test]
fn help_is_the_documentation() {
    assert_snapshot!("help_check", stdout(&zarrproof(&["check", "--help"])));
    assert_snapshot!("help_list", stdout(&zarrproof(&["list", "--help"])));
    assert_snapshot!("help_notes", stdout(&zarrproof(&["notes", "--help"])));
    assert_snapshot!("help_compare", stdout(&zarrproof(&["compare", "--help"])));
    assert_snapshot!("help_smoke", stdout(&zarrproof(&["smoke", "--help"])));
    assert_snapshot!("help_serve", stdout(&zarrproof(&["serve", "--help"])));
    #[cfg(feature = "oracle")]
    {
        assert_snapshot!("help_cast", stdout(&zarrproof(&["cast", "--help"])));
        assert_snapshot!("help_explain", stdout(&zarrproof(&["explain", "--help"])));
        assert_snapshot!("help_shrink", stdout(&zarrproof(&["shrink", "--help"])));
        assert_snapshot!("help_prove", stdout(&zarrproof(&["prove", "--help"])));
        assert_snapshot!("help_generate", stdout(&zarrproof(&["generate", "--help"])));
        assert_snapshot!("help_mutants", stdout(&zarrproof(&["mutants", "--help"])));
        assert_snapshot!("help_validate", stdout(&zarrproof(&["validate", "--help"])));
        assert_snapshot!("help_fixtures", stdout(&zarrproof(&["fixtures", "--help"])));
    }
    // Of all features, for it says which commands this build lacks.
    #[cfg(feature = "witnesses")]
    assert_snapshot!("help", stdout(&zarrproof(&["--help"])));
    #[cfg(feature = "softfloat")]
    assert_snapshot!("help_witness", stdout(&zarrproof(&["witness", "--help"])));
}

#[test]
fn notes_are_listed_and_show_what_subjects_do() {
    assert_snapshot!("notes", stdout(&zarrproof(&["notes"])));
    assert_snapshot!("note", stdout(&zarrproof(&["notes", "SN-38"])));
    let asked = stdout(&zarrproof(&["notes", "SN-22", "SN-32", "zarr-cast-value"]));
    assert_snapshot!("notes_on_a_subject", asked);
    let errors: String = [
        &["notes", "SN-99"][..],
        &["notes", "sn7"],
        &["notes", "zarr-cast-value"],
        &["notes", "SN-04", "zarr-python"],
        &["notes", "--write", "docs/notes/cast_value.md"],
        &["notes", "--write", "README.md", "zarr-cast-value"],
    ]
    .map(|arguments| error(arguments, 2))
    .concat();
    assert_snapshot!("errors_of_notes", errors);
}

#[test]
fn lists_show_what_there_is() {
    assert_snapshot!("list_types", stdout(&zarrproof(&["list", "types"])));
    assert_snapshot!("list_tags", stdout(&zarrproof(&["list", "tags"])));
    assert_snapshot!("list_clauses", stdout(&zarrproof(&["list", "clauses"])));
    let all = stdout(&zarrproof(&["list"]));
    for part in [
        "Subjects:",
        "zarr-cast-value",
        "Data types:",
        "Tags:",
        "Clauses:",
        "Vectors in this build:",
    ] {
        assert!(all.contains(part), "{part}");
    }
}

#[test]
fn bad_arguments_are_named_on_one_line_with_exit_code_2() {
    let mut transcript = String::new();
    for arguments in [
        vec!["check", "nobody"],
        vec!["check"],
        vec!["check", "--from", "float99", "zarr-cast-value"],
        vec!["check", "--rounding", "up", "zarr-cast-value"],
        vec!["check", "--out-of-range", "error", "zarr-cast-value"],
        vec!["check", "--tag", "nope", "zarr-cast-value"],
        vec!["check", "--kind", "vectors", "zarr-cast-value"],
        vec!["check", "--clause", "rounding", "zarr-cast-value"],
        vec!["check", "--reading", "SN-07", "zarr-cast-value"],
        vec!["check", "--reading", "SN-99=A", "zarr-cast-value"],
        vec!["check", "--reading", "SN-07=A,SN-07=E", "zarr-cast-value"],
        vec!["check", "--filter", "[", "zarr-cast-value"],
        vec!["check", "--bogus", "zarr-cast-value"],
        vec!["check", "--format", "xml", "zarr-cast-value"],
        vec!["frobnicate"],
        vec!["check", "--filter", "no/such/case", "zarr-cast-value"],
        vec!["check", "--vectors", "/nonexistent", "zarr-cast-value"],
        vec!["serve", "nobody"],
        // What was probably meant.
        vec!["chek", "zarr-cast-value"],
        vec!["check", "--fitler", "*", "zarr-cast-value"],
        vec!["check", "zarr-cast-valeu"],
        vec!["check", "Cargo.toml"],
        vec!["compare", "oracle", "zarr_cast_value"],
        vec!["check", "--from", "f32", "zarr-cast-value"],
        vec!["check", "--rounding", "nearest-evn", "zarr-cast-value"],
        vec!["check", "--tag", "ties", "zarr-cast-value"],
        vec!["check", "--kind", "array", "zarr-cast-value"],
        vec!["check", "--clause", "rounding/defualt", "zarr-cast-value"],
        vec!["check", "--reading", "sn-7=B", "zarr-cast-value"],
        // One note has one reading at a time.
        vec!["check", "--reading", "SN-07=A", "--reading", "SN-07=B", "zarr-cast-value"],
        vec!["compare", "--reading", "SN-07=C,SN-07=B", "oracle", "zarr-cast-value"],
    ] {
        transcript += &transcribe(&arguments, 2);
    }
    assert_snapshot!("errors_of_arguments", transcript);
}

#[test]
fn a_subject_that_cannot_be_run_is_exit_code_3() {
    let mut transcript = String::new();
    for arguments in [
        vec!["check", "--", "/nonexistent/adapter"],
        vec!["check", "--", "true"],
        vec!["check", "--", "cat"],
    ] {
        transcript += &transcribe(&arguments, 3);
    }
    assert_snapshot!("errors_of_subjects", transcript);
}

#[test]
fn a_check_that_checks_nothing_is_no_success() {
    let output = zarrproof(&["check", "--from", "int2", "zarr-cast-value"]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(text.contains("nothing was checked: zarr-cast-value supports none of"), "{text}");
}

#[test]
fn a_conforming_selection_is_exit_code_0() {
    let arguments = ["check", "--from", "int8,uint8", "--to", "int16", "zarr-cast-value"];
    let output = zarrproof(&arguments);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!("check_conforming", stdout(&output));
}

#[test]
#[cfg(target_arch = "x86_64")]
fn the_double_rounding_of_zarr_cast_value_is_found_and_explained() {
    let case = "cast_value/float64/float16/0x40effdffffffffff/nearest-even/*";
    let output = zarrproof(&["check", "--filter", case, "zarr-cast-value"]);
    if !std::arch::is_x86_feature_detected!("f16c") {
        return;
    }
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot!("check_failing", stdout(&output));

    let output = zarrproof(&["check", "--format", "json", "--filter", case, "zarr-cast-value"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["conforms"], false);
    assert_eq!(report["expectations"]["fail"], 2);
    assert_eq!(report["groups"][0]["simplest"]["expected_value"], "65504");
    assert_snapshot!("check_failing_json", stdout(&output));
}

#[test]
fn a_program_is_checked_like_a_subject_of_the_build() {
    let program = env!("CARGO_BIN_EXE_zarrproof");
    let select = ["check", "--from", "float32", "--to", "uint8,float16"];
    let arguments = [&select[..], &["--", program, "serve", "zarr-cast-value"]].concat();
    let output = zarrproof(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).contains("zarr-cast-value 0.5.1 conforms"));
}

#[cfg(feature = "oracle")]
mod with_oracle {
    use super::*;

    #[test]
    fn another_reading_can_be_expected() {
        let select = ["check", "--filter", "cast_value/*/float8_e8m0fnu/*/nearest-even/unset"];
        let reading = ["--from", "int8,uint8", "--reading", "SN-07=C", "oracle"];
        let output = zarrproof(&[&select[..], &reading].concat());
        assert_eq!(output.status.code(), Some(1), "the oracle's stand is SN-07=A");
        let text = stdout(&output);
        assert!(text.contains("Readings  SN-07=C: 2^-127, whatever out_of_range says"), "{text}");
        assert!(text.contains(" --reading SN-07=C --filter "), "{text}");
    }

    #[test]
    fn cast_prints_patterns_and_values_and_reasons() {
        let cast = ["cast", "--from", "float64", "--to", "int8"];
        let values = ["1.5", "-0.5", "300", "NaN", "-Infinity", "0x7ff0000000000000", "1e-400"];
        let output = zarrproof(&[&cast[..], &values].concat());
        assert_eq!(output.status.code(), Some(1));
        assert_snapshot!("cast_unset", stdout(&output));
        let wrap = ["--out-of-range", "wrap", "--rounding", "towards-zero", "300.7", "-129"];
        let output = zarrproof(&[&cast[..], &wrap].concat());
        assert_eq!(output.status.code(), Some(0));
        assert_snapshot!("cast_wrap", stdout(&output));
    }

    #[test]
    fn values_are_read_in_the_usual_spellings() {
        for (same, to) in [
            (
                &["12", "+12", "12.", "1_2", "012", "1.2e1", "0xC.p0", "0x1.8p3", "0X3P+2", " 12 "]
                    [..],
                "12",
            ),
            (&["0.5", ".5", "+.5", "5e-1", "5.0E-1", "0x.8p0", "0x1p-1", "0x0.8"], "0.5"),
            (&["-0.5", "\u{2212}0.5", "-.5", "-0x1p-1"], "-0.5"),
            (&["NaN", "nan", "NAN", "+nan", "-nan"], "NaN"),
            (&["Infinity", "inf", "INF", "+inf", "infinity", "+Infinity"], "Infinity"),
            (&["-Infinity", "-inf", "-INFINITY"], "-Infinity"),
        ] {
            let cast = ["cast", "--from", "float64", "--to", "float32"];
            let output = zarrproof(&[&cast[..], same].concat());
            assert_eq!(output.status.code(), Some(0), "{same:?}");
            let text = stdout(&output);
            assert_eq!(text.lines().count(), same.len());
            assert!(text.lines().all(|line| line.starts_with(&format!("{to} ("))), "{text}");
        }
        let cast = ["cast", "--from", "int64", "--to", "float64", "1_000_000", "0x10p4", "-0x1p63"];
        let values: Vec<_> = stdout(&zarrproof(&cast)).lines().map(str::to_owned).collect();
        for (line, value) in values.iter().zip(["1000000 ", "256 ", "-9223372036854775808 "]) {
            assert!(line.starts_with(value), "{line}");
        }
        assert_eq!(values.len(), 3);
    }

    #[test]
    fn what_other_projects_call_a_type_is_told_apart_from_what_zarr_has() {
        for (name, hint) in [
            (
                "float8_e4m3fn",
                "is another format than the e4m3fn of OCP and ml_dtypes, which Zarr lacks (SN-39)",
            ),
            ("torch.float8_e4m3fn", "(SN-39)"),
            ("f8E4M3FN", "(SN-39)"),
            ("e4m3", "(SN-39)"),
            ("f32", "did you mean float32?"),
            ("half", "did you mean float16?"),
            ("double", "did you mean float64?"),
            ("np.float64", "did you mean float64?"),
            ("Float32", "did you mean float32?"),
            ("bf16", "did you mean bfloat16?"),
            ("e5m2", "did you mean float8_e5m2?"),
            ("fp8_e4m3fnuz", "did you mean float8_e4m3fnuz?"),
            ("float8e8m0", "did you mean float8_e8m0fnu?"),
            ("e2m1", "did you mean float4_e2m1fn?"),
            ("i8", "did you mean int8, or int64 (as NumPy counts bytes)?"),
            ("uint8_t", "did you mean uint8?"),
            ("flaot32", "did you mean float32?"),
            ("complex64", "expected one of int2"),
            ("float99", "expected one of int2"),
        ] {
            let text = error(&["cast", "--from", name, "--to", "int8", "1"], 2);
            assert!(text.contains(hint), "{text}");
        }
    }

    #[test]
    fn an_error_says_what_another_rule_would_give() {
        for (arguments, reason) in [
            (
                &["--from", "float32", "--to", "bfloat16", "0x7f7fffff"][..],
                "out of range for bfloat16, and out_of_range is not set: \"clamp\" would give Infinity",
            ),
            (
                &["--from", "int16", "--to", "int8", "-1000"],
                "out of range for int8, and out_of_range is not set: \"clamp\" would give -128",
            ),
            (
                &[
                    "--from",
                    "uint64",
                    "--to",
                    "float16",
                    "--out-of-range",
                    "wrap",
                    "18446744073709551615",
                ],
                "out_of_range \"wrap\" gives a result for integers alone: \"clamp\" would give Infinity",
            ),
            (
                &[
                    "--from",
                    "int8",
                    "--to",
                    "float8_e8m0fnu",
                    "--reading",
                    "SN-07=B",
                    "--out-of-range",
                    "clamp",
                    "0",
                ],
                "refused for float8_e8m0fnu under a reading other than the stand",
            ),
        ] {
            let output = zarrproof(&[&["cast"], arguments].concat());
            assert_eq!(output.status.code(), Some(1));
            assert!(stdout(&output).contains(reason), "{}", stdout(&output));
        }
    }

    #[test]
    fn mutants_are_listed_asked_and_counted() {
        let select = ["mutants", "--from", "float64", "--to", "float16,int8", "--each", "all"];
        let defects = "tie-to-odd,nan-is-zero,wrap-of-magnitude,low-payload-is-infinity";
        let select = [&select[..], &["--defect", defects]].concat();
        assert_snapshot!("mutants_list", stdout(&zarrproof(&[&select[..], &["--list"]].concat())));
        let output = zarrproof(&select);
        assert_eq!(output.status.code(), Some(0));
        assert_snapshot!("mutants", stdout(&output));
        let output = zarrproof(&[&select[..], &["--format", "json"]].concat());
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let (score, judged) = (&report["score"]["vectors"], &report["judged"]);
        assert_eq!(score["killed"], score["asked"]);
        assert_eq!(
            judged.as_array().map(Vec::len),
            score["asked"].as_u64().map(|one| one as usize)
        );
        assert_eq!(judged[0]["fate"], "killed");
    }

    #[test]
    fn what_is_wrong_with_the_arguments_of_mutants_is_named() {
        let mut transcript = String::new();
        for arguments in [
            &["--defect", "bad-luck"][..],
            &["--each", "none"],
            &["--each", "0"],
            &["--from", "float65"],
            &["--from", "int8", "--to", "int8", "--defect", "tie-to-odd"],
            &["--inputs", "level-1"],
            &["--inputs", "level-1=/nonexistent"],
            &["--vectors", "/nonexistent"],
        ] {
            transcript += &transcribe(&[&["mutants"], arguments].concat(), 2);
        }
        assert_snapshot!("errors_of_mutants", transcript);
    }

    #[test]
    fn cast_names_what_is_wrong_with_its_arguments() {
        let mut transcript = String::new();
        for arguments in [
            vec!["--from", "float64", "--to", "int9", "1"],
            vec!["--from", "float64", "--to", "int8", "--rounding", "up", "1"],
            vec!["--from", "int8", "--to", "uint8", "300"],
            vec!["--from", "int8", "--to", "uint8", "1.5"],
            vec!["--from", "float4_e2m1fn", "--to", "uint8", "NaN"],
            vec!["--from", "float64", "--to", "uint8", "0x12"],
            vec!["--from", "float64", "--to", "uint8", "seven"],
            vec!["--from", "float64", "--to", "float16", "--out-of-range", "wrap", "1"],
            vec!["--from", "float64", "--to", "float16", "--reading", "SN-02=A,SN-02=B", "1"],
            vec!["--from", "float64", "--to", "float16", "1", "--runding", "up"],
            vec!["--from", "float64", "--to", "int8", "--1"],
            vec!["--from", "float64", "--to", "int8", "1__0"],
            vec!["--from", "float64", "--to", "int8", "."],
            vec!["--from", "int8", "--to", "float64", "0x1.8p0"],
            vec!["--from", "int8", "--to", "float64", "inf"],
        ] {
            let arguments = [&["cast"][..], &arguments].concat();
            transcript += &transcribe(&arguments, 2);
        }
        assert_snapshot!("errors_of_cast", transcript);
    }
}

#[cfg(not(feature = "oracle"))]
#[test]
fn a_command_that_this_build_lacks_says_which_feature_adds_it() {
    let found = error(&["cast", "--from", "float64", "--to", "int8", "1.5"], 2);
    assert!(
        found.contains("cargo run --release --features oracle -- cast --from float64"),
        "{found}"
    );
    let found = error(&["check", "--reading", "SN-07=B", "zarr-cast-value"], 2);
    assert!(found.contains("--features oracle"), "{found}");
    let found = error(&["explain", "--from", "float64", "--to", "int8", "-1.5"], 2);
    assert!(
        found.contains("--features oracle -- explain --from float64 --to int8 -1.5"),
        "{found}"
    );
    let found = error(&["check", "oracle"], 2);
    assert!(found.contains("--features oracle"), "{found}");
    let found = error(&["witness", "mpfr", "--cases", "10"], 2);
    assert!(found.contains("--features witnesses -- witness mpfr --cases 10"), "{found}");
}
