//! Expectations under the words of axes, folded where several words expect the same.

use std::iter::repeat_n;

use super::Expected;
use super::tree::Tree;
use crate::data_type::Real;

/// What stands for every word of an axis that has no key of its own.
const ANY: &str = "*";

/// What is expected under the words of some axes, the last of which varies fastest. What most words of an axis before the
/// last expect stands under `*`, once; what does not depend on the last stands for itself.
pub(super) fn fold(output_type: Real, words: &[&[&str]], expected: &[Expected]) -> String {
    let Some((words, others)) = words.split_first() else { return String::new() };
    let rows: Vec<_> = expected.chunks(expected.len() / words.len()).collect();
    let is_last = others.is_empty();
    let text = |row: &[Expected]| match row {
        [one] if is_last => one.to_json(output_type),
        row => fold(output_type, others, row),
    };
    let (most, count) = most_frequent(&rows);
    if is_last && count == rows.len() {
        return text(most);
    }
    let any = (!is_last && count > 1).then_some(most);
    let others = words.iter().zip(&rows).filter(|(_, row)| any != Some(**row));
    let fields = any.iter().map(|row| (ANY, *row)).chain(others.map(|(word, row)| (*word, *row)));
    let fields = fields.map(|(word, row)| format!(r#""{word}":{}"#, text(row)));
    format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
}

/// The row that most rows are equal to, of several such the first, and how many these are.
fn most_frequent<'e>(rows: &[&'e [Expected]]) -> (&'e [Expected], usize) {
    let count = |row: &&[Expected]| rows.iter().filter(|other| *other == row).count();
    let counted = rows.iter().map(|row| (*row, count(row)));
    counted.reduce(|most, one| if one.1 > most.1 { one } else { most }).unwrap_or_default()
}

/// Reads what [`fold`] writes.
pub(super) fn unfold(
    tree: &Tree,
    output_type: Real,
    words: &[&[&str]],
    expected: &mut Vec<Expected>,
) -> Result<(), String> {
    let Some((first, others)) = words.split_first() else {
        expected.push(tree.expected(Some(output_type))?);
        return Ok(());
    };
    if others.is_empty() && tree.is_outcome() {
        expected.extend(repeat_n(tree.expected(Some(output_type))?, first.len()));
        return Ok(());
    }
    let otherwise = (!others.is_empty()).then_some(ANY);
    let mut last = None;
    for word in *first {
        let row = tree.get(word, otherwise)?;
        if last.replace(row).is_some_and(|last| std::ptr::eq(last, row)) {
            // What stands for every word is read once.
            let count: usize = others.iter().map(|words| words.len()).product();
            expected.extend_from_within(expected.len() - count..);
        } else {
            unfold(row, output_type, others, expected)?;
        }
    }
    Ok(())
}
