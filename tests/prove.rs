//! Whole domains: what a proof asks, what it finds, and what becomes of its results.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;
use zarrproof::check::Target;
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::{Instance, Metadata, OutOfRange};
use zarrproof::data_type::{Real, pack, unpack};
use zarrproof::oracle::cast_value::Codec;
use zarrproof::protocol::Implementation;
use zarrproof::prove::{Coverage, Method, Proof, Question, Session, Unit};
use zarrproof::report::{coverage_table, write_coverage};
use zarrproof::subject::{BuiltIn, CastValue, Refusal};
use zarrproof::vectors::Selection;

fn data_types(names: &str) -> Vec<Real> {
    names.split(',').map(|name| Real::from_name(name).expect("a type")).collect()
}

fn selection(from: &str, to: &str) -> Selection {
    Selection { from: data_types(from), to: data_types(to), ..Selection::default() }
}

fn prove<C: CastValue + Default + 'static>(question: &Question) -> Proof {
    let target = Target::BuiltIn(BuiltIn::of::<C>("subject"));
    let mut session = Session::start(&target).expect("it starts");
    let planned = session.plan(question).len() as u64;
    let proved = session.prove(question, &BTreeSet::new(), &|| None, &|_| {});
    Proof::new(session.hello().implementation.clone(), planned, Vec::new()).with(proved)
}

fn question(from: &str, to: &str) -> Question {
    Question { selection: selection(from, to), samples: 1000, partition: None }
}

/// The oracle, but for a few elements.
struct Spoilt<const N: usize>;

/// What is wrong with a [`Spoilt`]: an element becomes another one, or something else happens.
const SPOILT: [fn(u64, u64) -> Spoiling; 4] = [
    |_, output| Spoiling::Output(output),
    // One input of 2^16, in the middle of a step.
    |input, output| Spoiling::Output(if input == 0x4bcd { output ^ 1 } else { output }),
    |input, output| if input == 0x4bcd { Spoiling::Panic } else { Spoiling::Output(output) },
    |input, output| if input == 0x4bcd { Spoiling::Error } else { Spoiling::Output(output) },
];

enum Spoiling {
    Output(u64),
    Error,
    Panic,
}

impl<const N: usize> Default for Spoilt<N> {
    fn default() -> Self {
        Spoilt
    }
}

impl<const N: usize> CastValue for Spoilt<N> {
    type Codec = Codec;

    fn implementation(&self) -> Implementation {
        Implementation::new("spoilt", "1")
    }

    fn data_types(&self) -> Vec<Real> {
        Real::all().collect()
    }

    fn codec(&mut self, metadata: Metadata) -> Result<Codec, Refusal> {
        Codec::new(metadata, &zarrproof::codec::notes::Readings::stand())
            .map_err(|error| Refusal::Metadata(error.to_string()))
    }

    fn cast(
        &mut self,
        codec: &Codec,
        operation: Operation,
        _: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let (input, output) = codec.instance.types(operation);
        let mut outputs = Vec::new();
        for input in unpack(input, data) {
            let right = codec.direction(operation).apply(input);
            let right = right.map_err(|error| Refusal::Value(error.to_string()))?;
            match SPOILT[N](input, right) {
                Spoiling::Output(output) => outputs.push(output),
                Spoiling::Error => return Err(Refusal::Value("spoilt".to_owned())),
                Spoiling::Panic => panic!("spoilt"),
            }
        }
        Ok(pack(output, outputs))
    }
}

#[test]
fn what_is_right_is_right_for_every_input_of_every_configuration() {
    let proof = prove::<Spoilt<0>>(&question("float16,int2", "int8,float8_e8m0fnu"));
    assert!(proof.holds());
    // From a float, `wrap` is asked by encoding only, and to a float by decoding only.
    let of_inputs = (3 * 5 * 2 - 5) + (2 * 5 * 2);
    let of_int2 = (3 * 5 * 2) + (3 * 5 * 2 - 5);
    assert_eq!(proof.counts().judged(), (of_inputs << 16) + (of_int2 << 2));
    assert!(proof.units.iter().all(|unit| unit.method == Method::EveryInput));
}

#[test]
fn one_wrong_input_of_a_domain_is_found() {
    let proof = prove::<Spoilt<1>>(&question("float16", "int8"));
    assert!(!proof.holds());
    let groups = proof.groups();
    assert_eq!(groups.len(), 1);
    // 15.6 is in range, whatever the configuration: five modes, three rules by encoding and two by
    // decoding.
    assert_eq!(groups[0].count, 5 * (3 + 2));
    assert!(groups[0].simplest.id.starts_with("cast_value/float16/int8/0x4bcd/"));
}

