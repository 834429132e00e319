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
use crate::protocol::{Answer, Layout, Request};
use crate::subject::{Foresight, Reply, Subject};
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
    /// Whether no element is supported, as far as a few show.
    supports_nothing: bool,
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
    let were_alone = vec![false; items.len()];
    let mut batch = Batch {
        subject,
        setup,
        items,
        results,
        were_alone,
        supports_nothing: false,
        next_id: 1,
        asked: 0,
    };
    let mut trust = false;
    let [values, refusals] = [values, refusals].map(|some| batch.sift(some, &mut trust));
    let is_known = |at: &usize| known.contains(&batch.items[*at].input);
    let (mut suspects, values): (Vec<_>, Vec<_>) = values.into_iter().partition(is_known);
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

    /// Asks for one element alone. Returns whether it was answered, whatever the answer.
    fn ask_alone(&mut self, item: usize) -> bool {
        let request = self.request(&[item]);
        let reply = ask_all(self.subject, &[request]).pop().unwrap_or(Reply::NotAsked);
        let is_answered = matches!(reply, Reply::Answer(_));
        self.take(Array::alone(item), reply);
        is_answered
    }

    fn request(&mut self, elements: &[usize]) -> Request {
        let id = self.next_id;
        self.next_id += 1;
        self.asked += elements.len() as u64;
        let inputs = elements.iter().map(|at| self.items[*at].input);
        self.setup.request(id, elements.len(), inputs)
    }

    /// What is known of an element before it is asked for.
    fn foresee(&mut self, item: usize) -> Foresight {
        let request = self.setup.request(0, 1, [self.items[item].input].into_iter());
        match self.subject.program() {
            Some(program) => program.foresee(&request),
            None => Foresight::Nothing,
        }
    }

    /// The items that nothing is known of. What a program fails at, or what is left out, is not asked
    /// again; what resembles it is asked alone before it joins others. Under metadata that resembles
    /// what it fails at, one item that is answered is enough to `trust` the others.
    fn sift(&mut self, items: Vec<usize>, trust: &mut bool) -> Vec<usize> {
        if !self.subject.program().is_some_and(|program| program.has_culprits()) {
            return items;
        }
        let mut clear = Vec::new();
        for item in items {
            match self.foresee(item) {
                Foresight::Known(reply) => drop(self.take(Array::alone(item), reply)),
                Foresight::SuspectMetadata if !*trust => {
                    *trust = self.ask_alone(item);
                    clear.extend(trust.then_some(item));
                }
                Foresight::SuspectElement => {
                    let is_answered = self.ask_alone(item);
                    clear.extend(is_answered.then_some(item));
                }
                Foresight::Nothing | Foresight::SuspectMetadata => clear.push(item),
            }
        }
        clear
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
        match (array.judged, &got) {
            (Judged::At(at), _) => self.record(elements[at], got, is_alone),
            (Judged::Each, Got::NotAsked) => self.record_all(elements, &got, is_alone),
            (Judged::Each, _) if is_alone => self.record_all(elements, &got, is_alone),
            (Judged::Each, Got::LeftOut(_)) => self.go_around(&each_once(elements), got),
            (Judged::Each, Got::Unsupported) => self.find_supported(&each_once(elements)),
            (Judged::Each, _) => self.find_culprits(elements, got),
        }
        false
    }

    fn record_all(&mut self, elements: &[usize], got: &Got, is_alone: bool) {
        for item in elements {
            self.record(*item, got.clone(), is_alone);
        }
    }

    /// An array has elements that are left out, or is left out as a whole: asks for the others, or for
    /// its halves.
    fn go_around(&mut self, elements: &[usize], got: Got) {
        let others = self.without_known(elements);
        if others.len() < elements.len() {
            if !others.is_empty() {
                self.ask_each(&others);
            }
        } else if elements.len() > 1 {
            let (left, right) = elements.split_at(elements.len() / 2);
            self.ask_each(left);
            self.ask_each(right);
        } else {
            self.record_all(elements, &got, true);
        }
    }

    /// The elements of which nothing is known; what is known of the others is recorded.
    fn without_known(&mut self, elements: &[usize]) -> Vec<usize> {
        let mut others = Vec::new();
        for item in elements {
            match self.foresee(*item) {
                Foresight::Known(reply) => drop(self.take(Array::alone(*item), reply)),
                _ => others.push(*item),
            }
        }
        others
    }

    /// An array was answered `unsupported`: asks for its parts, unless none of a few elements is
    /// supported.
    fn find_supported(&mut self, elements: &[usize]) {
        let (known, others): (Vec<_>, Vec<_>) = elements.iter().partition(|item| {
            self.were_alone[**item] && self.results[**item].verdict == Verdict::Unsupported
        });
        if !self.supports_nothing && !known.is_empty() && !others.is_empty() {
            self.ask_each(&others);
            return;
        }
        let mut is_supported = false;
        if !self.supports_nothing {
            for item in few(elements) {
                self.ask_alone(item);
                is_supported |= self.results[item].verdict != Verdict::Unsupported;
            }
        }
        if is_supported && elements.len() > 1 {
            let (left, right) = elements.split_at(elements.len() / 2);
            self.ask_each(left);
            self.ask_each(right);
        } else {
            self.supports_nothing = true;
            self.record_all(elements, &Got::Unsupported, elements.len() == 1);
        }
    }

    /// An array had no result although each of its elements should have: finds the culprits. If
    /// every part is right, the fault shows only in the whole, and is that of all its elements.
    fn find_culprits(&mut self, elements: &[usize], got: Got) {
        let ended = reply::failure(&got);
        let parts = each_once(elements);
        let has_failed = |batch: &Self, item: usize| batch.results[item].verdict.is_failure();
        let is_new = !parts.iter().any(|item| has_failed(self, *item));
        let all_fail = ended.is_some() && is_new && self.try_few(&parts);
        let others = match ended {
            Some(_) => self.without_known(&parts),
            None => parts.clone(),
        };
        let others: Vec<_> = others.into_iter().filter(|item| !has_failed(self, *item)).collect();
        match (others.len() < parts.len(), others.is_empty()) {
            (true, false) if all_fail => self.bisect(&others),
            // Elements that have failed elsewhere are the likely culprits.
            (true, false) => {
                self.ask_each(&others);
            }
            (true, true) if ended.is_some() => {}
            _ => self.bisect(&parts),
        }
        if parts.iter().any(|item| self.results[*item].verdict == Verdict::NotAsked) {
            return;
        }
        let mut culprits = elements.to_vec();
        culprits.retain(|item| self.results[*item].verdict.is_failure());
        if culprits.is_empty() {
            match ended {
                Some(reply) => self.ask_whole(elements, &got, reply),
                None => self.record_all(elements, &got, false),
            }
        }
        for item in culprits {
            self.results[item].seen.in_array = true;
        }
    }

    /// Asks again for an array that had no result although each of its elements has one.
    fn ask_whole(&mut self, elements: &[usize], got: &Got, failure: Reply) {
        let request = self.request(elements);
        let reply = ask_all(self.subject, std::slice::from_ref(&request)).pop();
        let due = elements.len() * self.setup.output_type.bytes();
        let is_right =
            matches!(&reply, Some(Reply::Answer(Answer::Data(data))) if data.len() == due);
        if let Some(program) = self.subject.program() {
            match is_right {
                true => program.forgive(failure),
                false => program.convict_whole(&request, &failure),
            }
        }
        match reply {
            Some(reply) if is_right => drop(self.take(Array::each(elements.to_vec()), reply)),
            _ => self.record_all(elements, got, false),
        }
    }

    /// Asks for a few elements alone, until one has a result. Returns whether all fail: what fails at
    /// each fails at their metadata.
    fn try_few(&mut self, parts: &[usize]) -> bool {
        for item in few(parts) {
            if let Foresight::Known(reply) = self.foresee(item) {
                self.take(Array::alone(item), reply);
            } else if !self.were_alone[item] {
                self.ask_alone(item);
            }
            let verdict = self.results[item].verdict;
            if !verdict.is_failure() && verdict != Verdict::NotAsked {
                return false;
            }
        }
        true
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

/// Each element once.
fn each_once(elements: &[usize]) -> Vec<usize> {
    let mut each_once = elements.to_vec();
    each_once.sort_unstable();
    each_once.dedup();
    each_once
}

/// The first, the middle and the last of some elements.
fn few(elements: &[usize]) -> Vec<usize> {
    let last = elements.len() - 1;
    let mut few = vec![elements[0], elements[last / 2], elements[last]];
    few.dedup();
    few
}
