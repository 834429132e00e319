//! What holds where a configuration is silent, and the specification's own examples.

use super::super::Theme;
use super::super::expect::Setup;
use super::super::way::{BOTH_OPERATIONS, Choice, DEFAULT, Words, data_type};
use super::Question;
use crate::codec::Operation;
use crate::codec::cast_value::OutOfRange;
use crate::vectors::Scenario;

/// Configurations with a `data_type` and nothing else.
pub(super) fn defaults() -> Theme {
    let scenarios = SILENT.iter().flat_map(|silent| BOTH_OPERATIONS.map(|one| silent.ask(one)));
    let about =
        "a configuration with nothing but data_type rounds nearest-even and has no range rule";
    Theme::new("defaults", about, scenarios.collect())
}

/// The numbers that the text works out.
pub(super) fn examples() -> Theme {
    let scenarios = EXAMPLES.iter().flat_map(Example::scenarios);
    Theme::new("examples", "the examples in the text of the specification", scenarios.collect())
}

/// An array that tells a default from every other choice.
struct Silent {
    name: &'static str,
    about: &'static str,
    clause: &'static str,
    types: [&'static str; 2],
    inputs: &'static str,
}

const fn ties(types: [&'static str; 2], inputs: &'static str) -> Silent {
    let about =
        "ties, and values beside them, that no other rounding mode takes to the same values";
    Silent { name: "ties", about, clause: "rounding/default", types, inputs }
}

const fn beyond(types: [&'static str; 2], inputs: &'static str) -> Silent {
    let about = "the value out of range has no result, so the operation has none";
    Silent { name: "out-of-range", about, clause: "range/unset-fails", types, inputs }
}

const SILENT: [Silent; 20] = [
    ties(["float64", "int8"], "0.5 1.5 2.5 -0.5 -1.5 -2.5 0.75 -0.75 0.25 -0.25"),
    ties(["float32", "uint16"], "0.5 1.5 2.5 3.5 -0.5 0.75 0.25"),
    ties(["float16", "int64"], "0.5 1.5 2.5 -0.5 -1.5 -2.5 0.75 -0.75"),
    ties(["float64", "uint64"], "0.5 1.5 2.5 3.5 -0.5 0.75 0.25"),
    ties(["int32", "float32"], "16777217 16777219 -16777217 -16777219 33554435 33554433"),
    ties(["int64", "float64"], "9007199254740993 9007199254740995 -9007199254740993"),
    ties(["uint16", "float16"], "2049 2051 4097 4098 4099"),
    ties(
        ["float64", "float32"],
        "1.000000059604644775390625 1.000000178813934326171875 -1.000000059604644775390625",
    ),
    ties(["float32", "float16"], "2049 2051 -2049 -2051 4097 4099"),
    ties(["float32", "bfloat16"], "257 259 -257 -259 513 515"),
    ties(["float64", "float8_e4m3"], "17 19 -17 -19 33 35"),
    ties(["bfloat16", "int4"], "0.5 1.5 2.5 -0.5 -1.5 -2.5 0.75 -0.75"),
    beyond(["float64", "int8"], "1 128"),
    beyond(["float32", "uint8"], "1 -1"),
    beyond(["int16", "int8"], "1 -129"),
    beyond(["uint64", "int64"], "1 9223372036854775808"),
    beyond(["float64", "float32"], "1 0x47f0000000000000"),
    beyond(["uint16", "float16"], "1 65520"),
    beyond(["float64", "float4_e2m1fn"], "1 7"),
    beyond(["uint8", "int4"], "1 8"),
];

impl Silent {
    fn ask(&self, operation: Operation) -> Scenario {
        let [input, output] = self.types;
        let (array, encoded) = match operation {
            Operation::Encode => (input, output),
            Operation::Decode => (output, input),
        };
        let setup = Setup {
            id: format!("{}/{input}/{output}/{}", operation.name(), self.name),
            about: self.about,
            clauses: &["metadata/configuration", self.clause],
            codec: &format!(
                r#"{{"name":"cast_value","configuration":{{"data_type":"{encoded}"}}}}"#
            ),
            data_type: &format!("\"{array}\""),
        };
        let inputs: Vec<_> = self.inputs.split_whitespace().collect();
        let inputs = setup.patterns(data_type(input), &inputs);
        setup.array(operation, &[inputs.len() as u64], inputs)
    }
}

/// A sentence of the text.
struct Example {
    name: &'static str,
    about: &'static str,
    clause: &'static str,
    types: &'static [[&'static str; 2]],
    rule: &'static [OutOfRange],
    inputs: &'static [&'static str],
}

const FROM_FLOATS: &[[&str; 2]] =
    &[["float64", "int8"], ["float32", "int8"], ["float16", "int8"], ["bfloat16", "int8"]];
const TO_INT16: &[[&str; 2]] =
    &[["int32", "int16"], ["int64", "int16"], ["float64", "int16"], ["float32", "int16"]];

const EXAMPLES: [Example; 5] = [
    Example {
        name: "128",
        about: "128.0 fails for int8 if out_of_range is not set",
        clause: "range/example-unset",
        types: FROM_FLOATS,
        rule: &[OutOfRange::Unset],
        inputs: &["128.0"],
    },
    Example {
        name: "128",
        about: "128.0 is clamped to 127 for int8",
        clause: "range/examples",
        types: FROM_FLOATS,
        rule: &[OutOfRange::Clamp],
        inputs: &["128.0"],
    },
    Example {
        name: "128",
        about: "128.0 wraps to -128 for int8",
        clause: "range/examples",
        types: FROM_FLOATS,
        rule: &[OutOfRange::Wrap],
        inputs: &["128.0"],
    },
    Example {
        name: "wrap",
        about: "32768, 32769 and -32769 wrap to -32768, -32767 and 32767 for int16",
        clause: "range/examples",
        types: TO_INT16,
        rule: &[OutOfRange::Wrap],
        inputs: &["32768", "32769", "-32769"],
    },
    Example {
        name: "zero",
        about: "0 in uint16 is 0 in uint8",
        clause: "procedure/exact",
        types: &[["uint16", "uint8"]],
        rule: &[OutOfRange::Unset],
        inputs: &["0"],
    },
];

impl Example {
    fn scenarios(&self) -> Vec<Scenario> {
        let words = Words { name: self.name, about: self.about, clauses: &[self.clause] };
        let shape = [self.inputs.len() as u64];
        let choice = Choice { rules: self.rule, ..DEFAULT };
        let scenarios = |types: &[&'static str; 2]| {
            Question { words, types: *types, entries: None, shape: &shape }
                .scenarios(choice, self.inputs)
        };
        self.types.iter().flat_map(scenarios).collect()
    }
}
