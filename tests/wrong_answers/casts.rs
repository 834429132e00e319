//! Mistakes in the cast of one element, which show whatever company it is in.

use serde_json::Value;
use zarrproof::check::Deviation;
use zarrproof::protocol::Answer;

use super::Asked::{self, Casts};
use super::subject::{
    error, has_no_rule, input, inputs, length, limit, output, rounding, rule, twice, types, value,
    with_inputs, wrong,
};
use super::{EVERYWHERE, Mistake};

const FLOAT_TO_INT: Asked = Casts("float16", "int8");
const FLOAT_TO_FLOAT: Asked = Casts("float16", "float8_e5m2");
const INT_TO_INT: Asked = Casts("int16", "int8");

pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "rounds ties away from zero",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| rounding(one, "nearest-even", "nearest-away"))
            })
        },
        asked: FLOAT_TO_INT,
        deviation: Deviation::OneStep,
        topic: "tie",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "rounds ties to even where they go away",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| rounding(one, "nearest-away", "nearest-even"))
            })
        },
        asked: FLOAT_TO_INT,
        deviation: Deviation::OneStep,
        topic: "tie",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "truncates in every mode",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| {
                    one.insert("rounding".to_owned(), "towards-zero".into());
                })
            })
        },
        asked: FLOAT_TO_INT,
        deviation: Deviation::OneStep,
        topic: "inexact",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "swaps the directed modes",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| match one.get("rounding").and_then(Value::as_str) {
                    Some("towards-positive") => {
                        rounding(one, "towards-positive", "towards-negative");
                    }
                    _ => rounding(one, "towards-negative", "towards-positive"),
                })
            })
        },
        asked: FLOAT_TO_INT,
        deviation: Deviation::OneStep,
        topic: "inexact",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "saturates where an error is due",
        start: || wrong(|right, request| right.under(request, |one| rule(one, "unset", "clamp"))),
        asked: INT_TO_INT,
        deviation: Deviation::ValueForError,
        topic: "wrap-edge",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "wraps where an error is due",
        start: || wrong(|right, request| right.under(request, |one| rule(one, "unset", "wrap"))),
        asked: INT_TO_INT,
        deviation: Deviation::ValueForError,
        topic: "wrap-edge",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "wraps where it is to clamp",
        start: || wrong(|right, request| right.under(request, |one| rule(one, "clamp", "wrap"))),
        asked: INT_TO_INT,
        deviation: Deviation::OtherValue,
        topic: "above-range",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "fails where it is to clamp",
        start: || wrong(|right, request| right.under(request, |one| rule(one, "clamp", "unset"))),
        asked: FLOAT_TO_INT,
        deviation: Deviation::ErrorForValue,
        topic: "wrap-edge",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "clamps where it is to wrap",
        start: || wrong(|right, request| right.under(request, |one| rule(one, "wrap", "clamp"))),
        asked: INT_TO_INT,
        deviation: Deviation::OtherValue,
        topic: "above-range",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "looks at the range before it rounds",
        start: || {
            wrong(|right, request| {
                let (input, output) = types(request).expect("elements");
                let is_beyond = |one: &u64| {
                    let [least, most] = [output.min_finite(), output.max_finite()];
                    let one = value(input, *one);
                    one < value(output, least) || one > value(output, most)
                };
                match inputs(request).iter().any(is_beyond) && has_no_rule(request) {
                    true => error(),
                    false => right.answer(request),
                }
            })
        },
        asked: FLOAT_TO_INT,
        deviation: Deviation::ErrorForValue,
        topic: "last-step",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "makes NaN a zero",
        start: || {
            wrong(|right, request| {
                match inputs(request).iter().any(|one| input(request).is_nan(*one)) {
                    true => Answer::Data(vec![0; length(request) * output(request).bytes()]),
                    false => right.answer(request),
                }
            })
        },
        asked: FLOAT_TO_INT,
        deviation: Deviation::ValueForError,
        topic: "signalling-nan",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "loses NaN",
        start: || {
            wrong(|right, request| {
                let data_type = output(request);
                right.but(request, |_, _, one| {
                    if data_type.is_nan(*one) {
                        *one = 0;
                    }
                })
            })
        },
        asked: FLOAT_TO_FLOAT,
        deviation: Deviation::NanLost,
        topic: "signalling-nan",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "makes the largest values NaN",
        start: || {
            wrong(|right, request| {
                let data_type = output(request);
                let limits = [data_type.max_finite(), data_type.min_finite()];
                right.but(request, |_, _, one| {
                    if limits.contains(one) {
                        *one = data_type.nan().unwrap_or(*one);
                    }
                })
            })
        },
        asked: FLOAT_TO_FLOAT,
        deviation: Deviation::NanForValue,
        topic: "last-step",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "loses the sign of zero",
        start: || {
            wrong(|right, request| {
                right.but(request, |_, _, one| {
                    if *one == 0x80 {
                        *one = 0;
                    }
                })
            })
        },
        asked: FLOAT_TO_FLOAT,
        deviation: Deviation::SignOfZero,
        topic: "underflow",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "swaps the zeros",
        start: || {
            wrong(|right, request| {
                right.but(request, |_, _, one| {
                    if one.trailing_zeros() >= 7 {
                        *one ^= 0x80;
                    }
                })
            })
        },
        asked: FLOAT_TO_FLOAT,
        deviation: Deviation::SignOfZero,
        topic: "underflow",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "overflows to infinity where an error is due",
        start: || wrong(|right, request| right.under(request, |one| rule(one, "unset", "clamp"))),
        asked: FLOAT_TO_FLOAT,
        deviation: Deviation::ValueForError,
        topic: "last-step",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "makes infinity finite",
        start: || {
            wrong(|right, request| {
                let data_type = output(request);
                right.but(request, |_, _, one| {
                    for negative in [false, true] {
                        if Some(*one) == data_type.infinity(negative) {
                            *one = limit(data_type, negative);
                        }
                    }
                })
            })
        },
        asked: FLOAT_TO_FLOAT,
        deviation: Deviation::FiniteForInfinity,
        topic: "last-step",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "makes the largest values infinite",
        start: || {
            wrong(|right, request| {
                let data_type = output(request);
                right.but(request, |_, _, one| {
                    for negative in [false, true] {
                        if *one == limit(data_type, negative) {
                            *one = data_type.infinity(negative).unwrap_or(*one);
                        }
                    }
                })
            })
        },
        asked: FLOAT_TO_FLOAT,
        deviation: Deviation::InfinityForFinite,
        topic: "last-step",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "flushes subnormal results to zero",
        start: || {
            wrong(|right, request| {
                right.but(request, |_, _, one| {
                    if *one & 0x7c == 0 {
                        *one &= 0x80;
                    }
                })
            })
        },
        asked: FLOAT_TO_FLOAT,
        deviation: Deviation::OtherValue,
        topic: "subnormal",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "takes subnormal inputs for zero",
        start: || {
            wrong(|right, request| {
                right.answer(&with_inputs(request, |one| match one & 0x7c00 {
                    0 => one & 0x8000,
                    _ => one,
                }))
            })
        },
        asked: Casts("float16", "float32"),
        deviation: Deviation::OtherValue,
        topic: "exact",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "rounds twice, through float32",
        start: || wrong(|right, request| twice(right, request, "float32")),
        asked: Casts("float64", "float16"),
        deviation: Deviation::OneStep,
        topic: "double-rounding",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "casts integers through float32",
        start: || wrong(|right, request| twice(right, request, "float32")),
        asked: Casts("int32", "int64"),
        deviation: Deviation::OtherValue,
        topic: "double-rounding",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "casts integers through float64",
        start: || wrong(|right, request| twice(right, request, "float64")),
        asked: Casts("int64", "uint64"),
        deviation: Deviation::OtherValue,
        topic: "double-rounding",
        seen: EVERYWHERE,
    },
];
