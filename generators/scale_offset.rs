//! Questions about `scale_offset`: the configurations of a table, on the numbers where arithmetic changes its ways, and
//! on those that come to such numbers.

use rand_chacha::rand_core::Rng;

use super::ask::{Configured, Elementwise, Metadata, Questions, numbers, seeded};
use super::rows as table;
use crate::codec::Operation;
use crate::codec::scale_offset::DEFINITION;
use crate::data_type::{Kind, Nan, Real};
use crate::vectors::{Ask, Element, Outcome, Scenario, ScenarioKind};

const CONFIGURATIONS: &str = include_str!("scale_offset.txt");

/// Fill values to try: some are in range of the most configurations.
const FILL_VALUES: [&str; 6] = ["1", "0", "2", "3", "5", "100"];

/// The number of random inputs.
const RANDOM: usize = 6;

pub(super) fn questions() -> Vec<Questions> {
    let of_type = |real: Real| {
        let rows = table::rows::<4>(CONFIGURATIONS);
        let rows = rows.into_iter().filter(|(section, _)| is_of(section[0], real));
        Questions {
            kind: ScenarioKind::Elementwise,
            theme: real.name().to_owned(),
            about: "an offset is subtracted, then a scale multiplied with, in the arithmetic of the type",
            scenarios: rows.flat_map(|(_, cells)| both(real, cells)).collect(),
        }
    };
    let configurations = Questions {
        kind: ScenarioKind::FillValue,
        theme: "configurations".to_owned(),
        about: "fill values of common types under every configuration of elements",
        scenarios: fill_values(),
    };
    Real::all().map(of_type).chain(CONFIGURED.questions()).chain([configurations]).collect()
}

/// The clauses on the fill value after the codec.
const CARRIED: &[&str] = &["scale_offset/fill-value", "scale_offset/encode-fill-value"];

const CONFIGURED: Configured = Configured::new(
    &DEFINITION,
    &["float64", "int16"],
    &[r#"{"offset":1,"scale":2}"#, r#"{"offset":1}"#, r#"{"scale":1}"#],
)
.with_fill_value(CARRIED);

/// Types whose fill values are asked about under every configuration, and those fill values.
const COMMON: [&str; 4] = ["float64", "float32", "int32", "uint8"];
const COMMON_FILL_VALUES: [&str; 5] = ["0", "7", "-100", "\"NaN\"", "-0.0"];

fn fill_values() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for real in COMMON.into_iter().filter_map(|name| Real::from_name(name).ok()) {
        let rows = table::rows::<4>(CONFIGURATIONS);
        for (_, [slug, configuration, about, _]) in
            rows.into_iter().filter(|(section, _)| is_of(section[0], real))
        {
            for fill_value in COMMON_FILL_VALUES {
                let metadata = Metadata {
                    codec: &DEFINITION,
                    id: format!("{real}/{slug}/{}", fill_value.trim_matches('"')),
                    about: format!("the fill value {fill_value}: {about}"),
                    entry: &entry(configuration),
                    data_type: &format!("\"{real}\""),
                    fill_value,
                };
                scenarios.extend(metadata.fill_value(CARRIED));
            }
        }
    }
    scenarios
}

/// The entry of a configuration in the table.
fn entry(configuration: &str) -> String {
    match configuration {
        "-" => r#"{"name":"scale_offset"}"#.to_owned(),
        json => format!(r#"{{"name":"scale_offset","configuration":{json}}}"#),
    }
}

/// Whether a section of the table is about a type.
fn is_of(section: &str, real: Real) -> bool {
    let (class, least) = match section.split_once("-from-") {
        Some((class, bits)) => (class, bits.trim_end_matches("-bits").parse().unwrap_or(0)),
        None => (section, 0),
    };
    let is_in_class = match (class, real.kind()) {
        ("all", _) => true,
        ("integers", Kind::Integer(_)) | ("floats", Kind::Float(_)) => true,
        ("signed", Kind::Integer(integer)) => integer.signed,
        ("unsigned", Kind::Integer(integer)) => !integer.signed,
        ("floats-signed", Kind::Float(_)) => {
            real.min_finite() != 0 || real.infinity(true).is_some()
        }
        ("floats-with-infinity", Kind::Float(_)) => real.infinity(false).is_some(),
        ("floats-with-nan", Kind::Float(float)) => !matches!(float.nan, Nan::None),
        (name, _) => name == real.name(),
    };
    is_in_class && real.bits() >= least
}

fn both(real: Real, [slug, configuration, about, clauses]: [&str; 4]) -> [Scenario; 2] {
    let entry = entry(configuration);
    let clauses: Vec<_> = clauses.split(',').collect();
    [Operation::Encode, Operation::Decode].map(|operation| {
        let ask = |id: String, operation, inputs| {
            let question = Elementwise {
                codec: &DEFINITION,
                id,
                about: about.to_owned(),
                clauses: &clauses,
                entry: entry.clone(),
                data_type: real,
                fill_values: &FILL_VALUES,
                operation,
                inputs,
            };
            question.scenario()
        };
        let id = format!("{}/{slug}", operation.name());
        let mut inputs = numbers(real);
        if real.bits() <= 6 {
            inputs.extend(0..=real.mask());
        } else {
            let mut rng = seeded(&format!("scale_offset/{real}/{id}"));
            inputs.extend((0..RANDOM).map(|_| rng.next_u64() & real.mask()));
            // What comes to a number of interest, and what is beside it.
            let backwards = match operation {
                Operation::Encode => Operation::Decode,
                Operation::Decode => Operation::Encode,
            };
            let before = ask(id.clone(), backwards, inputs.clone());
            let ranks = results(&before).into_iter().filter_map(|pattern| real.rank(pattern));
            let around: Vec<_> = ranks.flat_map(|rank| rank - 1..=rank + 1).collect();
            let around = around.into_iter().filter_map(|rank| real.from_rank(rank));
            inputs.extend(around.step_by(5));
        }
        ask(id, operation, inputs)
    })
}

/// The patterns that a scenario expects.
fn results(scenario: &Scenario) -> Vec<u64> {
    let Ask::Elements { elements, .. } = &scenario.ask else { return Vec::new() };
    let pattern = |one: &Element| match one.expected.stand() {
        Outcome::Bits(pattern) => Some(pattern),
        _ => None,
    };
    elements.iter().filter_map(pattern).collect()
}
