//! A check's report for CI servers: JUnit XML, a test suite for each directory of vectors and a test
//! case for each file of them, which are pairs of types and themes.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Context;
use super::cause::write_group;
use super::plain::{self, identity};
use super::words::counted;
use crate::check::known::{KnownEntry, KnownReport};
use crate::check::{FileReport, Report};
use crate::vectors::directory_of;

/// The lines of a document, each as far in as it is deep.
type Xml = Writer<Vec<u8>>;

struct TestCase {
    name: String,
    class: String,
    assertions: Option<u64>,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Skipped { message: String },
    Failed { element: &'static str, message: String, deviation: Option<String>, text: String },
}

/// The report as XML text.
pub fn to_junit(report: &Report, context: &Context) -> io::Result<String> {
    let mut suites: BTreeMap<String, Vec<TestCase>> = BTreeMap::new();
    for file in &report.files {
        let directory = directory_of(&file.path);
        let name = file.path.strip_prefix(directory).unwrap_or(&file.path);
        let case = TestCase {
            name: name.trim_start_matches('/').trim_end_matches(".json").to_owned(),
            class: directory.to_owned(),
            assertions: Some(file.tally.judged()),
            outcome: outcome(file, report.known.as_ref(), context),
        };
        suites.entry(directory.to_owned()).or_default().push(case);
    }
    if let Some(known) = report.known.as_ref().filter(|known| !known.entries.is_empty()) {
        let cases = known.entries.iter().map(|entry| entry_case(entry, &known.path));
        suites.insert(known.path.clone(), cases.collect());
    }
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 4);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = counts(suites.values().flatten());
    let root = xml.create_element("testsuites").with_attribute(("name", &*title(report)));
    root.with_attributes(attributes(&all)).write_inner_content(|xml| {
        suites.iter().try_for_each(|(name, cases)| write_suite(xml, name, cases))
    })?;
    xml.write_indent()?;
    // Its parts were text.
    Ok(plain::xml(&String::from_utf8_lossy(&xml.into_inner())).into_owned())
}

fn title(report: &Report) -> String {
    let identity = identity(&report.hello.implementation);
    match report.stopped {
        None => identity,
        Some(stopped) => format!("{identity} (partial: {stopped})"),
    }
}

/// How many test cases there are, and how many of them came out otherwise than wanted.
fn counts<'a>(cases: impl Iterator<Item = &'a TestCase>) -> [(&'static str, String); 4] {
    let (mut tests, mut skipped, mut failures, mut errors) = (0, 0, 0, 0);
    for case in cases {
        tests += 1;
        match case.outcome {
            Outcome::Passed => {}
            Outcome::Skipped { .. } => skipped += 1,
            Outcome::Failed { element: "failure", .. } => failures += 1,
            Outcome::Failed { .. } => errors += 1,
        }
    }
    [("tests", tests), ("skipped", skipped), ("failures", failures), ("errors", errors)]
        .map(|(name, count)| (name, count.to_string()))
}

fn attributes<'a>(counts: &'a [(&'a str, String)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    counts.iter().map(|(name, count)| (*name, count.as_str()))
}

fn write_suite(xml: &mut Xml, name: &str, cases: &[TestCase]) -> io::Result<()> {
    let suite = xml.create_element("testsuite").with_attribute(("name", name));
    suite
        .with_attributes(attributes(&counts(cases.iter())))
        .write_inner_content(|xml| cases.iter().try_for_each(|case| write_case(xml, case)))
        .map(drop)
}

fn write_case(xml: &mut Xml, case: &TestCase) -> io::Result<()> {
    let mut element = xml.create_element("testcase");
    element = element.with_attributes([("name", &*case.name), ("classname", &*case.class)]);
    if let Some(assertions) = case.assertions {
        element = element.with_attribute(("assertions", &*assertions.to_string()));
    }
    match &case.outcome {
        Outcome::Passed => element.write_empty(),
        Outcome::Skipped { message } => element.write_inner_content(|xml| {
            xml.create_element("skipped").with_attribute(("message", &**message)).write_empty()?;
            Ok(())
        }),
        Outcome::Failed { element: name, message, deviation, text } => {
            element.write_inner_content(|xml| {
                let failure = xml.create_element(*name).with_attribute(("message", &**message));
                let deviation = deviation.iter().map(|deviation| ("type", deviation.as_str()));
                failure.with_attributes(deviation).write_text_content(BytesText::new(text))?;
                Ok(())
            })
        }
    }
    .map(drop)
}

fn outcome(file: &FileReport, known: Option<&KnownReport>, context: &Context) -> Outcome {
    let tally = &file.tally;
    if tally.failed() > 0 {
        let groups = file.groups();
        let mut text = String::new();
        for (at, group) in groups.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write_group(&mut text, at + 1, group, context);
        }
        let (failed, judged) = (tally.failed(), counted(tally.judged(), "expectation"));
        let not_asked = match tally.not_asked {
            0 => String::new(),
            some => format!(", {some} not asked"),
        };
        return Outcome::Failed {
            element: if tally.fail > 0 { "failure" } else { "error" },
            message: format!("{failed} of {judged} not met{not_asked}"),
            deviation: Some(groups.first().map_or(String::new(), |it| it.deviation.to_string())),
            text,
        };
    }
    let message = if tally.not_asked > 0 {
        format!("{} not asked", counted(tally.not_asked, "expectation"))
    } else if tally.known > 0 {
        let entries =
            known.into_iter().flat_map(|known| file.known.iter().map(|at| &known.entries[*at]));
        let reasons: Vec<_> = entries.map(|known| known.entry.reason.as_str()).collect();
        format!("{}: {}", counted(tally.known, "known failure"), reasons.join("; "))
    } else if tally.judged() == 0 {
        "unsupported".to_owned()
    } else {
        return Outcome::Passed;
    };
    Outcome::Skipped { message }
}

/// Whether an entry of known failures holds.
fn entry_case(known: &KnownEntry, path: &str) -> TestCase {
    let KnownEntry { entry, complaints, .. } = known;
    let says = complaints.iter().map(|one| format!("{one}: {}", one.advice()));
    let message = says.collect::<Vec<_>>().join("; ");
    let outcome = match complaints.is_empty() {
        true => Outcome::Passed,
        false => {
            let text = entry.reason.clone();
            Outcome::Failed { element: "failure", message, deviation: None, text }
        }
    };
    TestCase {
        name: format!("line {}", entry.line),
        class: path.to_owned(),
        assertions: None,
        outcome,
    }
}
