//! Notes on arrays, data types and metadata.

use crate::codec::note::{Note, advisory, strict};

pub(super) const NOTES: [Note; 16] = [
    strict(34, "data-types/upper-bits", "The upper bits of a byte that holds an integer of 2 or 4 bits").reads(&["are ignored", "are part of the number, an int8 or uint8"]).decided_by(&[
            "cast_value/arrays/upper-bits/encode/int2/int8/bytes",
            "cast_value/arrays/upper-bits/decode/int4/int4/bytes",
            "cast_value/int2/int8/0x02/nearest-even/unset",
        ]),
    advisory(35, "core/data-type-name", "A core data type as an object with a name, such as {\"name\":\"int8\"}").reads(&["is not valid: core types are strings", "is valid, and the same as its name"]).decided_by(&[
            "cast_value/metadata/data-types/codec/int8/object",
            "cast_value/metadata/data-types/array/int8/object",
            "cast_value/metadata/data-types/codec/float64/object",
            "cast_value/metadata/data-types/codec/float32/object",
            "cast_value/metadata/data-types/codec/int64/object",
        ]),
    advisory(36, "core/must-understand", "must_understand beside a name").reads(&[
            "is valid: the core specification has it on any extension",
            "is not valid: the schema does not have it",
        ]).decided_by(&[
            "cast_value/metadata/codec/must-understand/true",
            "cast_value/metadata/codec/must-understand/false",
            "cast_value/metadata/codec/must-understand/float32/true",
            "cast_value/metadata/codec/must-understand/int64/false",
        ]),
    advisory(37, "schema/additional-properties", "Names that only the schema forbids: in scalar_map, and beside name and configuration").reads(&["make the metadata invalid", "are ignored"]).decided_by(&[
            "cast_value/metadata/codec/unknown/comment",
            "cast_value/metadata/scalar-map/unknown/Encode",
            "cast_value/metadata/codec/unknown/float32/comment",
            "cast_value/metadata/codec/unknown/int64/version",
        ]),
    strict(38, "procedure/no-condition", "Elements that have no result, in an array with others that have one").reads(&["fail the whole operation", "fail it only if no element has a result"]).decided_by(&[
            "cast_value/arrays/failures/encode/int16/int8/no-entry",
            "cast_value/arrays/defaults/encode/int16/int8/out-of-range",
            "cast_value/arrays/lanes/decode/float64/int8/nan-at-0",
            "cast_value/arrays/lanes/encode/float64/float32/above-at-0",
            "cast_value/arrays/failures/encode/float32/int64/above-first",
        ]),
    strict(39, "data-types/layout", "Which E4M3 is float8_e4m3?").reads(&[
            "the one whose layout its page states: like IEEE 754, up to 240, with infinities",
            "the one of the OCP that its page points to: up to 448, without infinities",
        ]).decided_by(&[
            "cast_value/float64/float8_e4m3/0x406f000000000000/nearest-even/unset",
            "cast_value/float8_e4m3/float32/0x79/nearest-even/unset",
        ]),
    strict(40, "data-types/layout", "Does \"truncated\" on the page of bfloat16 say how to cast to it?").reads(&[
            "no, it describes the layout: rounding applies",
            "yes: low bits are dropped, whatever the mode",
        ]).decided_by(&[
            "cast_value/float32/bfloat16/0x43ff8000/nearest-even/unset",
            "cast_value/int16/bfloat16/0x012b/nearest-even/unset",
            "cast_value/arrays/defaults/encode/float32/bfloat16/ties",
        ]),
    strict(41, "procedure/decode-swapped", "Do rounding and out_of_range apply to decoding?").reads(&["yes, both", "no: decoding rounds nearest-even and has no range rule"]).decided_by(&[
            "cast_value/arrays/examples/decode/int32/int16/wrap/wrap",
            "cast_value/arrays/lanes/decode/int64/uint8/below-everywhere/clamp",
            "cast_value/scalar_map/rounding/decode/float16/int32/ties/towards-zero/0x3f00",
            "cast_value/arrays/rounding/decode/float64/float32/7/towards-zero",
            "cast_value/scalar_map/limits/decode/float64/int64/limits/clamp/0xc3e0000000000001",
        ]),
    advisory(42, "core/integer-scalar", "An integer scalar written with a fraction or an exponent, such as 1.0").reads(&["is no scalar of an integer type", "is the integer that it equals"]).decided_by(&["scalars/int8/number/1.0", "scalars/int16/number/1E2", "scalars/int64/number/1.0"]),
    advisory(43, "core/float-scalar-number", "The JSON number -0 as a float scalar").reads(&["is negative zero", "is zero, being an integer to many JSON parsers"]).decided_by(&["scalars/float32/number/-0", "scalars/float16/number/-0", "scalars/float64/number/-0"]),
    advisory(44, "core/float-scalar-pattern", "A pattern with fewer digits than the type has, such as \"0x1\"").reads(&["is no scalar", "is an unsigned integer whose leading zeros are left out"]).decided_by(&[
            "scalars/float16/string/0x1",
            "scalars/float32/string/0x0000001",
            "scalars/float64/string/0x1",
        ]),
    advisory(45, "scalar-map/encode", "A NaN that scalar_map gives").reads(&["is the result bit by bit", "may be any NaN"]).decided_by(&[
            "cast_value/scalar_map/nan/decode/int8/float64/given/0x03",
            "cast_value/scalar_map/chains/encode/float32/float16/nan-swap/0x40000000",
            "cast_value/fill_value/scalar-map/nan/to-nan-of-payload",
            "cast_value/scalar_map/nan/encode/float32/float64/given/0x7fc00000",
            "cast_value/scalar_map/sentinel/decode/int64/float64/nan-as-number/unset/0x8000000000000000",
        ]),
    advisory(46, "json/names-unique", "A name that is repeated in a JSON object of the metadata").reads(&["makes the metadata invalid", "counts where it stands last"]).decided_by(&[
            "cast_value/metadata/codec/repeated/name",
            "cast_value/metadata/codec/repeated/rounding",
            "cast_value/metadata/codec/repeated/float32/name",
            "cast_value/metadata/codec/repeated/int64/rounding",
        ]),
    strict(47, "rounding/applies", "The sign of a zero that a negative value is rounded to").reads(&["negative, where the type has a negative zero (IEEE 754-2019 §6.3)", "positive"]).decided_by(&[
            "cast_value/float64/float16/0x8000000000000001/nearest-even/unset",
            "cast_value/float64/float32/0x8000000000000001/nearest-even/unset",
            "cast_value/float64/float4_e2m1fn/0xbfd0000000000000/nearest-even/unset",
        ]),
    advisory(48, "fill-value/validated", "When is a fill value refused that does not survive its round trip?").reads(&["when the metadata is validated", "when it is first used"]).decided_by(&[
            "cast_value/metadata/fill-value/back/nan",
            "cast_value/metadata/fill-value/forward/range",
            "cast_value/metadata/fill-value/forward/overflow",
            "cast_value/metadata/fill-value/back/range",
        ]),
    advisory(49, "data-types/upper-bits", "A pattern with upper bits that the type does not have, such as \"0xf1\" for float4_e2m1fn").reads(&["is no scalar", "is the scalar of its low bits"]).decided_by(&["scalars/float4_e2m1fn/pattern/0xf2", "scalars/float6_e2m3fn/pattern/0xff"]),
];
