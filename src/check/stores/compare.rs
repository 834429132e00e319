//! Elements that were read against those that are expected, by the value of the data type.
//!
//! How JSON writes a number does not matter (`1`, `1.0`, `1e0`); everything else does: the sign of zero, the bits of a NaN
//! (`"NaN"` says which ones, too), and how many lines there are.

use super::StoredDifference;
use crate::check::Deviation;
use crate::check::deviation::between_patterns;
use crate::data_type::fill_value::{self, FillValueRules};
use crate::data_type::scalar::Rules;
use crate::data_type::{DataType, unpack};
use crate::protocol::{ArrayAnswer, ArrayContent};
use crate::vectors::golden::GoldenArray;

/// The longest text of an element that is shown.
const SHOWN: usize = 120;

/// The first difference between an array that was read and the elements that are expected.
pub(super) fn first_difference(
    array: &GoldenArray,
    expected: &[String],
    answer: &ArrayAnswer,
) -> Option<StoredDifference> {
    let data_type = array.data_type();
    if let Some((expected, found)) = header(array, data_type.as_ref(), answer) {
        let deviation = Deviation::OtherShape;
        return Some(StoredDifference { position: None, expected, found, deviation });
    }
    let found = match &answer.content {
        ArrayContent::Elements(lines) => Found::Lines(lines),
        ArrayContent::Data(data) => match data_type
            .as_ref()
            .and_then(|one| Some((one, one.bytes()?)))
        {
            Some((data_type, size)) if data.len() % size == 0 => Found::Data(data_type, data, size),
            size => {
                let expected = match size {
                    Some((_, size)) => format!("{} bytes", size * expected.len()),
                    None => "`elements`, as they have no fixed size".to_owned(),
                };
                let found = format!("`data` of {} bytes", data.len());
                let deviation = Deviation::OtherCount;
                return Some(StoredDifference { position: None, expected, found, deviation });
            }
        },
    };
    if found.len() != expected.len() {
        let first = match found.len() {
            0 => String::new(),
            _ => format!(", the first of them {}", shown(&found.text(0))),
        };
        return Some(StoredDifference {
            position: None,
            expected: elements(expected.len()),
            found: format!("{}{first}", elements(found.len())),
            deviation: Deviation::OtherCount,
        });
    }
    let comparison = Comparison::of(array, data_type.as_ref());
    let mut elements = expected.iter().enumerate();
    elements.find_map(|(at, expected)| {
        let deviation = comparison.deviation(at, expected, &found)?;
        let (expected, found) = (shown(expected), shown(&found.text(at)));
        Some(StoredDifference { position: Some(at), expected, found, deviation })
    })
}

/// What is said of the array beside its elements, where it is something else than expected. A data type counts only where
/// it says what bytes mean: elements in JSON may be held in a wider one.
fn header(
    array: &GoldenArray,
    data_type: Option<&DataType>,
    answer: &ArrayAnswer,
) -> Option<(String, String)> {
    if let (Some(expected), Some(found)) = (&array.shape, &answer.shape)
        && expected != found
    {
        return Some((format!("shape {expected:?}"), format!("shape {found:?}")));
    }
    let found = answer.data_type.as_deref();
    let is_data = matches!(answer.content, ArrayContent::Data(_));
    match (data_type, found.map(|json| (json, DataType::from_json(json)))) {
        (Some(expected), Some((json, found)))
            if is_data && found.as_ref().ok() != Some(expected) =>
        {
            Some((
                format!("data type {}", expected.to_json()),
                format!("data type {}", shown(json)),
            ))
        }
        _ => None,
    }
}

/// The elements that were read.
enum Found<'a> {
    Lines(&'a [String]),
    /// Elements of a type, and of how many bytes each.
    Data(&'a DataType, &'a [u8], usize),
}

impl Found<'_> {
    fn len(&self) -> usize {
        match self {
            Found::Lines(lines) => lines.len(),
            Found::Data(_, data, size) => data.len() / size,
        }
    }

    fn text(&self, at: usize) -> String {
        match self {
            Found::Lines(lines) => lines[at].clone(),
            Found::Data(data_type, data, size) => {
                fill_value::write(data_type, &data[at * size..][..*size])
            }
        }
    }
}

/// How elements are compared.
struct Comparison<'a> {
    data_type: Option<&'a DataType>,
    array: &'a GoldenArray,
    /// How the elements are read that are expected, and those that were found.
    exact: FillValueRules,
    tolerant: FillValueRules,
}

impl<'a> Comparison<'a> {
    fn of(array: &'a GoldenArray, data_type: Option<&'a DataType>) -> Comparison<'a> {
        let scalar = Rules { integral_fractions: true, ..Rules::default() };
        let tolerant = FillValueRules { scalar, ..FillValueRules::default() };
        Comparison { data_type, array, exact: FillValueRules::default(), tolerant }
    }

    /// How the element at a position differs, if it does.
    fn deviation(&self, at: usize, expected: &str, found: &Found) -> Option<Deviation> {
        if let Found::Lines(lines) = found
            && lines[at] == expected
        {
            return None;
        }
        let wanted = self.data_type.map(|one| (one, fill_value::read(one, expected, &self.exact)));
        let Some((data_type, Ok(wanted))) = wanted else {
            return of_unknown_type(expected, &found.text(at));
        };
        let bytes = match found {
            Found::Lines(lines) => match fill_value::read(data_type, &lines[at], &self.tolerant) {
                Ok(bytes) => bytes,
                Err(_) => return Some(Deviation::NoElement),
            },
            Found::Data(_, data, size) => data[at * size..][..*size].to_vec(),
        };
        self.between(at, data_type, &wanted, &bytes)
    }

    /// The first component that differs.
    fn between(
        &self,
        at: usize,
        data_type: &DataType,
        wanted: &[u8],
        found: &[u8],
    ) -> Option<Deviation> {
        let (DataType::Real(component) | DataType::Complex(component)) = data_type else {
            return (wanted != found).then_some(Deviation::OtherValue);
        };
        let first = at as u64 * data_type.components();
        let is_free = |at: usize| {
            let any_nan = self.array.any_nan.as_ref();
            any_nan.is_some_and(|one| one.positions.contains(&(first + at as u64)))
        };
        // The bits above the width of a type do not count.
        let patterns = unpack(*component, wanted).zip(unpack(*component, found)).enumerate();
        let mut different = patterns.filter(|(at, (wanted, found))| {
            let are_nan = component.is_nan(*wanted) && component.is_nan(*found);
            wanted != found && !(are_nan && is_free(*at))
        });
        let (_, (wanted, found)) = different.next()?;
        Some(between_patterns(*component, wanted, found))
    }
}

/// Elements of a type that this build does not know are compared as JSON.
fn of_unknown_type(expected: &str, found: &str) -> Option<Deviation> {
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    match json(found) {
        None => Some(Deviation::NoElement),
        found => (found != json(expected)).then_some(Deviation::OtherValue),
    }
}

/// A text, or its beginning.
fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn elements(count: usize) -> String {
    format!("{count} element{}", if count == 1 { "" } else { "s" })
}
