//! Tables of scenarios in text files, for rows that are too long for a line of code.
//!
//! A section begins with a line of words in brackets, which holds for the rows that follow. A row is
//! a line of cells with bars between them. Empty lines are for people.

/// The words of a row's section, and its cells.
pub(in super::super) type Row<'a, const CELLS: usize> = (Vec<&'a str>, [&'a str; CELLS]);

/// The rows of a table.
///
/// # Panics
///
/// If a row has another number of cells, which is a fault of the table's.
pub(in super::super) fn rows<const CELLS: usize>(table: &str) -> Vec<Row<'_, CELLS>> {
    let mut words = Vec::new();
    let mut rows = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            words = section.split(' ').collect();
            continue;
        }
        let cells: Vec<_> = line.split(" | ").collect();
        match cells.try_into() {
            Ok(cells) => rows.push((words.clone(), cells)),
            Err(_) => panic!("not {CELLS} cells: {line}"),
        }
    }
    rows
}
