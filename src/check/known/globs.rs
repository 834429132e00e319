//! The fewest globs that still say which cases a group has.

use std::collections::BTreeSet;

use glob::Pattern;

use super::super::{Class, Failure, Group, PairClass};
use crate::codec::axis::Facet;
use crate::codec::table;
use crate::vectors::ScenarioKind;

/// More globs than this are one that is wider.
const MOST: usize = 6;

/// Globs over the ids of a group's failures. Together with the group's tag or clause and its
/// deviation they cover little else.
pub(super) fn of(group: &Group, failures: &[&Failure]) -> Vec<String> {
    if failures.len() <= 2 {
        return failures.iter().map(|failure| Pattern::escape(&failure.id())).collect();
    }
    match group.class {
        Class::Elements(class) => elements(class, group),
        Class::Scenarios(kind) => scenarios(kind, failures),
        Class::Stores => rooms(failures),
    }
}

fn elements(class: PairClass, group: &Group) -> Vec<String> {
    let words = table::by_axis(&group.facets).into_iter().map(|(_, facets)| words(&facets));
    let rest: Vec<_> = std::iter::once("*".to_owned()).chain(words).collect();
    let rest = rest.join("/");
    let distinct = |pairs: BTreeSet<String>| (pairs.len() <= MOST).then_some(pairs);
    // No type has a slash in it, so these take in no pair of another class.
    let (input, output) = match class {
        PairClass::IntToInt => ("*int*", "*int*"),
        PairClass::IntToFloat => ("*int*", "*float*"),
        PairClass::FloatToInt => ("*float*", "*int*"),
        PairClass::FloatToFloat => ("*float*", "*float*"),
    };
    let pairs = || group.pairs.iter();
    let globs = distinct(pairs().map(|(from, to)| format!("{from}/{to}")).collect())
        .or_else(|| distinct(pairs().map(|(from, _)| format!("{from}/{output}")).collect()))
        .or_else(|| distinct(pairs().map(|(_, to)| format!("{input}/{to}")).collect()))
        .unwrap_or_else(|| BTreeSet::from([format!("{input}/{output}")]));
    let room = group.simplest.asked.column().map(|column| column.conversion.codec.room());
    let room = room.unwrap_or_else(|| "*".to_owned());
    globs.iter().map(|pair| format!("{room}/{pair}/{rest}")).collect()
}

/// A glob over the words of some facets of one axis: what begins alike up to a hyphen is one sort.
fn words(facets: &[Facet]) -> String {
    let sort = |facet: &Facet| facet.word().split_once('-').map(|(sort, _)| sort);
    match facets {
        [one] => one.word().to_owned(),
        [first, others @ ..] => match sort(first) {
            Some(common) if others.iter().all(|one| sort(one) == Some(common)) => {
                format!("{common}-*")
            }
            _ => "*".to_owned(),
        },
        [] => "*".to_owned(),
    }
}

/// One for each room of golden arrays.
fn rooms(failures: &[&Failure]) -> Vec<String> {
    let room = |failure: &&Failure| {
        let id = failure.id();
        let (room, _) = id.rsplit_once('/')?;
        Some(format!("{}/*", Pattern::escape(room)))
    };
    failures.iter().filter_map(room).collect::<BTreeSet<_>>().into_iter().collect()
}

/// One for each theme.
fn scenarios(kind: ScenarioKind, failures: &[&Failure]) -> Vec<String> {
    let themes = failures.iter().filter_map(|failure| {
        let id = failure.id();
        Some(format!("{}/*", Pattern::escape(kind.theme(&id)?)))
    });
    let themes: BTreeSet<_> = themes.collect();
    match themes.len() {
        0..=MOST => themes.into_iter().collect(),
        _ => {
            let folder = |theme: &String| {
                let (folder, _) = theme.trim_end_matches("/*").rsplit_once('/')?;
                Some(format!("{folder}/*"))
            };
            themes.iter().filter_map(folder).collect::<BTreeSet<_>>().into_iter().collect()
        }
    }
}
