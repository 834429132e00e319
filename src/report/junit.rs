//! A check's report for CI servers: JUnit XML, a test suite for each directory of vectors and a test
//! case for each file of them, which are pairs of types and themes.

use std::collections::BTreeMap;

use quick_junit::{
    NonSuccessKind, Report as JUnit, SerializeError, TestCase, TestCaseStatus, TestSuite,
};

use super::Context;
use super::cause::write_group;
use super::plain::{self, identity};
use super::words::counted;
use crate::check::known::{KnownEntry, KnownReport};
use crate::check::{FileReport, Report};
use crate::vectors::directory_of;

/// The report as XML text.
pub fn to_junit(report: &Report, context: &Context) -> Result<String, SerializeError> {
    let identity = identity(&report.hello.implementation);
    let mut junit = JUnit::new(match report.stopped {
        None => identity,
        Some(stopped) => format!("{identity} (partial: {stopped})"),
    });
    let mut suites: BTreeMap<String, Vec<TestCase>> = BTreeMap::new();
    for file in &report.files {
        let directory = directory_of(&file.path);
        let name = file.path.strip_prefix(directory).unwrap_or(&file.path);
        let name = name.trim_start_matches('/').trim_end_matches(".json");
        let mut case = TestCase::new(name, status(file, report.known.as_ref(), context));
        case.set_classname(directory).set_assertions(file.tally.judged() as usize);
        suites.entry(directory.to_owned()).or_default().push(case);
    }
    if let Some(known) = report.known.as_ref().filter(|known| !known.entries.is_empty()) {
        let cases = known.entries.iter().map(|entry| entry_case(entry, &known.path));
        suites.insert(known.path.clone(), cases.collect());
    }
    for (name, cases) in suites {
        let mut suite = TestSuite::new(name);
        suite.add_test_cases(cases);
        junit.add_test_suite(suite);
    }
    Ok(plain::xml(&junit.to_string()?).into_owned())
}

fn status(file: &FileReport, known: Option<&KnownReport>, context: &Context) -> TestCaseStatus {
    let tally = &file.tally;
    if tally.failed() > 0 {
        let groups = file.groups();
        let mut text = String::new();
        for (at, group) in groups.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write_group(&mut text, at + 1, group, context);
        }
        let is_answered = tally.fail > 0;
        let kind = if is_answered { NonSuccessKind::Failure } else { NonSuccessKind::Error };
        let mut status = TestCaseStatus::non_success(kind);
        let (failed, judged) = (tally.failed(), counted(tally.judged(), "expectation"));
        let not_asked = match tally.not_asked {
            0 => String::new(),
            some => format!(", {some} not asked"),
        };
        status.set_message(format!("{failed} of {judged} not met{not_asked}"));
        status.set_type(groups.first().map_or(String::new(), |group| group.deviation.to_string()));
        status.set_description(text);
        return status;
    }
    let skipped = if tally.not_asked > 0 {
        format!("{} not asked", counted(tally.not_asked, "expectation"))
    } else if tally.known > 0 {
        let entries =
            known.into_iter().flat_map(|known| file.known.iter().map(|at| &known.entries[*at]));
        let reasons: Vec<_> = entries.map(|known| known.entry.reason.as_str()).collect();
        format!("{}: {}", counted(tally.known, "known failure"), reasons.join("; "))
    } else if tally.judged() == 0 {
        "unsupported".to_owned()
    } else {
        return TestCaseStatus::success();
    };
    let mut status = TestCaseStatus::skipped();
    status.set_message(skipped);
    status
}

/// Whether an entry of known failures holds.
fn entry_case(known: &KnownEntry, path: &str) -> TestCase {
    let KnownEntry { entry, complaints, .. } = known;
    let mut status = TestCaseStatus::success();
    if !complaints.is_empty() {
        let says = complaints.iter().map(|one| format!("{one}: {}", one.advice()));
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(says.collect::<Vec<_>>().join("; "));
        status.set_description(&*entry.reason);
    }
    let mut case = TestCase::new(format!("line {}", entry.line), status);
    case.set_classname(path);
    case
}
