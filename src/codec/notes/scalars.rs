//! Notes on `scalar_map`, on the JSON of scalars, and on the fill value.

use crate::codec::note::{Note, advisory, strict};

pub(super) const NOTES: [Note; 14] = [
    advisory(20, "scalar-map/encode", "A key 0.0 and the element -0.0").reads(&["match: keys are compared as numbers", "do not match: keys are compared bit by bit"]).decided_by(&[
            "cast_value/scalar_map/zero/encode/float64/int8/key-0/0x8000000000000000",
            "cast_value/scalar_map/zero/decode/float16/float32/key-0/0x8000",
            "cast_value/fill_value/scalar-map/key/zero-and-negative-zero",
            "cast_value/scalar_map/zero/encode/float64/float64/key-0/0x8000000000000000",
            "cast_value/scalar_map/zero/encode/float32/uint64/key-0/0x80000000",
        ]),
    advisory(21, "scalar-map/encode", "A key NaN and a NaN of another sign or payload").reads(&["match: any NaN is NaN", "do not match: keys are compared bit by bit"]).decided_by(&[
            "cast_value/scalar_map/nan/encode/float64/uint8/any-nan/0xfff8000000000000",
            "cast_value/scalar_map/nan/decode/float32/int16/any-nan/0x7fc00001",
            "cast_value/fill_value/scalar-map/key/nan-and-payload",
            "cast_value/scalar_map/nan/encode/float64/int64/any-nan/0x7ff8000000000001",
            "cast_value/scalar_map/nan/decode/float64/float32/overridden/0x7ff8000000000001",
            "cast_value/scalar_map/signalling/encode/float32/int64/key/first/0x7fc00000",
        ]),
    strict(22, "scalar-map/first-occurrence", "A key that is repeated").reads(&["the first entry counts", "the last entry counts"]).decided_by(&[
            "cast_value/scalar_map/repeats/encode/int8/int16/twice/0x02",
            "cast_value/scalar_map/repeats/decode/int8/int16/twice/0x02",
            "cast_value/fill_value/scalar-map/decode/first-of-two",
            "cast_value/scalar_map/repeats/encode/float64/float32/thrice/0x4000000000000000",
            "cast_value/scalar_map/repeats/decode/float64/float32/thrice/0x4000000000000000",
            "cast_value/scalar_map/repeats/encode/float32/float32/nan-twice/0x7fc00000",
            "cast_value/scalar_map/repeats/encode/int64/int32/twice/0x0000000000000002",
        ]),
    strict(23, "scalar-map/scalars", "Is a key of scalar_map a scalar of the input type?").reads(&[
            "yes: a number is rounded to one, and of keys that are the same scalar the first counts",
            "no: keys are compared as written, and one that is no scalar of the type matches nothing",
        ]).decided_by(&[
            "cast_value/scalar_map/repeats/encode/float32/uint8/parsed/0x3dcccccd",
            "cast_value/scalar_map/repeats/encode/float16/int32/parsed/0x2e66",
            "cast_value/fill_value/scalar-map/key/inexact",
            "cast_value/scalar_map/decimals/encode/float32/int64/inexact-key/0x4b800000",
            "cast_value/scalar_map/decimals/decode/float32/int64/inexact-key/0x4b800000",
        ]),
    strict(24, "scalar-map/encode", "A mapped value that is the key of another entry").reads(&["is the result", "is matched again, by the entries that follow"]).decided_by(&[
            "cast_value/scalar_map/chains/encode/int8/int8/swap/0x02",
            "cast_value/scalar_map/chains/decode/int8/int8/swap/0x02",
            "cast_value/fill_value/scalar-map/swap/both",
            "cast_value/scalar_map/chains/encode/float64/float64/swap/0x4004000000000000",
            "cast_value/scalar_map/chains/encode/float32/float32/infinity-swap/0x7f800000",
            "cast_value/scalar_map/chains/encode/int64/uint64/swap/0x0000000000000002",
        ]),
    strict(25, "scalar-map/scalars", "An integer or an infinity that the type of its scalar does not hold").reads(&["makes the metadata invalid", "is taken for the type's nearest limit"]).decided_by(&[
            "scalars/int8/number/128",
            "scalars/uint8/number/256",
            "scalars/int64/number/9223372036854775808",
        ]),
    advisory(26, "core/float-scalar-constants", "\"+Infinity\", which the specification's own example uses").reads(&["is no scalar: the core specification has \"Infinity\"", "is infinity"]).decided_by(&[
            "scalars/float32/constant/+Infinity",
            "cast_value/metadata/scalars/encode-key/constant/+Infinity",
            "cast_value/metadata/configuration/example/numpy-as-written",
            "scalars/float64/constant/+Infinity",
            "cast_value/fill_value/scalars/float64/+Infinity",
        ]),
    strict(27, "core/integer-scalar", "JSON integers beyond 2^53").reads(&["are exact", "are what a float64 makes of them"]).decided_by(&[
            "scalars/int64/number/9007199254740993",
            "scalars/uint64/number/18446744073709551615",
            "cast_value/fill_value/limits/int64/int64/max",
            "cast_value/scalar_map/large-integers/encode/int64/int64/keys/0x0020000000000001",
        ]),
    strict(28, "core/float-scalar-number", "Is a JSON number rounded once to the type of its scalar?").reads(&["once, nearest-even", "first to float64, then to the type"]).decided_by(&[
            "scalars/float16/number/past-tie-above-1",
            "scalars/float32/number/past-tie-above-1",
            "cast_value/fill_value/scalars/float32/past-tie",
        ]),
    advisory(29, "core/float-scalar-number", "A JSON number beyond the range of its float type").reads(&[
            "is no scalar of the type",
            "is infinity, as IEEE 754 overflows; no scalar where the type has none",
            "is the nearest finite value",
        ]).decided_by(&[
            "scalars/float32/number/1e39",
            "scalars/float16/number/-1e5",
            "scalars/float64/number/1e309",
            "cast_value/metadata/scalars/encode-key/number/1e40",
        ]),
    advisory(30, "core/float-scalar-number", "A JSON number below every value of float8_e8m0fnu: 0, for one").reads(&["is no scalar of the type", "is the nearest value, 2^-127", "is NaN"]).decided_by(&[
            "scalars/float8_e8m0fnu/number/0",
            "scalars/float8_e8m0fnu/number/-1",
            "cast_value/fill_value/scalars/float8_e8m0fnu/0",
        ]),
    advisory(31, "fill-value/round-trip", "When does a fill value survive its round trip?").reads(&[
            "when it comes back as the same number, or as NaN if it is NaN",
            "when its bits come back",
        ]).decided_by(&[
            "cast_value/fill_value/special-values/nan/payload",
            "cast_value/metadata/fill-value/survives/negative-zero",
            "cast_value/fill_value/special-values/nan/negative",
            "cast_value/fill_value/special-values/negative-zero/int64",
        ]),
    strict(32, "fill-value/round-trip", "A fill value that can be encoded and does not come back").reads(&["makes the metadata invalid", "is accepted: only encoding is tried"]).decided_by(&[
            "cast_value/fill_value/scalar-map/numpy/nan",
            "cast_value/fill_value/round-trip/rounded",
            "cast_value/fill_value/round-trip/clamped/300",
            "cast_value/fill_value/round-trip/rounded-to-float",
            "cast_value/fill_value/ranges/int64/float64/unset/9007199254740993",
        ]),
    strict(33, "fill-value/cast", "Does scalar_map apply to the fill value?").reads(&["yes, as to any element", "no: the fill value is rounded and range-checked only"]).decided_by(&[
            "cast_value/fill_value/scalar-map/nan/both",
            "cast_value/fill_value/scalar-map/swap/both",
            "cast_value/fill_value/roundings/float64/float32/nearest-even/-16777217/kept",
            "cast_value/fill_value/roundings/int64/float32/nearest-even/-16777219/kept",
        ]),
];
