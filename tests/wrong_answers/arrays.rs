//! Mistakes in what is around the cast: operations, bytes, and arrays.

use zarrproof::check::Deviation;
use zarrproof::protocol::Answer;

use super::Asked::{self, Casts};
use super::subject::{encoding, error, is_error, length, output, with_inputs, wrong};
use super::{ALONE, EVERYWHERE, IN_ARRAYS, Mistake};

const INT_TO_INT: Asked = Casts("int16", "int8");

pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "decodes as it encodes",
        start: || wrong(|right, request| right.answer(&encoding(request))),
        asked: Casts("int8", "uint8"),
        deviation: Deviation::OtherValue,
        topic: "negative-to-unsigned",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "writes big-endian",
        start: || {
            wrong(|right, request| {
                right.but(request, |_, _, one| *one = u64::from((*one as u16).swap_bytes()))
            })
        },
        asked: Casts("int8", "int16"),
        deviation: Deviation::OtherValue,
        topic: "exact",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "reads big-endian",
        start: || {
            wrong(|right, request| {
                right.answer(&with_inputs(request, |one| u64::from((one as u16).swap_bytes())))
            })
        },
        asked: Casts("int16", "int32"),
        deviation: Deviation::OtherValue,
        topic: "exact",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "takes signed for unsigned",
        start: || {
            wrong(|right, request| {
                right.but(request, |_, one_in, one| {
                    if one_in >> 7 == 1 {
                        *one = one_in;
                    }
                })
            })
        },
        asked: Casts("int8", "int16"),
        deviation: Deviation::OtherValue,
        topic: "exact",
        seen: EVERYWHERE,
    },
    Mistake {
        name: "shifts an array by one position",
        start: || {
            wrong(|right, request| {
                let width = output(request).bytes();
                match right.answer(request) {
                    Answer::Data(mut data) => {
                        let last = data.len() - width;
                        data.rotate_left(last);
                        Answer::Data(data)
                    }
                    other => other,
                }
            })
        },
        asked: Casts("int8", "int16"),
        deviation: Deviation::OneStep,
        topic: "exact",
        seen: IN_ARRAYS,
    },
    Mistake {
        name: "is wrong in one lane of eight",
        start: || {
            wrong(|right, request| {
                let whole = length(request) / 8 * 8;
                right.but(request, |at, _, one| *one ^= u64::from(at < whole && at % 8 == 3))
            })
        },
        asked: Casts("int8", "int16"),
        deviation: Deviation::OneStep,
        topic: "exact",
        seen: IN_ARRAYS,
    },
    Mistake {
        name: "is wrong in what is left after vectors of eight",
        start: || {
            wrong(|right, request| {
                let whole = length(request) / 8 * 8;
                right.but(request, |at, _, one| *one ^= u64::from(whole > 0 && at >= whole))
            })
        },
        asked: Casts("int8", "int16"),
        deviation: Deviation::OneStep,
        topic: "power-of-two",
        seen: IN_ARRAYS,
    },
    Mistake {
        name: "is wrong about one element alone",
        start: || {
            wrong(|right, request| {
                let is_alone = length(request) == 1;
                right.but(request, |_, _, one| *one ^= u64::from(is_alone))
            })
        },
        asked: Casts("int8", "int16"),
        deviation: Deviation::OneStep,
        topic: "exact",
        seen: ALONE,
    },
    Mistake {
        name: "swallows errors in arrays",
        start: || {
            wrong(|right, request| match right.answer(request) {
                answer if is_error(&answer) && length(request) > 1 => {
                    Answer::Data(vec![0; length(request) * output(request).bytes()])
                }
                answer => answer,
            })
        },
        asked: INT_TO_INT,
        deviation: Deviation::ValueForError,
        topic: "wrap-edge",
        seen: IN_ARRAYS,
    },
    Mistake {
        name: "fails arrays that have a result",
        start: || {
            wrong(|right, request| match length(request) {
                0..=20 => right.answer(request),
                _ => error(),
            })
        },
        asked: INT_TO_INT,
        deviation: Deviation::ErrorForValue,
        topic: "exact",
        seen: IN_ARRAYS,
    },
];
