//! What users wait for: exact casts, loading and generating vectors, a whole check, and answers over
//! the protocol.
//!
//! `cargo bench --features oracle`. Items are casts, expectations or elements.

use std::collections::BTreeSet;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use zarrproof::check::{Target, check};
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::{Configuration, OutOfRange, Rounding};
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::{Real, pack, scalar};
use zarrproof::generators;
use zarrproof::oracle::Told;
use zarrproof::oracle::cast_value::Cast;
use zarrproof::oracle::scale_offset::Formula;
use zarrproof::protocol::{self, Request};
use zarrproof::prove::{Question, Session};
use zarrproof::subject::{External, InProcess, Program, Subject, serve};
use zarrproof::vectors::{Selection, Store};

fn main() {
    divan::main();
}

fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a data type's name")
}

/// Patterns of the float64 values in and around the range of float16, without a random generator.
fn float64_inputs(count: u64) -> Vec<u64> {
    let spread = |at: u64| at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let pattern = |at: u64| (1023 - 26 + spread(at) % 44) << 52 | spread(at) >> 12;
    (0..count).map(pattern).collect()
}

/// Exact casts on one core.
#[divan::bench(args = ["float64 -> float16", "float64 -> int32", "uint64 -> float32", "float32 -> float8_e4m3"])]
fn oracle(bencher: Bencher, pair: &str) {
    let (source, target) = pair.split_once(" -> ").expect("a pair");
    let (source, target) = (data_type(source), data_type(target));
    let cast = Cast::new(source, target, Rounding::NearestEven, OutOfRange::Clamp);
    let inputs: Vec<_> =
        float64_inputs(10_000).into_iter().map(|one| one >> (64 - source.bits())).collect();
    bencher.counter(ItemsCount::new(inputs.len())).bench(|| {
        for input in &inputs {
            let _ = black_box(cast.apply(black_box(*input)));
        }
    });
}

/// Exact arithmetic on one core: an offset of -10 and a scale of 3 there and back, of numbers around both,
/// then of numbers whose exponents are far from theirs.
#[divan::bench(args = ["float64", "float32", "int32", "float64 far", "float64 in GMP"])]
fn scale_offset(bencher: Bencher, what: &str) {
    let (name, kind) = what.split_once(' ').unwrap_or((what, ""));
    let real = data_type(name);
    let scalar = |json: &str| scalar::from_json(real, json).expect("a scalar");
    let formula = Formula::new(real, Some(scalar("-10")), Some(scalar("3")), &Readings::stand());
    let formula = if kind == "in GMP" { formula.without_words() } else { formula };
    let inputs: Vec<_> = match (name, kind) {
        ("int32", _) => (0..10_000).map(|at| at * 50_021).collect(),
        ("float32", _) => (0..10_000u16).map(|at| (f32::from(at) * 0.7).to_bits().into()).collect(),
        (_, "far") => float64_inputs(10_000).iter().map(|one| one - (500 << 52)).collect(),
        _ => float64_inputs(10_000),
    };
    bencher.counter(ItemsCount::new(inputs.len())).bench(|| {
        for input in &inputs {
            let told = &mut Told::nobody();
            let encoded = formula.encode(black_box(*input), told);
            let _ = black_box(formula.decode(black_box(encoded.unwrap_or_default()), told));
        }
    });
}

/// Decompressing, verifying and parsing every file of this build, on one core.
#[divan::bench]
fn load_all_vectors(bencher: Bencher) {
    let expectations = Store::embedded().expect("vectors").manifest().totals.expectations;
    bencher.counter(ItemsCount::new(expectations)).bench(|| {
        let store = Store::embedded().expect("vectors");
        for conversion in store.conversions() {
            black_box(store.elements(conversion).expect("a file"));
        }
    });
}

/// A whole check in process, loading included, on all cores. Items are expectations.
#[divan::bench(args = ["zarr-cast-value", "oracle"], sample_count = 10)]
fn check_in_process(bencher: Bencher, subject: &str) {
    let target = Target::BuiltIn(InProcess::find(subject).expect("a subject"));
    let run = || {
        let store = Store::embedded().expect("vectors");
        check(&target, &store, &Selection::default(), &|_| {}).expect("a report")
    };
    bencher.counter(ItemsCount::new(run().tally.total())).bench(run);
}