#[test]
fn a_panic_fails_the_input_that_it_came_of_and_no_other() {
    let proof = prove::<Spoilt<2>>(&question("float16", "int8"));
    assert_eq!(proof.counts().crash, 5 * (3 + 2));
    assert_eq!(proof.counts().failed(), 5 * (3 + 2));
    assert_eq!(proof.groups()[0].simplest.got, "crash");
}

#[test]
fn an_error_where_a_value_is_due_fails_the_input_that_it_came_of_and_no_other() {
    let proof = prove::<Spoilt<3>>(&question("float16", "int8"));
    assert_eq!(proof.counts().fail, 5 * (3 + 2));
    assert_eq!(proof.groups()[0].simplest.got, "error");
}

/// Casts uint32 to uint32, but for one number.
#[derive(Default)]
struct AlmostIdentity;

impl CastValue for AlmostIdentity {
    type Codec = Instance;

    fn implementation(&self) -> Implementation {
        Implementation::new("almost", "1")
    }

    fn data_types(&self) -> Vec<Real> {
        data_types("uint32")
    }

    fn codec(&mut self, metadata: Metadata) -> Result<Instance, Refusal> {
        Ok(metadata.read()?)
    }

    fn cast(
        &mut self,
        _: &Instance,
        _: Operation,
        _: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let mut data = data.to_vec();
        for element in data.chunks_exact_mut(4).filter(|one| **one == 0xdead_beef_u32.to_le_bytes())
        {
            element[3] ^= 0x80;
        }
        Ok(data)
    }

    fn has_directions(&self) -> bool {
        false
    }
}

#[test]
fn one_wrong_input_of_32_bits_is_found() {
    let selection = selection("uint32", "uint32")
        .having("rounding", &["nearest-even"])
        .having("out_of_range", &["clamp"]);
    let proof = prove::<AlmostIdentity>(&Question { selection, samples: 1, partition: None });
    let counts = proof.counts();
    assert_eq!((counts.judged(), counts.fail), (1 << 32, 1));
    assert_eq!(proof.groups()[0].simplest.input, "3735928559 (0xdeadbeef)");
}

#[test]
fn the_table_of_coverage_in_the_readme_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let page = std::fs::read_to_string(path).expect("README.md");
    assert_eq!(write_coverage(&page).expect("a place for the table"), page, "{}", coverage_table());
}

#[test]
fn domains_of_up_to_32_bits_are_complete_and_only_those() {
    for source in Real::all() {
        for target in Real::all() {
            for rule in OutOfRange::ALL {
                let coverage = Method::of(source, target, rule).coverage();
                assert_eq!(coverage == Coverage::Complete, source.bits() <= 32);
            }
        }
    }
}

#[test]
fn ids_of_units_name_one_unit_each() {
    let target = Target::BuiltIn(BuiltIn::of::<Spoilt<0>>("subject"));
    let session = Session::start(&target).expect("it starts");
    let question = Question { selection: Selection::default(), samples: 1, partition: None };
    let units = session.plan(&question);
    let ids: BTreeSet<_> = units.iter().map(Unit::id).collect();
    assert_eq!(ids.len(), units.len());
    for unit in units {
        assert_eq!(unit.id().parse::<Unit>(), Ok(unit));
    }
    for id in ["float32/int8/nearest-even/unset/encode/17-of-16", "float32/int8/up/unset/encode"] {
        assert!(id.parse::<Unit>().is_err(), "{id}");
    }
}

fn zarrproof(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_zarrproof");
    Command::new(program).args(arguments).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The report without what it took.
fn without_times(report: &str) -> String {
    report.lines().filter(|line| !line.starts_with("time ")).collect::<Vec<_>>().join("\n")
}

const SMALL: [&str; 5] = ["prove", "--from", "int4,float8_e5m2", "--to", "int8,float16"];

#[test]
fn a_proof_is_reported_for_people_and_for_machines() {
    let output = zarrproof(&[&SMALL[..], &["oracle"]].concat());
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!("proof", without_times(&stdout(&output)));
    let output = zarrproof(&[&SMALL[..], &["--format", "json", "oracle"]].concat());
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["holds"], true);
    assert_eq!(report["coverage"][0]["coverage"], "complete");
    assert_eq!(report["units"]["missing"], 0);
}

