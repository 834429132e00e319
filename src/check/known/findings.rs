//! What a check found against what is known: failures set aside, and entries that do not hold.

use std::fmt;

use super::super::{Failure, Report};
use super::entry::digest;
use super::{Date, Entry, Known, KnownError};

/// The known failures of a subject, and what it did.
#[derive(Debug)]
pub struct KnownReport {
    pub path: String,
    /// The version of the subject that the file was written for.
    pub version: String,
    /// Whether every case was asked. Otherwise nobody can tell a failure that is gone from one that
    /// was not asked.
    pub is_whole: bool,
    pub entries: Vec<KnownEntry>,
}

/// An entry, and the failures that are known by it.
#[derive(Debug)]
pub struct KnownEntry {
    pub entry: Entry,
    pub failures: Vec<Failure>,
    pub complaints: Vec<Complaint>,
}

/// In what way an entry does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complaint {
    Expired {
        on: Date,
    },
    /// No failure is known by it.
    Stale,
    Count {
        known: u64,
        found: u64,
    },
    /// As many failures as are known, but not the same.
    Others,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Complaint::Expired { on } => write!(f, "expired on {on}"),
            Complaint::Stale => f.write_str("no failure is left that it covers"),
            Complaint::Count { known, found } => {
                write!(f, "covers {found} failures where {known} are known")
            }
            Complaint::Others => f.write_str("covers as many failures as are known, but others"),
        }
    }
}

impl Complaint {
    /// What is to be done about it.
    pub fn advice(self) -> &'static str {
        match self {
            Complaint::Expired { .. } => "get it fixed, or give it another date",
            Complaint::Stale => "remove the entry, or check with --update-known",
            Complaint::Count { .. } | Complaint::Others => {
                "find out what changed; if that is to be known, check with --update-known"
            }
        }
    }
}

impl KnownEntry {
    fn new(entry: Entry, failures: Vec<Failure>, is_whole: bool, today: Date) -> KnownEntry {
        let found = failures.len() as u64;
        let expired = entry.expires.filter(|on| *on < today);
        let expired = expired.map(|on| Complaint::Expired { on });
        let count = Complaint::Count { known: entry.count, found };
        let changed = match found {
            _ if found > entry.count => Some(count),
            _ if !is_whole || entry.flaky => None,
            0 => Some(Complaint::Stale),
            _ if found < entry.count => Some(count),
            _ => {
                let is_other = |known: &String| *known != digest(&failures);
                entry.digest.as_ref().is_some_and(is_other).then_some(Complaint::Others)
            }
        };
        KnownEntry { entry, failures, complaints: expired.into_iter().chain(changed).collect() }
    }
}

impl KnownReport {
    /// Whether every entry holds.
    pub fn holds(&self) -> bool {
        self.broken().next().is_none()
    }

    /// The entries that do not hold.
    pub fn broken(&self) -> impl Iterator<Item = &KnownEntry> {
        self.entries.iter().filter(|entry| !entry.complaints.is_empty())
    }
}

impl Report {
    /// Sets known failures aside. `is_whole` says whether every case was asked, `today` which entries
    /// have expired.
    pub fn set_known(
        &mut self,
        known: Known,
        is_whole: bool,
        today: Date,
    ) -> Result<(), KnownError> {
        known.expect_subject(&self.hello.implementation.name)?;
        let mut failures: Vec<Vec<Failure>> = known.entries.iter().map(|_| Vec::new()).collect();
        let index = known.index();
        for (entry, failure) in self.set_aside(|failure| index.entry_of(failure)) {
            failures[entry].push(failure);
        }
        let entries = known.entries.into_iter().zip(failures);
        let entries =
            entries.map(|(entry, failures)| KnownEntry::new(entry, failures, is_whole, today));
        self.known = Some(KnownReport {
            path: known.path,
            version: known.version,
            is_whole,
            entries: entries.collect(),
        });
        Ok(())
    }
}
