//! Asking a subject for all cases of a file of element vectors, through every operation that can ask
//! for them.

use std::collections::BTreeSet;

use super::batch::{self, Item, ItemResult};
use super::findings::{FileReport, Keep};
use super::layouts;
use super::plan::Depth;
use super::request::Setup;
use super::source::Source;
use super::{Asked, Failure, Wanted};
use crate::subject::Subject;
use crate::vectors::{ElementFile, Kind, Selection};

/// Asks for every selected case of a file.
pub(super) fn run(
    subject: &mut dyn Subject,
    file: &ElementFile,
    source: &Source,
    selection: &Selection,
    depth: Depth,
    keep: Keep,
) -> FileReport {
    let conversion = file.conversion;
    let path = ElementFile::path(conversion);
    let mut report = FileReport::new(path, Kind::Elements, Some(conversion), keep);
    let mut known = BTreeSet::new();
    for column in conversion.columns() {
        if report.is_settled(keep) {
            break;
        }
        if !selection.includes_column(&column) {
            continue;
        }
        let included = |index: &usize| selection.includes_case(&column, &file.cases[*index]);
        let selected: Vec<usize> = (0..file.cases.len()).filter(included).collect();
        if selected.is_empty() {
            continue;
        }
        let mut merged: Option<Vec<ItemResult>> = None;
        for setup in Setup::of_column(subject.hello(), &column) {
            let expecting = source.column(setup.operation, &column).index;
            let item = |index: &usize| {
                let case = &file.cases[*index];
                Item { input: case.input, expected: &case.expected[expecting] }
            };
            let items = selected.iter().map(item).collect();
            let (mut results, asked) = batch::run(subject, &setup, items, depth, &mut known);
            report.asked += asked;
            // The order of elements does not depend on how each is rounded.
            if column.is_plain() {
                let inputs: Vec<_> = selected.iter().map(|at| file.cases[*at].input).collect();
                report.asked += layouts::elements(subject, &setup, &inputs, &mut results);
            }
            match &mut merged {
                None => merged = Some(results),
                Some(merged) => {
                    merged.iter_mut().zip(results).for_each(|(one, other)| one.merge(other));
                }
            }
        }
        let Some(merged) = merged else {
            report.tally.unsupported += selected.len() as u64;
            continue;
        };
        for (index, result) in selected.into_iter().zip(merged) {
            let case = &file.cases[index];
            report.count(result.verdict, || Failure {
                asked: Asked::Element { column, input: case.input, tags: case.tags },
                wanted: Wanted::One(result.expected.clone()),
                got: result.got,
                operations: result.operations,
                seen: Some(result.seen),
                layouts: result.layouts,
            });
        }
    }
    report
}
