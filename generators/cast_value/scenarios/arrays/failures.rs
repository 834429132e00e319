//! Elements without a result, in short arrays.

use super::super::Theme;
use super::super::way::{Choice, DEFAULT, EVERY_RULE, Words};
use super::Question;
use crate::vectors::Scenario;

/// "If none of these conditions hold for any input scalar, the codec implementation MUST error": there
/// is no result, not even of the other elements (SN-38).
pub(super) fn failures() -> Theme {
    let refused = REFUSED
        .iter()
        .flat_map(|failure| failure.scenarios("special/unsupported-errors", EVERY_RULE));
    let out_of_range =
        OUT_OF_RANGE.iter().flat_map(|failure| failure.scenarios("range/unset-fails", DEFAULT));
    let scenarios = refused.chain(out_of_range).chain(with_entries()).collect();
    Theme::new("failures", "one element without a result fails the whole operation", scenarios)
}

/// An element that has no result.
struct Failure {
    name: &'static str,
    types: [&'static str; 2],
    /// The element, and six that have a result.
    element: &'static str,
    others: &'static str,
}

const fn failure(
    name: &'static str,
    types: [&'static str; 2],
    element: &'static str,
    others: &'static str,
) -> Failure {
    Failure { name, types, element, others }
}

/// Special values that the output type lacks, whatever `out_of_range` says.
const REFUSED: [Failure; 10] = [
    failure("nan", ["float64", "int8"], "NaN", "1 2 3 4 5 6"),
    failure("nan", ["float32", "uint64"], "NaN", "1 2 3 4 5 6"),
    failure("nan", ["float16", "int16"], "NaN", "1 2 3 4 5 6"),
    failure("nan", ["float8_e4m3", "uint4"], "NaN", "1 2 3 4 5 6"),
    failure("nan", ["float32", "float4_e2m1fn"], "NaN", "1 2 3 4 6 -1"),
    failure("infinity", ["float64", "uint8"], "Infinity", "1 2 3 4 5 6"),
    failure("infinity", ["float32", "int32"], "-Infinity", "1 2 3 4 5 6"),
    failure("infinity", ["float16", "uint16"], "Infinity", "1 2 3 4 5 6"),
    failure("infinity", ["bfloat16", "int4"], "-Infinity", "1 2 3 4 5 6"),
    failure("infinity", ["float64", "float8_e4m3fnuz"], "Infinity", "1 2 3 4 5 6"),
];

/// Values beyond the output type's range.
const OUT_OF_RANGE: [Failure; 14] = [
    failure("above", ["float64", "int8"], "128", "1 2 3 4 5 127"),
    failure("above", ["int16", "uint8"], "256", "1 2 3 4 5 255"),
    failure("above", ["uint64", "int64"], "9223372036854775808", "1 2 3 4 5 9223372036854775807"),
    failure("above", ["float32", "int64"], "9223372036854775808", "1 2 3 4 5 6"),
    failure("above", ["float64", "float32"], "0x47f0000000000000", "1 2 3 4 5 6"),
    failure("above", ["float32", "float16"], "65520", "1 2 3 4 5 65504"),
    failure("above", ["uint32", "float16"], "65520", "1 2 3 4 5 65519"),
    failure("above", ["int8", "int4"], "8", "1 2 3 4 5 7"),
    failure("above", ["uint8", "uint2"], "4", "1 2 3 0 1 3"),
    failure("below", ["float32", "uint16"], "-1", "1 2 3 4 5 0"),
    failure("below", ["int64", "uint32"], "-1", "1 2 3 4 5 0"),
    failure("below", ["int8", "uint8"], "-1", "1 2 3 4 5 0"),
    failure("below", ["float16", "int8"], "-129", "1 2 3 4 5 -128"),
    failure("below", ["float64", "float8_e4m3"], "-248", "1 2 3 4 5 -240"),
];

const SHAPE: [u64; 2] = [2, 3];

impl Failure {
    /// The element in the first, a middle and the last place, everywhere, and nowhere.
    fn scenarios(&self, clause: &str, choice: Choice) -> Vec<Scenario> {
        let others: Vec<_> = self.others.split_whitespace().collect();
        let places: [(&str, &str, &[usize]); 5] = [
            ("first", "the first element has no result", &[0]),
            ("middle", "an element in the middle has no result", &[3]),
            ("last", "the last element has no result", &[5]),
            ("all", "no element has a result", &[0, 1, 2, 3, 4, 5]),
            ("none", "every element has a result", &[]),
        ];
        let place = |(place, about, at): (&str, &str, &[usize])| {
            let name = format!("{}-{place}", self.name);
            let clauses = ["procedure/no-condition", clause];
            let words = Words { name: &name, about, clauses: &clauses };
            let inputs = others.iter().enumerate();
            let inputs = inputs.map(|(i, one)| if at.contains(&i) { self.element } else { *one });
            Question { words, types: self.types, entries: None, shape: &SHAPE }
                .scenarios(choice, &inputs.collect::<Vec<_>>())
        };
        places.into_iter().flat_map(place).collect()
    }
}

/// Entries of `scalar_map` that give a result to some element which has none without.
fn with_entries() -> Vec<Scenario> {
    ENTRIES.iter().flat_map(|row| row.scenarios()).collect()
}

struct Mapped {
    types: [&'static str; 2],
    entries: &'static str,
    /// Elements that have a result, some by an entry.
    good: &'static str,
    /// Some with a result by an entry, and one without any.
    bad: &'static str,
}

const ENTRIES: [Mapped; 6] = [
    Mapped {
        types: ["float64", "uint8"],
        entries: "NaN:7",
        good: "1 NaN 3 NaN",
        bad: "1 NaN 3 256",
    },
    Mapped {
        types: ["float32", "int16"],
        entries: "Infinity:-1",
        good: "Infinity 2 3 4",
        bad: "Infinity 2 -Infinity 4",
    },
    Mapped { types: ["int16", "int8"], entries: "300:1", good: "1 2 300 4", bad: "1 2 300 301" },
    Mapped {
        types: ["uint64", "int32"],
        entries: "18446744073709551615:-1",
        good: "1 18446744073709551615",
        bad: "18446744073709551614 18446744073709551615",
    },
    Mapped {
        types: ["float64", "float16"],
        entries: "65520:0.5",
        good: "65520 2",
        bad: "65520 65536",
    },
    Mapped { types: ["int8", "uint2"], entries: "-1:3", good: "-1 2 -1 0", bad: "-1 2 -2 0" },
];

impl Mapped {
    fn scenarios(&self) -> Vec<Scenario> {
        let cases = [
            ("entry", "an entry gives the only element without a result one", self.good),
            ("no-entry", "an entry does not help another element without a result", self.bad),
        ];
        let case = |(name, about, inputs): (&str, &str, &str)| {
            let clauses = ["procedure/no-condition", "procedure/map-first"];
            let words = Words { name, about, clauses: &clauses };
            let inputs: Vec<_> = inputs.split_whitespace().collect();
            let shape = [inputs.len() as u64];
            Question { words, types: self.types, entries: Some(self.entries), shape: &shape }
                .scenarios(DEFAULT, &inputs)
        };
        cases.into_iter().flat_map(case).collect()
    }
}
