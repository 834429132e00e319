//! The codecs that are known here.

use super::axis::{Axis, Facet};
use super::column::Conversion;
use super::definition::Definition;
use super::{
    bitround, bytes, cast_value, crc32c, gzip, numcodecs_adler32, numcodecs_astype,
    numcodecs_base64, numcodecs_categorize, numcodecs_crc32, numcodecs_crc32c, numcodecs_delta,
    numcodecs_fixedscaleoffset, numcodecs_fletcher32, numcodecs_jenkins_lookup3,
    numcodecs_packbits, numcodecs_quantize, numcodecs_shuffle, numcodecs_zlib, packbits, reshape,
    scale_offset, transpose, vlen_bytes, vlen_utf8, zstd,
};
use crate::data_type::Real;

/// Every codec, by the numbers of its notes.
pub const ALL: [&Definition; 26] = [
    &cast_value::DEFINITION,
    &scale_offset::DEFINITION,
    &bitround::DEFINITION,
    &packbits::DEFINITION,
    &bytes::DEFINITION,
    &crc32c::DEFINITION,
    &transpose::DEFINITION,
    &gzip::DEFINITION,
    &numcodecs_zlib::DEFINITION,
    &zstd::DEFINITION,
    &numcodecs_fletcher32::DEFINITION,
    &numcodecs_shuffle::DEFINITION,
    &numcodecs_delta::DEFINITION,
    &numcodecs_fixedscaleoffset::DEFINITION,
    &numcodecs_quantize::DEFINITION,
    &numcodecs_astype::DEFINITION,
    &numcodecs_crc32::DEFINITION,
    &numcodecs_crc32c::DEFINITION,
    &numcodecs_adler32::DEFINITION,
    &numcodecs_jenkins_lookup3::DEFINITION,
    &numcodecs_base64::DEFINITION,
    &numcodecs_packbits::DEFINITION,
    &numcodecs_categorize::DEFINITION,
    &vlen_utf8::DEFINITION,
    &vlen_bytes::DEFINITION,
    &reshape::DEFINITION,
];

/// The codec whose rooms have this name.
pub fn of_room(room: &str) -> Option<&'static Definition> {
    ALL.into_iter().find(|codec| codec.room() == room)
}

/// The codec that metadata calls so.
pub fn find(name: &str) -> Option<&'static Definition> {
    ALL.into_iter().find(|codec| codec.is_called(name))
}

/// The conversions between all real types, of every codec that has element vectors.
pub fn conversions() -> impl Iterator<Item = Conversion> {
    let pairs = || Real::all().flat_map(|one| Real::all().map(move |other| (one, other)));
    let of_codec = move |codec: &'static Definition| {
        pairs().filter_map(move |(input, output)| codec.conversion(input, output))
    };
    ALL.into_iter().filter(|codec| codec.elements.is_some()).flat_map(of_codec)
}

/// The axes of all codecs, by codec.
pub fn axes() -> impl Iterator<Item = &'static Axis> {
    ALL.into_iter().flat_map(|codec| codec.axes)
}

/// The axes that columns of element vectors have, by codec.
pub fn column_axes() -> impl Iterator<Item = &'static Axis> {
    ALL.into_iter().filter(|codec| codec.elements.is_some()).flat_map(|codec| codec.axes)
}

/// Facets by axis, in the order of the table; axes without any are left out.
pub fn by_axis(facets: &[Facet]) -> Vec<(&'static Axis, Vec<Facet>)> {
    let of_axis = |axis: &'static Axis| {
        let has = |facet: &&Facet| facet.axis.name == axis.name;
        (axis, facets.iter().filter(has).copied().collect::<Vec<_>>())
    };
    axes().map(of_axis).filter(|(_, facets)| !facets.is_empty()).collect()
}
