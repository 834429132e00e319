//! `numcodecs.fixedscaleoffset` beside `scale_offset` with `cast_value` behind it, which its page gives in its place: the table of
//! docs/notes/numcodecs_fixedscaleoffset.md is what the oracle computes, element by element.

use std::fs;
use std::path::Path;

use zarrproof::chunk::{Array, Data, Form};
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::{DataType, Real};
use zarrproof::oracle::{Chain, Codec, Told};

/// Types, members, and what is encoded and decoded.
struct Row {
    about: &'static str,
    types: [&'static str; 2],
    offset: &'static str,
    scale: &'static str,
    decoded: Vec<u64>,
    encoded: Vec<u64>,
}

/// What both give for the same elements.
#[derive(Default, PartialEq, Eq)]
struct Counts {
    alike: usize,
    other: usize,
    alone: [usize; 2],
    neither: usize,
}

fn real(name: &str) -> Real {
    Real::from_name(name).expect("a type")
}

fn doubles(values: impl IntoIterator<Item = f64>) -> Vec<u64> {
    values.into_iter().map(f64::to_bits).collect()
}

fn singles(values: impl IntoIterator<Item = f32>) -> Vec<u64> {
    values.into_iter().map(|value| value.to_bits().into()).collect()
}

/// Integers in two's complement of a type.
fn integers(name: &str, values: impl IntoIterator<Item = i64>) -> Vec<u64> {
    values.into_iter().map(|value| value as u64 & real(name).mask()).collect()
}

/// Eighths, so that there are ties once they are scaled by ten.
fn eighths(range: std::ops::RangeInclusive<i32>) -> impl Iterator<Item = f64> {
    range.map(|eighth| 1000.0 + f64::from(eighth) / 8.0)
}

fn rows() -> Vec<Row> {
    let row = |about, types, [offset, scale]: [&'static str; 2], decoded, encoded| Row {
        about,
        types,
        offset,
        scale,
        decoded,
        encoded,
    };
    let shorts = || integers("int16", (-32_768..=32_767).step_by(37));
    let spread = |step: f64| (-400..=400).map(move |at| f64::from(at) * step);
    let tenth = || ["1000", "10"];
    vec![
        row("in range", ["float64", "int16"], tenth(), doubles(eighths(-4000..=4000)), shorts()),
        row(
            "out of range",
            ["float64", "int16"],
            tenth(),
            doubles(spread(1e6).filter(|value| *value != 0.0)),
            vec![],
        ),
        row(
            "NaN, infinities",
            ["float64", "int16"],
            tenth(),
            doubles([f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
            vec![],
        ),
        row(
            "the largest floats",
            ["float64", "float64"],
            tenth(),
            doubles([f64::MAX, f64::MIN]),
            vec![],
        ),
        row(
            "in range",
            ["float32", "int16"],
            tenth(),
            singles(eighths(-4000..=4000).map(|value| value as f32)),
            shorts(),
        ),
        row(
            "in range, beyond 2^53 too",
            ["float64", "int64"],
            ["1000", "1000000000000"],
            doubles(spread(12.345)),
            integers("int64", (-400..=400).map(|at| at * 22_517_998_136_852_479)),
        ),
        row(
            "integers once scaled",
            ["float64", "float32"],
            ["1000", "8"],
            doubles(eighths(-4000..=4000)),
            singles((-400..=400).map(|at| at as f32)),
        ),
        row(
            "fractions once scaled",
            ["float64", "float32"],
            tenth(),
            doubles(eighths(-400..=400).filter(|value| value.fract() != 0.0)),
            singles((-400..=400).map(|at| at as f32 / 8.0)),
        ),
        row(
            "in range",
            ["int16", "int16"],
            ["10", "3"],
            integers("int16", (-10_900..=10_900).step_by(37)),
            integers("int16", (-30_000..=30_000).step_by(111)),
        ),
        row(
            "out of range of int16; no multiple of 3",
            ["int16", "int16"],
            ["10", "3"],
            integers("int16", (11_000..=32_767).step_by(37)),
            integers("int16", (-30_000..=30_000).step_by(111).map(|at| at + 1)),
        ),
        row(
            "in range",
            ["int32", "int8"],
            ["1000", "1"],
            integers("int32", 872..=1127),
            integers("int8", -128..=127),
        ),
        row(
            "out of range of int8",
            ["int32", "int8"],
            ["1000", "1"],
            integers("int32", (-100_000..=100_000).step_by(333)),
            vec![],
        ),
        row(
            "beyond 2^53",
            ["int64", "int64"],
            ["1", "1"],
            integers("int64", (1..=100).map(|at| (1 << 53) + at)),
            integers("int64", (1..=100).map(|at| (1 << 53) + at)),
        ),
        row("a fraction", ["int16", "int16"], ["0", "0.5"], shorts(), shorts()),
    ]
}

fn bind(codecs: &str, data_type: &str) -> Option<Chain> {
    let data_type: DataType = data_type.parse().expect("a type");
    let form = Form::array(data_type, vec![1], None).expect("a form");
    Chain::bind_part(codecs, form, &Readings::stand()).ok()
}

/// The codec, and the two in its place. Integers wrap, as the page wants it.
fn both(row: &Row) -> [Option<Chain>; 2] {
    let Row { types: [from, to], offset, scale, .. } = row;
    let wraps = if real(to).is_integer() { r#","out_of_range":"wrap""# } else { "" };
    let fixed = format!(
        r#"[{{"name":"numcodecs.fixedscaleoffset","configuration":{{"offset":{offset},"scale":{scale},"dtype":"{from}","astype":"{to}"}}}}]"#
    );
    let scaled = format!(
        r#"[{{"name":"scale_offset","configuration":{{"offset":{offset},"scale":{scale}}}}},{{"name":"cast_value","configuration":{{"data_type":"{to}","rounding":"nearest-even"{wraps}}}}}]"#
    );
    [bind(&fixed, from), bind(&scaled, from)]
}

fn count(chains: &[Option<Chain>; 2], data_type: &str, patterns: &[u64], encodes: bool) -> Counts {
    let mut counts = Counts::default();
    for pattern in patterns {
        let data = Array::from_patterns(real(data_type), vec![1], [*pattern]).expect("an element");
        let data = Data::Array(data);
        let [fixed, scaled] = chains.each_ref().map(|chain| {
            let (chain, told) = (chain.as_ref()?, &mut Told::nobody());
            let result =
                if encodes { chain.encode(&data, told) } else { chain.decode(&data, told) };
            result.ok()
        });
        match (fixed, scaled) {
            (Some(one), Some(other)) if one == other => counts.alike += 1,
            (Some(_), Some(_)) => counts.other += 1,
            (Some(_), None) => counts.alone[0] += 1,
            (None, Some(_)) => counts.alone[1] += 1,
            (None, None) => counts.neither += 1,
        }
    }
    counts
}

fn table() -> String {
    let mut table = "\
| types | offset, scale | elements | operation | alike | other | `fixedscaleoffset` alone | the two alone | neither |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"
    .to_owned();
    for row in rows() {
        let (chains, [from, to]) = (both(&row), row.types);
        let ways = [("encode", from, &row.decoded), ("decode", to, &row.encoded)];
        for (operation, data_type, patterns) in ways {
            if patterns.is_empty() {
                continue;
            }
            let counts = count(&chains, data_type, patterns, operation == "encode");
            let Counts { alike, other, alone: [fixed, scaled], neither } = counts;
            let Row { offset, scale, about, .. } = &row;
            table += &format!(
                "| {from}, {to} | {offset}, {scale} | {about} | {operation} | {alike} | {other} | {fixed} | {scaled} | {neither} |\n"
            );
        }
    }
    table
}

#[test]
fn the_table_of_the_notes_is_what_the_oracle_computes() {
    let page = "docs/notes/numcodecs_fixedscaleoffset.md";
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let page = fs::read_to_string(page).expect("the notes");
    let table = table();
    assert!(page.contains(&table), "the page lacks:\n{table}");
}
