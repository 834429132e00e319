//! Questions about `bitround`: each number of bits that changes anything, on numbers, ties and carries.

use std::collections::BTreeSet;

use rand_chacha::rand_core::Rng;

use super::ask::{Configured, Elementwise, Questions, Whole, numbers, remainders, seeded, values};
use super::json::fill_value;
use crate::codec::Operation;
use crate::codec::bitround::{DEFINITION, is_listed};
use crate::data_type::{DataType, Kind, Real};
use crate::vectors::{Scenario, ScenarioKind};

pub(super) fn questions() -> Vec<Questions> {
    let reals = Real::all().filter(is_listed).map(|real| Questions {
        kind: ScenarioKind::Elementwise,
        theme: real.name().to_owned(),
        about: "numbers are rounded to so many bits",
        scenarios: of_real(real),
    });
    let about = "complex numbers, times, and types that the codec is not defined for";
    let others = [Questions::of_types("other-types", about, of_other)];
    let configurations = &[r#"{"keepbits":3}"#, r#"{"keepbits":1}"#];
    let configured = Configured::new(&DEFINITION, &["float32", "int16"], configurations);
    let configured = configured.with_fill_value(&[]).of_types(is_settled);
    reals.chain(others).chain(configured.questions()).collect()
}

/// True of types that the page lists or rules out. Other numbers may be supported ("Other types").
fn is_settled(data_type: &DataType) -> bool {
    !matches!(data_type, DataType::Real(real) | DataType::Complex(real) if !is_listed(real))
}

/// Numbers of bits that are none, or none of the text's: slug, sentence, JSON.
const ODD: [[&str; 3]; 5] = [
    ["zero", "no bits are kept", "0"],
    ["negative", "fewer bits than none", "-1"],
    ["fraction", "a fraction is no number of bits", "1.5"],
    ["text", "a text is no number of bits", "\"3\""],
    ["null", "null is no number of bits", "null"],
];

fn entry(name: &str, keepbits: &str) -> String {
    format!(r#"{{"name":"{name}","configuration":{{"keepbits":{keepbits}}}}}"#)
}

fn of_real(real: Real) -> Vec<Scenario> {
    let (digits, is_float) = (real.digits(), !real.is_integer());
    let clause = if is_float { "bitround/floats" } else { "bitround/integers" };
    let ask = |operation: Operation, slug: &str, about: &str, clause, entry, inputs| {
        let (codec, data_type) = (&DEFINITION, real);
        let (id, about) = (format!("{}/{slug}", operation.name()), about.to_owned());
        let (clauses, fill_values): (&[&str], &[&str]) = (&[clause], &["1", "0"]);
        Elementwise { codec, id, about, clauses, entry, data_type, fill_values, operation, inputs }
            .scenario()
    };
    let (name, encode) = (DEFINITION.name, Operation::Encode);
    let keeps = [1, 2, 3, 5, 8, digits / 2, digits.saturating_sub(2), digits.saturating_sub(1)];
    let keeps: BTreeSet<_> = keeps.into_iter().filter(|keep| (1..digits).contains(keep)).collect();
    let of_keep = keeps.into_iter().map(|keep| {
        let about = format!("{keep} of {digits} bits are kept");
        let text = keep.to_string();
        ask(encode, &text, &about, clause, entry(name, &text), inputs(real, keep))
    });
    let few = || numbers(real).into_iter().step_by(3).collect();
    let odd = ODD.into_iter().map(|[slug, about, json]| {
        let inputs = if slug == "zero" && is_float { inputs(real, 0) } else { few() };
        ask(encode, slug, about, "bitround/keepbits", entry(name, json), inputs)
    });
    let beyond = [digits, digits + 1].into_iter().chain((digits != 64).then_some(64)).chain([1000]);
    let beyond = beyond.map(|keep| {
        let about = format!("{keep} bits, of which there are only {digits}");
        let text = keep.to_string();
        ask(encode, &text, &about, "bitround/keepbits", entry(name, &text), few())
    });
    let all: Vec<u64> = inputs(real, 3).into_iter().step_by(3).collect();
    let (decode, about) = (Operation::Decode, "decoding changes nothing");
    let decoded = ask(decode, "3", about, clause, entry(name, "3"), all.clone());
    let (alias, about) = (entry(DEFINITION.aliases[0], "3"), "by the name of numcodecs");
    let by_alias = ask(encode, "alias", about, "bitround/alias", alias, all);
    of_keep.chain(odd).chain(beyond).chain([decoded, by_alias]).collect()
}

/// Numbers, and for each place of a binade: what is kept with a tie, just beside a tie, and with one bit alone below.
fn inputs(real: Real, keep: u32) -> Vec<u64> {
    let mask = real.mask();
    let mut rng = seeded(&format!("bitround/{real}/{keep}"));
    let mut inputs = numbers(real);
    for _ in 0..8 {
        inputs.push(rng.next_u64() & mask);
        let (drop, pattern) = match real.kind() {
            Kind::Float(float) => (float.mantissa_bits.saturating_sub(keep), rng.next_u64() & mask),
            Kind::Integer(integer) => {
                let bits = 1 + (rng.next_u64() % u64::from(integer.bits)) as u32;
                let pattern = (rng.next_u64() | 1 << 63) >> (64 - bits);
                (bits.saturating_sub(keep), pattern & mask)
            }
        };
        if drop > 0 {
            let carry = pattern | mask >> (64 - real.digits()) & !((1u64 << drop) - 1);
            inputs.extend(remainders(pattern, drop, &mut rng).map(|one| one & mask));
            inputs.push((carry | 1 << (drop - 1)) & mask);
        }
    }
    inputs
}

fn of_other(data_type: &DataType) -> Vec<Scenario> {
    if data_type.real().is_some() || !is_settled(data_type) {
        return Vec::new();
    }
    let mut rng = seeded(&format!("bitround/{data_type}"));
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
    ["1", "3", "10", "60"].iter().map(ask).collect()
}
