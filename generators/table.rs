//! Questions about each codec, and of chains.

use rayon::prelude::*;
use serde_json::Value;

use super::answers::Answers;
use super::ask::Questions;
use super::{
    bitround, bytes, cast_value, chains, crc32c, gzip, numcodecs_adler32, numcodecs_astype,
    numcodecs_base64, numcodecs_categorize, numcodecs_crc32, numcodecs_crc32c, numcodecs_delta,
    numcodecs_fixedscaleoffset, numcodecs_fletcher32, numcodecs_jenkins_lookup3,
    numcodecs_packbits, numcodecs_quantize, numcodecs_shuffle, numcodecs_zlib, packbits, reshape,
    scalars, scale_offset, transpose, vlen_bytes, vlen_utf8, zstd,
};
use crate::codec;
use crate::codec::column::Conversion;
use crate::codec::definition::Definition;
use crate::vectors::{ElementFile, ScenarioFile};

/// A codec, with what makes its files.
type Row = (&'static Definition, fn() -> Vec<Questions>);

/// Every codec but those that convert elements, which have files of their own.
const ROWS: [Row; 25] = [
    (&codec::scale_offset::DEFINITION, scale_offset::questions),
    (&codec::bitround::DEFINITION, bitround::questions),
    (&codec::packbits::DEFINITION, packbits::questions),
    (&codec::bytes::DEFINITION, bytes::questions),
    (&codec::crc32c::DEFINITION, crc32c::questions),
    (&codec::transpose::DEFINITION, transpose::questions),
    (&codec::gzip::DEFINITION, gzip::questions),
    (&codec::numcodecs_zlib::DEFINITION, numcodecs_zlib::questions),
    (&codec::zstd::DEFINITION, zstd::questions),
    (&codec::numcodecs_fletcher32::DEFINITION, numcodecs_fletcher32::questions),
    (&codec::numcodecs_shuffle::DEFINITION, numcodecs_shuffle::questions),
    (&codec::numcodecs_delta::DEFINITION, numcodecs_delta::questions),
    (&codec::numcodecs_fixedscaleoffset::DEFINITION, numcodecs_fixedscaleoffset::questions),
    (&codec::numcodecs_quantize::DEFINITION, numcodecs_quantize::questions),
    (&codec::numcodecs_astype::DEFINITION, numcodecs_astype::questions),
    (&codec::numcodecs_crc32::DEFINITION, numcodecs_crc32::questions),
    (&codec::numcodecs_crc32c::DEFINITION, numcodecs_crc32c::questions),
    (&codec::numcodecs_adler32::DEFINITION, numcodecs_adler32::questions),
    (&codec::numcodecs_jenkins_lookup3::DEFINITION, numcodecs_jenkins_lookup3::questions),
    (&codec::numcodecs_base64::DEFINITION, numcodecs_base64::questions),
    (&codec::numcodecs_packbits::DEFINITION, numcodecs_packbits::questions),
    (&codec::numcodecs_categorize::DEFINITION, numcodecs_categorize::questions),
    (&codec::vlen_utf8::DEFINITION, vlen_utf8::questions),
    (&codec::vlen_bytes::DEFINITION, vlen_bytes::questions),
    (&codec::reshape::DEFINITION, reshape::questions),
];

/// Every file.
pub(super) fn files() -> Vec<ScenarioFile> {
    let of_row = |(codec, questions): Row| -> Vec<_> {
        questions().into_par_iter().map(|one| one.file(Some(codec))).collect()
    };
    let of_codecs = ROWS.into_par_iter().flat_map_iter(of_row);
    let of_chains = chains::questions().into_par_iter().map(|one| one.file(None));
    let of_conversions = ELEMENTS.par_iter().flat_map_iter(|(_, elements)| (elements.scenarios)());
    let of_scalars = scalars::files().into_par_iter();
    of_codecs.chain(of_chains).chain(of_conversions).chain(of_scalars).collect()
}

/// What makes the element vectors of a codec, and what answers them.
struct Elements {
    answers: Answers,
    file: fn(Conversion) -> ElementFile,
    /// Its other files.
    scenarios: fn() -> Vec<ScenarioFile>,
    /// What a file of elements has.
    schema: fn() -> Value,
    /// Whether a conversion has complete vectors, and the file of those.
    is_listed: fn(Conversion) -> bool,
    complete: fn(Conversion) -> ElementFile,
}

/// Every codec that converts elements, each for itself.
static ELEMENTS: [(&Definition, Elements); 1] = [(
    &codec::cast_value::DEFINITION,
    Elements {
        answers: cast_value::ANSWERS,
        file: cast_value::elements,
        scenarios: cast_value::files,
        schema: cast_value::schema,
        is_listed: cast_value::complete::is_listed,
        complete: cast_value::complete::elements,
    },
)];

fn elements_of(codec: &Definition) -> Option<&'static Elements> {
    let is_row = |(one, _): &&(&Definition, Elements)| one.name == codec.name;
    ELEMENTS.iter().find(is_row).map(|(_, elements)| elements)
}

/// What the oracle answers of a codec that has element vectors.
pub(super) fn answers(codec: &Definition) -> Option<&'static Answers> {
    elements_of(codec).map(|elements| &elements.answers)
}

/// The element vectors of a conversion.
pub(super) fn elements(conversion: Conversion) -> Option<ElementFile> {
    elements_of(conversion.codec).map(|elements| (elements.file)(conversion))
}

/// The complete vectors of a conversion, if it has such.
pub(super) fn complete(conversion: Conversion) -> Option<ElementFile> {
    let elements = elements_of(conversion.codec)?;
    (elements.is_listed)(conversion).then(|| (elements.complete)(conversion))
}

/// Whether a conversion has complete vectors.
pub(super) fn is_listed(conversion: Conversion) -> bool {
    elements_of(conversion.codec).is_some_and(|elements| (elements.is_listed)(conversion))
}

/// The schemas of files of elements, by codec.
pub(super) fn element_schemas() -> impl Iterator<Item = Value> {
    ELEMENTS.iter().map(|(_, elements)| (elements.schema)())
}
