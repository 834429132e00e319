//! The file written anew after a check: what people wrote into it stays.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::super::group::{by_cause, summary};
use super::super::{Failure, Group, Report};
use super::entry::{UNEXPLAINED, digest};
use super::file::syntax;
use super::{Known, KnownError, globs};
use crate::vectors::tags::TAGS;

/// The head of a file that is new.
const HEAD: &str = "\
# Known failures. `zarrproof check --known` of this file is green with exactly these, and breaks when
# one more fails, when one is fixed, and when an entry expires. `--update-known` counts anew, drops
# what is fixed and adds what is new; every reason, link, date and comment here stays.
subject = \"\"
version = \"\"
";

/// The text of a file of known failures after a check of which nothing is set aside: `text` is what
/// it was, if there was one.
pub fn updated(path: &str, text: Option<&str>, report: &Report) -> Result<String, KnownError> {
    let implementation = &report.hello.implementation;
    let known = match text {
        Some(text) => Some(Known::parse(path, text)?),
        None => None,
    };
    if let Some(known) = &known {
        known.expect_subject(&implementation.name)?;
    }
    let text = text.unwrap_or(HEAD);
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        syntax(path, text, error.span().map_or(0, |span| span.start), error.message())
    })?;
    set(&mut document, "subject", &implementation.name);
    set(&mut document, "version", &implementation.version);

    let index = known.as_ref().map(Known::index);
    let is_new =
        |failure: &&Failure| index.as_ref().is_none_or(|it| it.entry_of(failure).is_none());
    for entry in new_entries(report.failures().filter(is_new)) {
        entries(&mut document, path, text)?.push(entry);
    }
    count_anew(&mut document, path, report)?;
    Ok(document.to_string())
}

/// The entries of a file, which has none at first.
fn entries<'d>(
    document: &'d mut DocumentMut,
    path: &str,
    text: &str,
) -> Result<&'d mut ArrayOfTables, KnownError> {
    let item = document.entry("known").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let start = item.span().map_or(0, |span| span.start);
    let other = || syntax(path, text, start, "expected entries that start with [[known]]");
    item.as_array_of_tables_mut().ok_or_else(other)
}

/// One entry for each cause, which say what they cover in narrowing order: a tag that says more is
/// asked for before one that says less.
fn new_entries<'f>(failures: impl Iterator<Item = &'f Failure>) -> Vec<Table> {
    let mut causes: Vec<(Group, Vec<&Failure>)> = by_cause(failures)
        .into_values()
        .filter_map(|failures| Some((summary(&failures)?, failures)))
        .collect();
    causes.sort_by_key(|(group, _)| {
        TAGS.iter().position(|tag| Some(tag.name) == group.tag).unwrap_or(TAGS.len())
    });
    causes.iter().map(|(group, failures)| new_entry(group, failures)).collect()
}

fn new_entry(group: &Group, failures: &[&Failure]) -> Table {
    let mut table = Table::new();
    table.insert("cases", value(one_a_line(globs::of(group, failures))));
    if let Some(tag) = group.tag {
        table.insert("tags", value(Array::from_iter([tag])));
    } else if let Some(clause) = &group.clause {
        table.insert("clauses", value(Array::from_iter([clause])));
    }
    table.insert("deviation", value(group.deviation.to_string()));
    table.insert("count", value(1));
    table.insert("digest", value(digest(failures.iter().copied())));
    table.insert("reason", value(format!("{UNEXPLAINED}: {}", group.describe())));
    table
}

fn one_a_line(words: Vec<String>) -> Array {
    let mut array = Array::from_iter(words);
    if array.len() > 1 {
        array.iter_mut().for_each(|word| word.decor_mut().set_prefix("\n    "));
        array.set_trailing_comma(true);
        array.set_trailing("\n");
    }
    array
}

/// Sets the counts and digests of all entries, and drops those that cover nothing. A flaky one stays, with the
/// greatest count that it ever had: what did not fail this time may fail the next time.
fn count_anew(document: &mut DocumentMut, path: &str, report: &Report) -> Result<(), KnownError> {
    let text = document.to_string();
    let known = Known::parse(path, &text)?;
    let mut covered: Vec<Vec<&Failure>> = known.entries.iter().map(|_| Vec::new()).collect();
    let index = known.index();
    for failure in report.failures() {
        if let Some(entry) = index.entry_of(failure) {
            covered[entry].push(failure);
        }
    }
    let entries = entries(document, path, &text)?;
    let found = || known.entries.iter().zip(&covered);
    for (entry, (before, failures)) in entries.iter_mut().zip(found()) {
        let count = failures.len() as u64;
        let count = if before.flaky { count.max(before.count) } else { count };
        set(entry, "count", count as i64);
        if entry.contains_key("digest") {
            set(entry, "digest", digest(failures.iter().copied()));
        }
    }
    let mut found = found();
    entries.retain(|_| found.next().is_some_and(|(before, some)| before.flaky || !some.is_empty()));
    Ok(())
}

/// Sets a field that is there, and leaves the comments around it alone.
fn set(table: &mut Table, field: &str, new: impl Into<Value>) {
    if let Some(old) = table.get_mut(field).and_then(Item::as_value_mut) {
        let decor = old.decor().clone();
        *old = new.into();
        *old.decor_mut() = decor;
    }
}
