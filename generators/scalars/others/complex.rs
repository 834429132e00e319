//! "A two-element array, specifying the real and imaginary components respectively, where each component is specified as
//! defined above for floating point number".

use super::super::{NO_SCALARS, constants, numbers, patterns};
use super::file::{ODD, Questions, Row};
use crate::data_type::{DataType, Kind, Real, fill_value, pack};
use crate::vectors::ScenarioFile;

/// Longer numbers are asked of the components' own types.
const LONGEST: usize = 100;

const WHOLES: [Row; 20] = [
    ("1-2", "the first example of the text", "[1, 2]"),
    ("infinity-NaN", "the second example of the text", r#"["-Infinity", "NaN"]"#),
    ("none", "no components", "[]"),
    ("one", "one component", "[1]"),
    ("three", "three components", "[1,2,3]"),
    ("second-is-null", "a component that is missing", "[1,null]"),
    ("0", "a number alone", "0"),
    ("1.5", "a number alone", "1.5"),
    ("NaN", "NaN alone", r#""NaN""#),
    ("text-plus-i", "a number as it is written by hand", r#""1+2i""#),
    ("text-plus-j", "a number as Python prints it", r#""(1+2j)""#),
    ("text-pair", "a pair in a string", r#""[1,2]""#),
    ("text-of-both", "numbers in strings", r#"["1","2"]"#),
    ("object", "components by name", r#"{"real":1,"imag":2}"#),
    ("object-re-im", "components by short names", r#"{"re":1,"im":2}"#),
    ("arrays", "components in arrays of their own", "[[1],[2]]"),
    ("pairs", "two pairs", "[[1,2],[3,4]]"),
    ("true", "a boolean is no number", "true"),
    ("booleans", "booleans are no numbers", "[true,false]"),
    ("empty-string", "the empty string is no number", r#""""#),
];

pub(super) fn file(component: Real) -> ScenarioFile {
    let data_type = DataType::Complex(component);
    let mut questions = Questions::of(&data_type, &["core/complex-scalar"]);
    questions.rows(&data_type, "pair", &WHOLES);
    questions.rows(&data_type, "other", &ODD);
    for bytes in elements(component) {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let json = fill_value::write(&data_type, &bytes);
        let about = "an element in the JSON that a writer should have";
        questions.ask(&data_type, format!("element/{hex}"), about, json);
    }
    let mut literals = match component.kind() {
        Kind::Float(float) => numbers::all(component, float),
        Kind::Integer(_) => Vec::new(),
    };
    literals.extend(constants::all());
    literals.extend(patterns::all(component));
    for literal in literals.iter().filter(|literal| literal.json.len() <= LONGEST) {
        let (id, json) = (&literal.id, &literal.json);
        questions.ask(&data_type, format!("real/{id}"), literal.about, format!("[{json},1]"));
        questions.ask(&data_type, format!("imaginary/{id}"), literal.about, format!("[1,{json}]"));
    }
    for (id, about, json) in NO_SCALARS {
        questions.ask(&data_type, format!("imaginary/other/{id}"), about, format!("[1,{json}]"));
    }
    questions.file("which JSON is a pair of components, and which elements these are")
}

/// Elements of two different components, of every sort that the type has.
fn elements(component: Real) -> Vec<Vec<u8>> {
    let found = [
        component.from_rank(1),
        Some(component.max_finite()),
        Some(component.min_finite()),
        component.nan(),
        component.infinity(false),
        component.infinity(true),
        Some(component.mask()),
    ];
    let patterns: Vec<u64> = found.into_iter().flatten().collect();
    patterns.windows(2).map(|pair| pack(component, pair.iter().copied())).collect()
}
