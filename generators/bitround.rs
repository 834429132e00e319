//! What is asked of `bitround`: each number of bits that changes anything, on numbers, ties and carries.

use rand_chacha::rand_core::Rng;

use super::ask::{Elementwise, Questions, Whole, fixed_types, numbers, seeded, values};
use super::json::fill_value;
use crate::codec::Operation;
use crate::codec::bitround::DEFINITION;
use crate::data_type::{DataType, Kind, Real};
use crate::vectors::{Scenario, ScenarioKind};

/// The number of random inputs, for each number of bits.
const RANDOM: usize = 8;

pub(super) fn questions() -> Vec<Questions> {
    let reals = Real::all().map(|real| Questions {
        kind: ScenarioKind::Elementwise,
        theme: real.name().to_owned(),
        about: "numbers are rounded to so many bits",
        scenarios: of_real(real),
    });
    let others = Questions {
        kind: ScenarioKind::Encodings,
        theme: "other-types".to_owned(),
        about: "complex numbers, times, and types that the codec is not defined for",
        scenarios: fixed_types()
            .iter()
            .filter(|one| one.real().is_none())
            .flat_map(of_other)
            .collect(),
    };
    reals.chain([others]).collect()
}

fn entry(name: &str, keepbits: &str) -> String {
    format!(r#"{{"name":"{name}","configuration":{{"keepbits":{keepbits}}}}}"#)
}

/// The bits that a component has to lose.
fn digits(real: Real) -> u32 {
    match real.kind() {
        Kind::Float(float) => float.mantissa_bits,
        Kind::Integer(integer) => integer.bits,
    }
}

fn of_real(real: Real) -> Vec<Scenario> {
    let digits = digits(real);
    let is_float = !real.is_integer();
    let clause = if is_float { "bitround/floats" } else { "bitround/integers" };
    let mut keeps: Vec<u32> =
        vec![1, 2, 3, 5, 8, digits / 2, digits.saturating_sub(2), digits.saturating_sub(1)];
    keeps.retain(|keep| (1..digits).contains(keep));
    keeps.sort_unstable();
    keeps.dedup();
    let ask =
        |name: &str, id: String, about: String, clause: &str, keepbits: &str, operation, inputs| {
            let question = Elementwise {
                codec: &DEFINITION,
                id,
                about,
                clauses: &[clause],
                entry: entry(name, keepbits),
                data_type: real,
                fill_values: &["1", "0"],
                operation,
                inputs,
            };
            question.scenario()
        };
    let mut scenarios = Vec::new();
    for keep in &keeps {
        let (id, about) = (format!("encode/{keep}"), format!("{keep} of {digits} bits are kept"));
        let inputs = inputs(real, *keep);
        let text = keep.to_string();
        scenarios.push(ask(DEFINITION.name, id, about, clause, &text, Operation::Encode, inputs));
    }
    let few = || numbers(real).into_iter().step_by(3).collect::<Vec<_>>();
    let edges = [
        ("0", "no bits are kept", "bitround/keepbits"),
        ("-1", "fewer bits than none", "bitround/keepbits"),
        ("1.5", "a fraction is no number of bits", "bitround/keepbits"),
        ("\"3\"", "a text is no number of bits", "bitround/keepbits"),
        ("null", "null is no number of bits", "bitround/keepbits"),
    ];
    let slugs = ["zero", "negative", "fraction", "text", "null"];
    for ((keepbits, about, clause), slug) in edges.into_iter().zip(slugs) {
        let (id, about) = (format!("encode/{slug}"), about.to_owned());
        scenarios.push(ask(
            DEFINITION.name,
            id,
            about,
            clause,
            keepbits,
            Operation::Encode,
            if slug == "zero" && is_float { inputs(real, 0) } else { few() },
        ));
    }
    for keep in [digits, digits + 1, 64, 1000] {
        let (id, about) =
            (format!("encode/{keep}"), format!("{keep} bits, of which there are only {digits}"));
        let text = keep.to_string();
        scenarios.push(ask(
            DEFINITION.name,
            id,
            about,
            "bitround/keepbits",
            &text,
            Operation::Encode,
            few(),
        ));
    }
    let (id, about) = ("decode/3".to_owned(), "decoding changes nothing".to_owned());
    let all: Vec<u64> = inputs(real, 3).into_iter().step_by(3).collect();
    scenarios.push(ask(DEFINITION.name, id, about, clause, "3", Operation::Decode, all.clone()));
    let (id, about) = ("encode/alias".to_owned(), "by the name of numcodecs".to_owned());
    let alias = DEFINITION.aliases[0];
    scenarios.push(ask(alias, id, about, "bitround/alias", "3", Operation::Encode, all));
    // The same case twice would have one id twice.
    let mut ids = std::collections::BTreeSet::new();
    scenarios.retain(|scenario| ids.insert(scenario.id.clone()));
    scenarios
}

/// Numbers, and for each place of a binade: what is kept with a tie, just beside a tie, and with one bit alone below.
fn inputs(real: Real, keep: u32) -> Vec<u64> {
    let mask = real.mask();
    let mut rng = seeded(&format!("bitround/{real}/{keep}"));
    let mut inputs = numbers(real);
    for _ in 0..RANDOM {
        inputs.push(rng.next_u64() & mask);
        let (drop, pattern) = match real.kind() {
            Kind::Float(float) => (float.mantissa_bits.saturating_sub(keep), rng.next_u64() & mask),
            Kind::Integer(integer) => {
                let bits = 1 + (rng.next_u64() % u64::from(integer.bits)) as u32;
                let pattern = (rng.next_u64() | 1 << 63) >> (64 - bits);
                (bits.saturating_sub(keep), pattern & mask)
            }
        };
        if drop == 0 {
            continue;
        }
        let cut = pattern >> drop << drop;
        let half = 1u64 << (drop - 1);
        let lone = 1u64 << (rng.next_u64() % u64::from(drop));
        let carry =
            pattern | ((mask >> (64 - u64::BITS.min(digits(real)))) & !((1u64 << drop) - 1));
        let all =
            [cut, cut | half, (cut | half) + 1, (cut | half) - 1, cut | lone, cut | half | lone];
        inputs.extend(all.map(|one| one & mask));
        inputs.push((carry | half) & mask);
    }
    inputs
}

fn of_other(data_type: &DataType) -> Vec<Scenario> {
    let mut rng = seeded(&format!("bitround/{data_type}"));
    let keeps = ["1", "3", "10", "60"];
    let ask = |keepbits: &&str| {
        let whole = Whole {
            id: format!("{data_type}/{keepbits}"),
            about: format!("{keepbits} bits of {data_type} are kept"),
            clauses: &["bitround/data-types"],
            of: Some(&DEFINITION),
            codec: entry(DEFINITION.name, keepbits),
            array: Some((data_type.to_json(), fill_value(data_type), vec![3, 4])),
        };
        whole.ask(Operation::Encode, values(data_type, 12, &mut rng))
    };
    keeps.iter().map(ask).collect()
}
