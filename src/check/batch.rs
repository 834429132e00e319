//! Asking for elements under one metadata, each of which is an expectation of its own.
//!
//! They are asked in arrays and alone, as planned; an array that has no result although each of its
//! elements should have is bisected until each culprit stands alone.

use std::collections::BTreeSet;

use super::judge::{Got, Verdict, judge};
use super::plan::{Array, Depth, Judged, plan};
use super::request::{Setup, ask_all};
use super::{Seen, reply};
use crate::data_type::unpack;
use crate::protocol::{Layout, Request};
use crate::subject::{Reply, Subject};
use crate::vectors::Expected;

/// One element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'e> {
    pub input: u64,
    pub expected: &'e Expected,
}

/// The worst that was said of one element.
#[derive(Clone, Debug)]
pub(super) struct ItemResult<'e> {
    pub verdict: Verdict,
    pub expected: &'e Expected,
    pub got: Got,
    pub seen: Seen,
    /// The operations through which it failed.
    pub operations: Vec<&'static str>,
    /// The memory layouts in which it failed, if it did not fail in C order.
    pub layouts: Vec<Layout>,
}

impl ItemResult<'_> {
    /// Takes in what came of asking through another operation, which counts for more than not being
    /// asked.
    pub fn merge(&mut self, mut other: Self) {
        let is_worse = match (self.verdict, other.verdict) {
            (_, Verdict::Unsupported) => false,
            (Verdict::Unsupported, _) => true,
            (verdict, other) => other.is_worse_than(verdict),
        };
        self.seen.alone |= other.seen.alone;
        self.seen.in_array |= other.seen.in_array;
        if self.fails_in_c_order() || other.fails_in_c_order() {
            self.layouts.clear();
        } else {
            self.layouts.append(&mut other.layouts);
            self.layouts.sort_unstable();
            self.layouts.dedup();
        }
        self.operations.append(&mut other.operations);
        if is_worse {
            self.verdict = other.verdict;
            self.expected = other.expected;
            self.got = other.got;
        }
    }

    pub fn fails_in_c_order(&self) -> bool {
        self.verdict.is_failure() && self.layouts.is_empty()
    }
}

/// Some elements on a subject.
struct Batch<'a, 'e> {
    subject: &'a mut dyn Subject,
    setup: &'a Setup,
    items: Vec<Item<'e>>,
    /// By index of the item.
    results: Vec<ItemResult<'e>>,
    /// By index of the item: whether it was asked alone.
    were_alone: Vec<bool>,
    next_id: u64,
    asked: u64,
}

/// Asks for every item. Returns what came of each, and how many elements were asked for.
///
/// `known` are inputs that ended the subject under other metadata. They are asked alone first, so
/// that they do not have to be searched for again, and those that end it here are added.
pub(super) fn run<'e>(
    subject: &mut dyn Subject,
    setup: &Setup,
    items: Vec<Item<'e>>,
    depth: Depth,
    known: &mut BTreeSet<u64>,
) -> (Vec<ItemResult<'e>>, u64) {
    let untouched = |item: &Item<'e>| ItemResult {
        verdict: Verdict::Pass,
        expected: item.expected,
        got: Got::Unsupported,
        seen: Seen::default(),
        operations: Vec::new(),
        layouts: Vec::new(),
    };
    let results = items.iter().map(untouched).collect();
    let is_value = |at: &usize| items[*at].expected.is_always_a_value();
    let (values, refusals): (Vec<_>, Vec<_>) = (0..items.len()).partition(is_value);
    let is_known = |at: &usize| known.contains(&items[*at].input);
    let (mut suspects, values): (Vec<_>, Vec<_>) = values.into_iter().partition(is_known);
    let were_alone = vec![false; items.len()];
    let mut batch = Batch { subject, setup, items, results, were_alone, next_id: 1, asked: 0 };
    let mut arrays = plan(&values, &refusals, depth);
    arrays.extend(suspects.iter().map(|case| Array::alone(*case)));
    batch.ask(arrays);
    suspects.retain(|at| !batch.results[*at].verdict.is_failure());
    batch.ask(plan(&suspects, &[], depth));
    // Whether an element is wrong in company only tells one cause from another.
    let results = batch.results.iter().zip(&batch.were_alone).enumerate();
    let wrong =
        results.filter(|(_, (result, was_alone))| result.verdict == Verdict::Fail && !**was_alone);
    let arrays = wrong.map(|(at, _)| Array::alone(at)).collect();
    batch.ask(arrays);
    for (item, result) in batch.items.iter().zip(&mut batch.results) {
        if result.verdict.is_failure() {
            result.operations.push(setup.operation.name());
        }
        if matches!(result.verdict, Verdict::Crash | Verdict::Timeout) {
            known.insert(item.input);
        }
    }
    (batch.results, batch.asked)
}

