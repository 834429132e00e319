//! Text from outside as part of a report: of a subject, or of a file.
//!
//! Nothing of it ends a line, moves the cursor of a terminal or is no character of XML, so that it is
//! seen for what it is and forges no report. Each format has one place where it is escaped.

use std::borrow::Cow;

use serde_json::Value;

use crate::protocol::Implementation;

/// Text as part of one line, for people.
pub fn line(text: &str) -> Cow<'_, str> {
    escaped(text, |c| is_special(c) && c != '\t', |c, line| line.extend(c.escape_default()))
}

/// The name and version of an implementation, as part of one line.
pub fn identity(implementation: &Implementation) -> String {
    let Implementation { name, version, .. } = implementation;
    format!("{} {}", line(name), line(version))
}

/// A whole text of several lines, each of which has been put together by [`line()`]. What was left out
/// there reaches no terminal all the same.
pub fn page(text: &str) -> Cow<'_, str> {
    let is_stray = |c| is_special(c) && !['\n', '\t'].contains(&c);
    escaped(text, is_stray, |c, page| page.extend(c.escape_default()))
}

/// A value as lines of JSON.
pub fn json(value: &Value) -> String {
    format!("{}\n", json_text(&format!("{value:#}")))
}

/// The text of a JSON document. Outside of its strings it has no such characters but line breaks.
pub fn json_text(text: &str) -> Cow<'_, str> {
    escaped(
        text,
        |c| is_special(c) && c != '\n',
        |c, json| {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                json.push_str(&format!("\\u{unit:04x}"));
            }
        },
    )
}

/// The text of an XML document, without what XML 1.0 has no characters for (section 2.2).
pub fn xml(text: &str) -> Cow<'_, str> {
    let is_none = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        other => other.is_control(),
    };
    escaped(text, is_none, |_, xml| xml.push('\u{fffd}'))
}

/// Returns whether a character is not seen where it stands: controls, what ends lines or turns their
/// direction, and what is no character.
fn is_special(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
        || c as u32 & 0xfffe == 0xfffe
}

fn escaped(
    text: &str,
    is_escaped: impl Fn(char) -> bool,
    escape: impl Fn(char, &mut String),
) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        if is_escaped(c) { escape(c, &mut written) } else { written.push(c) }
    }
    Cow::Owned(written)
}
