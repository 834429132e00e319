//! What computes each codec.

use super::{
    Bind, bitround, bytes, cast_value, crc32c, gzip, numcodecs_zlib, packbits, scale_offset,
    transpose, zstd,
};
use crate::codec;
use crate::codec::definition::Definition;

/// A codec of the table, with what binds it.
pub type Row = (&'static Definition, Bind);

/// Every codec that the oracle computes, in the order of the table of definitions.
pub const ROWS: [Row; 10] = [
    (&codec::cast_value::DEFINITION, cast_value::bind),
    (&codec::scale_offset::DEFINITION, scale_offset::bind),
    (&codec::bitround::DEFINITION, bitround::bind),
    (&codec::packbits::DEFINITION, packbits::bind),
    (&codec::bytes::DEFINITION, bytes::bind),
    (&codec::crc32c::DEFINITION, crc32c::bind),
    (&codec::transpose::DEFINITION, transpose::bind),
    (&codec::gzip::DEFINITION, gzip::bind),
    (&codec::numcodecs_zlib::DEFINITION, numcodecs_zlib::bind),
    (&codec::zstd::DEFINITION, zstd::bind),
];

/// The codec that metadata calls so.
pub fn find(name: &str) -> Option<Row> {
    ROWS.into_iter().find(|(codec, _)| codec.is_called(name))
}
