//! What a proof found, all units together, and what is missing to it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::Proved;
use super::coverage::{Coverage, Method};
use super::findings::{Example, UnitReport};
use super::unit::Unit;
use crate::check::{Deviation, PairClass, Tally, insert};
use crate::codec::axis::Facet;
use crate::codec::definition::Definition;
use crate::data_type::Real;
use crate::protocol::Implementation;
use crate::subject::Health;

/// What a proof found, all units together.
#[derive(Clone, Debug)]
pub struct Proof {
    pub implementation: Implementation,
    /// How many units the selection has.
    pub planned: u64,
    pub units: Vec<UnitReport>,
    /// How many units were to be asked now and were not begun.
    pub not_begun: u64,
    /// Why the asking was stopped, if it was.
    pub stopped: Option<String>,
    /// How the subject came through now.
    pub health: Health,
}

/// Why a proof without a wrong answer does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Inputs of units that were begun.
    NotAsked(u64),
    /// Units.
    NotBegun(u64),
    /// Inputs.
    Unsupported(u64),
    /// Failures that belong to no input.
    Unattributed(u64),
    /// Units that are left to other proofs.
    Missing { units: u64, planned: u64 },
}

/// Ways to be wrong that most likely have one cause: the same class of pairs, the same kind of
/// deviation.
#[derive(Clone, Debug)]
pub struct WrongGroup {
    pub class: PairClass,
    pub deviation: Deviation,
    pub count: u64,
    pub codec: &'static Definition,
    pub pairs: Vec<(Real, Real)>,
    pub facets: Vec<Facet>,
    pub simplest: Example,
}

/// The sums over some units.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    pub configurations: u64,
    pub counts: Tally,
}

impl Proof {
    /// What is known of `planned` units, of which none was asked just now.
    pub fn new(implementation: Implementation, planned: u64, units: Vec<UnitReport>) -> Proof {
        let (stopped, health) = (None, Health::default());
        Proof { implementation, planned, units, not_begun: 0, stopped, health }
    }

    /// The same with what was asked just now, which stands instead of what was known.
    pub fn with(self, proved: Proved) -> Proof {
        let Proved { units, not_begun, stopped, health } = proved;
        let mut all: BTreeMap<_, _> =
            self.units.into_iter().map(|unit| (unit.unit.clone(), unit)).collect();
        all.extend(units.into_iter().map(|unit| (unit.unit.clone(), unit)));
        // A unit that has some answers from before is not missing.
        let not_begun = not_begun.min(self.planned.saturating_sub(all.len() as u64));
        Proof { units: all.into_values().collect(), not_begun, stopped, health, ..self }
    }

    /// How many units have no result yet.
    pub fn missing(&self) -> u64 {
        self.planned.saturating_sub(self.units.len() as u64)
    }

    /// Whether every input was asked and answered, and nothing was wrong.
    pub fn holds(&self) -> bool {
        self.counts().failed() == 0 && self.gaps().is_empty() && !self.units.is_empty()
    }

    /// Whether that is so of all that is not left to other proofs.
    pub fn holds_so_far(&self) -> bool {
        let is_left = |gap: &Gap| matches!(gap, Gap::Missing { .. });
        self.counts().failed() == 0 && self.gaps().iter().all(is_left)
    }

    /// What was not asked or not answered.
    pub fn gaps(&self) -> Vec<Gap> {
        let counts = self.counts();
        let noted: u64 = self.units.iter().map(|unit| unit.unattributed).sum();
        let (unattributed, others) = (noted.max(self.health.unattributed), self.not_begun);
        let gaps = [
            (counts.not_asked, Gap::NotAsked(counts.not_asked)),
            (others, Gap::NotBegun(others)),
            (counts.unsupported, Gap::Unsupported(counts.unsupported)),
            (unattributed, Gap::Unattributed(unattributed)),
        ];
        let mut gaps: Vec<_> =
            gaps.into_iter().filter(|(count, _)| *count > 0).map(|(_, gap)| gap).collect();
        match self.missing().saturating_sub(self.not_begun) {
            0 => {}
            units => gaps.push(Gap::Missing { units, planned: self.planned }),
        }
        gaps
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
                    codec: unit.column.conversion.codec,
                    pairs: Vec::new(),
                    facets: Vec::new(),
                    simplest: wrong.simplest.clone(),
                });
                group.count += wrong.count;
                insert(&mut group.pairs, (unit.input_type, unit.output_type));
                unit.column.facets().for_each(|facet| insert(&mut group.facets, facet));
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
