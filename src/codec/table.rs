//! The codecs that are known here.

use super::definition::Definition;
use super::{bitround, bytes, cast_value, crc32c, packbits, scale_offset};

/// Every codec, by the numbers of its notes.
pub const ALL: [&Definition; 6] = [
    &cast_value::DEFINITION,
    &scale_offset::DEFINITION,
    &bitround::DEFINITION,
    &packbits::DEFINITION,
    &bytes::DEFINITION,
    &crc32c::DEFINITION,
];

/// The codec whose rooms have this name.
pub fn of_room(room: &str) -> Option<&'static Definition> {
    ALL.into_iter().find(|codec| codec.room() == room)
}

/// The codec that metadata calls so.
pub fn find(name: &str) -> Option<&'static Definition> {
    ALL.into_iter().find(|codec| codec.is_called(name))
}
