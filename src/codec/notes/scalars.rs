//! Notes on `scalar_map`, on the JSON of scalars, and on the fill value.

use super::{Note, advisory, strict};

pub(super) const NOTES: [Note; 14] = [
    advisory(
        20,
        "scalar-map/encode",
        "A key 0.0 and the element -0.0",
        &["match: keys are compared as numbers", "do not match: keys are compared bit by bit"],
        &[
            "cast_value/scalar_map/zero/encode/float64/int8/key-0/0x8000000000000000",
            "cast_value/scalar_map/zero/decode/float16/float32/key-0/0x8000",
            "cast_value/fill_value/scalar-map/key/zero-and-negative-zero",
        ],
    ),
    advisory(
        21,
        "scalar-map/encode",
        "A key NaN and a NaN of another sign or payload",
        &["match: any NaN is NaN", "do not match: keys are compared bit by bit"],
        &[
            "cast_value/scalar_map/nan/encode/float64/uint8/any-nan/0xfff8000000000000",
            "cast_value/scalar_map/nan/decode/float32/int16/any-nan/0x7fc00001",
            "cast_value/fill_value/scalar-map/key/nan-and-payload",
        ],
    ),
    strict(
        22,
        "scalar-map/first-occurrence",
        "A key that is repeated",
        &["the first entry counts", "the last entry counts"],
        &[
            "cast_value/scalar_map/repeats/encode/int8/int16/twice/0x02",
            "cast_value/scalar_map/repeats/decode/int8/int16/twice/0x02",
            "cast_value/fill_value/scalar-map/decode/first-of-two",
        ],
    ),
    advisory(
        23,
        "scalar-map/unique-keys",
        "Keys that are different numbers in JSON and the same scalar of the input type",
        &[
            "are the same key: the first entry counts",
            "are keys as written: one that is no scalar of the type matches nothing",
        ],
        &[
            "cast_value/scalar_map/repeats/encode/float32/uint8/parsed/0x3dcccccd",
            "cast_value/scalar_map/repeats/encode/float16/int32/parsed/0x2e66",
            "cast_value/fill_value/scalar-map/key/inexact",
        ],
    ),
    strict(
        24,
        "scalar-map/encode",
        "A mapped value that is the key of another entry",
        &["is the result", "is matched again, by the entries that follow"],
        &[
            "cast_value/scalar_map/chains/encode/int8/int8/swap/0x02",
            "cast_value/scalar_map/chains/decode/int8/int8/swap/0x02",
            "cast_value/fill_value/scalar-map/swap/both",
        ],
    ),
    strict(
        25,
        "scalar-map/scalars",
        "An integer or an infinity that the type of its scalar does not hold",
        &["makes the metadata invalid", "is taken for the type's nearest limit"],
        &["scalars/int8/number/128", "scalars/uint8/number/256"],
    ),
    advisory(
        26,
        "core/float-scalar-constants",
        "\"+Infinity\", which the specification's own example uses",
        &["is no scalar: the core specification has \"Infinity\"", "is infinity"],
        &[
            "scalars/float32/constant/+Infinity",
            "cast_value/metadata/scalars/encode-key/constant/+Infinity",
            "cast_value/metadata/configuration/example/numpy-as-written",
        ],
    ),
    strict(
        27,
        "core/integer-scalar",
        "JSON integers beyond 2^53",
        &["are exact", "are what a float64 makes of them"],
        &[
            "scalars/int64/number/9007199254740993",
            "scalars/uint64/number/18446744073709551615",
            "cast_value/fill_value/limits/int64/int64/max",
        ],
    ),
    strict(
        28,
        "core/float-scalar-number",
        "Is a JSON number rounded once to the type of its scalar?",
        &["once, nearest-even", "first to float64, then to the type"],
        &["scalars/float16/number/past-tie-above-1", "scalars/float32/number/past-tie-above-1"],
    ),
    advisory(
        29,
        "core/float-scalar-number",
        "A JSON number beyond the range of its float type",
        &[
            "is no scalar of the type",
            "is infinity, as IEEE 754 overflows; no scalar where the type has none",
            "is the nearest finite value",
        ],
        &["scalars/float32/number/1e39", "scalars/float16/number/-1e5"],
    ),
    advisory(
        30,
        "core/float-scalar-number",
        "A JSON number below every value of float8_e8m0fnu: 0, for one",
        &["is no scalar of the type", "is the nearest value, 2^-127", "is NaN"],
        &[
            "scalars/float8_e8m0fnu/number/0",
            "scalars/float8_e8m0fnu/number/-1",
            "cast_value/fill_value/scalars/float8_e8m0fnu/0",
        ],
    ),
    advisory(
        31,
        "fill-value/round-trip",
        "When does a fill value survive its round trip?",
        &[
            "when it comes back as the same number, or as NaN if it is NaN",
            "when its bits come back",
        ],
        &[
            "cast_value/fill_value/special-values/nan/payload",
            "cast_value/metadata/fill-value/survives/negative-zero",
        ],
    ),
    strict(
        32,
        "fill-value/round-trip",
        "A fill value that can be encoded and does not come back",
        &["makes the metadata invalid", "is accepted: only encoding is tried"],
        &[
            "cast_value/fill_value/scalar-map/numpy/nan",
            "cast_value/fill_value/round-trip/rounded",
            "cast_value/fill_value/round-trip/clamped/300",
        ],
    ),
    strict(
        33,
        "fill-value/cast",
        "Does scalar_map apply to the fill value?",
        &["yes, as to any element", "no: the fill value is rounded and range-checked only"],
        &[
            "cast_value/fill_value/scalar-map/nan/both",
            "cast_value/fill_value/scalar-map/swap/both",
        ],
    ),
];
