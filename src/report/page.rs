//! Tables that are kept in pages for people, between two markers each.

use super::plain::line;

/// A page without a place for a table.
#[derive(Debug, thiserror::Error)]
#[error("no line `{marker}` where the table of {name} belongs")]
pub struct NoMarker {
    name: String,
    marker: String,
}

/// The page with `table` between the markers of `name`.
pub(super) fn replace(page: &str, name: &str, table: &str) -> Result<String, NoMarker> {
    let [start, end] = ["table", "end"].map(|word| format!("<!-- {name}: {word} -->\n"));
    let missing =
        |marker: &str| NoMarker { name: name.to_owned(), marker: marker.trim_end().to_owned() };
    let from = page.find(&start).ok_or_else(|| missing(&start))? + start.len();
    let length = page[from..].find(&end).ok_or_else(|| missing(&end))?;
    let (before, rest) = page.split_at(from);
    Ok(format!("{before}\n{table}\n{}", &rest[length..]))
}

/// A row of a table in Markdown.
pub(super) fn row(cells: &[String]) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| line(cell).replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// The row below the head of a table.
pub(super) fn rule(columns: usize) -> String {
    row(&vec!["---".to_owned(); columns])
}
