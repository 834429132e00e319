//! Questions about `reshape`: shapes by sizes, by -1 and by dimensions that come in, and lists that are no shape.

use super::ask::{Questions, Whole, seeded, values};
use super::json::{dimensions, fill_value};
use crate::codec::Operation;
use crate::codec::reshape::DEFINITION;
use crate::data_type::{DataType, Real};
use crate::vectors::{Scenario, ScenarioKind};

/// Lists that make a shape of another, each with its clause.
type Lists = &'static [(&'static str, &'static str)];

/// Shapes that come in, each with lists that make another of it, and with the clause that they are about.
const RESHAPED: [(&[u64], Lists); 9] = [
    (
        &[],
        &[("[]", SIZE), ("[1]", SIZE), ("[-1]", AUTOMATIC), ("[[]]", DIMENSIONS), ("[1,1]", SIZE)],
    ),
    (&[1], &[("[]", SIZE), ("[[0]]", DIMENSIONS), ("[[0],[]]", DIMENSIONS)]),
    (
        &[6],
        &[
            ("[2,3]", SIZE),
            ("[3,-1]", AUTOMATIC),
            ("[6,1]", SIZE),
            ("[[0]]", DIMENSIONS),
            ("[1,[0],1]", ALIGNED),
        ],
    ),
    (
        &[2, 3],
        &[
            ("[6]", SIZE),
            ("[-1]", AUTOMATIC),
            ("[3,2]", SIZE),
            ("[[0,1]]", DIMENSIONS),
            ("[[0],[1]]", DIMENSIONS),
            ("[[0],-1]", AUTOMATIC),
            ("[-1,[1]]", AUTOMATIC),
            ("[[0],3,[]]", DIMENSIONS),
        ],
    ),
    (
        &[2, 3, 4],
        &[
            ("[[0,1],[2]]", ALIGNED),
            ("[[0],[1,2]]", ALIGNED),
            ("[[0,1,2]]", ALIGNED),
            ("[[0],2,-1,2]", AUTOMATIC),
            ("[4,6]", SIZE),
            ("[3,2,[2]]", ALIGNED),
            ("[-1,[2]]", AUTOMATIC),
        ],
    ),
    (
        &[2, 1, 3],
        &[
            ("[[0,2]]", ALIGNED),
            ("[[0],[2]]", ALIGNED),
            ("[[0],[1],[2]]", ALIGNED),
            ("[2,[1],3]", ALIGNED),
        ],
    ),
    (&[1, 5], &[("[[1]]", ALIGNED), ("[[0],[1]]", ALIGNED)]),
    // The page's own example, and its chunks in small.
    (&[10, 5, 6, 3], &[("[[0,1],[2],3]", ALIGNED), ("[[0],[1,2],[3]]", ALIGNED)]),
    (&[3, 2, 2, 2], &[("[[0],[1],[2],[3]]", DIMENSIONS), ("[[0,1],[2,3]]", DIMENSIONS)]),
];

