//! The line by which a program says why it failed, among all that it wrote to standard error.
//!
//! Python writes the reason last. Others write it above the frames of the stack, or above a note that is always the same.

/// How a line begins that says the same after every failure: Rust, Node.js, R, Julia, a shell, the library clap.
const NOTES: [&str; 8] = [
    "note: ",
    "Node.js v",
    "Calls: ",
    "Execution halted",
    "in expression starting at ",
    "exit status ",
    "Aborted",
    "For more information, try ",
];

/// How the frames begin that Go does not indent.
const FRAMES: &str = "goroutine ";

/// The longest reason that is shown.
const SHOWN: usize = 300;

/// The last line that is no frame of a stack, no heading and no note. If there is none, the last line.
pub(super) fn complaint(lines: &[String]) -> Option<String> {
    let line = position(lines).map(|at| lines[at].trim())?;
    Some(match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    })
}

/// Where that line is.
pub(super) fn position(lines: &[impl AsRef<str>]) -> Option<usize> {
    let frames = lines.iter().position(|line| line.as_ref().starts_with(FRAMES));
    let before = &lines[..frames.unwrap_or(lines.len())];
    let tells = before.iter().rposition(|line| says_why(line.as_ref()));
    tells.or_else(|| lines.iter().rposition(|line| !line.as_ref().trim().is_empty()))
}

fn says_why(line: &str) -> bool {
    let is_indented = line.starts_with(char::is_whitespace);
    let line = line.trim_end();
    let is_heading = line.ends_with(':');
    !line.is_empty()
        && !is_indented
        && !is_heading
        && !NOTES.iter().any(|note| line.starts_with(note))
}
