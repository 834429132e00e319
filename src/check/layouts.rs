//! Arrays in other memory layouts than C order, of subjects that list some.
//!
//! The elements and what is due stay the same, so that an expectation keeps its id and counts once: what
//! is worst of all layouts is its verdict.

use super::batch::ItemResult;
use super::judge::judge;
use super::request::{Setup, ask_all};
use super::{Got, Verdict, reply};
use crate::data_type::unpack;
use crate::protocol::{Hello, Layout, Question, Request};
use crate::subject::Subject;

/// The length of an array of elements is at least this, as it is in C order.
const LONG: usize = 36;

/// What came of an array in several layouts.
pub(super) struct Worst {
    pub verdict: Verdict,
    pub got: Got,
    /// Those in which it failed, if it did not fail in C order.
    pub layouts: Vec<Layout>,
}

impl Worst {
    pub fn in_c_order((verdict, got): (Verdict, Got)) -> Worst {
        Worst { verdict, got, layouts: Vec::new() }
    }

    pub fn add(&mut self, layout: Layout, (verdict, got): (Verdict, Got)) {
        // A layout that a subject lists, and does not take here, says nothing of the case.
        if verdict == Verdict::Unsupported {
            return;
        }
        let failed_in_c_order = self.verdict.is_failure() && self.layouts.is_empty();
        if verdict.is_failure() && !failed_in_c_order {
            self.layouts.push(layout);
        }
        if self.verdict == Verdict::Unsupported || verdict.is_worse_than(self.verdict) {
            (self.verdict, self.got) = (verdict, got);
        }
    }
}

/// A request for an array again, in each other layout that the subject lists and that its shape shows.
pub(super) fn others(hello: &Hello, request: &Request) -> Vec<(Layout, Request)> {
    let Question::Elements { shape, .. } = &request.question else { return Vec::new() };
    if !request.converts() {
        return Vec::new();
    }
    let shown = hello.layouts().into_iter().filter(|layout| layout.shows_in(shape));
    shown.map(|layout| (layout, laid_out(request.clone(), layout))).collect()
}

fn laid_out(mut request: Request, layout: Layout) -> Request {
    if let Question::Elements { layout: own, .. } = &mut request.question {
        *own = layout;
    }
    request
}

/// Asks for all elements that have results, as one array of two dimensions in each layout, but for those
/// at which the subject fails in C order. An array that has no result is a failure of all its elements:
/// alone, none of them has a layout. Returns how many elements were asked for.
pub(super) fn elements(
    subject: &mut dyn Subject,
    setup: &Setup,
    inputs: &[u64],
    results: &mut [ItemResult],
) -> u64 {
    let layouts = subject.hello().layouts();
    let is_value = |at: &usize| {
        results[*at].expected.is_always_a_value() && !results[*at].verdict.is_failure()
    };
    let values: Vec<_> = (0..inputs.len()).filter(is_value).collect();
    if layouts.is_empty() || values.is_empty() {
        return 0;
    }
    let length = values.len().max(LONG).next_multiple_of(2);
    let places: Vec<usize> = values.iter().copied().cycle().take(length).collect();
    let mut request = setup.request(0, length, places.iter().map(|at| inputs[*at]));
    if let Question::Elements { shape, .. } = &mut request.question {
        *shape = vec![length as u64 / 2, 2];
    }
    let requests = (1..).zip(&layouts);
    let requests: Vec<_> =
        requests.map(|(id, layout)| Request { id, ..laid_out(request.clone(), *layout) }).collect();
    let output_type = setup.output_type;
    for (layout, reply) in layouts.iter().zip(ask_all(subject, &requests)) {
        let came: Result<Vec<u64>, Got> = reply::data(reply, output_type, length)
            .map(|data| unpack(output_type, &data).collect());
        for (position, at) in places.iter().enumerate() {
            let got = match &came {
                Ok(patterns) => Got::pattern(patterns[position]),
                Err(got) => got.clone(),
            };
            let verdict = judge(output_type, results[*at].expected, &got);
            record(&mut results[*at], *layout, setup.operation.name(), verdict, got);
        }
    }
    (length * layouts.len()) as u64
}

fn record(
    result: &mut ItemResult,
    layout: Layout,
    operation: &'static str,
    verdict: Verdict,
    got: Got,
) {
    if verdict == Verdict::Unsupported || result.fails_in_c_order() {
        return;
    }
    if verdict.is_failure() {
        result.seen.in_array = true;
        if !result.layouts.contains(&layout) {
            result.layouts.push(layout);
        }
        if !result.operations.contains(&operation) {
            result.operations.push(operation);
        }
    }
    if verdict.is_worse_than(result.verdict) {
        (result.verdict, result.got) = (verdict, got);
    }
}
