//! Asking a subject for all cases from one type to another, and judging each answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::judge::{Got, Verdict, judge};
use super::plan::{Array, Judged, plan};
use super::{Depth, Failure, Seen, Tally};
use crate::codec::Operation;
use crate::codec::cast_value;
use crate::codec::notes::Letter;
use crate::data_type::{DataType, pack, unpack};
use crate::protocol::{Answer, Request};
use crate::subject::{Reply, Subject};
use crate::vectors::{Column, ElementFile, Expected, Outcome, Selection};

/// What came of one pair of types.
pub(super) struct PairReport {
    pub input_type: DataType,
    pub output_type: DataType,
    pub tally: Tally,
    pub asked: u64,
    pub other_readings: BTreeMap<(u8, Letter), u64>,
    pub failures: Vec<Failure>,
}

/// Asks for every selected case of a file.
pub(super) fn run_pair(
    subject: &mut dyn Subject,
    file: &ElementFile,
    selection: &Selection,
    depth: Depth,
) -> PairReport {
    let (input_type, output_type) = (file.input_type, file.output_type);
    let mut report = PairReport {
        input_type,
        output_type,
        tally: Tally::default(),
        asked: 0,
        other_readings: BTreeMap::new(),
        failures: Vec::new(),
    };
    for column in ElementFile::columns(input_type, output_type) {
        if !selection.includes_column(&column) {
            continue;
        }
        let included = |index: &usize| {
            selection.includes_case(input_type, output_type, &column, &file.cases[*index])
        };
        let selected: Vec<usize> = (0..file.cases.len()).filter(included).collect();
        if selected.is_empty() {
            continue;
        }
        let operation = column.operation(output_type);
        let names = [input_type.name(), output_type.name()];
        if !subject.hello().supports(cast_value::NAME, operation, names) {
            report.tally.unsupported += selected.len() as u64;
            continue;
        }
        let mut run = ColumnRun::new(subject, file, &column);
        run.ask_all(&selected, depth);
        report.asked += run.asked;
        let results = run.results;
        for index in selected {
            report.count(file, &column, index, &results[index]);
        }
    }
    report
}

impl PairReport {
    fn count(&mut self, file: &ElementFile, column: &Column, index: usize, result: &CaseResult) {
        let tally = &mut self.tally;
        match result.verdict {
            Verdict::Pass => tally.pass += 1,
            Verdict::Fail => tally.fail += 1,
            Verdict::Unsupported => tally.unsupported += 1,
            Verdict::Crash => tally.crash += 1,
            Verdict::Timeout => tally.timeout += 1,
            Verdict::OtherReading { note, letter } => {
                tally.other_reading += 1;
                *self.other_readings.entry((note, letter)).or_default() += 1;
            }
        }
        if !result.verdict.is_failure() {
            return;
        }
        let case = &file.cases[index];
        self.failures.push(Failure {
            input_type: file.input_type,
            output_type: file.output_type,
            column: *column,
            operation: column.operation(file.output_type),
            input: case.input,
            tags: case.tags,
            expected: case.expected[column.index].clone(),
            got: result.got.clone(),
            seen: result.seen,
        });
    }
}

/// The worst that was said of one case.
#[derive(Clone)]
struct CaseResult {
    verdict: Verdict,
    got: Got,
    seen: Seen,
}

/// One configuration of a file, on a subject.
struct ColumnRun<'a> {
    subject: &'a mut dyn Subject,
    file: &'a ElementFile,
    column: &'a Column,
    operation: Operation,
    codec: Arc<str>,
    data_type: Arc<str>,
    /// By index of the case; those that are not asked stay as they are.
    results: Vec<CaseResult>,
    next_id: u64,
    asked: u64,
}

/// The fill value of every request. It has a value, and survives its round trip, in all 26 types.
const FILL_VALUE: &str = "1";

