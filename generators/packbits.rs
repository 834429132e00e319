//! Questions about `packbits`: every type, ranges of bits, padding that is counted and not, and bytes that are none of its
//! encodings.

use super::ask::{Configured, Questions, Whole, seeded, values};
use super::json::{dimensions, fill_value};
use crate::codec::Operation;
use crate::codec::packbits::DEFINITION;
use crate::data_type::DataType;
use crate::vectors::Scenario;

const SHAPES: [&[u64]; 4] = [&[5], &[3, 3], &[], &[0]];

const PADDINGS: [&str; 3] = ["none", "first_byte", "last_byte"];

/// What is right for every type: all bits, and the lower ones.
const CONFIGURED: Configured = Configured::new(
    &DEFINITION,
    &["uint8", "bool"],
    &[r#"{"padding_encoding":"first_byte","first_bit":0,"last_bit":0}"#],
);

pub(super) fn questions() -> Vec<Questions> {
    let mut questions = vec![
        Questions::of_types("types", "all bits of elements of every type", types),
        Questions::of_types("ranges", "some bits of elements of every type", ranges),
        Questions::of_types(
            "damaged",
            "padding that is no padding, and too few or too many bytes",
            damaged,
        ),
        Questions::of_types(
            "configuration",
            "names, words and numbers that are not valid",
            configuration,
        ),
    ];
    questions.extend(CONFIGURED.questions());
    questions
}

fn whole<'a>(
    data_type: &DataType,
    shape: &[u64],
    slug: &str,
    configuration: &str,
    clauses: &'a [&'a str],
) -> Whole<'a> {
    Whole {
        id: format!("{data_type}/{}/{slug}", dimensions(shape)),
        about: format!("{data_type}, {configuration}"),
        clauses,
        of: Some(&DEFINITION),
        codec: format!(r#"{{"name":"packbits","configuration":{configuration}}}"#),
        array: Some((data_type.to_json(), fill_value(data_type), shape.to_vec())),
    }
}

fn data(data_type: &DataType, shape: &[u64], name: &str) -> Vec<u8> {
    let count = shape.iter().product::<u64>() as usize;
    values(data_type, count, &mut seeded(&format!("packbits/{data_type}/{name}")))
}

