//! What is asked of codecs that add a checksum: bytes of many lengths, and checksums that are wrong, cut off or of
//! something else.

use super::ask::{Questions, Whole, seeded, values};
use crate::codec::Operation;
use crate::codec::definition::Definition;
use crate::data_type::DataType;
use crate::vectors::{Ask, Scenario, ScenarioKind};

/// A codec that adds a checksum.
pub(super) struct Checked {
    pub codec: &'static Definition,
    pub entry: &'static str,
    /// The clauses on the sum, and on where it stands.
    pub clauses: [&'static str; 2],
    pub is_at_end: bool,
    /// What the bytes are of which the checksums are published.
    pub published: &'static str,
    /// What is in its configuration.
    pub parameters: &'static str,
    /// Entries, each with a name and the clause that it is about.
    pub configurations: &'static [(&'static str, &'static str, &'static str)],
}

impl Checked {
    pub fn questions(&self) -> Vec<Questions> {
        let file = |theme: &str, about, scenarios| Questions {
            kind: ScenarioKind::Encodings,
            theme: theme.to_owned(),
            about,
            scenarios,
        };
        vec![
            file("lengths", "bytes of many lengths", self.lengths()),
            file("published", self.published, self.published()),
            file("damaged", "one bit changed, bytes lost or added", self.damaged()),
            file("configuration", self.parameters, self.configuration()),
        ]
    }

    fn whole<'a>(&self, id: String, about: String, clauses: &'a [&'a str]) -> Whole<'a> {
        let codec = self.entry.to_owned();
        Whole { id, about, clauses, of: Some(self.codec), codec, array: None }
    }

    fn random(&self, name: &str, length: usize) -> Vec<u8> {
        let seed = format!("{}/{name}", self.codec.room());
        values(&DataType::Raw(8), length, &mut seeded(&seed))
    }

    fn lengths(&self) -> Vec<Scenario> {
        let of_length = |length: usize| {
            let (id, about) = (length.to_string(), format!("{length} bytes"));
            let whole = self.whole(id, about, &self.clauses);
            whole.there_and_back(self.random(&length.to_string(), length))
        };
        (0..=40).chain([63, 64, 65, 255, 256, 257, 1000, 4097]).flat_map(of_length).collect()
    }

    /// What the checksums are is computed, and compared in tests.
    fn published(&self) -> Vec<Scenario> {
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
            let whole = self.whole(name.to_owned(), about, &self.clauses[..1]);
            whole.there_and_back(bytes)
        };
        all.into_iter().flat_map(ask).collect()
    }

    fn damaged(&self) -> Vec<Scenario> {
        let data = self.random("damaged", 12);
        let (id, about) = ("right".to_owned(), "an encoding as it is".to_owned());
        let right = self.whole(id, about, &self.clauses[1..]);
        let encoded = match &right.ask(Operation::Encode, data).ask {
            Ask::Data { expected, .. } => expected.stand.clone().unwrap_or_default(),
            _ => Vec::new(),
        };
        let decode = |id: &str, about: &str, bytes: Vec<u8>| {
            let whole = self.whole(id.to_owned(), about.to_owned(), &self.clauses);
            whole.ask(Operation::Decode, bytes)
        };
        let mut scenarios = vec![right.ask(Operation::Decode, encoded.clone())];
        for bit in 0..8 * encoded.len() {
            let mut bytes = encoded.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            scenarios.push(decode(&format!("bit-{bit}"), &format!("bit {bit} is changed"), bytes));
        }
        for length in 0..encoded.len() {
            let bytes = encoded[..length].to_vec();
            let about = format!("{length} bytes are left");
            scenarios.push(decode(&format!("cut-{length}"), &about, bytes));
        }
        let mut more = encoded.clone();
        more.push(0);
        scenarios.push(decode("one-more", "a byte follows the checksum", more));
        let (before, after) = encoded.split_at(if self.is_at_end { 12 } else { 4 });
        let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<_>>();
        let big_endian = match self.is_at_end {
            true => [before, &reversed(after)].concat(),
            false => [&reversed(before), after].concat(),
        };
        scenarios.push(decode("big-endian", "the checksum is big-endian", big_endian));
        let (id, about) = match self.is_at_end {
            true => ("first", "the checksum comes first"),
            false => ("last", "the checksum comes last"),
        };
        scenarios.push(decode(id, about, [after, before].concat()));
        scenarios
    }

    fn configuration(&self) -> Vec<Scenario> {
        let ask = |(id, entry, clause): &(&str, &str, &str)| {
            let clauses = [*clause];
            let whole = self.whole((*id).to_owned(), format!("the entry {entry}"), &clauses);
            let whole = Whole { codec: (*entry).to_owned(), ..whole };
            whole.there_and_back(self.random("configuration", 5))
        };
        self.configurations.iter().flat_map(ask).collect()
    }
}
