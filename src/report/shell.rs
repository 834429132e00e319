//! Words as a POSIX shell reads them back.

use std::borrow::Cow;

/// A word in quotes.
pub(super) fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A word, in quotes where it needs them.
pub(super) fn word(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=,@%+".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(quoted(word)),
    }
}

/// Several words, each as [`word`] has it.
pub(super) fn words(list: &[String]) -> String {
    list.iter().map(|one| word(one)).collect::<Vec<_>>().join(" ")
}
