//! Questions about codecs that compute with arrays as NumPy does: arrays that have an encoding, and what is stored and can be
//! read. What the reference leaves undefined is not asked.

use rand_chacha::rand_core::Rng;

use super::ask::{Questions, Whole, numbers, seeded};
use super::json::dimensions;
use crate::chunk::{Array, Data, Form};
use crate::codec::Operation;
use crate::codec::definition::Definition;
use crate::codec::notes::Readings;
use crate::data_type::{Kind, Real, pack, unpack};
use crate::oracle::numpy::{cast, is_number};
use crate::oracle::{Chain, Codec, Told};
use crate::vectors::{Ask, Scenario, ScenarioKind};

/// A codec with a configuration, for arrays of one type.
pub(super) struct Asked<'a> {
    pub codec: &'static Definition,
    pub id: String,
    pub about: String,
    pub clauses: &'a [&'a str],
    /// The entry in `codecs`.
    pub entry: String,
    pub real: Real,
    pub fill_value: &'a str,
}

/// The types that NumPy computes with.
pub(super) fn types() -> impl Iterator<Item = Real> {
    Real::all().filter(|real| is_number(*real))
}

/// The type string of a type, in the order of most machines.
pub(super) fn type_string(real: Real) -> String {
    let order = if real.bytes() == 1 { '|' } else { '<' };
    let kind = match real.kind() {
        Kind::Float(_) => 'f',
        Kind::Integer(integer) if integer.signed => 'i',
        Kind::Integer(_) => 'u',
    };
    format!("{order}{kind}{}", real.bytes())
}

/// Numbers from near zero, with fractions, to far away, as far as a type has them; and any.
pub(super) fn spread(real: Real, seed: &str) -> Vec<u64> {
    const MIDDLE: [f64; 28] = [
        0.0, -0.0, 0.05, 0.1, 0.125, 0.25, 0.3, 0.5, -0.5, 0.75, 1.0, 1.5, -1.5, 2.5, 3.5, -2.75,
        7.0, 9.95, 10.0, 12.25, 25.5, -27.45, 99.0, 100.0, 127.0, 128.0, 200.5, 255.0,
    ];
    const FAR: [f64; 10] =
        [256.0, 999.95, 1000.0, 1000.25, 1010.5, -1000.0, 32767.0, 65535.0, 1e6, -1e9];
    let middle = MIDDLE.into_iter().chain(FAR);
    let mut all: Vec<u64> =
        middle.filter_map(|number| cast(Real::FLOAT64, real, number.to_bits())).collect();
    all.extend(numbers(real).into_iter().step_by(2));
    let mut rng = seeded(seed);
    all.extend((0..6).map(|_| rng.next_u64() & real.mask()));
    all.sort_unstable();
    all.dedup();
    all
}

pub(super) fn file(theme: &str, about: &'static str, scenarios: Vec<Scenario>) -> Questions {
    Questions { kind: ScenarioKind::Encodings, theme: theme.to_owned(), about, scenarios }
}

impl Asked<'_> {
    fn whole(&self, id: String, shape: &[u64]) -> Whole<'_> {
        Whole {
            id,
            about: self.about.clone(),
            clauses: self.clauses,
            of: Some(self.codec),
            codec: self.entry.clone(),
            array: Some((format!("\"{}\"", self.real), self.fill_value.to_owned(), shape.to_vec())),
        }
    }

    /// An array there and back, as far as both are defined.
    pub fn array(&self, shape: &[u64], elements: &[u64]) -> Vec<Scenario> {
        let id = format!("{}/{}/{}", self.real, dimensions(shape), self.id);
        let whole = self.whole(id, shape);
        let scenarios = whole.there_and_back(pack(self.real, elements.to_vec()));
        let is_defined = |one: &Scenario| match &one.ask {
            Ask::Data { expected, .. } => expected.stand.is_some(),
            _ => false,
        };
        scenarios.into_iter().filter(is_defined).collect()
    }

    /// Elements there and back, each by itself, and other elements that are stored, of a codec that keeps elements apart.
    pub fn elements(&self, seed: &str) -> Vec<Scenario> {
        let Some(chain) = self.chain() else { return Vec::new() };
        let Form::Array { data_type, .. } = chain.encoded() else { return Vec::new() };
        let Some(stored) = data_type.real() else { return Vec::new() };
        let through = |operation: Operation, real: Real, pattern: &u64| {
            let array = Array::from_patterns(real, vec![1], [*pattern]).ok()?;
            let (data, told) = (Data::Array(array), &mut Told::nobody());
            let data = match operation {
                Operation::Encode => chain.encode(&data, told),
                Operation::Decode => chain.decode(&data, told),
            };
            let Data::Array(Array { elements, .. }) = data.ok()? else { return None };
            match elements {
                crate::chunk::Elements::Fixed { bytes, .. } => Some(bytes),
                crate::chunk::Elements::Variable(_) => None,
            }
        };
        let is_decoded = |pattern: &u64| through(Operation::Decode, stored, pattern).is_some();
        let comes_back = |pattern: &u64| {
            let encoded = through(Operation::Encode, self.real, pattern)?;
            unpack(stored, &encoded).next().filter(is_decoded)
        };
        let there: Vec<u64> =
            spread(self.real, seed).into_iter().filter(|one| comes_back(one).is_some()).collect();
        let back: Vec<u64> =
            spread(stored, &format!("{seed}/stored")).into_iter().filter(is_decoded).collect();
        let mut scenarios = match &there[..] {
            [] => Vec::new(),
            there => self.array(&[there.len() as u64], there),
        };
        if !back.is_empty() {
            let id = format!("{}/stored/{}", self.real, self.id);
            let whole = self.whole(id, &[back.len() as u64]);
            scenarios.push(whole.ask(Operation::Decode, pack(stored, back)));
        }
        scenarios
    }

    fn chain(&self) -> Option<Chain> {
        let form = Form::array(self.real.into(), vec![1], None).ok()?;
        Chain::bind_part(&format!("[{}]", self.entry), form, &Readings::stand()).ok()
    }
}

/// Entries of a table, each with a name and what stands in its configuration, for an array of a type.
pub(super) fn configurations(
    codec: &'static Definition,
    (real, elements): (Real, &[u64]),
    clause: &'static str,
    table: &[(&str, &str)],
) -> Questions {
    let ask = |(id, members): &(&str, &str)| {
        let entry = format!(r#"{{"name":"{}","configuration":{{{members}}}}}"#, codec.name);
        let whole = Whole {
            id: (*id).to_owned(),
            about: format!("the entry {entry}"),
            clauses: &[clause],
            of: Some(codec),
            codec: entry,
            array: Some((format!("\"{real}\""), "1".to_owned(), vec![elements.len() as u64])),
        };
        whole.there_and_back(pack(real, elements.to_vec()))
    };
    let scenarios = table.iter().flat_map(ask).collect();
    file("configuration", "what is in the configuration, and what must not be", scenarios)
}
