//! Numbers, lists and outcomes as people read them.

use std::fmt::Display;

use crate::codec::notes::Letter;
use crate::data_type::Real;
use crate::vectors::{Accepted, DataOutcome, Expected, Outcome, hex};

/// A value and its pattern.
pub(super) fn element(data_type: Real, pattern: u64) -> String {
    format!("{} ({})", data_type.value_to_text(pattern), data_type.pattern_to_text(pattern))
}

pub(super) fn outcome(data_type: Real, outcome: Outcome) -> String {
    match outcome {
        Outcome::Bits(pattern) => element(data_type, pattern),
        Outcome::Nan => "NaN".to_owned(),
        Outcome::Error => "an error".to_owned(),
        Outcome::Valid => "valid".to_owned(),
        Outcome::Invalid => "invalid".to_owned(),
    }
}

pub(super) fn expected(data_type: Real, expected: &Expected) -> String {
    match expected {
        Expected::Only(only) => outcome(data_type, *only),
        Expected::Advisory(advisory) => {
            let readings = advisory.outcomes.iter().map(|(letter, one)| {
                let (outcome, note) = (outcome(data_type, *one), advisory.note);
                format!("{outcome} (SN-{note:02}={})", letter.to_char())
            });
            readings.collect::<Vec<_>>().join(", or ")
        }
        Expected::Accepted(all) => accepted(all, |one| outcome(data_type, *one)),
    }
}

/// The outcome under the stand, then what is accepted too.
pub(super) fn accepted<T>(accepted: &Accepted<T>, text: impl Fn(&T) -> String) -> String {
    let others = accepted.others.iter().map(|other| {
        let readings: Vec<_> = other.readings.iter().map(|one| reading(*one)).collect();
        format!("{} ({})", text(&other.outcome), readings.join(" with "))
    });
    [text(&accepted.stand)].into_iter().chain(others).collect::<Vec<_>>().join(", or ")
}

/// What is expected of data as a whole.
pub(super) fn data_expected(expected: &Accepted<DataOutcome>) -> String {
    accepted(expected, |outcome| match outcome {
        Some(bytes) => data(bytes),
        None => "an error".to_owned(),
    })
}

/// A reading as people write it: `SN-07=B`.
pub(super) fn reading((note, letter): (u16, Letter)) -> String {
    format!("SN-{note:02}={}", letter.to_char())
}

/// The first bytes of data, and how many there are.
pub(super) fn data(data: &[u8]) -> String {
    const SHOWN: usize = 32;
    let count = counted(data.len() as u64, "byte");
    let more = if data.len() > SHOWN { "…" } else { "" };
    format!("{count}: {}{more}", hex(&data[..data.len().min(SHOWN)]))
        .trim_end_matches(": ")
        .to_owned()
}

/// A number of things.
pub(super) fn counted(number: u64, thing: &str) -> String {
    format!("{} {thing}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with its digits in groups of three.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(super) fn list<T: Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}
