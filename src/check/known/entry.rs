//! Which failures one entry covers, and what pins them.

use std::fmt::Display;
use std::str::FromStr;

use glob::Pattern;
use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::super::{Deviation, Failure};
use super::Date;
use crate::codec::clause::Clause;
use crate::vectors::{sha256_hex, tags::TagSet};

/// How the reason of an entry starts that nobody has explained yet.
pub(super) const UNEXPLAINED: &str = "to be explained";

/// How many digits of a SHA-256 pin a set of cases.
const DIGEST_DIGITS: usize = 12;

/// One `[[known]]`: failures that have everything that it names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Globs over whole ids, of which one must match.
    #[serde(default, deserialize_with = "words")]
    cases: Vec<Pattern>,
    /// Of which a case must have one.
    #[serde(default, deserialize_with = "tags")]
    tags: TagSet,
    /// Of which a case must be about one.
    #[serde(default, deserialize_with = "words")]
    clauses: Vec<&'static Clause>,
    deviation: Option<Deviation>,
    /// The number of failures that it covers; of a flaky one, the greatest.
    pub count: u64,
    /// True if the same request fails at one time and not at another.
    #[serde(default)]
    pub flaky: bool,
    /// Which failures it covers, as 12 hexadecimal digits.
    pub digest: Option<String>,
    pub reason: String,
    pub link: Option<String>,
    /// The last day on which it holds.
    #[serde(default, deserialize_with = "date")]
    pub expires: Option<Date>,
    /// Where it starts in its file.
    #[serde(skip)]
    pub line: usize,
}

impl Entry {
    /// What is wrong with it beyond the form of its fields.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let names_nothing = self.cases.is_empty()
            && self.tags.is_empty()
            && self.clauses.is_empty()
            && self.deviation.is_none();
        let is_digest = |text: &String| {
            text.len() == DIGEST_DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        let is_link = |text: &String| text.starts_with("https://") || text.starts_with("http://");
        if names_nothing {
            Some("expected at least one of `cases`, `tags`, `clauses` and `deviation`")
        } else if self.reason.trim().is_empty() {
            Some("`reason` is empty; expected why the cases fail")
        } else if self.count == 0 {
            Some("`count` is 0; expected the number of failures, or no entry at all")
        } else if self.digest.as_ref().is_some_and(|text| !is_digest(text)) {
            Some(
                "`digest` is not a digest: expected 12 hexadecimal digits, as `--update-known` writes",
            )
        } else if self.flaky && self.digest.is_some() {
            Some(
                "`digest` stands beside `flaky`; expected none, as a flaky entry covers other failures each time",
            )
        } else if self.link.as_ref().is_some_and(|text| !is_link(text)) {
            Some("`link` is not a link: expected https://…")
        } else {
            None
        }
    }

    /// Whether it covers a failure, which has this id.
    pub(super) fn covers(&self, failure: &Failure, id: &str) -> bool {
        let asked = &failure.asked;
        (self.tags.is_empty() || self.tags.intersects(asked.tags()))
            && (self.clauses.is_empty() || self.clauses.iter().any(|one| asked.is_about(one.id)))
            && self.deviation.is_none_or(|deviation| deviation == failure.deviation())
            && (self.cases.is_empty() || self.cases.iter().any(|glob| glob.matches(id)))
    }

    /// Its globs as they are written.
    pub(super) fn globs(&self) -> impl Iterator<Item = &str> {
        self.cases.iter().map(Pattern::as_str)
    }

    /// Whether it names the same as another one, so that it covers the same.
    pub(super) fn covers_as(&self, other: &Entry) -> bool {
        (&self.cases, self.tags, self.deviation) == (&other.cases, other.tags, other.deviation)
            && self.clauses.iter().map(|one| one.id).eq(other.clauses.iter().map(|one| one.id))
    }

    /// Whether somebody has yet to say why the cases fail.
    pub fn is_unexplained(&self) -> bool {
        self.reason.starts_with(UNEXPLAINED)
    }
}

/// A short name of a set of failures, which their order does not change.
pub(super) fn digest<'f>(failures: impl IntoIterator<Item = &'f Failure>) -> String {
    let mut ids: Vec<_> = failures.into_iter().map(Failure::id).collect();
    ids.sort_unstable();
    let mut digits = sha256_hex(ids.join("\n").as_bytes());
    digits.truncate(DIGEST_DIGITS);
    digits
}

fn words<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let parse = |word: &String| word.parse().map_err(D::Error::custom);
    Vec::<String>::deserialize(deserializer)?.iter().map(parse).collect()
}

fn tags<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TagSet, D::Error> {
    let mut tags = TagSet::default();
    for name in Vec::<String>::deserialize(deserializer)? {
        tags.insert(&name).map_err(D::Error::custom)?;
    }
    Ok(tags)
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let unknown = |_| D::Error::custom("expected a date such as 2027-06-01, without quotes");
    Date::deserialize(deserializer).map(Some).map_err(unknown)
}
