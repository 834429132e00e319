//! Asking every mutant, and counting.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::defects::WITHOUT_DEFECT;
use super::element::Pair;
use super::family::Mutant;
use super::inputs::Inputs;
use super::place::{Place, Where};
use super::{search, subject};
use crate::check::{CheckError, Trial};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::column::Conversion;
use crate::data_type::Real;
use crate::vectors::{Kind, Selection, Store};

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It failed an expectation: the id.
    Killed(String),
    /// It passed all, and is wrong all the same: about this input, if one was looked for.
    Survived(Option<u64>),
    /// It differs from what is right on no input.
    Equivalent,
    /// Among this many inputs none was found on which it differs.
    NotFound(usize),
}

/// A mutant that was asked.
#[derive(Clone, Debug)]
pub struct Judged {
    pub mutant: Mutant,
    pub fate: Fate,
    /// For each of the inputs compared, whether they show that it is wrong; `None` if they have none of
    /// its pair, or cannot say.
    pub by_inputs: Vec<Option<bool>>,
}

/// How many mutants were asked, and how many of them killed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Score {
    pub killed: usize,
    pub asked: usize,
}

/// How far it is.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    Mutants(u64),
    MutantDone,
}

impl Judged {
    /// Whether it is a mutant at all, as far as that is known.
    pub fn counts(&self) -> bool {
        matches!(self.fate, Fate::Killed(_) | Fate::Survived(_))
    }

    pub fn is_killed(&self) -> bool {
        matches!(self.fate, Fate::Killed(_))
    }
}

impl Score {
    pub fn add(&mut self, is_killed: bool) {
        self.asked += 1;
        self.killed += usize::from(is_killed);
    }

    /// What the vectors came to.
    pub fn of_vectors<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> Score {
        let mut score = Score::default();
        let counted = judged.into_iter().filter(|one| one.counts());
        counted.for_each(|one| score.add(one.is_killed()));
        score
    }

    /// What some inputs came to.
    pub fn of_inputs<'a>(judged: impl IntoIterator<Item = &'a Judged>, at: usize) -> Score {
        let mut score = Score::default();
        judged.into_iter().filter_map(|one| one.by_inputs[at]).for_each(|one| score.add(one));
        score
    }
}

/// The vectors that are asked together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Files {
    Pair(Real, Real),
    Kind(Kind),
}

impl Files {
    fn of(mutant: &Mutant) -> Files {
        match mutant.place.types {
            Where::Pair(from, to) if mutant.kind() == Kind::Elements => Files::Pair(from, to),
            _ => Files::Kind(mutant.kind()),
        }
    }

    fn selection(self) -> Selection {
        match self {
            Files::Pair(from, to) => Selection {
                kinds: vec![Kind::Elements],
                from: vec![from],
                to: vec![to],
                ..Selection::default()
            },
            Files::Kind(kind) => Selection { kinds: vec![kind], ..Selection::default() },
        }
    }
}

