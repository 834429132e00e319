//! The oracle says the same through every door: the committed vectors, a single cast, a codec made from
//! metadata, the protocol, an explanation, and the commands `cast` and `explain`.

use std::fmt::Write;
use std::process::Command;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::{Metadata, OutOfRange, rules};
use zarrproof::codec::column::Column;
use zarrproof::codec::notes::{self, Readings};
use zarrproof::data_type::{Real, pack, unpack};
use zarrproof::oracle::cast_value::{Cast, Codec, Direction};
use zarrproof::protocol::{Answer, Layout, Question, Request};
use zarrproof::report::explain;
use zarrproof::subject::{serve, start_oracle};
use zarrproof::vectors::{Case, Outcome, Store};

/// How many ids each pair of types gets.
const PER_PAIR: usize = 3;

/// One in this many goes through the commands too, and through every reading.
const PER_COMMAND: usize = 40;

struct Sample {
    input_type: Real,
    output_type: Real,
    column: Column,
    case: Case,
}

impl Sample {
    fn id(&self) -> String {
        self.column.case_id(self.case.input)
    }

    /// What the vectors expect by the suite's stand.
    fn stand(&self) -> Outcome {
        self.case.expected[self.column.index].stand()
    }

    fn operations(&self) -> Vec<Operation> {
        self.column.operations()
    }

    /// The codec's entry and the array's data type that ask by `operation`.
    fn metadata(&self, operation: Operation) -> (String, String) {
        let array = self.column.array_type(operation);
        (self.column.entry(operation), format!("\"{array}\""))
    }

    fn explain(&self, readings: &Readings) -> String {
        explain::element(&self.column, self.case.input, Some(&self.case), readings)
    }

    fn outcome<E>(&self, result: Result<u64, E>) -> Outcome {
        result.map_or(Outcome::Error, |pattern| Outcome::of_pattern(self.output_type, pattern))
    }

    /// The outcome in a text such as `2 (0x02)` or `error: out of range`.
    fn parse(&self, text: &str) -> Outcome {
        if text.starts_with("error: ") {
            return Outcome::Error;
        }
        let start = text.find("(0x").unwrap_or_else(|| panic!("no pattern in {text:?}")) + 1;
        let digits = text[start + 2..].chars().take_while(char::is_ascii_hexdigit).count();
        let pattern = self.output_type.pattern_from_text(&text[start..start + 2 + digits]);
        self.outcome(pattern)
    }

    /// The outcome in an explanation.
    fn result(&self, explanation: &str) -> Outcome {
        let result = explanation.lines().find_map(|line| line.strip_prefix("Result: "));
        self.parse(result.unwrap_or_else(|| panic!("no result in {explanation}")))
    }
}

/// Some cases of every pair, under some column each.
fn samples() -> Vec<Sample> {
    let store = Store::embedded().expect("vectors");
    let mut rng = ChaCha8Rng::seed_from_u64(0xd005);
    let mut samples = Vec::new();
    for conversion in store.conversions() {
        let (input_type, output_type) = conversion.types();
        let file = store.elements(conversion).expect("a file");
        let columns: Vec<_> = conversion.columns().collect();
        for _ in 0..PER_PAIR {
            let case = &file.cases[rng.next_u64() as usize % file.cases.len()];
            let column = columns[rng.next_u64() as usize % columns.len()];
            samples.push(Sample { input_type, output_type, column, case: case.clone() });
        }
    }
    assert_eq!(samples.len(), 26 * 26 * PER_PAIR);
    samples
}

#[test]
fn a_cast_and_a_codec_of_every_operation_say_what_the_vectors_say() {
    let readings = Readings::stand();
    for sample in samples() {
        let Sample { input_type, output_type, column, case } = &sample;
        let (rounding, out_of_range) = rules(column);
        let cast = Cast::new(*input_type, *output_type, rounding, out_of_range);
        let outcome = sample.outcome(cast.apply(case.input));
        assert_eq!(outcome, sample.stand(), "{} by a cast", sample.id());
        for operation in sample.operations() {
            let (codec, data_type) = sample.metadata(operation);
            let metadata = Metadata { codec: &codec, data_type: &data_type, fill_value: "1" };
            let codec = Codec::new(metadata, &readings).expect("valid metadata");
            let outcome = sample.outcome(codec.direction(operation).apply(case.input));
            let name = operation.name();
            assert_eq!(outcome, sample.stand(), "{} by a codec, to {name}", sample.id());
        }
    }
}

