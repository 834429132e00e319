//! Questions about codecs that add a checksum: bytes of many lengths, and checksums that are wrong, cut off or of
//! something else.

use super::ask::{Questions, Whole, seeded, values};
use crate::codec::Operation;
use crate::codec::definition::Definition;
use crate::data_type::DataType;
use crate::vectors::{Scenario, ScenarioKind};

/// A codec that adds a checksum.
pub(super) struct Checked {
    pub codec: &'static Definition,
    pub entry: String,
    /// The clauses on the sum, and on where it stands.
    pub clauses: [&'static str; 2],
    pub is_at_end: bool,
    /// The bytes of which the checksums are published.
    pub published: &'static str,
    /// The content of its configuration.
    pub parameters: &'static str,
    /// Entries, each with a name and the clause that it is about.
    pub configurations: Vec<(&'static str, String, &'static str)>,
}

/// Entries that a table lists, each with a name and the clause that it is about.
pub(super) fn listed(
    table: &'static [(&'static str, &'static str, &'static str)],
) -> Vec<(&'static str, String, &'static str)> {
    table.iter().map(|(id, entry, clause)| (*id, (*entry).to_owned(), *clause)).collect()
}

/// Configurations that say, or fail to say, where the checksum stands.
const LOCATIONS: [(&str, &str); 7] = [
    ("start", r#"{"location":"start"}"#),
    ("end", r#"{"location":"end"}"#),
    ("null", r#"{"location":null}"#),
    ("middle", r#"{"location":"middle"}"#),
    ("upper", r#"{"location":"END"}"#),
    ("number", r#"{"location":0}"#),
    ("other", r#"{"place":"end"}"#),
];

impl Checked {
    /// A codec of numcodecs whose checksum stands where `location` says; `is_at_end` is where without it. Its clauses are on
    /// the sum and on the location.
    pub fn located(
        codec: &'static Definition,
        clauses: [&'static str; 2],
        is_at_end: bool,
    ) -> Checked {
        let (name, object) = (codec.name, "core/extension-object");
        let entry =
            |configuration: &str| format!(r#"{{"name":"{name}","configuration":{configuration}}}"#);
        let short = [
            ("bare", format!("\"{name}\""), object),
            ("absent", format!(r#"{{"name":"{name}"}}"#), object),
        ];
        let locations = LOCATIONS.map(|(id, configuration)| (id, entry(configuration), clauses[1]));
        Checked {
            codec,
            entry: entry("{}"),
            clauses,
            is_at_end,
            published: "bytes whose checksums are published for many algorithms",
            parameters: "the place of the checksum",
            configurations: short.into_iter().chain(locations).collect(),
        }
    }

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
        let codec = self.entry.clone();
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

    /// The checksums are computed, and compared with the published ones in tests.
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
        let encoded = right.encoded(data).unwrap_or_default();
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
        let ask = |(id, entry, clause): &(&str, String, &str)| {
            let clauses = [*clause];
            let whole = self.whole((*id).to_owned(), format!("the entry {entry}"), &clauses);
            let whole = Whole { codec: entry.clone(), ..whole };
            whole.there_and_back(self.random("configuration", 5))
        };
        self.configurations.iter().flat_map(ask).collect()
    }
}