/// Asks every mutant for the vectors that it may fail, each only until it does, and shows it each set of
/// inputs. In the order of the mutants.
pub fn judge(
    mutants: &[Mutant],
    store: &Store,
    inputs: &[Inputs],
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<Judged>, CheckError> {
    progress(Progress::Mutants(mutants.len() as u64));
    let mut groups: BTreeMap<Files, Vec<usize>> = BTreeMap::new();
    for (at, mutant) in mutants.iter().enumerate() {
        groups.entry(Files::of(mutant)).or_default().push(at);
    }
    let of_group = |(files, members): (Files, Vec<usize>)| {
        let trial = Trial::new(store, &files.selection())?;
        let judge_one = |at: usize| {
            let judged = judge_one(&mutants[at], &trial, inputs);
            progress(Progress::MutantDone);
            (at, judged)
        };
        Ok::<_, CheckError>(members.into_par_iter().map(judge_one).collect::<Vec<_>>())
    };
    let judged: Vec<Vec<_>> = groups.into_par_iter().map(of_group).collect::<Result<_, _>>()?;
    let mut judged: Vec<_> = judged.into_iter().flatten().collect();
    judged.sort_by_key(|(at, _)| *at);
    Ok(judged.into_iter().map(|(_, judged)| judged).collect())
}

/// What an implementation without a defect fails at, asked as the mutants are and made of the same
/// steps: nothing.
pub fn right(store: &Store) -> Result<Option<String>, CheckError> {
    let types = |one: Conversion| Files::Pair(one.input_type, one.output_type);
    let pairs = store.conversions().into_iter().map(types);
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Elements).map(Files::Kind);
    let files: Vec<_> = pairs.chain(kinds).collect();
    let failures = files.into_par_iter().map(|files| {
        let trial = Trial::new(store, &files.selection())?;
        let types = match files {
            Files::Pair(from, to) => Where::Pair(from, to),
            Files::Kind(_) => Where::Everywhere,
        };
        let failure = WITHOUT_DEFECT.iter().find_map(|defect| {
            let mutant = Mutant { defect, place: Place::of(types) };
            trial.first_failure(subject::start(&mutant).as_mut(), &Selection::default())
        });
        Ok(failure.map(|failure| failure.id()))
    });
    let failures: Vec<Option<String>> = failures.collect::<Result<_, CheckError>>()?;
    Ok(failures.into_iter().flatten().next())
}

/// The configurations in which a mutant may be wrong. In all others it is the oracle.
fn columns(mutant: &Mutant) -> Selection {
    let Place { rounding, out_of_range, .. } = mutant.place;
    match mutant.is_about_elements() {
        true => {
            let words = [
                ("rounding", rounding.map(Rounding::name)),
                ("out_of_range", out_of_range.map(OutOfRange::name)),
            ];
            let words = words.into_iter().filter_map(|(axis, word)| Some((axis, word?)));
            words.fold(Selection::default(), |all, (axis, word)| all.having(axis, &[word]))
        }
        false => Selection::default(),
    }
}

fn judge_one(mutant: &Mutant, trial: &Trial, inputs: &[Inputs]) -> Judged {
    let mut subject = subject::start(mutant);
    // What an implementation remembers of other files, the second time shows.
    let selection = columns(mutant);
    let mut fail = || trial.first_failure(subject.as_mut(), &selection);
    let failure = fail().or_else(|| if mutant.remembers() { fail() } else { None });
    let fate = match failure {
        Some(failure) => Fate::Killed(failure.id()),
        None => without_failure(mutant),
    };
    let mut judged = Judged { mutant: *mutant, fate, by_inputs: vec![None; inputs.len()] };
    if let (Place { types: Where::Pair(from, to), .. }, true, true) =
        (mutant.place, judged.counts(), mutant.is_about_inputs())
    {
        let pair = Pair::new(from, to);
        let shows = |inputs: &Inputs| {
            let inputs = inputs.of(from, to)?;
            Some(inputs.iter().any(|input| search::differs(mutant, &pair, *input)))
        };
        judged.by_inputs = inputs.iter().map(shows).collect();
    }
    judged
}

/// How many inputs from the search a mutant is shown all the same if it is known where to look.
const DOUBLE_CHECKED: usize = 1 << 12;

/// Whether a mutant that passed is one.
fn without_failure(mutant: &Mutant) -> Fate {
    let Some((from, to)) = mutant.place.pair().filter(|_| mutant.is_about_elements()) else {
        return Fate::Survived(None);
    };
    let pair = Pair::new(from, to);
    let differs = |input: &u64| search::differs(mutant, &pair, *input);
    let telling = search::telling(mutant, &pair);
    let is_decided = telling.is_some();
    if let Some(input) = telling.into_iter().flatten().find(differs) {
        return Fate::Survived(Some(input));
    }
    let is_wide = from.bits() > search::WIDEST_WHOLE;
    let tried = if is_decided && is_wide { DOUBLE_CHECKED } else { usize::MAX };
    match search::inputs(from, to).take(tried).find(differs) {
        Some(input) => Fate::Survived(Some(input)),
        None if is_decided || from.bits() <= search::WIDEST_WHOLE => Fate::Equivalent,
        None => Fate::NotFound(search::TRIED),
    }
}