/// What is no shape for an array of 2, 3 and 4.
const REFUSED: [(&str, &str, &str); 25] = [
    ("less", "[23]", SIZE),
    ("more", "[5,5]", SIZE),
    ("none", "[]", SIZE),
    ("zero", "[0]", SHAPE),
    ("zero-and-automatic", "[0,-1]", SHAPE),
    ("negative", "[-2,-12]", SHAPE),
    ("automatic-twice", "[-1,-1]", AUTOMATIC),
    ("automatic-by-a-remainder", "[5,-1]", AUTOMATIC),
    ("automatic-by-more", "[48,-1]", AUTOMATIC),
    ("beyond", "[[0],[1],[3]]", DIMENSIONS),
    ("beyond-alone", "[[3]]", DIMENSIONS),
    ("negative-dimension", "[[0],[1],[-1]]", DIMENSIONS),
    ("reversed", "[[1],[0],[2]]", INCREASING),
    ("reversed-inside", "[[1,0],[2]]", INCREASING),
    ("repeated", "[[0],[0],12]", INCREASING),
    ("repeated-inside", "[[0,0],12]", INCREASING),
    ("later-first", "[[1,2],2]", ALIGNED),
    ("between", "[2,2,[1],2]", ALIGNED),
    ("not-in-front", "[3,[0],4]", ALIGNED),
    ("skipped", "[[0,2],3]", ALIGNED),
    ("text", r#"["2",12]"#, SHAPE),
    ("fraction", "[2.5,-1]", SHAPE),
    ("null", "null", SHAPE),
    ("number", "24", SHAPE),
    ("nested", "[[[0],1],[2]]", SHAPE),
];

const SHAPE: &str = "reshape/shape";
const SIZE: &str = "reshape/size";
const AUTOMATIC: &str = "reshape/automatic";
const DIMENSIONS: &str = "reshape/input-dims";
const INCREASING: &str = "reshape/increasing";
const ALIGNED: &str = "reshape/aligned";

pub(super) fn questions() -> Vec<Questions> {
    let file = |theme: &str, about, scenarios| Questions {
        kind: ScenarioKind::Encodings,
        theme: theme.to_owned(),
        about,
        scenarios,
    };
    vec![
        Questions::of_types("types", "a shape by dimensions that come in", types),
        file("shapes", "shapes by sizes, by -1 and by dimensions that come in", shapes()),
        file("configuration", "lists that are no shape of the array", configuration()),
    ]
}

fn whole<'a>(
    data_type: &DataType,
    shape: &[u64],
    slug: &str,
    reshaped: &str,
    clauses: &'a [&'a str],
) -> Whole<'a> {
    Whole {
        id: format!("{data_type}/{}/{slug}", dimensions(shape)),
        about: format!("{shape:?} as {reshaped}"),
        clauses,
        of: Some(&DEFINITION),
        codec: format!(r#"{{"name":"reshape","configuration":{{"shape":{reshaped}}}}}"#),
        array: Some((data_type.to_json(), fill_value(data_type), shape.to_vec())),
    }
}

fn asked(data_type: &DataType, shape: &[u64], reshaped: &str, clause: &str) -> Vec<Scenario> {
    // A list in a list has a letter for itself.
    let slug =
        reshaped[1..reshaped.len() - 1].replace('[', "d").replace([']'], "").replace(',', "-");
    let slug = if slug.is_empty() { "none".to_owned() } else { slug.replace("--1", "-auto") };
    let count = shape.iter().product::<u64>() as usize;
    let data = values(data_type, count, &mut seeded(&format!("reshape/{data_type}/{reshaped}")));
    whole(data_type, shape, &slug, reshaped, &[clause]).there_and_back(data)
}

fn types(data_type: &DataType) -> Vec<Scenario> {
    asked(data_type, &[2, 3, 2], "[[0,1],[2]]", DIMENSIONS)
}

/// The shape does not depend on the type.
fn shapes() -> Vec<Scenario> {
    let data_type = DataType::Real(Real::UINT8);
    let of_shape = |(shape, lists): (&[u64], Lists)| {
        let of_list = |(list, clause): &(&str, &str)| asked(&data_type, shape, list, clause);
        lists.iter().flat_map(of_list).collect::<Vec<_>>()
    };
    RESHAPED.into_iter().flat_map(of_shape).collect()
}

fn configuration() -> Vec<Scenario> {
    let data_type = DataType::Real(Real::UINT8);
    let ask = |whole: Whole| whole.ask(Operation::Encode, (0..24).collect::<Vec<u8>>());
    let refused = REFUSED.into_iter().map(|(slug, reshaped, clause)| {
        ask(whole(&data_type, &[2, 3, 4], slug, reshaped, &[clause]))
    });
    let entries =
        [("bare", r#""reshape""#), ("absent", r#"{"name":"reshape","configuration":{}}"#)];
    let entries = entries.into_iter().map(|(slug, entry)| {
        let about = format!("the entry {entry}");
        let codec = entry.to_owned();
        ask(Whole { about, codec, ..whole(&data_type, &[2, 3, 4], slug, "[]", &[SHAPE]) })
    });
    refused.chain(entries).collect()
}
