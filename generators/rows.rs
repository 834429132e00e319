//! Tables of scenarios in text files, for rows that are too long for a line of code.
//!
//! A section begins with a line of words in brackets, which holds for the rows that follow. A row is
//! a line of cells with bars between them. Empty lines are for people.

/// The words of a row's section, and its cells.
pub(super) type Row<'a, const CELLS: usize> = (Vec<&'a str>, [&'a str; CELLS]);

/// The rows of a table.
///
/// # Panics
///
/// If a row has another number of cells, which is a fault of the table's.
pub(super) fn rows<const CELLS: usize>(table: &str) -> Vec<Row<'_, CELLS>> {
    let rows = any_rows(table).into_iter().map(|(words, cells)| match cells.try_into() {
        Ok(cells) => (words, cells),
        Err(cells) => panic!("not {CELLS} cells: {cells:?}"),
    });
    rows.collect()
}

/// The rows of a table, each with as many cells as it has.
pub(super) fn any_rows(table: &str) -> Vec<(Vec<&str>, Vec<&str>)> {
    let mut words = Vec::new();
    let mut rows = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            words = section.split(' ').collect();
            continue;
        }
        rows.push((words.clone(), line.split(" | ").collect()));
    }
    rows
}
