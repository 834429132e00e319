//! What the specification says, sentence by sentence: the one list of clauses that notes, tags and
//! cases refer to.
//!
//! Every sentence of the specification of `cast_value` with MUST, MUST NOT, SHOULD or SHOULD NOT is a
//! clause of its own. The others say what those rest on, in that text and in the ones that it refers
//! to.

use std::str::FromStr;

use super::clause::{Clause, Level, Text, clause};
use super::{core, fill_values, table, version_2};
use crate::spelling::did_you_mean;

/// Every clause.
pub fn all() -> impl Iterator<Item = &'static Clause> {
    let of_core = core::CLAUSES.iter().chain(&version_2::CLAUSES).chain(&fill_values::CLAUSES);
    CLAUSES.iter().chain(of_core).chain(of_codecs())
}

/// The clause with an id such as `rounding/default`.
pub fn find(id: &str) -> Option<&'static Clause> {
    all().find(|clause| clause.id == id)
}

/// The clauses that stand with the definitions of codecs.
fn of_codecs() -> impl Iterator<Item = &'static Clause> {
    table::ALL.into_iter().flat_map(|codec| codec.clauses)
}

/// A text that is the id of no clause.
#[derive(Debug, thiserror::Error)]
#[error("unknown clause {id:?}{}; `zarrproof list clauses` shows them all", meant(id))]
pub struct UnknownClause {
    pub id: String,
}

/// The clause that was probably meant; of the part before the slash alone, the first that has it.
fn meant(id: &str) -> String {
    let ids = || all().map(|clause| clause.id);
    let of_topic = ids().find(|one| one.split_once('/').is_some_and(|(topic, _)| topic == id));
    of_topic.map_or_else(|| did_you_mean(id, ids()), |one| format!(" (did you mean {one:?}?)"))
}

impl FromStr for &'static Clause {
    type Err = UnknownClause;

    fn from_str(id: &str) -> Result<&'static Clause, UnknownClause> {
        find(id).ok_or_else(|| UnknownClause { id: id.to_owned() })
    }
}

/// A sentence of the specification of `cast_value`.
const fn cast_value(
    id: &'static str,
    section: &'static str,
    level: Level,
    says: &'static str,
) -> Clause {
    clause(id, Text::CastValue, section, level, says)
}

const fn core(id: &'static str, section: &'static str, says: &'static str) -> Clause {
    clause(id, Text::Core, section, Level::States, says)
}

