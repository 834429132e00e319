//! What a proof found of one unit: counts, and of each way to be wrong the simplest input.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coverage::Method;
use super::unit::Unit;
use crate::check::{Asked, Deviation, Failure, Got, Seen, Tally, Verdict, Wanted, simplicity};
use crate::data_type::Real;
use crate::generators::cast_value::tags;
use crate::vectors::{Expected, tags::TagSet};

/// What came of one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitReport {
    /// [`Unit::id`].
    pub unit: String,
    pub method: Method,
    pub counts: Tally,
    /// By note and letter, such as `SN-02=B`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other_readings: BTreeMap<String, u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<Wrong>,
    /// How often the subject failed meanwhile in a way that belongs to no input.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unattributed: u64,
    /// What one thread took for all of it.
    pub seconds: f64,
    /// What of that it was in the hands of the subject.
    pub subject_seconds: f64,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl UnitReport {
    /// Whether every input was asked and answered, rightly or not, and nothing else happened.
    pub fn is_settled(&self) -> bool {
        let Tally { crash, timeout, unsupported, not_asked, .. } = self.counts;
        (crash, timeout, unsupported, not_asked, self.unattributed) == (0, 0, 0, 0, 0)
    }
}

/// One way to be wrong in a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    pub deviation: Deviation,
    pub count: u64,
    pub simplest: Example,
}

/// One input, as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The id of the expectation, whether there is a vector of that id or not.
    pub id: String,
    pub tags: Vec<String>,
    pub input: String,
    pub expected: String,
    pub got: String,
    /// Whether it was asked alone, or in an array.
    pub alone: bool,
}

/// The findings of one unit, as they come in.
#[derive(Clone)]
pub(super) struct Findings {
    unit: Unit,
    pub counts: Tally,
    other_readings: BTreeMap<String, u64>,
    wrong: BTreeMap<Deviation, (u64, Failure)>,
}

/// How many inputs that are wrong in one way are looked through for the simplest.
const LOOKED_THROUGH: u64 = 1000;

impl Findings {
    pub fn new(unit: Unit) -> Findings {
        let (other_readings, wrong) = (BTreeMap::new(), BTreeMap::new());
        Findings { unit, counts: Tally::default(), other_readings, wrong }
    }

    /// Counts `count` inputs, of which `input` is one, for a verdict on an answer.
    pub fn count(
        &mut self,
        verdict: Verdict,
        (input, count): (u64, u64),
        (expected, got): (&Expected, &Got),
        alone: bool,
    ) {
        let counts = &mut self.counts;
        match verdict {
            Verdict::Pass => counts.pass += count,
            Verdict::Fail => counts.fail += count,
            Verdict::Unsupported => counts.unsupported += count,
            Verdict::Crash | Verdict::BreaksProtocol => counts.crash += count,
            Verdict::Timeout => counts.timeout += count,
            Verdict::NotAsked => counts.not_asked += count,
            Verdict::OtherReading { note, letter } => {
                counts.other_reading += count;
                let reading = format!("SN-{note:02}={}", letter.to_char());
                *self.other_readings.entry(reading).or_default() += count;
            }
        }
        if verdict.is_failure() {
            self.note(input, count, expected, got, alone);
        }
    }

    fn note(&mut self, input: u64, count: u64, expected: &Expected, got: &Got, alone: bool) {
        let Unit { column, operation, .. } = self.unit;
        let tags = TagSet::default();
        let failure = Failure {
            asked: Asked::Element { column, input, tags },
            wanted: Wanted::One(expected.clone()),
            got: got.clone(),
            operations: vec![operation.name()],
            seen: Some(Seen { alone, in_array: !alone }),
            layouts: Vec::new(),
        };
        let deviation = failure.deviation();
        match self.wrong.get_mut(&deviation) {
            None => drop(self.wrong.insert(deviation, (count, failure))),
            Some((counted, simplest)) => {
                if *counted < LOOKED_THROUGH
                    && simplicity(&failure.asked) < simplicity(&simplest.asked)
                {
                    *simplest = failure;
                }
                *counted += count;
            }
        }
    }

    pub fn report(self, seconds: f64, subject_seconds: f64) -> UnitReport {
        let wrong = self.wrong.into_iter().map(|(deviation, (count, failure))| Wrong {
            deviation,
            count,
            simplest: Example::of(&failure),
        });
        UnitReport {
            unit: self.unit.id(),
            method: self.unit.method(),
            counts: self.counts,
            other_readings: self.other_readings,
            wrong: wrong.collect(),
            unattributed: 0,
            seconds,
            subject_seconds,
        }
    }
}

impl Example {
    fn of(failure: &Failure) -> Example {
        let output_type = failure.asked.output_type();
        let (input_type, input) = failure.asked.input().unwrap_or((output_type, 0));
        let tags = tags(input_type, output_type, input);
        let show = |data_type: Real, pattern: u64| {
            let value = data_type.value_to_text(pattern);
            format!("{value} ({})", data_type.pattern_to_text(pattern))
        };
        let expected = match &failure.wanted {
            Wanted::One(expected) => expected.stand().to_text(output_type),
            Wanted::Array(_) | Wanted::Data(..) | Wanted::Stored(_) => String::new(),
        };
        Example {
            id: failure.id(),
            tags: tags.iter().map(|tag| tag.name.to_owned()).collect(),
            input: show(input_type, input),
            expected,
            got: failure.got.to_text(output_type),
            alone: failure.seen.is_some_and(|seen| seen.alone),
        }
    }
}
