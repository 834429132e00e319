//! Questions about `bytes`: every type of a fixed size in both orders, and bytes that are none of its encodings.

use super::ask::{Configured, Questions, Whole, seeded, values};
use super::json::{dimensions, fill_value};
use crate::codec::Operation;
use crate::codec::bytes::DEFINITION;
use crate::data_type::DataType;
use crate::vectors::Scenario;

const SHAPES: [&[u64]; 4] = [&[5], &[2, 3], &[], &[0, 3]];

const ENTRIES: [(&str, &str, &[&str]); 6] = [
    (
        "little",
        r#"{"name":"bytes","configuration":{"endian":"little"}}"#,
        &["bytes/representation"],
    ),
    ("big", r#"{"name":"bytes","configuration":{"endian":"big"}}"#, &["bytes/representation"]),
    ("absent", r#"{"name":"bytes"}"#, &["bytes/endian-required"]),
    ("bare", r#""bytes""#, &["bytes/endian-required"]),
    ("empty", r#"{"name":"bytes","configuration":{}}"#, &["bytes/endian-required"]),
    ("middle", r#"{"name":"bytes","configuration":{"endian":"middle"}}"#, &["bytes/endian-values"]),
];

const CONFIGURED: Configured =
    Configured::new(&DEFINITION, &["int16"], &[r#"{"endian":"little"}"#]);

pub(super) fn questions() -> Vec<Questions> {
    let mut questions = vec![
        Questions::of_types(
            "types",
            "elements of every type of a fixed size, in both orders",
            orders,
        ),
        Questions::of_types("lengths", "too few bytes for the shape, and too many", lengths),
        Questions::of_types("free-bits", "bytes that no element is encoded as", free_bits),
    ];
    questions.extend(CONFIGURED.questions());
    questions
}

fn whole<'a>(
    data_type: &DataType,
    shape: &[u64],
    (slug, entry, clauses): (&str, &str, &'a [&'a str]),
) -> Whole<'a> {
    Whole {
        id: format!("{data_type}/{}/{slug}", dimensions(shape)),
        about: format!("{data_type}, endian {slug}"),
        clauses,
        of: Some(&DEFINITION),
        codec: entry.to_owned(),
        array: Some((data_type.to_json(), fill_value(data_type), shape.to_vec())),
    }
}

fn orders(data_type: &DataType) -> Vec<Scenario> {
    let mut rng = seeded(&format!("bytes/{data_type}"));
    let mut scenarios = Vec::new();
    for (at, entry) in ENTRIES.into_iter().enumerate() {
        // What is wrong with an entry is wrong in every shape.
        for shape in &SHAPES[..if at < 2 { SHAPES.len() } else { 1 }] {
            let count = shape.iter().product::<u64>() as usize;
            let data = values(data_type, count, &mut rng);
            scenarios.extend(whole(data_type, shape, entry).there_and_back(data));
        }
    }
    scenarios
}

fn lengths(data_type: &DataType) -> Vec<Scenario> {
    let width = data_type.bytes().unwrap_or(1);
    let mut rng = seeded(&format!("bytes/lengths/{data_type}"));
    let (_, entry, _) = ENTRIES[0];
    let of_length = |length: usize| {
        let slug = format!("{length}-bytes");
        let mut whole = whole(data_type, &[5], (&slug, entry, &["core/codec-decoding"]));
        whole.about = format!("{length} bytes, where 5 elements of {width} take {}", 5 * width);
        whole.ask(Operation::Decode, values(&DataType::Raw(8), length, &mut rng))
    };
    let mut lengths = vec![0, 5 * width - 1, 5 * width + 1, 4 * width, 6 * width, 10 * width];
    lengths.sort_unstable();
    lengths.dedup();
    lengths.into_iter().map(of_length).collect()
}

/// Bytes of a type of less than a byte with any upper bits, and bytes of bool that are neither 0 nor 1.
fn free_bits(data_type: &DataType) -> Vec<Scenario> {
    let bits = data_type.component_bits().unwrap_or(8);
    if bits >= 8 {
        return Vec::new();
    }
    let (_, entry, _) = ENTRIES[2];
    let clause: &[&str] = match data_type {
        DataType::Bool => &["bytes/bool"],
        _ => &["data-types/upper-bits"],
    };
    let count = data_type.components() as u8;
    let of_byte = |upper: u8| {
        let slug = format!("upper-{upper:02x}");
        let mut whole = whole(data_type, &[2], (&slug, entry, clause));
        whole.about = format!("bits above the element's are those of {upper:#04x}");
        let bytes: Vec<u8> = (0..2 * count).map(|at| upper | (at & 1)).collect();
        whole.ask(Operation::Decode, bytes)
    };
    let free = (0..8 - bits).map(|bit| 1u8 << (bits + bit));
    free.chain([0xff << bits]).map(of_byte).collect()
}
