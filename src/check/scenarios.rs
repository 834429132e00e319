//! Asking a subject for all cases of a file of scenarios.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::batch::{self, Item};
use super::findings::{FileReport, Keep};
use super::layouts::{self, Worst};
use super::plan::Depth;
use super::request::{self, Setup, ask_all};
use super::{Asked, Failure, Wanted, reply};
use crate::subject::{Reply, Subject};
use crate::vectors::{Ask, Element, Expected, Kind, Outcome, Scenario, ScenarioFile, Selection};

/// Asks for every selected case of a file.
pub(super) fn run(
    subject: &mut dyn Subject,
    file: ScenarioFile,
    selection: &Selection,
    depth: Depth,
    keep: Keep,
) -> FileReport {
    let kind = file.kind;
    let mut report = FileReport::new(file.path, Kind::Scenarios(kind), None, keep);
    let mut wholes = Vec::new();
    let included = file.scenarios.into_iter().filter(|one| selection.includes_scenario(one));
    for scenario in included.map(Arc::new) {
        if report.is_settled(keep) {
            break;
        }
        let asked = |input| Asked::Scenario { kind, scenario: Arc::clone(&scenario), input };
        let wanted = match &scenario.ask {
            Ask::Elements { input_type, elements, .. } => {
                let is_included = |one: &&Element| {
                    selection.includes_id(&scenario.element_id(*input_type, one.input))
                };
                let selected: Vec<_> = elements.iter().filter(is_included).collect();
                ask_elements(subject, &scenario, &selected, depth, &asked, &mut report);
                continue;
            }
            Ask::Array { expected, .. } => match expected {
                Some(elements) => Wanted::Array(elements.clone()),
                None => Wanted::One(Expected::Only(Outcome::Error)),
            },
            Ask::Data { expected, .. }
            | Ask::Element { expected }
            | Ask::FillElement { expected, .. } => {
                Wanted::Data(expected.clone(), scenario.free_bits())
            }
            Ask::FillValue { expected, .. }
            | Ask::Validity { expected, .. }
            | Ask::Scalar { expected, .. } => Wanted::One(expected.clone()),
        };
        if selection.includes_id(&scenario.id) {
            wholes.push((asked(None), wanted));
        }
    }
    if !report.is_settled(keep) {
        ask_wholes(subject, wholes, &mut report);
    }
    report
}

/// Asks for elements of a scenario, each for itself.
fn ask_elements(
    subject: &mut dyn Subject,
    scenario: &Scenario,
    elements: &[&Element],
    depth: Depth,
    asked: &dyn Fn(Option<u64>) -> Asked,
    report: &mut FileReport,
) {
    let is_supported = request::supports(subject.hello(), scenario);
    let Some(setup) = Setup::of_scenario(scenario).filter(|_| is_supported) else {
        report.tally.unsupported += elements.len() as u64;
        return;
    };
    let items = elements.iter().map(|one| Item { input: one.input, expected: &one.expected });
    let (results, count) =
        batch::run(subject, &setup, items.collect(), depth, &mut BTreeSet::new());
    report.asked += count;
    for (element, result) in elements.iter().zip(results) {
        report.count(result.verdict, || Failure {
            asked: asked(Some(element.input)),
            wanted: Wanted::One(result.expected.clone()),
            got: result.got,
            operations: result.operations,
            seen: Some(result.seen),
            layouts: result.layouts,
        });
    }
}

/// Asks for what has a request of its own, all requests at once. Arrays are asked for in each memory
/// layout that the subject lists.
fn ask_wholes(subject: &mut dyn Subject, wholes: Vec<(Asked, Wanted)>, report: &mut FileReport) {
    let mut requests = Vec::new();
    let mut asked = Vec::new();
    for (one, wanted) in wholes {
        let Some(request) = request::alone(subject.hello(), &one).pop() else {
            report.tally.unsupported += 1;
            continue;
        };
        let operation = request.question.name();
        let others = layouts::others(subject.hello(), &request);
        let layouts: Vec<_> = others.iter().map(|(layout, _)| *layout).collect();
        if let Some(Ask::Array { input, .. }) = one.ask() {
            report.asked += (input.len() * (1 + layouts.len())) as u64;
        }
        for mut request in [request].into_iter().chain(others.into_iter().map(|(_, one)| one)) {
            request.id = requests.len() as u64 + 1;
            requests.push(request);
        }
        asked.push((one, wanted, operation, layouts));
    }
    let mut answered = requests.iter().zip(ask_all(subject, &requests));
    for (asked, wanted, operation, layouts) in asked {
        let is_array = matches!(asked.ask(), Some(Ask::Array { input, .. }) if input.len() > 1);
        let mut judged = || {
            let got = match answered.next() {
                None => reply::alone(&asked, Reply::NotAsked),
                Some((request, reply)) => {
                    let got = reply::alone(&asked, reply);
                    if is_array
                        && let (Some(reply), Some(program)) =
                            (reply::failure(&got), subject.program())
                    {
                        program.convict_whole(request, &reply);
                    }
                    got
                }
            };
            (wanted.judge(asked.output_type(), &got), got)
        };
        let mut worst = Worst::in_c_order(judged());
        for layout in layouts {
            worst.add(layout, judged());
        }
        let Worst { verdict, got, layouts } = worst;
        let operations = vec![operation];
        report.count(verdict, || Failure { asked, wanted, got, operations, seen: None, layouts });
    }
}
