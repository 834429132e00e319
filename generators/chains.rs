//! Questions about chains: those of the pages, those that people build, and lists that are no chains.

use super::ask::{Questions, Whole};
use super::rows as table;
use crate::codec::Operation;
use crate::data_type::{Real, pack, scalar};
use crate::vectors::{Scenario, ScenarioKind};

const CHAINS: &str = include_str!("chains.txt");

/// What stands in an empty cell.
const NOTHING: &str = "-";

/// Each section of the table, and what it is about.
const THEMES: [(&str, &str); 3] = [
    ("examples", "the examples of the page of scale_offset, with the codecs around them"),
    ("users", "chains as they are built for real data"),
    ("order", "lists that are no chains, and what one codec leaves for the next"),
];

pub(super) fn questions() -> Vec<Questions> {
    let of_theme = |(name, about): (&str, &'static str)| {
        let rows = table::rows::<8>(CHAINS).into_iter();
        let rows = rows.filter(|(section, _)| section[0] == name);
        Questions {
            kind: ScenarioKind::Chains,
            theme: name.to_owned(),
            about,
            scenarios: rows.flat_map(|(_, cells)| scenarios(cells)).collect(),
        }
    };
    THEMES.into_iter().map(of_theme).collect()
}

/// There and back; and back from bytes of which one is missing, one is too many, or one bit is changed.
fn scenarios(cells: [&str; 8]) -> Vec<Scenario> {
    let [id, about, clauses, data_type, fill_value, shape, codecs, elements] = cells;
    let clauses: Vec<_> = clauses.split(',').collect();
    let numbers = shape.split(',').filter(|length| *length != NOTHING);
    let shape: Vec<u64> = numbers.filter_map(|length| length.trim().parse().ok()).collect();
    let whole = Whole {
        id: id.to_owned(),
        about: about.to_owned(),
        clauses: &clauses,
        of: None,
        codec: codecs.to_owned(),
        array: Some((data_type.to_owned(), fill_value.to_owned(), shape)),
    };
    let data = data(id, data_type.trim_matches('"'), elements);
    let mut scenarios = whole.there_and_back(data.clone());
    let encoded = whole.encoded(data).filter(|bytes| !bytes.is_empty());
    let Some(encoded) = encoded else { return scenarios };
    let mut changed = encoded.clone();
    changed[encoded.len() / 2] ^= 0x10;
    let cut = encoded[..encoded.len() - 1].to_vec();
    let longer = encoded.iter().copied().chain([0]).collect();
    let damaged = [("cut", "the last byte is missing", cut), ("longer", "a byte follows", longer)];
    let changed = ("changed", "one bit is changed", changed);
    for (slug, about, bytes) in damaged.into_iter().chain([changed]) {
        let damaged = Whole {
            id: format!("{id}/{slug}"),
            about: format!("{}; {about}", whole.about),
            ..whole.clone()
        };
        scenarios.push(damaged.ask(Operation::Decode, bytes));
    }
    scenarios
}

/// # Panics
///
/// If the table has an element that is none of its type.
fn data(id: &str, data_type: &str, elements: &str) -> Vec<u8> {
    let Ok(real) = Real::from_name(data_type) else { panic!("{id}: {data_type} is not real") };
    let texts = elements.split(',').map(str::trim).filter(|text| *text != NOTHING);
    let pattern = |text: &str| match scalar::from_text(real, text) {
        Ok(pattern) => pattern,
        Err(error) => panic!("{id}: {error}"),
    };
    pack(real, texts.map(pattern))
}