impl<'a> ColumnRun<'a> {
    fn new(
        subject: &'a mut dyn Subject,
        file: &'a ElementFile,
        column: &'a Column,
    ) -> ColumnRun<'a> {
        let operation = column.operation(file.output_type);
        let array_type = match operation {
            Operation::Encode => file.input_type,
            Operation::Decode => file.output_type,
        };
        let configuration = column.configuration(file.input_type, file.output_type);
        let untouched =
            CaseResult { verdict: Verdict::Pass, got: Got::Unsupported, seen: Seen::default() };
        ColumnRun {
            subject,
            file,
            column,
            operation,
            codec: configuration.to_json().into(),
            data_type: format!("\"{array_type}\"").into(),
            results: vec![untouched; file.cases.len()],
            next_id: 1,
            asked: 0,
        }
    }

    fn expected(&self, case: usize) -> &'a Expected {
        &self.file.cases[case].expected[self.column.index]
    }

    fn ask_all(&mut self, cases: &[usize], depth: Depth) {
        let is_value = |case: &usize| self.expected(*case).is_always_a_value();
        let (values, refusals): (Vec<_>, Vec<_>) = cases.iter().copied().partition(is_value);
        self.ask(plan(&values, &refusals, depth));
    }

    /// Asks for every array, and again for the halves of those that had no result as a whole.
    fn ask(&mut self, arrays: Vec<Array>) {
        let requests: Vec<_> = arrays.iter().map(|array| self.request(&array.elements)).collect();
        let replies = self.subject.ask(&requests);
        for (array, reply) in arrays.into_iter().zip(replies) {
            self.take(array, reply);
        }
    }

    fn request(&mut self, elements: &[usize]) -> Request {
        let id = self.next_id;
        self.next_id += 1;
        self.asked += elements.len() as u64;
        let inputs = elements.iter().map(|case| self.file.cases[*case].input);
        Request {
            id,
            operation: self.operation,
            codec: Arc::clone(&self.codec),
            data_type: Arc::clone(&self.data_type),
            fill_value: FILL_VALUE.into(),
            shape: vec![elements.len() as u64],
            data: pack(self.file.input_type, inputs),
        }
    }

    fn take(&mut self, array: Array, reply: Reply) {
        let output_type = self.file.output_type;
        let is_alone = array.elements.len() == 1;
        let expected_bytes = array.elements.len() * output_type.bytes();
        let got = match reply {
            Reply::Answer(Answer::Data(data)) if data.len() == expected_bytes => {
                let outcomes =
                    unpack(output_type, &data).map(|one| Outcome::of_pattern(output_type, one));
                for (at, (case, outcome)) in array.elements.iter().zip(outcomes).enumerate() {
                    if array.judged == Judged::Each || array.judged == Judged::At(at) {
                        self.record(*case, Got::Outcome(outcome), is_alone);
                    }
                }
                return;
            }
            Reply::Answer(Answer::Data(data)) => {
                Got::Crash(format!("answered {} bytes where {expected_bytes} are due", data.len()))
            }
            Reply::Answer(Answer::Error { .. }) => Got::Outcome(Outcome::Error),
            Reply::Answer(Answer::Unsupported(_)) => Got::Unsupported,
            Reply::Crash(message) => Got::Crash(message),
            Reply::Timeout => Got::Timeout,
        };
        match array.judged {
            Judged::At(at) => self.record(array.elements[at], got, is_alone),
            Judged::Each if is_alone || got == Got::Unsupported => {
                for case in array.elements {
                    self.record(case, got.clone(), is_alone);
                }
            }
            Judged::Each => self.bisect(array.elements, got),
        }
    }

    /// An array had no result although each of its elements should have: finds the culprits. If
    /// both halves are right, the fault shows only in the whole, and is that of all its elements.
    fn bisect(&mut self, elements: Vec<usize>, got: Got) {
        let middle = elements.len() / 2;
        let halves = [&elements[..middle], &elements[middle..]]
            .map(|half| Array { elements: half.to_vec(), judged: Judged::Each });
        self.ask(halves.to_vec());
        let mut culprits = elements.clone();
        culprits.retain(|case| self.results[*case].verdict.is_failure());
        if culprits.is_empty() {
            for case in elements {
                self.record(case, got.clone(), false);
            }
        }
        for case in culprits {
            self.results[case].seen.in_array = true;
        }
    }

    fn record(&mut self, case: usize, got: Got, is_alone: bool) {
        let verdict = judge(self.expected(case), &got);
        let result = &mut self.results[case];
        if verdict.is_worse_than(result.verdict) {
            result.verdict = verdict;
            result.got = got;
        }
        if verdict.is_failure() {
            result.seen.alone |= is_alone;
            result.seen.in_array |= !is_alone;
        }
    }
}
