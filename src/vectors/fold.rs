//! Expectations under the words of axes, folded where they do not depend on them.

use std::iter::repeat_n;

use super::Expected;
use super::tree::Tree;
use crate::data_type::Real;

/// What stands for every word of an axis.
const ANY: &str = "*";

/// What is expected under the words of some axes, the last of which varies fastest. What does not depend on
/// the first of several stands under `*`; what does not depend on the last stands for itself.
pub(super) fn fold(output_type: Real, words: &[&[&str]], expected: &[Expected]) -> String {
    let Some((words, others)) = words.split_first() else { return String::new() };
    let rows = || expected.chunks(expected.len() / words.len());
    let is_last = others.is_empty();
    let text = |row: &[Expected]| match row {
        [one] if is_last => one.to_json(output_type),
        row => fold(output_type, others, row),
    };
    if let Some(first) = rows().next()
        && rows().all(|row| row == first)
    {
        return if is_last { text(first) } else { format!(r#"{{"{ANY}":{}}}"#, text(first)) };
    }
    let fields = words.iter().zip(rows()).map(|(word, row)| format!(r#""{word}":{}"#, text(row)));
    format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
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
