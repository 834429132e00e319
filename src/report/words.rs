//! Numbers, lists and outcomes as people read them.

#[cfg(feature = "oracle")]
use std::borrow::Cow;
use std::fmt::Display;

#[cfg(feature = "oracle")]
use crate::codec::notes::ReadingChoice;
use crate::codec::notes::spelled;
use crate::data_type::Real;
#[cfg(feature = "oracle")]
use crate::data_type::{DataType, unpack};
use crate::vectors::{Accepted, DataOutcome, Expected, Outcome, VectorData, hex};

/// A value and its pattern.
pub(super) fn element(data_type: Real, pattern: u64) -> String {
    format!("{} ({})", data_type.value_to_text(pattern), data_type.pattern_to_text(pattern))
}

/// An element of any type: its value, where it is a number, and its bits or bytes.
#[cfg(feature = "oracle")]
pub(super) fn any_element(data_type: &DataType, bytes: &[u8]) -> String {
    let real = data_type.real().filter(|real| real.bytes() == bytes.len());
    let pattern = real.and_then(|real| Some((real, unpack(real, bytes).next()?)));
    match pattern {
        Some((real, pattern)) => element(real, pattern),
        None => hexadecimal(bytes),
    }
}

/// The longest text that is shown whole.
#[cfg(feature = "oracle")]
const WHOLE: usize = 600;

/// A text, or its beginning and its end where what was found in a file makes it long.
#[cfg(feature = "oracle")]
pub(super) fn cut(text: &str) -> Cow<'_, str> {
    let half = WHOLE / 2;
    let mut ends = text.char_indices().map(|(at, _)| at);
    let (head, tail) = (ends.nth(half), text.char_indices().rev().nth(half));
    match (head, tail) {
        (Some(head), Some((tail, _))) if head < tail => {
            Cow::Owned(format!("{} … {}", &text[..head], &text[tail..]))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Bytes in their order.
#[cfg(feature = "oracle")]
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("0x{digits}")
}

/// What another reading would give.
#[cfg(feature = "oracle")]
pub(super) fn would_give(choice: &ReadingChoice, given: &str) -> String {
    let grade = choice.note.grade.name();
    format!("{choice} would give {given}: {} ({grade})", choice.says())
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
        let readings: Vec<_> = other.readings.iter().map(|one| spelled(*one)).collect();
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

/// The first bytes of data, and how many there are, or the first elements.
pub(super) fn data(data: &VectorData) -> String {
    const SHOWN: usize = 32;
    let data = match data {
        VectorData::Bytes(bytes) => bytes,
        VectorData::Elements(elements) => {
            let (count, shown) = (elements.len(), elements.iter().take(SHOWN).cloned().collect());
            let more = if count > SHOWN { " …" } else { "" };
            let count = counted(count as u64, "element");
            return format!("{count}: {}{more}", VectorData::Elements(shown));
        }
    };
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
