//! The codecs that are known here.

use super::cast_value;
use super::definition::Definition;

/// Every codec, by the numbers of its notes.
pub const ALL: [&Definition; 1] = [&cast_value::DEFINITION];

/// The codec that metadata calls so.
pub fn find(name: &str) -> Option<&'static Definition> {
    ALL.into_iter().find(|codec| codec.is_called(name))
}
