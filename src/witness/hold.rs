//! Asking a witness for everything that it knows, and counting where it differs.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::explanation::{Rereading, outcome};
use super::{Explanation, Question, Witness, WitnessError};
use crate::codec::cast_value::{self, OutOfRange, Rounding};
use crate::codec::column::Column;
use crate::data_type::{Real, Value};
use crate::generators::near::sample;
use crate::oracle::cast_value::Cast;
use crate::vectors::Outcome;

/// Inputs that a witness is asked about at once.
const BATCH: usize = 8192;

/// What a witness is asked.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many inputs each pair of types gets. A source with no more patterns gives all of them.
    pub inputs: u64,
    /// Only these sources; all if there are none.
    pub from: Vec<Real>,
    /// Only these targets; all if there are none.
    pub to: Vec<Real>,
}

impl Plan {
    /// Every pattern of sources of up to 16 bits, and as many of wider ones.
    pub const INPUTS: u64 = 1 << 16;
}

impl Default for Plan {
    fn default() -> Plan {
        Plan { inputs: Plan::INPUTS, from: Vec::new(), to: Vec::new() }
    }
}

/// How far it has come.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    Pairs(u64),
    PairDone,
}

/// One input under one configuration, and what both sides make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub source: Real,
    pub target: Real,
    pub rounding: Rounding,
    pub out_of_range: OutOfRange,
    pub input: u64,
    pub oracle: Outcome,
    pub witness: Outcome,
}

/// Disagreements of one kind.
#[derive(Debug)]
pub struct Disagreement {
    /// What explains them; `None` if nothing does.
    pub explanation: Option<&'static Explanation>,
    pub count: u64,
    pub simplest: Case,
}

/// What came of holding the oracle against a witness.
#[derive(Debug)]
pub struct Testimony {
    pub name: String,
    pub version: String,
    /// How many types it was asked to cast from, and to.
    pub sources: u64,
    pub targets: u64,
    /// The modes that it was asked about, to some target.
    pub roundings: Vec<Rounding>,
    pub out_of_ranges: Vec<OutOfRange>,
    /// Inputs, each under one configuration.
    pub compared: u64,
    /// In the order of the explanations, and last what is unexplained.
    pub disagreements: Vec<Disagreement>,
}

impl Case {
    /// The id of the case, which `zarrproof explain` takes.
    pub fn id(&self) -> String {
        let Case { source, target, input, rounding, out_of_range, .. } = *self;
        // A witness is asked under valid configurations alone.
        cast_value::case_id((source, target), input, rounding, out_of_range).unwrap_or_default()
    }

    /// Smaller for cases that a person takes in more easily: specials, then values of few digits near
    /// one, then small types, then configurations that come first.
    fn simplicity(&self) -> impl Ord + use<> {
        let (digits, distance, negative) = match self.source.decode(self.input) {
            Value::Finite(value) if value.is_zero() => (0, 0, value.negative),
            Value::Finite(value) => {
                let digits = u64::BITS - value.magnitude.leading_zeros();
                let digits = digits - value.magnitude.trailing_zeros();
                (digits, value.binade().unsigned_abs(), value.negative)
            }
            Value::Infinity { negative } => (0, 0, negative),
            Value::Nan => (0, 0, false),
        };
        let size = self.source.bits() + self.target.bits();
        let configuration = (self.rounding, self.out_of_range);
        (digits, distance, size, negative, configuration, self.source, self.target, self.input)
    }
}

impl Testimony {
    /// How many disagreements there are.
    pub fn disagreed(&self) -> u64 {
        self.disagreements.iter().map(|one| one.count).sum()
    }

    /// How many of them nothing explains.
    pub fn unexplained(&self) -> u64 {
        let unexplained = self.disagreements.iter().filter(|one| one.explanation.is_none());
        unexplained.map(|one| one.count).sum()
    }
}

/// What some inputs came to. Disagreements stand at the position of their explanation; those at the
/// position after the last are unexplained.
#[derive(Default)]
struct Tally {
    compared: u64,
    disagreements: BTreeMap<usize, (u64, Case)>,
}

impl Tally {
    fn add(&mut self, kind: usize, count: u64, case: Case) {
        let entry = self.disagreements.entry(kind).or_insert_with(|| (0, case.clone()));
        entry.0 += count;
        if case.simplicity() < entry.1.simplicity() {
            entry.1 = case;
        }
    }

    fn merge(mut self, other: Tally) -> Tally {
        self.compared += other.compared;
        for (kind, (count, case)) in other.disagreements {
            self.add(kind, count, case);
        }
        self
    }
}

/// A pair of types, and the configurations that a witness knows between them.
struct Pair {
    source: Real,
    target: Real,
    columns: Vec<Column>,
}

