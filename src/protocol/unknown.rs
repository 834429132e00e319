//! Names in an introduction that this build does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::error::beginning;
use super::{Capability, Hello, Layout};
use crate::codec;
use crate::data_type::Real;

/// The operations that a codec can be asked for.
const OPERATIONS: [&str; 4] = ["encode", "decode", "fill_value", "validate"];

/// The number of names of one sort that are shown.
const SHOWN: usize = 8;

/// The names in an introduction that are unknown here: they are shown, and not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Unknown<'a> {
    pub codecs: Vec<&'a str>,
    /// By name of a codec that is known.
    pub operations: BTreeMap<&'a str, Vec<&'a str>>,
    /// Of codecs that are known, and of scalars.
    pub data_types: BTreeSet<&'a str>,
    pub layouts: BTreeSet<&'a str>,
    /// True if nothing else is listed, so that there is nothing to ask.
    #[serde(skip)]
    is_all: bool,
}

impl<'a> Unknown<'a> {
    pub(super) fn of(hello: &'a Hello) -> Unknown<'a> {
        let mut unknown = Unknown::default();
        let mut is_asked = false;
        let mut scalars = hello.scalars.iter().map(String::as_str);
        is_asked |= scalars.any(is_data_type);
        let mut data_types: Vec<_> = hello.scalars.iter().collect();
        for (name, capability) in &hello.codecs {
            if !codec::is_known(name) {
                unknown.codecs.push(name);
                continue;
            }
            // There are no vectors of the others yet, so that nothing is asked of them.
            if !codec::casts(name) {
                continue;
            }
            let operations = capability.operations.iter().map(String::as_str);
            let others: Vec<_> = operations.filter(|one| !is_operation(one)).collect();
            if !others.is_empty() {
                unknown.operations.insert(name, others);
            }
            is_asked |= capability.lists_what_is_known();
            data_types.extend(&capability.data_types);
        }
        let data_types = data_types.into_iter().map(String::as_str);
        unknown.data_types = data_types.filter(|name| !is_data_type(name)).collect();
        let layouts = hello.layouts.iter().map(String::as_str);
        unknown.layouts = layouts.filter(|name| Layout::from_name(name).is_none()).collect();
        unknown.is_all = !is_asked && !unknown.is_empty();
        unknown
    }

    pub fn is_empty(&self) -> bool {
        let Unknown { codecs, operations, data_types, layouts, is_all: _ } = self;
        let are_empty = [codecs.is_empty(), data_types.is_empty(), layouts.is_empty()];
        operations.is_empty() && are_empty.iter().all(|one| *one)
    }

    /// Returns whether the introduction lists something, and nothing that could be asked.
    pub fn is_all(&self) -> bool {
        self.is_all
    }

    /// All names, in order and each once.
    pub fn names(&self) -> Vec<&'a str> {
        let operations = self.operations.values().flatten();
        let names = self.codecs.iter().chain(operations).chain(&self.data_types);
        names.chain(&self.layouts).copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

impl Capability {
    /// Returns whether some data type and some operation are known here: there is something to ask.
    pub fn lists_what_is_known(&self) -> bool {
        self.data_types.iter().any(|one| is_data_type(one))
            && self.operations.iter().any(|one| is_operation(one))
    }
}

impl fmt::Display for Unknown<'_> {
    /// `codec own.codec; operation read_part of cast_value; type complex64`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        parts.extend(part("codec", &self.codecs));
        for (codec, operations) in &self.operations {
            parts.extend(part("operation", operations).map(|part| format!("{part} of {codec}")));
        }
        parts.extend(part("type", &self.data_types.iter().copied().collect::<Vec<_>>()));
        parts.extend(part("layout", &self.layouts.iter().copied().collect::<Vec<_>>()));
        f.write_str(&parts.join("; "))
    }
}

fn part(noun: &str, names: &[&str]) -> Option<String> {
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| beginning(name)).collect();
    let shown = shown.join(", ");
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let plural = if names.len() == 1 { "" } else { "s" };
    (!names.is_empty()).then(|| format!("{noun}{plural} {shown}{more}"))
}

fn is_data_type(name: &str) -> bool {
    Real::from_name(name).is_ok()
}

fn is_operation(name: &str) -> bool {
    OPERATIONS.contains(&name)
}