fn types(data_type: &DataType) -> Vec<Scenario> {
    let of_padding = |padding: &&str| -> Vec<Scenario> {
        let configuration = format!(r#"{{"padding_encoding":"{padding}"}}"#);
        let of_shape = |shape: &&[u64]| {
            let clauses = &["packbits/order", "packbits/padding-encoding"];
            let whole = whole(data_type, shape, padding, &configuration, clauses);
            whole.there_and_back(data(data_type, shape, padding))
        };
        SHAPES.iter().flat_map(of_shape).collect()
    };
    let mut scenarios: Vec<_> = PADDINGS.iter().flat_map(of_padding).collect();
    let shape = SHAPES[0];
    let absent = whole(data_type, shape, "absent", "{}", &["packbits/padding-encoding"]);
    scenarios.extend(absent.there_and_back(data(data_type, shape, "absent")));
    scenarios
}

/// First and last bits: at both ends, in the middle, one bit alone, and across bytes.
fn ranges(data_type: &DataType) -> Vec<Scenario> {
    let bits = data_type.component_bits().unwrap_or(8);
    let mut ranges = vec![(0, bits - 1), (0, 0), (bits - 1, bits - 1), (bits / 2, bits - 1)];
    ranges.extend([(0, bits / 2), (bits / 4, 3 * bits / 4), (1, bits.max(2) - 2), (3, 8)]);
    ranges.retain(|(first, last)| first <= last && *last < bits);
    ranges.sort_unstable();
    ranges.dedup();
    let mut scenarios = Vec::new();
    for (first, last) in ranges {
        let slug = format!("{first}-{last}");
        let configuration = format!(r#"{{"first_bit":{first},"last_bit":{last}}}"#);
        let clauses: &[&str] = match data_type {
            DataType::Complex(_) => &["packbits/extracted"],
            _ => &["packbits/extracted", "packbits/extended"],
        };
        let whole = whole(data_type, &[7], &slug, &configuration, clauses);
        scenarios.extend(whole.there_and_back(data(data_type, &[7], &slug)));
    }
    // One element takes as many bytes with one bit less, so that ignoring a limit gives a value.
    for (first, last) in [(1, bits - 1), (0, bits.max(2) - 2)] {
        if first <= last {
            let slug = format!("{first}-{last}");
            let configuration = format!(r#"{{"first_bit":{first},"last_bit":{last}}}"#);
            let whole = whole(data_type, &[1], &slug, &configuration, &["packbits/extracted"]);
            scenarios.extend(whole.there_and_back(data(data_type, &[1], &slug)));
        }
    }
    let one = [("first-only", r#"{"first_bit":0}"#), ("last-only", r#"{"last_bit":0}"#)];
    for (slug, configuration) in one {
        let whole = whole(data_type, &[5], slug, configuration, &["packbits/extracted"]);
        scenarios.extend(whole.there_and_back(data(data_type, &[5], slug)));
    }
    scenarios
}

fn damaged(data_type: &DataType) -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for padding in PADDINGS {
        let configuration = format!(r#"{{"padding_encoding":"{padding}"}}"#);
        let clauses = &["packbits/padding", "packbits/padding-encoding", "core/codec-decoding"];
        let right = whole(data_type, &[3], padding, &configuration, clauses);
        // A type that the codec is not defined for has no encoding to damage.
        let Some(encoded) = right.encoded(data(data_type, &[3], padding)) else { continue };
        let last = encoded.len() - 1;
        let mut all = vec![("cut", encoded[..last].to_vec()), ("empty", Vec::new())];
        all.push(("longer", [&encoded[..], &[0]].concat()));
        all.push(("twice", [&encoded[..], &encoded].concat()));
        for (slug, at, change) in [
            ("first-byte", 0, 1),
            ("first-byte-high", 0, 0x80),
            ("last-byte", last, 1),
            ("last-byte-high", last, 0x80),
            ("last-byte-8", last, 8),
            ("before-last-high", last.saturating_sub(1), 0x80),
        ] {
            let mut bytes = encoded.clone();
            bytes[at] ^= change;
            all.push((slug, bytes));
        }
        for (slug, bytes) in all {
            let mut damaged = right.clone();
            damaged.id = format!("{}/{slug}", right.id);
            damaged.about = format!("{}; {slug}", right.about);
            scenarios.push(damaged.ask(Operation::Decode, bytes));
        }
    }
    scenarios
}

fn configuration(data_type: &DataType) -> Vec<Scenario> {
    let bits = data_type.component_bits().unwrap_or(8);
    let all = [
        ("nulls", r#"{"first_bit":null,"last_bit":null}"#.to_owned(), "packbits/first-bit"),
        ("last-beyond", format!(r#"{{"last_bit":{bits}}}"#), "packbits/last-bit"),
        ("first-beyond", format!(r#"{{"first_bit":{bits}}}"#), "packbits/first-bit"),
        ("last-below-first", r#"{"first_bit":1,"last_bit":0}"#.to_owned(), "packbits/last-bit"),
        ("negative", r#"{"first_bit":-1}"#.to_owned(), "packbits/first-bit"),
        ("fraction", r#"{"last_bit":0.5}"#.to_owned(), "packbits/last-bit"),
        ("text", r#"{"first_bit":"0"}"#.to_owned(), "packbits/first-bit"),
        ("padding-null", r#"{"padding_encoding":null}"#.to_owned(), "packbits/padding-encoding"),
        (
            "schema-byte",
            r#"{"padding_encoding":"start_byte"}"#.to_owned(),
            "packbits/padding-encoding",
        ),
        ("schema-bits", r#"{"start_bit":0,"end_bit":0}"#.to_owned(), "packbits/first-bit"),
    ];
    let ask = |(slug, configuration, clause): (&str, String, &'static str)| {
        let clauses = [clause];
        let whole = whole(data_type, &[3], slug, &configuration, &clauses);
        whole.ask(Operation::Encode, data(data_type, &[3], slug))
    };
    all.into_iter().map(ask).collect()
}
