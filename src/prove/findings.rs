//! What a proof found: counts by unit, and of each way to be wrong the simplest input.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::coverage::{Coverage, Method};
use super::unit::Unit;
use crate::check::{
    Asked, Deviation, Failure, Got, PairClass, Seen, Tally, Verdict, Wanted, insert, simplicity,
};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::DataType;
use crate::generators::cast_value::tags;
use crate::protocol::Implementation;
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
    /// What one thread took for all of it.
    pub seconds: f64,
    /// What of that it was in the hands of the subject.
    pub subject_seconds: f64,
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

/// What a proof found, all units together.
#[derive(Clone, Debug)]
pub struct Proof {
    pub implementation: Implementation,
    /// How many units the selection has.
    pub planned: u64,
    pub units: Vec<UnitReport>,
}

/// Ways to be wrong that most likely have one cause: the same class of pairs, the same kind of
/// deviation.
#[derive(Clone, Debug)]
pub struct WrongGroup {
    pub class: PairClass,
    pub deviation: Deviation,
    pub count: u64,
    pub pairs: Vec<(DataType, DataType)>,
    pub roundings: Vec<Rounding>,
    pub out_of_ranges: Vec<OutOfRange>,
    pub simplest: Example,
}

/// The sums over some units.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    pub configurations: u64,
    pub counts: Tally,
}

impl Proof {
    /// How many units have no result yet.
    pub fn missing(&self) -> u64 {
        self.planned - self.units.len() as u64
    }

    /// Whether all was asked and nothing was wrong.
    pub fn holds(&self) -> bool {
        self.holds_so_far() && self.missing() == 0
    }

    /// Whether nothing was wrong, whatever is missing.
    pub fn holds_so_far(&self) -> bool {
        let counts = self.counts();
        counts.failed() == 0 && counts.not_asked == 0
    }

    pub fn counts(&self) -> Tally {
        let mut sum = Tally::default();
        self.units.iter().for_each(|unit| sum.add(&unit.counts));
        sum
    }

    /// The sums by coverage and method.
    pub fn sums(&self) -> BTreeMap<(Coverage, Method), Sum> {
        let mut sums: BTreeMap<_, Sum> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for report in &self.units {
            let sum = sums.entry((report.method.coverage(), report.method)).or_default();
            // The parts of one configuration count once.
            let configuration: Vec<_> = report.unit.split('/').take(5).collect();
            sum.configurations += u64::from(seen.insert(configuration.join("/")));
            sum.counts.add(&report.counts);
        }
        sums
    }

    /// By note and letter, such as `SN-02=B`.
    pub fn other_readings(&self) -> BTreeMap<&str, u64> {
        let mut sums = BTreeMap::new();
        for (reading, count) in self.units.iter().flat_map(|unit| &unit.other_readings) {
            *sums.entry(reading.as_str()).or_default() += count;
        }
        sums
    }

    /// What all threads took together, and what of that they were in the hands of the subject.
    pub fn times(&self) -> (Duration, Duration) {
        let sum = |of: fn(&UnitReport) -> f64| {
            Duration::try_from_secs_f64(self.units.iter().map(of).sum()).unwrap_or_default()
        };
        (sum(|unit| unit.seconds), sum(|unit| unit.subject_seconds))
    }

    /// The ways to be wrong, the one with the most inputs first.
    pub fn groups(&self) -> Vec<WrongGroup> {
        let mut groups: BTreeMap<(PairClass, Deviation), WrongGroup> = BTreeMap::new();
        for report in &self.units {
            // The ids were made, or read and tried, by this program.
            let Ok(unit) = report.unit.parse::<Unit>() else { continue };
            let class = PairClass::of(unit.input_type, unit.output_type);
            for wrong in &report.wrong {
                let group = groups.entry((class, wrong.deviation)).or_insert_with(|| WrongGroup {
                    class,
                    deviation: wrong.deviation,
                    count: 0,
                    pairs: Vec::new(),
                    roundings: Vec::new(),
                    out_of_ranges: Vec::new(),
                    simplest: wrong.simplest.clone(),
                });
                group.count += wrong.count;
                insert(&mut group.pairs, (unit.input_type, unit.output_type));
                insert(&mut group.roundings, unit.column.rounding);
                insert(&mut group.out_of_ranges, unit.column.out_of_range);
                if wrong.simplest.input.len() < group.simplest.input.len() {
                    group.simplest = wrong.simplest.clone();
                }
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        groups
    }
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
        let Unit { input_type, output_type, column, operation, .. } = self.unit;
        let tags = TagSet::default();
        let failure = Failure {
            asked: Asked::Cast { input_type, output_type, column, input, tags },
            wanted: Wanted::One(expected.clone()),
            got: got.clone(),
            operations: vec![operation.name()],
            seen: Some(Seen { alone, in_array: !alone }),
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
        let show = |data_type: DataType, pattern: u64| {
            let value = data_type.value_to_text(pattern);
            format!("{value} ({})", data_type.pattern_to_text(pattern))
        };
        let expected = match &failure.wanted {
            Wanted::One(expected) => expected.stand().to_text(output_type),
            Wanted::Array(_) => String::new(),
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
