//! Every reading of every note, beside the stand, is a choice that shows: some cast depends on it.

mod common;

use common::inputs;
use zarrproof::codec::cast_value::{OutOfRange, Rounding};
use zarrproof::codec::notes::{Letter, NOTES, Note, Readings};
use zarrproof::data_type::DataType;
use zarrproof::oracle::cast_value::Cast;

/// How many float64 inputs each target gets, after all inputs of up to 8 bits.
const SAMPLES: usize = 1_000;

#[test]
fn every_other_reading_shows_in_some_cast() {
    let mut lines = Vec::new();
    for note in &NOTES {
        for (letter, _) in note.lettered().skip(1) {
            let first = first_difference(note, letter).unwrap_or("no difference".to_owned());
            lines.push(format!("{} {}: {first}", note.id(), letter.to_char()));
        }
    }
    insta::assert_snapshot!(lines.join("\n"), @r"
    SN-01 B: int2 -2 to uint2, nearest-even, unset: error / 0
    SN-01 C: int4 7 to float4_e2m1fn, towards-zero, unset: 6 / error
    SN-02 B: int4 -8 to float4_e2m1fn, towards-zero, unset: error / -6
    SN-03 B: int4 7 to float4_e2m1fn, nearest-even, unset: error / 6
    SN-04 B: float64 -3.499999999999999 to float4_e2m1fn, nearest-even, unset: -3 / -4
    SN-05 B: int4 7 to float4_e2m1fn, towards-zero, unset: 6 / error
    SN-06 B: int4 3 to float8_e8m0fnu, nearest-even, unset: 4 / 2
    SN-07 B: int2 0 to float8_e8m0fnu, nearest-even, clamp: 5.877471754111438e-39 / error
    SN-07 C: int2 0 to float8_e8m0fnu, nearest-even, unset: error / 5.877471754111438e-39
    SN-07 D: int2 0 to float8_e8m0fnu, nearest-even, unset: error / NaN
    SN-08 B: float4_e2m1fn 0.5 to float4_e2m1fn, nearest-even, unset: 0.5 / 0
    SN-09 B: float4_e2m1fn 1.5 to int2, towards-zero, unset: 1 / error
    SN-10 B: int4 -8 to float4_e2m1fn, nearest-even, clamp: -6 / 0.5
    SN-11 B: float8_e3m4 Infinity to int2, nearest-even, clamp: error / 1
    SN-12 B: float8_e3m4 Infinity to float8_e4m3b11fnuz, nearest-even, unset: error / NaN
    SN-13 B: float8_e3m4 NaN to float8_e4m3b11fnuz, nearest-even, unset: NaN / error
    SN-15 B: float4_e2m1fn -0 to int2, nearest-even, unset: 0 / error
    SN-16 B: int2 0 to float8_e8m0fnu, nearest-even, wrap: error / 5.877471754111438e-39
    SN-16 C: int2 0 to float8_e8m0fnu, nearest-even, wrap: error / 5.877471754111438e-39
    SN-18 B: int2 -2 to uint2, nearest-even, wrap: 2 / error
    SN-19 B: float8_e3m4 Infinity to int2, nearest-even, wrap: error / 0
    ");
}

/// The first cast whose outcome depends on whether a note is read as `A` or as `letter`.
fn first_difference(note: &Note, letter: Letter) -> Option<String> {
    let readings = Readings::stand().with(note, letter).expect("a reading of the note");
    let narrow = DataType::all().filter(|source| source.bits() <= 8);
    for source in narrow.chain([DataType::FLOAT64]) {
        for target in DataType::all() {
            let inputs = inputs(source, target, SAMPLES);
            for rule in OutOfRange::ALL {
                for rounding in Rounding::ALL {
                    let stand = Cast::new(source, target, rounding, rule);
                    let other = Cast::with_readings(source, target, rounding, rule, readings);
                    for input in &inputs {
                        let outcomes = [&stand, &other].map(|cast| cast.apply(*input).ok());
                        if outcomes[0] != outcomes[1] {
                            let [stand, other] = outcomes.map(|outcome| text(target, outcome));
                            let input = source.value_to_text(*input);
                            return Some(format!(
                                "{source} {input} to {target}, {rounding}, {rule}: {stand} / {other}"
                            ));
                        }
                    }
                }
            }
        }
    }
    None
}

fn text(target: DataType, outcome: Option<u64>) -> String {
    outcome.map_or("error".to_owned(), |pattern| target.value_to_text(pattern))
}