/// Asking the oracle for every file of vectors, on all cores. Items are expectations.
#[divan::bench(sample_count = 5)]
fn generate(bencher: Bencher) {
    let expectations = Store::embedded().expect("vectors").manifest().totals.expectations;
    bencher.counter(ItemsCount::new(expectations)).bench(|| generators::generate(|| {}));
}

/// Requests of `length` elements each from float64 to float16, 200,000 elements in all.
fn requests(length: u64) -> Vec<Request> {
    let (source, target) = (data_type("float64"), data_type("float16"));
    let configuration = Configuration {
        data_type: target,
        rounding: Rounding::NearestEven,
        out_of_range: OutOfRange::Clamp,
        scalar_map: None,
    };
    let data = pack(source, float64_inputs(length));
    let request = |id| Request {
        id,
        question: protocol::Question::Elements {
            operation: Operation::Encode,
            codec: configuration.to_json().into(),
            shape: vec![length],
            data: data.clone(),
            layout: protocol::Layout::C,
        },
        data_type: format!("\"{source}\"").into(),
        fill_value: "1".into(),
    };
    (0..200_000 / length).map(request).collect()
}

/// A share of all inputs, on all cores: a sixteenth of 2^32 under one configuration, or every input of
/// 16 bits under every configuration. Items are inputs.
#[divan::bench(args = ["float32 -> uint8", "float32 -> float64", "float16 -> int16"], sample_count = 5)]
fn prove_in_process(bencher: Bencher, pair: &str) {
    let (source, target) = pair.split_once(" -> ").expect("a pair");
    let mut selection = Selection {
        from: vec![data_type(source)],
        to: vec![data_type(target)],
        ..Selection::default()
    };
    let mut partition = None;
    if source == "float32" {
        selection =
            selection.having("rounding", &["nearest-even"]).having("out_of_range", &["clamp"]);
        partition = Some("slice:1/16".parse().expect("a share"));
    }
    let question = Question { selection, samples: 1, partition };
    let target = Target::BuiltIn(InProcess::find("zarr-cast-value").expect("a subject"));
    let mut session = Session::start(&target).expect("it starts");
    let mut prove = || session.prove(&question, &BTreeSet::new(), &|| None, &|_| {});
    let inputs: u64 = prove().units.iter().map(|unit| unit.counts.judged()).sum();
    bencher.counter(ItemsCount::new(inputs)).bench_local(prove);
}

/// A subject, and the elements of each request to it.
const SERVED: [(&str, u64); 6] = [
    ("zarr-cast-value", 1),
    ("zarr-cast-value", 100),
    ("zarr-cast-value", 1000),
    ("oracle", 1),
    ("oracle", 100),
    ("oracle", 1000),
];

/// `serve` from memory to memory, on one core. Items are elements.
#[divan::bench(args = SERVED, sample_count = 20)]
fn serve_in_memory(bencher: Bencher, (name, length): (&str, u64)) {
    let lines: String = requests(length).iter().map(Request::to_line).collect();
    bencher.counter(ItemsCount::new(200_000u64)).bench_local(|| {
        let mut subject = (InProcess::find(name).expect("a subject").start)();
        serve(subject.as_mut(), lines.as_bytes(), std::io::sink()).expect("served");
    });
}

/// `zarrproof serve` as a process of its own, asked over pipes. Items are elements.
#[divan::bench(args = SERVED, sample_count = 20)]
fn serve_over_pipes(bencher: Bencher, (name, length): (&str, u64)) {
    over_pipes(bencher, &[env!("CARGO_BIN_EXE_zarrproof"), "serve", name], length);
}

/// The adapter of cast-value's NumPy backend, asked over pipes. Items are elements.
#[divan::bench(args = [1, 100, 1000], sample_count = 20)]
fn numpy_adapter_over_pipes(bencher: Bencher, length: u64) {
    over_pipes(bencher, &["adapters/python/start", "cast_value_numpy"], length);
}

fn over_pipes(bencher: Bencher, program: &[&str], length: u64) {
    let program = program.iter().map(|word| (*word).to_owned()).collect();
    let mut subject = External::start(&Program::new(program)).expect("it starts");
    let requests = requests(length);
    bencher.counter(ItemsCount::new(200_000u64)).bench_local(|| {
        let replies = subject.ask(&requests);
        assert_eq!(replies.len(), requests.len());
    });
}
