//! The fewest globs that still say which cases a group has.

use std::collections::BTreeSet;

use glob::Pattern;

use super::super::{Class, Failure, Group, PairClass};
use crate::codec::cast_value::{OutOfRange, Rounding};
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
    }
}

fn elements(class: PairClass, group: &Group) -> Vec<String> {
    let rest = format!("*/{}/{}", roundings(&group.roundings), rules(&group.out_of_ranges));
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
    globs.iter().map(|pair| format!("cast_value/{pair}/{rest}")).collect()
}

fn roundings(roundings: &[Rounding]) -> String {
    let all_start = |start: &str| roundings.iter().all(|one| one.name().starts_with(start));
    match roundings {
        [one] => one.name().to_owned(),
        _ if all_start("nearest-") => "nearest-*".to_owned(),
        _ if all_start("towards-") => "towards-*".to_owned(),
        _ => "*".to_owned(),
    }
}

fn rules(rules: &[OutOfRange]) -> String {
    match rules {
        [one] => one.name().to_owned(),
        _ => "*".to_owned(),
    }
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
