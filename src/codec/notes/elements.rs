//! Notes on how an element is cast.

use crate::codec::note::{Note, advisory, strict};

pub(super) const NOTES: [Note; 19] = [
    strict(1, "range/after-rounding", "Is a value beyond the largest one rounded to it, or out of range?").reads(&[
            "a value is rounded as if the exponent had no upper bound, and out of range if the result is",
            "the nearest modes round a value beyond the largest one to it, so that it is never out of range",
            "a float target's range is compared with the value before it is rounded",
        ]).decided_by(&[
            "cast_value/float64/uint8/0xbff0000000000000/nearest-even/unset",
            "cast_value/float64/float16/0x40effd0000000000/nearest-even/unset",
            "cast_value/float32/float16/0x477fe800/nearest-even/unset",
            "cast_value/float64/float32/0x47f7ffffffffffff/nearest-even/unset",
            "cast_value/float64/float32/0x47efffffe8000000/nearest-even/unset",
            "cast_value/float64/int64/0x43e0000000000000/nearest-even/unset",
            "cast_value/float32/int64/0x5f000000/nearest-even/unset",
        ]),
    advisory(2, "range/after-rounding", "Can a float target overflow in a mode that rounds towards zero?").reads(&[
            "yes, from the power of two above the largest finite value on",
            "no: the mode gives the largest finite value, as IEEE 754 has it",
        ]).decided_by(&[
            "cast_value/float64/float16/0x40f0000000000000/towards-zero/unset",
            "cast_value/float32/float16/0x47800000/towards-negative/clamp",
            "cast_value/float64/float4_e2m1fn/0x4020000000000000/towards-zero/unset",
            "cast_value/float64/float32/0x47f0000000000000/towards-zero/unset",
            "cast_value/float64/float32/0x47f8000000000000/towards-negative/clamp",
        ]),
    strict(3, "range/after-rounding", "The value halfway between the largest finite one and the next step").reads(&[
            "out of range in both nearest modes, for the largest significand is odd",
            "rounded down to the largest finite value",
        ]).decided_by(&[
            "cast_value/float64/float16/0x40effe0000000000/nearest-even/unset",
            "cast_value/uint64/float16/0x000000000000fff0/nearest-away/unset",
            "cast_value/int8/float4_e2m1fn/0x07/nearest-even/unset",
            "cast_value/float64/float32/0x47effffff0000000/nearest-even/unset",
            "cast_value/float64/float32/0xc7effffff0000000/nearest-away/unset",
        ]),
    strict(4, "procedure/round-and-range", "Is a value rounded once?").reads(&["once, from the exact value to the target", "first to float32, then to the target"]).decided_by(&[
            "cast_value/float64/float16/0x40b185ffffffffff/nearest-even/unset",
            "cast_value/float64/float16/0x40effdffffffffff/nearest-even/unset",
            "cast_value/int64/bfloat16/0x0000000001c90001/nearest-even/unset",
        ]),
    strict(5, "rounding/applies", "Do the directed modes and nearest-away apply to float targets?").reads(&[
            "yes: the mode chooses among the target's adjacent values",
            "no: float targets are always rounded nearest-even",
        ]).decided_by(&[
            "cast_value/float64/float16/0x40ae2e0000000000/towards-negative/unset",
            "cast_value/float32/float16/0x45647000/towards-negative/unset",
            "cast_value/int64/float16/0x0000000000000845/nearest-away/unset",
            "cast_value/float64/float32/0x3ff0000010000010/towards-zero/unset",
            "cast_value/float64/float32/0x3f6ffffff0000001/towards-negative/clamp",
            "cast_value/int64/float32/0x0000000003ffffff/towards-zero/unset",
        ]),
    advisory(6, "rounding/nearest-even", "What is even in float8_e8m0fnu, which has no digit to be so?").reads(&[
            "a tie goes to the larger magnitude, whose significand would be even (IEEE 754-2019 §4.3.1)",
            "a tie goes to the value whose exponent code is even",
        ]).decided_by(&[
            "cast_value/float64/float8_e8m0fnu/0x4008000000000000/nearest-even/unset",
            "cast_value/uint8/float8_e8m0fnu/0x03/nearest-even/unset",
        ]),
    advisory(7, "procedure/no-condition", "float8_e8m0fnu and what lies below 2^-127: zero, negative values, smaller ones").reads(&[
            "out of range: an error if unset, 2^-127 if clamped",
            "an error, whatever out_of_range says",
            "2^-127, whatever out_of_range says",
            "NaN, whatever out_of_range says",
        ]).decided_by(&[
            "cast_value/float64/float8_e8m0fnu/0x0000000000000000/nearest-even/unset",
            "cast_value/float64/float8_e8m0fnu/0x0000000000000000/nearest-even/clamp",
            "cast_value/int8/float8_e8m0fnu/0xff/nearest-even/clamp",
        ]),
    strict(8, "rounding/applies", "Subnormal results").reads(&["gradual underflow: subnormal values are results", "flushed to zero"]).decided_by(&[
            "cast_value/float64/float16/0x0000000000000001/towards-positive/unset",
            "cast_value/float64/float32/0x0000000000000001/towards-positive/unset",
            "cast_value/float64/float4_e2m1fn/0x3fe0000000000000/nearest-even/unset",
            "cast_value/float64/float32/0x3700000000000000/nearest-even/unset",
            "cast_value/float64/float32/0x3690000000000001/nearest-even/unset",
        ]),
    strict(9, "range/after-rounding", "An integer target's range and values that round into it").reads(&[
            "the range is compared with the rounded value",
            "the range is compared with the value before it is rounded",
        ]).decided_by(&[
            "cast_value/float64/uint8/0xbfe0000000000000/nearest-even/unset",
            "cast_value/float32/int8/0x42ff0000/towards-negative/unset",
        ]),
    strict(10, "range/clamp", "The minimum value of a float target without infinities").reads(&["the most negative finite value", "the smallest positive value"]).decided_by(&[
            "cast_value/float64/float4_e2m1fn/0xc01c000000000000/nearest-even/clamp",
            "cast_value/float32/float6_e2m3fn/0xc1000000/nearest-even/clamp",
        ]),
    strict(11, "special/unsupported-errors", "Infinities clamped to a target without them").reads(&["an error", "clamped to the largest or smallest value"]).decided_by(&[
            "cast_value/float64/uint8/0x7ff0000000000000/nearest-even/clamp",
            "cast_value/float32/int8/0x7f800000/nearest-even/clamp",
            "cast_value/float64/float4_e2m1fn/0xfff0000000000000/nearest-even/clamp",
            "cast_value/float64/int64/0x7ff0000000000000/nearest-even/clamp",
            "cast_value/float32/int64/0x7f800000/nearest-even/clamp",
        ]),
    strict(12, "special/unsupported-errors", "Infinities and a target that has NaN but no infinity").reads(&["an error: NaN and infinity are judged each for itself", "NaN"]).decided_by(&[
            "cast_value/float64/float8_e4m3fnuz/0x7ff0000000000000/nearest-even/unset",
            "cast_value/float32/float8_e8m0fnu/0x7f800000/nearest-even/unset",
        ]),
    strict(13, "special/nan-propagated", "NaN and a target that is not an IEEE 754 format but has NaN").reads(&["NaN is propagated", "an error"]).decided_by(&[
            "cast_value/float64/float8_e4m3fnuz/0x7ff8000000000000/nearest-even/unset",
            "cast_value/float32/float8_e8m0fnu/0x7fc00000/nearest-even/unset",
        ]),
    strict(14, "procedure/payload", "The sign and payload of a NaN").reads(&[
            "need not survive: any NaN matches any other",
            "must survive: an error where the target cannot hold them",
        ]).decided_by(&[
            "cast_value/float64/float32/0x7ff0000000000001/nearest-even/unset",
            "cast_value/float32/float16/0x7f800001/nearest-even/unset",
        ]),
    strict(15, "special/signed-zero", "Negative zero and a target that has none").reads(&["becomes zero", "an error, for its sign cannot be preserved"]).decided_by(&[
            "cast_value/float64/int8/0x8000000000000000/nearest-even/unset",
            "cast_value/float32/float8_e4m3fnuz/0x80000000/nearest-even/unset",
            "cast_value/float64/int64/0x8000000000000000/nearest-even/unset",
            "cast_value/float32/int64/0x80000000/nearest-even/unset",
        ]),
    advisory(16, "range/wrap-integral", "Decoding to a float array while out_of_range is wrap").reads(&[
            "as if unset: an out-of-range value is an error",
            "as IEEE 754 overflows: infinity, or the largest finite value in a mode towards it",
            "as clamp",
        ]).decided_by(&[
            "cast_value/int64/float16/0x000000000000fff0/nearest-even/wrap",
            "cast_value/int8/float4_e2m1fn/0x07/nearest-even/wrap",
            "cast_value/int64/float16/0x7fffffffffffffff/towards-zero/wrap",
        ]),
    strict(17, "range/wrap-integral", "wrap with a float data_type and an integer array").reads(&[
            "the configuration is not valid: only data_type counts",
            "valid, for decoding wraps into the array's type",
        ]).decided_by(&[
            "cast_value/metadata/wrap/int16/float32",
            "cast_value/metadata/wrap/int16/float64",
            "cast_value/metadata/wrap/int64/float32",
            "cast_value/metadata/wrap/int64/float64",
        ]),
    strict(18, "range/wrap", "wrap to unsigned targets").reads(&["wraps modulo 2^N like signed ones", "an error: there is no two's complement to wrap in"]).decided_by(&[
            "cast_value/float64/uint8/0xbff0000000000000/nearest-even/wrap",
            "cast_value/int64/uint8/0xfffffffffffffff7/nearest-even/wrap",
            "cast_value/float32/uint8/0xbf800000/nearest-even/wrap",
        ]),
    strict(19, "range/wrap", "Infinities and NaN under wrap").reads(&["an error: they are congruent to no integer", "0"]).decided_by(&[
            "cast_value/float64/uint8/0x7ff8000000000000/nearest-even/wrap",
            "cast_value/float32/int8/0x7f800000/nearest-even/wrap",
            "cast_value/float64/int64/0x7ff8000000000000/nearest-even/wrap",
            "cast_value/float32/int64/0x7f800000/nearest-even/wrap",
        ]),
];
