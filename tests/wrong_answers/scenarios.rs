//! Mistakes in all that a codec does beside casting: maps, whole arrays, fill values, metadata and
//! scalars.

use serde_json::Value;
use zarrproof::check::Deviation;
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::pack;
use zarrproof::protocol::{Answer, Question};
use zarrproof::subject::start_oracle;

use super::Asked::Cases;
use super::subject::{
    Right, entries, is_error, length, output, rounding, transposed, with_data, wrong,
    wrong_about_metadata,
};
use super::{EVERYWHERE, Mistake};

pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "ignores the map",
        start: || {
            wrong(|right, request| right.under(request, |one| drop(one.remove("scalar_map"))))
        },
        asked: Cases("cast_value/scalar_map/precedence/*"),
        deviation: Deviation::OtherValue,
        topic: "procedure/map-first",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "takes the last of two entries",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| entries(one, |entries| entries.reverse()))
            })
        },
        asked: Cases("cast_value/scalar_map/repeats/*"),
        deviation: Deviation::OtherValue,
        topic: "scalar-map/first-occurrence",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "does not find NaN in the map",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| {
                    entries(one, |entries| entries.retain(|entry| entry[0] != "NaN"));
                })
            })
        },
        asked: Cases("cast_value/scalar_map/nan/*"),
        deviation: Deviation::ErrorForValue,
        topic: "special/nan-propagated",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "maps what is mapped again",
        start: || {
            wrong(|right, request| match right.answer(request) {
                Answer::Data(data) => right.answer(&with_data(request, data)),
                other => other,
            })
        },
        asked: Cases("cast_value/scalar_map/chains/*/int8/int8/*"),
        deviation: Deviation::OneStep,
        topic: "scalar-map/unique-keys",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "swaps the two directions of the map",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| {
                    let map = one.get_mut("scalar_map").and_then(Value::as_object_mut);
                    let Some(map) = map else { return };
                    let both = ["encode", "decode"].map(|name| map.remove(name));
                    for (name, entries) in ["decode", "encode"].into_iter().zip(both) {
                        entries.into_iter().for_each(|one| drop(map.insert(name.to_owned(), one)));
                    }
                })
            })
        },
        asked: Cases("cast_value/scalar_map/directions/*/int8/uint8/*"),
        deviation: Deviation::ErrorForValue,
        topic: "scalar-map/sides",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "reads the unused bits of small types",
        start: || {
            wrong(|_, request| {
                let readings = ["SN-34=B".parse().expect("a reading")];
                let mut other = start_oracle(Readings::choosing(&readings));
                Right(other.as_mut()).answer(request)
            })
        },
        asked: Cases("cast_value/arrays/upper-bits/*"),
        deviation: Deviation::OtherValue,
        topic: "data-types/upper-bits",
        seen: None,
    },
    Mistake {
        name: "transposes arrays",
        start: || {
            wrong(|right, request| match (right.answer(request), &request.question) {
                (Answer::Data(data), Question::Elements { shape, .. }) => {
                    Answer::Data(transposed(&data, shape, output(request).bytes()))
                }
                (answer, _) => answer,
            })
        },
        asked: Cases("cast_value/arrays/shapes/*"),
        deviation: Deviation::OtherValue,
        topic: "codec/numbers",
        seen: None,
    },
    Mistake {
        name: "returns what it could of an array that fails",
        start: || {
            wrong(|right, request| match right.answer(request) {
                answer if is_error(&answer) => {
                    Answer::Data(vec![0; length(request) * output(request).bytes()])
                }
                answer => answer,
            })
        },
        asked: Cases("cast_value/arrays/failures/*"),
        deviation: Deviation::ValueForError,
        topic: "procedure/no-condition",
        seen: None,
    },
    Mistake {
        name: "has another default of rounding",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| {
                    one.entry("rounding").or_insert("towards-zero".into());
                })
            })
        },
        asked: Cases("cast_value/arrays/defaults/*"),
        deviation: Deviation::OneStep,
        topic: "metadata/configuration",
        seen: None,
    },
    Mistake {
        name: "truncates fill values",
        start: || {
            wrong(|right, request| {
                right.under(request, |one| rounding(one, "nearest-even", "towards-zero"))
            })
        },
        asked: Cases("cast_value/fill_value/roundings/*"),
        deviation: Deviation::OneStep,
        topic: "rounding/applies",
        seen: None,
    },
    Mistake {
        name: "gives the fill value 0",
        start: || wrong(|right, request| right.but(request, |_, _, one| *one = 0)),
        asked: Cases("cast_value/fill_value/types/*"),
        deviation: Deviation::OtherValue,
        topic: "fill-value/cast",
        seen: None,
    },
    Mistake {
        name: "accepts any metadata",
        start: || {
            wrong_about_metadata(|_, _| Answer::Validity { valid: true, message: String::new() })
        },
        asked: Cases("cast_value/metadata/*"),
        deviation: Deviation::ValidForInvalid,
        topic: "core/float-scalar-constants",
        seen: None,
    },
    Mistake {
        name: "refuses any metadata",
        start: || {
            wrong_about_metadata(|_, _| Answer::Validity { valid: false, message: String::new() })
        },
        asked: Cases("cast_value/metadata/*"),
        deviation: Deviation::InvalidForValid,
        topic: "core/float-scalar-pattern",
        seen: None,
    },
    Mistake {
        name: "reads scalars one step off",
        start: || {
            wrong(|right, request| {
                let data_type = output(request);
                right.but(request, |_, _, one| {
                    let rank = data_type.rank(*one);
                    *one = rank.and_then(|at| data_type.from_rank(at + 1)).unwrap_or(*one);
                })
            })
        },
        asked: Cases("scalars/float16/*"),
        deviation: Deviation::OneStep,
        topic: "core/float-scalar-number",
        seen: None,
    },
    Mistake {
        name: "takes what is no scalar for infinity",
        start: || {
            wrong(|right, request| match right.answer(request) {
                answer if is_error(&answer) => {
                    Answer::Data(pack(output(request), output(request).infinity(false)))
                }
                answer => answer,
            })
        },
        asked: Cases("scalars/float16/*"),
        deviation: Deviation::ValueForError,
        topic: "core/float-scalar-constants",
        seen: None,
    },
];