/// Holds the oracle against a witness.
pub fn hold(
    witness: &dyn Witness,
    plan: &Plan,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Testimony, WitnessError> {
    let is_among = |list: &[Real], one| list.is_empty() || list.contains(&one);
    let pairs: Vec<_> = witness
        .pairs()
        .into_par_iter()
        .filter(|(source, target)| is_among(&plan.from, *source) && is_among(&plan.to, *target))
        .map(|(source, target)| {
            let columns = witness.columns(source, target)?;
            Ok(Pair { source, target, columns })
        })
        .filter(|pair| pair.as_ref().map_or(true, |pair| !pair.columns.is_empty()))
        .collect::<Result<_, WitnessError>>()?;
    progress(Progress::Pairs(pairs.len() as u64));
    let tally = pairs
        .par_iter()
        .map(|pair| {
            let tally = hold_pair(witness, pair, plan.inputs);
            progress(Progress::PairDone);
            tally
        })
        .try_reduce(Tally::default, |one, other| Ok(one.merge(other)))?;
    Ok(testimony(witness, &pairs, tally))
}

fn testimony(witness: &dyn Witness, pairs: &[Pair], tally: Tally) -> Testimony {
    let columns = || pairs.iter().flat_map(|pair| &pair.columns);
    let count = |types: Vec<Real>| sorted(types).len() as u64;
    let explanations = witness.explanations();
    let disagreements = tally.disagreements.into_iter().map(|(kind, (count, simplest))| {
        Disagreement { explanation: explanations.get(kind), count, simplest }
    });
    Testimony {
        name: witness.name().to_owned(),
        version: witness.version().to_owned(),
        sources: count(pairs.iter().map(|pair| pair.source).collect()),
        targets: count(pairs.iter().map(|pair| pair.target).collect()),
        roundings: sorted(columns().map(cast_value::rounding_of).collect()),
        out_of_ranges: sorted(columns().map(cast_value::range_rule_of).collect()),
        compared: tally.compared,
        disagreements: disagreements.collect(),
    }
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort();
    list.dedup();
    list
}

/// Every pattern of a source, or a sample of them.
fn inputs(pair: &Pair, count: u64) -> Vec<u64> {
    let Pair { source, target, .. } = pair;
    if source.mask() < count {
        (0..=source.mask()).collect()
    } else {
        sample(*source, *target, count as usize)
    }
}

fn hold_pair(witness: &dyn Witness, pair: &Pair, count: u64) -> Result<Tally, WitnessError> {
    let Pair { source, target, columns } = pair;
    let cast = |column: &Column| {
        let (rounding, out_of_range) = cast_value::rules(column);
        Cast::new(*source, *target, rounding, out_of_range)
    };
    let casts: Vec<_> = columns.iter().map(cast).collect();
    inputs(pair, count)
        .par_chunks(BATCH)
        .map(|inputs| hold_batch(witness, pair, &casts, inputs))
        .try_reduce(Tally::default, |one, other| Ok(one.merge(other)))
}

fn hold_batch(
    witness: &dyn Witness,
    pair: &Pair,
    casts: &[Cast],
    inputs: &[u64],
) -> Result<Tally, WitnessError> {
    let Pair { source, target, columns } = pair;
    let (source, target) = (*source, *target);
    let oracle = |cast: &Cast| inputs.iter().map(|input| outcome(cast, *input)).collect::<Vec<_>>();
    let wanted: Vec<_> = casts.iter().map(oracle).collect();
    let answers = witness.cast(&Question { source, target, columns, inputs, wanted: &wanted })?;

    let explanations = witness.explanations();
    let rereadings: Vec<_> = explanations.iter().map(|_| Rereading::new(columns.len())).collect();
    let mut tally = Tally::default();
    for (at, ((column, wanted), answers)) in columns.iter().zip(&wanted).zip(&answers).enumerate() {
        let (rounding, out_of_range) = cast_value::rules(column);
        for ((input, oracle), answer) in inputs.iter().zip(wanted).zip(answers) {
            let Some(answer) = answer else { continue };
            tally.compared += 1;
            if answer == oracle {
                continue;
            }
            let (input, oracle, witness) = (*input, *oracle, *answer);
            let case = Case { source, target, rounding, out_of_range, input, oracle, witness };
            let kinds = explanations.iter().zip(&rereadings);
            let kind = kinds
                .enumerate()
                .find(|(_, (kind, rereading))| kind.explains(&case, at, rereading))
                .map_or(explanations.len(), |(kind, _)| kind);
            tally.add(kind, 1, case);
        }
    }
    Ok(tally)
}