impl Batch<'_, '_> {
    /// Asks for every array, and again for parts of those that had no result as a whole. Returns
    /// whether all had one.
    fn ask(&mut self, arrays: Vec<Array>) -> bool {
        let requests: Vec<_> = arrays.iter().map(|array| self.request(array.elements())).collect();
        let replies = ask_all(self.subject, &requests);
        let mut have_results = true;
        for (array, reply) in arrays.into_iter().zip(replies) {
            have_results &= self.take(array, reply);
        }
        have_results
    }

    fn ask_each(&mut self, elements: &[usize]) -> bool {
        self.ask(vec![Array::each(elements.to_vec())])
    }

    fn request(&mut self, elements: &[usize]) -> Request {
        let id = self.next_id;
        self.next_id += 1;
        self.asked += elements.len() as u64;
        let inputs = elements.iter().map(|at| self.items[*at].input);
        self.setup.request(id, elements.len(), inputs)
    }

    /// Takes in what came of an array, and says whether it had a result.
    fn take(&mut self, array: Array, reply: Reply) -> bool {
        let elements = array.elements();
        let is_alone = elements.len() == 1;
        if let [item] = *elements {
            self.were_alone[item] = true;
        }
        let output_type = self.setup.output_type;
        let got = match reply::data(reply, output_type, elements.len()) {
            Ok(data) => {
                let patterns = unpack(output_type, &data);
                for (at, (item, pattern)) in elements.iter().zip(patterns).enumerate() {
                    if array.judged == Judged::Each || array.judged == Judged::At(at) {
                        self.record(*item, Got::pattern(pattern), is_alone);
                    }
                }
                return true;
            }
            Err(got) => got,
        };
        match array.judged {
            Judged::At(at) => self.record(elements[at], got, is_alone),
            Judged::Each if is_alone || matches!(got, Got::Unsupported | Got::NotAsked) => {
                for item in elements {
                    self.record(*item, got.clone(), is_alone);
                }
            }
            Judged::Each => self.find_culprits(elements, got),
        }
        false
    }

    /// An array had no result although each of its elements should have: finds the culprits. If
    /// every part is right, the fault shows only in the whole, and is that of all its elements.
    fn find_culprits(&mut self, elements: &[usize], got: Got) {
        let has_failed = |item: &usize| self.results[*item].verdict.is_failure();
        let (known, others): (Vec<_>, Vec<_>) = elements.iter().copied().partition(has_failed);
        match (known.is_empty(), others.is_empty()) {
            // Elements that have failed elsewhere are the likely culprits.
            (false, false) => {
                self.ask_each(&others);
            }
            _ => {
                let mut each_once = elements.to_vec();
                each_once.sort_unstable();
                each_once.dedup();
                self.bisect(&each_once);
            }
        }
        if elements.iter().any(|item| self.results[*item].verdict == Verdict::NotAsked) {
            return;
        }
        let mut culprits = elements.to_vec();
        culprits.retain(|item| self.results[*item].verdict.is_failure());
        if culprits.is_empty() {
            for item in elements {
                self.record(*item, got.clone(), false);
            }
        }
        for item in culprits {
            self.results[item].seen.in_array = true;
        }
    }

    /// Asks for the halves of what had no result. If the first has one, the culprit is held to be in
    /// the second, which is then halved without being asked for as a whole: that would cost a
    /// program its life once more.
    fn bisect(&mut self, elements: &[usize]) {
        let (left, right) = elements.split_at(elements.len() / 2);
        if left.is_empty() {
            self.ask_each(right);
        } else if self.ask_each(left) {
            self.bisect(right);
        } else {
            self.ask_each(right);
        }
    }

    fn record(&mut self, item: usize, got: Got, is_alone: bool) {
        let result = &mut self.results[item];
        let verdict = judge(self.setup.output_type, result.expected, &got);
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
