//! What computes each codec.

use super::{
    Bind, bitround, bytes, cast_value, crc32c, gzip, numcodecs_adler32, numcodecs_astype,
    numcodecs_base64, numcodecs_categorize, numcodecs_crc32, numcodecs_crc32c, numcodecs_delta,
    numcodecs_fixedscaleoffset, numcodecs_fletcher32, numcodecs_jenkins_lookup3,
    numcodecs_packbits, numcodecs_quantize, numcodecs_shuffle, numcodecs_zlib, packbits, reshape,
    scale_offset, transpose, vlen_bytes, vlen_utf8, zstd,
};
use crate::codec;
use crate::codec::definition::Definition;

/// A codec of the table, with what binds it.
pub type Row = (&'static Definition, Bind);

/// Every codec that the oracle computes, in the order of the table of definitions.
pub const ROWS: [Row; 26] = [
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
    (&codec::numcodecs_fletcher32::DEFINITION, numcodecs_fletcher32::bind),
    (&codec::numcodecs_shuffle::DEFINITION, numcodecs_shuffle::bind),
    (&codec::numcodecs_delta::DEFINITION, numcodecs_delta::bind),
    (&codec::numcodecs_fixedscaleoffset::DEFINITION, numcodecs_fixedscaleoffset::bind),
    (&codec::numcodecs_quantize::DEFINITION, numcodecs_quantize::bind),
    (&codec::numcodecs_astype::DEFINITION, numcodecs_astype::bind),
    (&codec::numcodecs_crc32::DEFINITION, numcodecs_crc32::bind),
    (&codec::numcodecs_crc32c::DEFINITION, numcodecs_crc32c::bind),
    (&codec::numcodecs_adler32::DEFINITION, numcodecs_adler32::bind),
    (&codec::numcodecs_jenkins_lookup3::DEFINITION, numcodecs_jenkins_lookup3::bind),
    (&codec::numcodecs_base64::DEFINITION, numcodecs_base64::bind),
    (&codec::numcodecs_packbits::DEFINITION, numcodecs_packbits::bind),
    (&codec::numcodecs_categorize::DEFINITION, numcodecs_categorize::bind),
    (&codec::vlen_utf8::DEFINITION, vlen_utf8::bind),
    (&codec::vlen_bytes::DEFINITION, vlen_bytes::bind),
    (&codec::reshape::DEFINITION, reshape::bind),
];

/// The codec that metadata calls so.
pub fn find(name: &str) -> Option<Row> {
    ROWS.into_iter().find(|(codec, _)| codec.is_called(name))
}