/// Every clause of the core specification and of the first codec, by text and in its order.
pub const CLAUSES: [Clause; 59] = [
    cast_value(
        "codec/numbers",
        "Cast_value codec",
        Level::States,
        "elements are cast by value; shape and everything else stay as they are",
    ),
    cast_value(
        "codec/data-types",
        "Cast_value codec",
        Level::States,
        "the codec is defined for 26 named types that model real numbers, and for no others",
    ),
    cast_value(
        "procedure/decode-swapped",
        "Procedure",
        Level::States,
        "decoding follows the same procedure with input and output types swapped",
    ),
    cast_value(
        "procedure/map-first",
        "Procedure",
        Level::Must,
        "scalar_map comes before any question of representability",
    ),
    cast_value(
        "procedure/exact",
        "Procedure",
        Level::States,
        "a value that the output type holds exactly is kept",
    ),
    cast_value(
        "procedure/payload",
        "Procedure",
        Level::States,
        "exactness is of the number, not of its bits; payloads need not survive",
    ),
    cast_value(
        "procedure/round-and-range",
        "Procedure",
        Level::States,
        "other values are rounded, then brought into range, if the configuration has a rule for it",
    ),
    cast_value(
        "procedure/in-order",
        "Procedure",
        Level::Must,
        "the three conditions are tried in their order",
    ),
    cast_value(
        "procedure/no-condition",
        "Procedure",
        Level::Must,
        "an input that meets none of the conditions is an error",
    ),
    cast_value(
        "special/nan-propagated",
        "Special values",
        Level::Must,
        "NaN stays NaN where both types have it, unless scalar_map says otherwise",
    ),
    cast_value("special/signed-zero", "Special values", Level::Must, "zero keeps its sign"),
    cast_value(
        "special/unsupported-errors",
        "Special values",
        Level::Must,
        "NaN or infinity is an error where the output type lacks it, unless scalar_map says otherwise",
    ),
    cast_value(
        "metadata/fields",
        "Codec metadata",
        Level::States,
        "an object with the fields name and configuration, both required",
    ),
    cast_value("metadata/name", "Name", Level::Must, "name is \"cast_value\""),
    cast_value(
        "metadata/configuration",
        "Configuration",
        Level::States,
        "an object with data_type, and optionally rounding, out_of_range and scalar_map",
    ),
    cast_value(
        "metadata/additional-keys",
        "Configuration",
        Level::Must,
        "readers refuse a configuration with any other key",
    ),
    cast_value(
        "data-type/field",
        "data_type",
        Level::States,
        "data_type is Zarr v3 data type metadata; decoding reads elements of it",
    ),
    cast_value(
        "fill-value/cast",
        "data_type",
        Level::Must,
        "the fill value is cast like any element",
    ),
    cast_value(
        "fill-value/validated",
        "data_type",
        Level::Should,
        "metadata is refused when it is made if the fill value cannot be cast, there or back",
    ),
    cast_value(
        "fill-value/round-trip",
        "data_type",
        Level::Must,
        "a fill value that does not survive its round trip is an error",
    ),
    cast_value(
        "rounding/applies",
        "rounding",
        Level::States,
        "rounding applies wherever the output type cannot hold the value, floats included",
    ),
    cast_value("rounding/values", "rounding", Level::States, "five words are permitted"),
    cast_value(
        "rounding/nearest-even",
        "rounding",
        Level::States,
        "to the nearest value, ties to the one with an even last digit",
    ),
    cast_value("rounding/towards-zero", "rounding", Level::States, "towards zero"),
    cast_value("rounding/towards-positive", "rounding", Level::States, "upwards"),
    cast_value("rounding/towards-negative", "rounding", Level::States, "downwards"),
    cast_value(
        "rounding/nearest-away",
        "rounding",
        Level::States,
        "to the nearest value, ties away from zero",
    ),
    cast_value("rounding/default", "rounding", Level::Must, "without the field it is nearest-even"),
    cast_value(
        "range/after-rounding",
        "out_of_range",
        Level::Must,
        "values are rounded before the range rule applies",
    ),
    cast_value("range/values", "out_of_range", Level::States, "two words are permitted"),
    cast_value(
        "range/clamp",
        "out_of_range",
        Level::States,
        "clamp gives the minimum or maximum of the output type",
    ),
    cast_value(
        "range/clamp-to-infinity",
        "out_of_range",
        Level::Must,
        "clamp gives ±infinity where the output type has it",
    ),
    cast_value(
        "range/wrap",
        "out_of_range",
        Level::States,
        "wrap gives the value congruent modulo 2^N, N being the width of the output type in bits",
    ),
    cast_value(
        "range/wrap-integral",
        "out_of_range",
        Level::States,
        "wrap is permitted only where data_type is integral",
    ),
    cast_value(
        "range/unset-fails",
        "out_of_range",
        Level::Must,
        "without the field a value out of range fails the operation",
    ),
    cast_value(
        "range/example-unset",
        "out_of_range",
        Level::Must,
        "128.0 fails for int8 without the field",
    ),
    cast_value(
        "range/examples",
        "out_of_range",
        Level::States,
        "128.0 in int8 clamped and wrapped; 32768, 32769 and -32769 wrapped in int16",
    ),
    cast_value(
        "scalar-map/object",
        "scalar_map",
        Level::States,
        "an object with encode and decode, both optional, each an array of pairs",
    ),
    cast_value(
        "scalar-map/scalars",
        "scalar_map",
        Level::States,
        "keys are fill-value JSON of the input type, values of the output type",
    ),
    cast_value(
        "scalar-map/sides",
        "scalar_map",
        Level::States,
        "encode maps from the array's type to data_type, decode the other way",
    ),
    cast_value(
        "scalar-map/unique-keys",
        "scalar_map",
        Level::Must,
        "each array is a mapping with unique keys",
    ),
    cast_value(
        "scalar-map/first-occurrence",
        "scalar_map",
        Level::Must,
        "of a repeated key the first entry counts",
    ),
    cast_value(
        "scalar-map/no-repeats",
        "scalar_map",
        Level::ShouldNot,
        "writers do not repeat a key; readers take it all the same",
    ),
    cast_value(
        "scalar-map/encode",
        "scalar_map",
        Level::States,
        "encoding gives the mapped value of a matching key, whatever rounding and range say",
    ),
    cast_value(
        "scalar-map/decode",
        "scalar_map",
        Level::States,
        "decoding does so with the entries of decode",
    ),
    cast_value(
        "example/numpy",
        "NumPy compatibility",
        Level::States,
        "a configuration that models NumPy's casts from floats to integers",
    ),
    clause(
        "schema/additional-properties",
        Text::Schema,
        "additionalProperties",
        Level::States,
        "no other names in scalar_map, nor beside name and configuration",
    ),
    clause(
        "scale-offset/nan-example",
        Text::ScaleOffset,
        "Float64 to uint8 with NaN preservation",
        Level::States,
        "NaN is stored as 0 and read back as NaN, so that the fill value survives",
    ),
    clause(
        "data-types/layout",
        Text::DataTypes,
        "introduction",
        Level::States,
        "sign, exponent, mantissa, bias, infinities and NaN of each type",
    ),
    clause(
        "data-types/upper-bits",
        Text::DataTypes,
        "Codec compatibility, bytes",
        Level::States,
        "the bits of a byte above those of a narrower type are ignored",
    ),
    clause(
        "data-types/scalar-constants",
        Text::DataTypes,
        "Fill value representation",
        Level::States,
        "which of NaN and the infinities a type has, and which bits NaN denotes",
    ),
    core(
        "core/integer-scalar",
        "Permitted fill values",
        "an integer is a JSON number without fraction or exponent, in the range of the type",
    ),
    core(
        "core/float-scalar-number",
        "Permitted fill values",
        "a JSON number is rounded to the nearest value of a float type, ties to even",
    ),
    core(
        "core/float-scalar-constants",
        "Permitted fill values",
        "\"Infinity\", \"-Infinity\", and \"NaN\" for one certain NaN",
    ),
    core(
        "core/float-scalar-pattern",
        "Permitted fill values",
        "\"0x…\" gives the bytes of a float as an unsigned integer",
    ),
    core("core/data-type-name", "data_type", "a core data type is given as a string"),
    core(
        "core/extension-object",
        "Extension definition",
        "an extension is an object with a name and perhaps a configuration, or a short-hand name",
    ),
    core(
        "core/must-understand",
        "must_understand",
        "an extension object may say whether it must be understood",
    ),
    clause(
        "json/names-unique",
        Text::Json,
        "§4",
        Level::States,
        "the names of an object should be unique, or receivers differ",
    ),
];