#[test]
fn the_protocol_says_what_the_vectors_say() {
    let samples = samples();
    let asked = samples
        .iter()
        .flat_map(|sample| sample.operations().into_iter().map(move |one| (sample, one)));
    let asked: Vec<_> = asked.collect();
    let mut lines = String::new();
    for (id, (sample, operation)) in asked.iter().enumerate() {
        let (codec, data_type) = sample.metadata(*operation);
        let request = Request {
            id: id as u64,
            question: Question::Elements {
                operation: *operation,
                codec: codec.into(),
                shape: vec![1],
                data: pack(sample.input_type, [sample.case.input]),
                layout: Layout::C,
            },
            data_type: data_type.into(),
            fill_value: "1".into(),
        };
        lines.write_str(&request.to_line()).expect("to memory");
    }
    let mut output = Vec::new();
    let mut subject = start_oracle(Readings::stand());
    serve(subject.as_mut(), lines.as_bytes(), &mut output).expect("served");
    let output = String::from_utf8(output).expect("UTF-8");
    assert_eq!(output.lines().count(), asked.len());
    for ((sample, operation), line) in asked.iter().zip(output.lines()) {
        let outcome = match Answer::from_line(line).expect("a line").1.expect("an answer") {
            Answer::Data(data) => {
                let pattern = unpack(sample.output_type, &data).next().expect("one element");
                Outcome::of_pattern(sample.output_type, pattern)
            }
            Answer::Error { .. } => Outcome::Error,
            other => panic!("{}: {other:?}", sample.id()),
        };
        assert_eq!(outcome, sample.stand(), "{} to {}", sample.id(), operation.name());
    }
}

#[test]
fn an_explanation_ends_in_what_the_vectors_say() {
    for sample in samples() {
        let explanation = sample.explain(&Readings::stand());
        assert_eq!(sample.result(&explanation), sample.stand(), "{explanation}");
        let longest = explanation.lines().map(|line| line.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= 100), "{explanation}");
    }
}

#[test]
fn an_explanation_by_another_reading_ends_in_what_that_gives() {
    for sample in samples().iter().step_by(PER_COMMAND) {
        let Sample { input_type, output_type, column, case } = sample;
        let (rounding, out_of_range) = rules(column);
        for note in notes::all() {
            for (letter, _) in note.lettered().skip(1) {
                let readings = Readings::stand().with(note, letter).expect("a reading");
                let types = (*input_type, *output_type);
                let direction = Direction::between(types, rounding, out_of_range, None, &readings);
                let direction = direction.expect("a valid cast");
                let explanation = sample.explain(&readings);
                let outcome = sample.outcome(direction.apply(case.input));
                assert_eq!(sample.result(&explanation), outcome, "{explanation}");
            }
        }
    }
}

#[test]
fn the_commands_say_what_the_vectors_say() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_zarrproof")).args(arguments).output();
        let output = output.expect("the program starts");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    for sample in samples().iter().step_by(PER_COMMAND) {
        let id = sample.id();
        let (code, explanation) = run(&["explain", &id]);
        assert_eq!(code, Some(0), "{id}");
        assert_eq!(sample.result(&explanation), sample.stand(), "{explanation}");

        let (rounding, out_of_range) = rules(&sample.column);
        let input = sample.input_type.pattern_to_text(sample.case.input);
        let (from, to) = (sample.input_type.name(), sample.output_type.name());
        let mut arguments = vec!["cast", "--from", from, "--to", to];
        arguments.extend(["--rounding", rounding.name()]);
        if out_of_range != OutOfRange::Unset {
            arguments.extend(["--out-of-range", out_of_range.name()]);
        }
        arguments.push(&input);
        let (code, line) = run(&arguments);
        let is_error = sample.stand() == Outcome::Error;
        assert_eq!(code, Some(i32::from(is_error)), "{arguments:?}");
        let (_, outcome) = line.split_once(" -> ").expect("a result");
        assert_eq!(sample.parse(outcome), sample.stand(), "{arguments:?}: {line}");
    }
}
