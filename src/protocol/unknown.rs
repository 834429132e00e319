//! Names in an introduction that this build does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::error::beginning;
use super::{Capability, Hello, Layout};
use crate::codec::definition::{Definition, Stage};
use crate::codec::table;
use crate::data_type::{DataType, DataTypeNameError, Real};

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
        let scalars = hello.scalars.iter().map(String::as_str);
        unknown.data_types.extend(scalars.filter(|name| !is_data_type(name)));
        for (name, capability) in &hello.codecs {
            let Some(codec) = table::find(name) else {
                unknown.codecs.push(name);
                continue;
            };
            let operations = capability.operations.iter().map(String::as_str);
            let others: Vec<_> = operations.filter(|one| !is_operation(one)).collect();
            if !others.is_empty() {
                unknown.operations.insert(name, others);
            }
            let data_types = capability.data_types.iter().map(String::as_str);
            unknown.data_types.extend(data_types.filter(|name| !is_data_type_of(codec, name)));
        }
        let layouts = hello.layouts.iter().map(String::as_str);
        unknown.layouts = layouts.filter(|name| Layout::from_name(name).is_none()).collect();
        unknown.is_all = !hello.lists_what_is_known() && !unknown.is_empty();
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

impl Hello {
    /// Returns whether something of what it lists is known here: there is something to ask.
    pub fn lists_what_is_known(&self) -> bool {
        let mut codecs =
            self.codecs.iter().filter_map(|(name, one)| Some((table::find(name)?, one)));
        codecs.any(|(codec, capability)| capability.lists_what_is_known(codec))
            || self.scalars.iter().any(|name| is_data_type(name))
            || !self.stores.is_empty()
    }
}

impl Capability {
    /// Returns whether some operation is known here, with some data type where the codec has such.
    fn lists_what_is_known(&self, codec: &Definition) -> bool {
        let has_data_type = codec.stage == Stage::BytesToBytes
            || self.data_types.iter().any(|name| is_data_type_of(codec, name));
        has_data_type && self.operations.iter().any(|one| is_operation(one))
    }
}

impl fmt::Display for Unknown<'_> {
    /// `codec own.codec; operation read_part of bytes; type complex64`
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

fn is_real(name: &str) -> bool {
    Real::from_name(name).is_ok()
}

/// Of a type that has parameters, the name alone is listed.
fn is_data_type(name: &str) -> bool {
    let data_type = DataType::from_name(name);
    matches!(data_type, Ok(_) | Err(DataTypeNameError::NoParameters { .. }))
}

/// Whether there are questions about a codec and a data type of this name.
fn is_data_type_of(codec: &Definition, name: &str) -> bool {
    if codec.elements.is_some() { is_real(name) } else { is_data_type(name) }
}

fn is_operation(name: &str) -> bool {
    OPERATIONS.contains(&name)
}