#[test]
fn what_is_wrong_is_reported_with_the_simplest_input() {
    let select = ["prove", "--from", "uint16", "--to", "float16", "--rounding", "towards-positive"];
    let output = zarrproof(&[&select[..], &["zarr-cast-value-0.4.2"]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot!("disproof", without_times(&stdout(&output)));
}

#[test]
fn a_program_is_proved_like_a_subject_of_the_build() {
    let program = env!("CARGO_BIN_EXE_zarrproof");
    let select = ["prove", "--from", "float16", "--to", "int16", "--rounding", "nearest-even"];
    let output = zarrproof(&[&select[..], &["--", program, "serve", "zarr-cast-value"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    // Encoding and decoding are two things to a program.
    assert!(stdout(&output).contains("Asked     327,680 inputs under 5 configurations"));
}

#[test]
fn a_sample_is_called_a_sample() {
    let select = ["prove", "--from", "float64", "--to", "float32,int4", "--samples", "1000"];
    let mode = ["--rounding", "nearest-even", "oracle"];
    let output = zarrproof(&[&select[..], &mode].concat());
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!("sample", without_times(&stdout(&output)));
}

#[test]
fn a_proof_is_taken_up_again_where_it_was_broken_off() {
    let directory = tempfile::tempdir().expect("a directory");
    let results = directory.path().join("results.jsonl");
    let results = results.to_str().expect("UTF-8");
    let keep = [&SMALL[..], &["--results", results, "oracle"]].concat();
    let whole = stdout(&zarrproof(&keep));
    let text = std::fs::read_to_string(results).expect("results");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 100);
    // As if it had been killed while it wrote a line.
    let cut = lines[..40].join("\n") + "\n" + &lines[40][..20];
    std::fs::write(results, cut).expect("written");
    let again = zarrproof(&keep);
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(without_times(&stdout(&again)), without_times(&whole));
    let mut units: Vec<_> = lines.iter().filter_map(|line| unit_of(line)).collect();
    let text = std::fs::read_to_string(results).expect("results");
    let mut units_again: Vec<_> = text.lines().filter_map(unit_of).collect();
    units.sort();
    units_again.sort();
    assert_eq!(units, units_again, "every unit once");
}

fn unit_of(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).expect("JSON");
    line["unit"].as_str().map(str::to_owned)
}

#[test]
fn shares_put_together_are_the_whole() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = |share: usize| directory.path().join(format!("{share}.jsonl")).display().to_string();
    let whole = zarrproof(&[&SMALL[..], &["oracle"]].concat());
    let mut merge = vec!["prove".to_owned()];
    for share in 1..=3 {
        let (slice, file) = (format!("slice:{share}/3"), file(share));
        let options = ["--partition", &slice, "--results", &file, "oracle"];
        let output = zarrproof(&[&SMALL[..], &options].concat());
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).contains("is right so far"), "{}", stdout(&output));
        merge.extend(["--merge".to_owned(), file]);
    }
    let merge: Vec<_> = merge.iter().map(String::as_str).collect();
    let merged = zarrproof(&merge);
    assert_eq!(merged.status.code(), Some(0));
    assert_eq!(without_times(&stdout(&merged)), without_times(&stdout(&whole)));
    // What is missing is said, and is no proof.
    let part = zarrproof(&merge[..5]);
    assert_eq!(part.status.code(), Some(1));
    assert!(stdout(&part).contains("is right so far: 33 of 100 units are missing"));
}

#[test]
fn what_is_wrong_with_arguments_and_files_is_named_on_one_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let results = directory.path().join("results.jsonl");
    let results = results.to_str().expect("UTF-8");
    let other = directory.path().join("other.jsonl");
    let other = other.to_str().expect("UTF-8");
    std::fs::write(other, "{\"proof\":2}\n").expect("written");
    let keep = ["prove", "--from", "int2", "--to", "int4", "--results", results];
    zarrproof(&[&keep[..], &["oracle"]].concat());
    let mut transcript = String::new();
    for arguments in [
        vec!["prove"],
        vec!["prove", "nobody"],
        vec!["prove", "--from", "int2", "zarr-cast-value"],
        vec!["prove", "--partition", "slice:0/3", "oracle"],
        vec!["prove", "--partition", "hash:1/3", "oracle"],
        vec!["prove", "--samples", "0", "oracle"],
        vec!["prove", "--merge", "/nonexistent"],
        vec!["prove", "--merge", other],
        vec!["prove", "--merge", results, "oracle"],
        vec!["prove", "--from", "int4", "--to", "int4", "--results", results, "oracle"],
        vec!["prove", "--from", "int2", "--to", "int4", "--results", "/nonexistent/x", "oracle"],
    ] {
        let output = zarrproof(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let text = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(text.lines().count(), 1, "{text}");
        transcript += &format!("$ zarrproof {}\n{text}", arguments.join(" "));
    }
    let directory = directory.path().to_str().expect("UTF-8");
    assert_snapshot!("errors_of_prove", transcript.replace(directory, "DIR"));
}
