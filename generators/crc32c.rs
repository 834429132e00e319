//! What is asked of `crc32c`: bytes of many lengths, and checksums that are wrong, cut off or of something else.

use super::ask::{Questions, Whole, seeded, values};
use crate::codec::Operation;
use crate::codec::crc32c::DEFINITION;
use crate::data_type::DataType;
use crate::vectors::{Ask, Scenario, ScenarioKind};

const ENTRY: &str = r#"{"name":"crc32c"}"#;

pub(super) fn questions() -> Vec<Questions> {
    let file = |theme: &str, about, scenarios| Questions {
        kind: ScenarioKind::Encodings,
        theme: theme.to_owned(),
        about,
        scenarios,
    };
    vec![
        file("lengths", "bytes of many lengths", lengths()),
        file("published", "the examples of RFC 3720, appendix B.4", published()),
        file("damaged", "one bit changed, bytes lost or added", damaged()),
        file("configuration", "the codec has no parameters", configuration()),
    ]
}

fn whole<'a>(id: String, about: String, clauses: &'a [&'a str], codec: &str) -> Whole<'a> {
    Whole { id, about, clauses, of: Some(&DEFINITION), codec: codec.to_owned(), array: None }
}

fn random(name: &str, length: usize) -> Vec<u8> {
    values(&DataType::Raw(8), length, &mut seeded(&format!("crc32c/{name}")))
}

fn lengths() -> Vec<Scenario> {
    let of_length = |length: usize| {
        let (id, about) = (length.to_string(), format!("{length} bytes"));
        let whole = whole(id, about, &["crc32c/checksum", "crc32c/appended"], ENTRY);
        whole.there_and_back(random(&length.to_string(), length))
    };
    (0..=40).chain([63, 64, 65, 255, 256, 257, 1000, 4097]).flat_map(of_length).collect()
}

/// The bytes of the examples; what their checksums are is computed, and compared in a test.
fn published() -> Vec<Scenario> {
    let ascending: Vec<u8> = (0..32).collect();
    let descending: Vec<u8> = (0..32).rev().collect();
    let check = b"123456789".to_vec();
    let all = [
        ("zeros", vec![0; 32]),
        ("ones", vec![0xff; 32]),
        ("ascending", ascending),
        ("descending", descending),
        ("digits", check),
    ];
    let ask = |(name, bytes): (&str, Vec<u8>)| {
        let about = format!("{} bytes: {name}", bytes.len());
        whole(name.to_owned(), about, &["crc32c/checksum"], ENTRY).there_and_back(bytes)
    };
    all.into_iter().flat_map(ask).collect()
}

fn damaged() -> Vec<Scenario> {
    let data = random("damaged", 12);
    let right =
        whole("right".to_owned(), "an encoding as it is".to_owned(), &["crc32c/appended"], ENTRY);
    let encoded = match &right.ask(Operation::Encode, data).ask {
        Ask::Data { expected, .. } => expected.stand.clone().unwrap_or_default(),
        _ => Vec::new(),
    };
    let decode = |id: String, about: String, bytes: Vec<u8>| {
        whole(id, about, &["crc32c/checksum", "crc32c/appended"], ENTRY)
            .ask(Operation::Decode, bytes)
    };
    let mut scenarios = vec![right.ask(Operation::Decode, encoded.clone())];
    for bit in 0..8 * encoded.len() {
        let mut bytes = encoded.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        scenarios.push(decode(format!("bit-{bit}"), format!("bit {bit} is changed"), bytes));
    }
    for length in 0..encoded.len() {
        let bytes = encoded[..length].to_vec();
        scenarios.push(decode(format!("cut-{length}"), format!("{length} bytes are left"), bytes));
    }
    let mut more = encoded.clone();
    more.push(0);
    scenarios.push(decode("one-more".to_owned(), "a byte follows the checksum".to_owned(), more));
    let reversed =
        [&encoded[..12], &encoded[12..].iter().rev().copied().collect::<Vec<_>>()[..]].concat();
    scenarios.push(decode(
        "big-endian".to_owned(),
        "the checksum is big-endian".to_owned(),
        reversed,
    ));
    let first = [&encoded[12..], &encoded[..12]].concat();
    scenarios.push(decode("first".to_owned(), "the checksum comes first".to_owned(), first));
    scenarios
}

fn configuration() -> Vec<Scenario> {
    let entries = [
        ("bare", r#""crc32c""#, "core/extension-object"),
        ("empty", r#"{"name":"crc32c","configuration":{}}"#, "crc32c/no-parameters"),
        ("null", r#"{"name":"crc32c","configuration":null}"#, "crc32c/no-parameters"),
        (
            "location",
            r#"{"name":"crc32c","configuration":{"location":"start"}}"#,
            "crc32c/no-parameters",
        ),
    ];
    let ask = |(id, entry, clause): (&str, &str, &str)| {
        let clauses = [clause];
        let whole = whole(id.to_owned(), format!("the entry {entry}"), &clauses, entry);
        whole.there_and_back(random("configuration", 5))
    };
    entries.into_iter().flat_map(ask).collect()
}
