//! A program's failures, for people.

use std::fmt::{self, Write};

use super::cause::write_stderr;
use super::plain::line;
use super::words::{counted, grouped};
use crate::check::Report;
use crate::subject::{Health, Renewal};

/// How a program failed, and what was not asked for it.
pub(super) fn write_health(out: &mut String, health: &Health) -> fmt::Result {
    if health.failures > 0 {
        let times = counted(health.failures, "time");
        writeln!(out, "failed {times}: ended, hung or broke the protocol, and was started again")?;
    }
    if health.failed_starts > 0 {
        let times = counted(health.failed_starts, "time");
        writeln!(out, "did not start {times}, and was started once more")?;
    }
    for left_out in &health.left_out {
        let failures = counted(left_out.failures, "failure");
        let expectations = counted(left_out.expectations, "expectation");
        let requests = &left_out.requests;
        writeln!(out, "left out: {requests}, after {failures}; {expectations} not asked")?;
        writeln!(out, "     {}", line(&left_out.example.reason))?;
    }
    if health.unattributed > 0 {
        let times = counted(health.unattributed, "time");
        writeln!(
            out,
            "could not be attributed: {times}, each request was answered when asked alone"
        )?;
        match health.window {
            Some(window) => {
                let requests = counted(window, "request");
                writeln!(out, "     at most {requests} at once since then")?;
            }
            None if health.unattributed > 3 && health.renewal.is_none() => {
                let between = grouped(health.between);
                writeln!(out, "     about once in {between} answers, whatever was asked")?;
            }
            None => {}
        }
    }
    if let Some(renewal) = &health.renewal {
        write_renewal(out, renewal)?;
    }
    for trouble in &health.examples {
        writeln!(out, "     {}", line(&trouble.reason))?;
        write_stderr(out, &trouble.stderr)?;
    }
    if let Some(trouble) = &health.given_up {
        writeln!(out, "given up: {}", line(&trouble.reason))?;
        write_stderr(out, &trouble.stderr)?;
    }
    Ok(())
}

/// After how many answers a program was started again, and why.
fn write_renewal(out: &mut String, renewal: &Renewal) -> fmt::Result {
    let Renewal { after, renewals, failures, first, last } = renewal;
    let (after, times) = (counted(*after, "answer"), counted(*renewals, "time"));
    let failures = counted(*failures, "time");
    let range = match first == last {
        true => counted(*first, "answer"),
        false => format!("{} to {}", grouped(*first), counted(*last, "answer")),
    };
    writeln!(
        out,
        "started again after every {after}, {times}: it had failed {failures} after {range}, \
         whatever was asked"
    )
}

/// Why a check is undecided, and what would decide it.
pub(super) fn way_out(report: &Report) -> String {
    let health = &report.health;
    let unattributed = health.unattributed;
    if let Some(stopped) = report.stopped {
        return format!("undecided: {stopped} and nothing failed so far; let it run to its end");
    }
    if health.given_up.is_some() {
        return "undecided: given up and nothing failed that was asked; see why, or try a larger \
                --patience"
            .to_owned();
    }
    if unattributed > 0 && health.silences == unattributed {
        let silences = match unattributed {
            1 => "1 silence that cannot".to_owned(),
            some => format!("{} silences that cannot", grouped(some)),
        };
        return format!(
            "undecided: {silences} be attributed to any case, and nothing failed; try a larger \
             --timeout"
        );
    }
    let failures = counted(unattributed, "failure");
    format!(
        "undecided: {failures} not attributed to any case, and nothing failed that was answered; \
         find out why the program ends, or try --jobs 1"
    )
}
