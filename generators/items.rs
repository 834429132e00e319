//! Questions about codecs that write elements without a fixed size one after the other: elements of many lengths, and bytes
//! that are no such elements.

use super::ask::{Questions, Whole};
use super::json::dimensions;
use crate::codec::Operation;
use crate::codec::definition::Definition;
use crate::vectors::{Scenario, ScenarioKind, VectorData};

/// A codec of this kind, and elements for it.
pub(super) struct Items {
    pub codec: &'static Definition,
    pub data_type: &'static str,
    /// Another data type, for which it is not defined.
    pub other_type: &'static str,
    pub fill_value: &'static str,
    /// Elements, each with a name.
    pub elements: Vec<(&'static str, Vec<u8>)>,
    /// Bytes of an element that is none, each with a name and what they are.
    pub wrong: Vec<(&'static str, &'static str, Vec<u8>)>,
}

/// Entries of the codec, each with a name; `NAME` stands for its name.
const ENTRIES: [(&str, &str); 6] = [
    ("bare", r#""NAME""#),
    ("absent", r#"{"name":"NAME"}"#),
    ("empty", r#"{"name":"NAME","configuration":{}}"#),
    ("null", r#"{"name":"NAME","configuration":null}"#),
    ("other", r#"{"name":"NAME","configuration":{"encoding":"utf-8"}}"#),
    ("endian", r#"{"name":"NAME","configuration":{"endian":"big"}}"#),
];

/// Shapes of chunks.
const SHAPES: [&[u64]; 7] = [&[], &[1], &[2], &[7], &[2, 3], &[2, 1, 2], &[0]];

impl Items {
    pub fn questions(&self) -> Vec<Questions> {
        let file = |theme: &str, about, scenarios| Questions {
            kind: ScenarioKind::Encodings,
            theme: theme.to_owned(),
            about,
            scenarios,
        };
        vec![
            file(
                "elements",
                "elements of many lengths, and arrays of many shapes",
                self.elements(),
            ),
            file(
                "damaged",
                "numbers and lengths that are wrong, bytes lost or added",
                self.damaged(),
            ),
            file("configuration", "entries in the metadata, and data types", self.configuration()),
        ]
    }

    fn clause(&self, what: &str) -> String {
        format!("{}/{what}", self.codec.name)
    }

    fn entry(&self) -> String {
        format!(r#"{{"name":"{}"}}"#, self.codec.name)
    }

    fn whole<'a>(
        &self,
        id: String,
        about: String,
        shape: &[u64],
        clauses: &'a [&'a str],
    ) -> Whole<'a> {
        let array = (format!("\"{}\"", self.data_type), self.fill_value.to_owned(), shape.to_vec());
        Whole { id, about, clauses, of: Some(self.codec), codec: self.entry(), array: Some(array) }
    }

    /// So many of the elements, from one on. Long ones are asked alone.
    fn some(&self, from: usize, count: usize) -> Vec<Vec<u8>> {
        let all = self.elements.iter().map(|(_, element)| element.clone());
        let short = all.filter(|element| element.len() < 1_000);
        short.cycle().skip(from).take(count).collect()
    }

    fn elements(&self) -> Vec<Scenario> {
        let clauses = [self.clause("count"), self.clause("elements")];
        let clauses = clauses.each_ref().map(String::as_str);
        let alone = self.elements.iter().flat_map(|(name, element)| {
            let whole = self.whole(format!("1/{name}"), (*name).replace('-', " "), &[1], &clauses);
            whole.there_and_back(VectorData::Elements(vec![element.clone()]))
        });
        let shapes = SHAPES.iter().enumerate().flat_map(|(at, shape)| {
            let count = shape.iter().product::<u64>() as usize;
            let id = format!("{}/several", dimensions(shape));
            let whole = self.whole(id, format!("an array of {count}"), shape, &clauses);
            whole.there_and_back(VectorData::Elements(self.some(at, count)))
        });
        let mut scenarios: Vec<_> = alone.chain(shapes).collect();
        scenarios.sort_by(|one, other| one.id.cmp(&other.id));
        scenarios.dedup_by(|one, other| one.id == other.id);
        scenarios
    }

    fn damaged(&self) -> Vec<Scenario> {
        let clauses = [self.clause("count"), self.clause("elements")];
        let clauses = clauses.each_ref().map(String::as_str);
        let right =
            self.whole("right".to_owned(), "an encoding as it is".to_owned(), &[3], &clauses);
        let (first, last) = (b"ab".to_vec(), b"c".to_vec());
        let Some(encoded) = right.encoded(VectorData::Elements(vec![first, Vec::new(), last]))
        else {
            return Vec::new();
        };
        let decode = |(id, about, bytes): (String, String, Vec<u8>)| {
            self.whole(id, about, &[3], &clauses).ask(Operation::Decode, bytes)
        };
        let cut = (0..encoded.len()).map(|length| {
            (
                format!("cut-{length}"),
                format!("the first {length} bytes"),
                encoded[..length].to_vec(),
            )
        });
        // Where the number of elements and their lengths stand.
        let numbers = [("count", 0), ("length-0", 4), ("length-1", 10), ("length-2", 14)];
        let changed = numbers.into_iter().flat_map(|(name, at)| {
            let encoded = &encoded;
            CHANGES.into_iter().filter_map(move |(slug, change)| {
                let number = encoded.get(at..at + 4)?.try_into().map(u32::from_le_bytes).ok()?;
                let mut bytes = encoded.clone();
                bytes[at..at + 4].copy_from_slice(&change(number).to_le_bytes());
                let about = format!("{} is {}", name.replace('-', " "), change(number));
                (bytes != *encoded).then(|| (format!("{name}-{slug}"), about, bytes))
            })
        });
        let longer = LONGER.into_iter().map(|(slug, about, rest)| {
            (slug.to_owned(), about.to_owned(), [&encoded[..], rest].concat())
        });
        let twice = ("twice".to_owned(), "the encoding twice".to_owned(), encoded.repeat(2));
        let whole = cut.chain(changed).chain(longer).chain([twice]).map(decode);
        whole.chain([right.ask(Operation::Decode, encoded.clone())]).chain(self.wrong()).collect()
    }

    /// Elements that are of the right length and no elements.
    fn wrong(&self) -> Vec<Scenario> {
        let clause = self.clause("utf8");
        let wrong = |(id, about, element): &(&str, &str, Vec<u8>)| {
            let number = |number: usize| (number as u32).to_le_bytes();
            let bytes = [&number(1)[..], &number(element.len()), element].concat();
            let whole = self.whole(format!("wrong-{id}"), (*about).to_owned(), &[1], &[]);
            Whole { clauses: &[clause.as_str()], ..whole }.ask(Operation::Decode, bytes)
        };
        self.wrong.iter().map(wrong).collect()
    }

    fn configuration(&self) -> Vec<Scenario> {
        let object = ["core/extension-object"];
        let of_entry = |(id, entry): (&str, &str)| {
            let codec = entry.replace("NAME", self.codec.name);
            let about = format!("the entry {codec}");
            let whole = Whole { codec, ..self.whole(id.to_owned(), about, &[2], &object) };
            whole.there_and_back(VectorData::Elements(self.some(1, 2)))
        };
        let typed = self.clause("data-type");
        let clauses = [typed.as_str()];
        let of_type = |(data_type, fill_value, data): (&str, &str, VectorData)| {
            let whole = self.whole(data_type.to_owned(), data_type.to_owned(), &[2], &clauses);
            let array = Some((format!("\"{data_type}\""), fill_value.to_owned(), vec![2]));
            Whole { array, ..whole }.ask(Operation::Encode, data)
        };
        let types = [
            (self.other_type, self.fill_value, VectorData::Elements(vec![vec![b'a'; 4]; 2])),
            ("uint8", "1", VectorData::Bytes(vec![1, 2])),
            ("r32", "[1,2,3,4]", VectorData::Bytes(vec![1; 8])),
        ];
        let entries = ENTRIES.into_iter().flat_map(of_entry);
        entries.chain(types.into_iter().map(of_type)).collect()
    }
}

/// The number that another becomes.
type Change = fn(u32) -> u32;

/// Changes of a number, each with a name.
const CHANGES: [(&str, Change); 6] = [
    ("less", |number| number.saturating_sub(1)),
    ("more", |number| number + 1),
    ("zero", |_| 0),
    ("reversed", |number| number.swap_bytes()),
    ("half", |_| 1 << 31),
    ("most", |_| u32::MAX),
];

/// What follows the last element.
const LONGER: [(&str, &str, &[u8]); 3] = [
    ("longer-1", "a byte follows", &[0]),
    ("longer-4", "the length of an empty element follows", &[0; 4]),
    ("longer-5", "an element follows", &[1, 0, 0, 0, b'd']),
];
