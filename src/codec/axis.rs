//! What the configuration of a codec varies in: axes, and their words.
//!
//! What selects, groups and names cases is a facet, an axis with one of its words. So vectors, checks and
//! reports need not know any codec.

use std::cmp::Ordering;
use std::fmt;

use crate::spelling::did_you_mean;

/// Something in which the configuration of a codec varies.
#[derive(Debug)]
pub struct Axis {
    /// The name in ids, selections and reports.
    pub name: &'static str,
    /// Where its word stands in the codec's entry, as a JSON pointer.
    pub pointer: &'static str,
    /// Every word, in the order in which people list them; none where numbers or other JSON stand there.
    pub words: &'static [&'static str],
    /// The word that holds where the entry has none; `None` where it must have one.
    pub absent: Option<&'static str>,
}

/// An axis with one of its words.
#[derive(Clone, Copy, Debug)]
pub struct Facet {
    pub axis: &'static Axis,
    /// The position in [`Axis::words`].
    word: u8,
}

/// A word that an axis does not have.
#[derive(Debug, thiserror::Error)]
#[error(
    "unknown {axis} {word:?}{}; expected one of {}",
    did_you_mean(word, expected.iter().copied()),
    expected.join(", ")
)]
pub struct UnknownWord {
    pub axis: &'static str,
    pub word: String,
    pub expected: Vec<&'static str>,
}

impl Axis {
    /// One on which anything may stand.
    pub const fn free(
        name: &'static str,
        pointer: &'static str,
        absent: Option<&'static str>,
    ) -> Axis {
        Axis { name, pointer, words: &[], absent }
    }

    /// The facet of one of its words.
    pub fn facet(&'static self, word: &str) -> Result<Facet, UnknownWord> {
        let at = self.words.iter().position(|one| *one == word);
        at.and_then(|at| self.facet_at(at)).ok_or_else(|| self.unknown(word))
    }

    /// The facet of the word at a position.
    pub fn facet_at(&'static self, at: usize) -> Option<Facet> {
        let word = u8::try_from(at).ok().filter(|_| at < self.words.len())?;
        Some(Facet { axis: self, word })
    }

    fn unknown(&self, word: &str) -> UnknownWord {
        UnknownWord { axis: self.name, word: word.to_owned(), expected: self.words.to_vec() }
    }
}

impl Facet {
    pub fn word(self) -> &'static str {
        self.axis.words[usize::from(self.word)]
    }

    /// The position in [`Axis::words`].
    pub fn position(self) -> usize {
        usize::from(self.word)
    }

    /// Whether it holds where the entry says nothing.
    pub fn is_absent(self) -> bool {
        self.axis.absent == Some(self.word())
    }
}

impl PartialEq for Facet {
    fn eq(&self, other: &Facet) -> bool {
        self.axis.name == other.axis.name && self.word == other.word
    }
}

impl Eq for Facet {}

impl PartialOrd for Facet {
    fn partial_cmp(&self, other: &Facet) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By axis, then in the order of its words.
impl Ord for Facet {
    fn cmp(&self, other: &Facet) -> Ordering {
        (self.axis.name, self.word).cmp(&(other.axis.name, other.word))
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
