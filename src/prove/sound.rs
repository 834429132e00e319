//! What a file says of a unit, held against what a unit can have.

use super::coverage::Coverage;
use super::findings::UnitReport;
use super::unit::Unit;
use crate::check::Tally;
use crate::codec::notes::ReadingChoice;

/// More inputs than any unit has, and few enough for all units together to be counted.
const MOST_INPUTS: u64 = 1 << 48;

/// What is wrong with the results of a unit, of which `samples` inputs are asked if it is sampled.
pub(super) fn fault(report: &UnitReport, samples: u64) -> Option<String> {
    let unit: Unit = match report.unit.parse() {
        Ok(unit) => unit,
        Err(error) => return Some(error),
    };
    let id = &report.unit;
    let method = unit.method();
    if report.method != method {
        let (found, expected) = (report.method.describe(), method.describe());
        return Some(format!("{id} was asked by `{found}`; expected `{expected}`"));
    }
    if report.counts.known > 0 {
        return Some(format!("{id} has known failures, which only checks have"));
    }
    let Some(inputs) = total(&report.counts) else {
        return Some(format!("{id} has more inputs than there are"));
    };
    if !can_have(&unit, samples, inputs, report.is_settled()) {
        return Some(format!("{id} has {inputs} inputs, which it cannot have"));
    }
    let failed = report.counts.failed();
    let wrong = sum(report.wrong.iter().map(|wrong| wrong.count));
    if wrong != Some(failed) {
        return Some(format!("{id} has {failed} failures, and others under `wrong`"));
    }
    let other = report.counts.other_reading;
    if sum(report.other_readings.values().copied()) != Some(other) {
        return Some(format!("{id} has {other} other readings, and others under their names"));
    }
    let is_reading = |name: &&String| name.parse::<ReadingChoice>().is_ok();
    if let Some(name) = report.other_readings.keys().find(|name| !is_reading(name)) {
        return Some(format!("{name:?} is not a reading; expected one such as SN-02=B"));
    }
    let is_time = |seconds: f64| seconds.is_finite() && seconds >= 0.0;
    if !is_time(report.seconds) || !is_time(report.subject_seconds) {
        return Some(format!("{id} has a time that is none; expected seconds"));
    }
    None
}

/// Whether a unit can have so many inputs. Of one that is not settled, some may not have been reached.
fn can_have(unit: &Unit, samples: u64, inputs: u64, is_settled: bool) -> bool {
    let (first, last) = unit.patterns();
    let method = unit.method();
    match method.coverage() {
        Coverage::Complete if is_settled => inputs == last - first + 1,
        Coverage::Complete => inputs <= last - first + 1,
        _ if inputs > MOST_INPUTS => false,
        _ if !is_settled => true,
        // At least both ends of the domain are asked.
        Coverage::CompleteIfMonotone => inputs >= 2,
        Coverage::Sampled => inputs >= samples,
    }
}

/// All inputs of a unit, if they can be counted.
fn total(counts: &Tally) -> Option<u64> {
    let Tally { pass, fail, other_reading, unsupported, not_asked, .. } = *counts;
    let Tally { crash, timeout, breaks_protocol, .. } = *counts;
    let counts =
        [pass, fail, other_reading, unsupported, not_asked, crash, timeout, breaks_protocol];
    sum(counts.into_iter())
}

fn sum(mut counts: impl Iterator<Item = u64>) -> Option<u64> {
    counts.try_fold(0, u64::checked_add)
}
