//! Finding the entry of a failure without asking every entry.
//!
//! A glob without wildcards matches one id, which a map has. Any other one needs some literal text to be
//! in the id, and is filed under a piece of such text: of all pieces of the glob, the one that the fewest
//! globs have. Only entries with a piece that is in the id are asked whether they cover the failure.

use std::collections::{BTreeSet, HashMap};

use super::super::Failure;
use super::Entry;

/// The longest piece of literal text, which tells globs apart that differ in one element.
const LONGEST: usize = 24;

/// The entries of a file, to be found by what a failure is.
#[derive(Debug)]
pub struct EntryIndex<'a> {
    entries: &'a [Entry],
    /// Positions by whole id.
    ids: HashMap<&'a str, Vec<usize>>,
    /// Positions by a piece of text that is in every id.
    pieces: HashMap<&'a [u8], Vec<usize>>,
    /// How long the pieces are.
    lengths: BTreeSet<usize>,
    /// Positions of entries that are always asked.
    others: Vec<usize>,
}

impl<'a> EntryIndex<'a> {
    pub(super) fn new(entries: &'a [Entry]) -> EntryIndex<'a> {
        let (ids, pieces, lengths) = (HashMap::new(), HashMap::new(), BTreeSet::new());
        let mut index = EntryIndex { entries, ids, pieces, lengths, others: Vec::new() };
        let mut globs: Vec<(usize, Vec<&[u8]>)> = Vec::new();
        let mut frequencies: HashMap<&[u8], usize> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if entry.globs().next().is_none() && !is_repeated(entries, &index.others, at) {
                index.others.push(at);
            }
            for glob in entry.globs() {
                let literals = literals(glob);
                if literals == [glob] {
                    index.ids.entry(glob).or_default().push(at);
                    continue;
                }
                let pieces: Vec<_> = literals.into_iter().flat_map(ends).collect();
                pieces.iter().for_each(|piece| *frequencies.entry(piece).or_default() += 1);
                globs.push((at, pieces));
            }
        }
        for (at, pieces) in globs {
            let rarity = |piece: &&&[u8]| (frequencies[**piece], LONGEST - piece.len());
            match pieces.iter().min_by_key(rarity) {
                Some(rarest) => {
                    index.lengths.insert(rarest.len());
                    index.pieces.entry(rarest).or_default().push(at);
                }
                None => index.others.push(at),
            }
        }
        index
    }

    /// The position of the entry by which a failure is known: the first that covers it.
    pub fn entry_of(&self, failure: &Failure) -> Option<usize> {
        let id = failure.id();
        let mut candidates = self.others.clone();
        candidates.extend(self.ids.get(&*id).into_iter().flatten());
        for length in &self.lengths {
            let found = id.as_bytes().windows(*length).filter_map(|piece| self.pieces.get(piece));
            candidates.extend(found.flatten());
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().find(|at| self.entries[*at].covers(failure, &id))
    }
}

/// The beginning and the end of a text.
fn ends(text: &str) -> [&[u8]; 2] {
    let bytes = text.as_bytes();
    let length = bytes.len().min(LONGEST);
    [&bytes[..length], &bytes[bytes.len() - length..]]
}

/// Whether an entry without globs covers what one of the `others` before it covers, and no more.
fn is_repeated(entries: &[Entry], others: &[usize], at: usize) -> bool {
    others.iter().any(|other| entries[*other].covers_as(&entries[at]))
}

/// The texts that every id has which a glob matches: what stands between its wildcards.
fn literals(glob: &str) -> Vec<&str> {
    let bytes = glob.as_bytes();
    let (mut literals, mut start, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let wildcard = match bytes[at] {
            // It may match nothing, and the slash behind it as well.
            b'*' if bytes[at..].starts_with(b"**/") => 3,
            b'*' | b'?' => 1,
            // The first character of a class may be a bracket.
            b'[' => {
                let first = if bytes.get(at + 1) == Some(&b'!') { 3 } else { 2 };
                let rest = bytes.get(at + first..).unwrap_or_default();
                let end = rest.iter().position(|byte| *byte == b']');
                end.map_or(bytes.len() - at, |end| first + end + 1)
            }
            _ => 0,
        };
        if wildcard == 0 {
            at += 1;
            continue;
        }
        literals.push(&glob[start..at]);
        at += wildcard;
        start = at;
    }
    literals.push(&glob[start..]);
    literals.retain(|text| !text.is_empty());
    literals
}
