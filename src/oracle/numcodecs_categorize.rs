//! `numcodecs.categorize`: strings as numbers of labels.

use std::collections::HashMap;

use super::numbers::Stored;
use super::numpy::{cast, is_number};
use super::type_string::{self, OBJECTS};
use super::{BindError, Codec, Fields, Told};
use crate::chunk::{Array, ByteOrder, CodecError, Data, Elements, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Real, pack};
use crate::json::excerpt;

struct Categorize {
    decoded: Form,
    encoded: Form,
    shape: Vec<u64>,
    labels: Vec<String>,
    /// The place of each label as a number of the type, if the type has it.
    places: Vec<Option<u64>>,
    stored: Real,
    readings: Readings,
}

/// The words of NumPy for Python's objects.
const OF_OBJECTS: [&str; 3] = [OBJECTS, "O", "object"];

/// Reads the configuration for an array of strings.
///
/// # Errors
///
/// Where anything else comes in, `dtype` is not the type of objects, `labels` no list of strings, or `astype` no type of
/// numbers.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let unfit = |clause| BindError::Form {
        found: form.to_string(),
        expected: "an array of strings".to_owned(),
        clause,
    };
    let Form::Array { data_type, shape, .. } = form else {
        return Err(unfit("core/codecs-order"));
    };
    let typed = "numcodecs.categorize/dtype";
    if *data_type != DataType::String {
        return Err(unfit(typed));
    }
    let dtype = fields.required("dtype", "the type of Python's objects, \"|O\"", typed)?;
    let is_of_objects = |text: &String| OF_OBJECTS.contains(&text.as_str());
    if !serde_json::from_str(dtype).is_ok_and(|text: String| is_of_objects(&text)) {
        let (found, expected) = (excerpt(dtype), "\"|O\", for strings of any length".to_owned());
        return Err(BindError::Field { field: "dtype", found, expected, clause: typed });
    }
    let (field, clause) = ("labels", "numcodecs.categorize/labels");
    let labels = fields.required(field, "a list of strings", clause)?;
    let labels: Vec<String> = serde_json::from_str(labels).map_err(|_| {
        let (found, expected) = (excerpt(labels), "a list of strings".to_owned());
        BindError::Field { field, found, expected, clause }
    })?;
    let stored = stored(fields)?;
    let places = (1..=labels.len() as u64).map(|place| number(stored.real, place)).collect();
    let reason = "a fill value has no encoding by itself".to_owned();
    let encoded = Form::Array {
        data_type: stored.real.into(),
        shape: shape.clone(),
        fill_value: Err(CodecError { clause: "numcodecs.categorize/encoded", reason }),
        byte_order: stored.byte_order,
    };
    let (decoded, shape, stored, readings) = (form.clone(), shape.clone(), stored.real, *readings);
    Ok(Box::new(Categorize { decoded, encoded, shape, labels, places, stored, readings }))
}

/// The type of what is encoded. NumPy takes null for float64.
fn stored(fields: &mut Fields) -> Result<Stored, BindError> {
    let (field, clause) = ("astype", "numcodecs.categorize/astype");
    let little = |real| Stored { real, byte_order: ByteOrder::Little };
    let Some(json) = fields.json(field) else { return Ok(little(Real::UINT8)) };
    if json == "null" {
        return Ok(little(Real::FLOAT64));
    }
    let text: Option<String> = serde_json::from_str(json).ok();
    let number = text.and_then(|text| type_string::number(&text)).filter(|one| is_number(one.0));
    let number = number.map(|(real, byte_order)| Stored { real, byte_order });
    number.ok_or_else(|| BindError::Field {
        field,
        found: excerpt(json),
        expected: "a type string of integers or floats, such as \"<u2\"".to_owned(),
        clause,
    })
}

/// A place as a number of a type. Floats have the nearest.
fn number(real: Real, place: u64) -> Option<u64> {
    let pattern = cast(Real::INT64, real, place)?;
    let is_kept = || cast(real, Real::INT64, pattern) == Some(place);
    (!real.is_integer() || is_kept()).then_some(pattern)
}

fn failure(clause: &'static str, reason: impl ToString) -> CodecError {
    CodecError { clause, reason: reason.to_string() }
}

impl Codec for Categorize {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let clause = "numcodecs.categorize/encoded";
        self.decoded.check(decoded).map_err(|error| failure(clause, error))?;
        let Elements::Variable(strings) =
            &decoded.array().map_err(|e| failure(clause, e))?.elements
        else {
            return Err(failure(clause, decoded));
        };
        if let Some(at) = self.places.iter().position(Option::is_none) {
            let reason = format!("{} has no {} for label {at}", self.stored, at + 1);
            return Err(failure("numcodecs.categorize/too-many", reason));
        }
        let mut numbers: HashMap<&[u8], (u64, u64)> = HashMap::new();
        for (label, place) in self.labels.iter().zip(self.places.iter().flatten()) {
            // Clause `nulls`: NumPy makes an array of a label, whose strings end where nothing but U+0000 follows.
            let label = label.trim_end_matches('\0').as_bytes();
            numbers.entry(label).or_insert((*place, *place)).1 = *place;
        }
        let mut number = |string: &[u8]| {
            let (first, last) = numbers.get(string).copied().unwrap_or_default();
            let is_last = first == last || told.consult(2602, &self.readings) == Letter::A;
            if is_last { last } else { first }
        };
        let patterns: Vec<u64> = strings.iter().map(|one| number(one)).collect();
        let bytes = pack(self.stored, patterns);
        let array = Array::fixed(self.stored.into(), self.shape.clone(), bytes);
        array.map(Data::Array).map_err(|error| failure(clause, error))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let clause = "numcodecs.categorize/decoded";
        self.encoded.check(encoded).map_err(|error| failure(clause, error))?;
        let numbers = encoded.array().ok().and_then(Array::patterns);
        let numbers = numbers.ok_or_else(|| failure(clause, encoded))?;
        // Floats that are equal have one pattern, but for zeros.
        let labels: HashMap<u64, &String> = self
            .places
            .iter()
            .zip(&self.labels)
            .filter_map(|(at, one)| Some(((*at)?, one)))
            .collect();
        let zeros = [Some(0), number_of_negative_zero(self.stored)];
        let mut strings: Vec<Box<[u8]>> = Vec::new();
        for (at, number) in numbers.enumerate() {
            let label = labels.get(&number).map(|label| label.as_bytes());
            let is_beyond = label.is_none() && !zeros.contains(&Some(number));
            if is_beyond && told.consult(2601, &self.readings) != Letter::A {
                let reason = format!("element {at} is the place of no label");
                return Err(failure(clause, reason));
            }
            strings.push(label.unwrap_or_default().into());
        }
        let array = Array::new(DataType::String, self.shape.clone(), Elements::Variable(strings));
        array.map(Data::Array).map_err(|error| failure(clause, error))
    }
}

fn number_of_negative_zero(real: Real) -> Option<u64> {
    (!real.is_integer()).then(|| 1 << (real.bits() - 1))
}
