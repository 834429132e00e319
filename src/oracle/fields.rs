//! The configuration of a codec, field by field.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use serde_json::value::RawValue;

use super::BindError;
use super::bind_error::{CONFIGURATION, ENTRY};
use crate::chunk::Element;
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::codec::{fill_value_rules, scalar_rules};
use crate::data_type::scalar::{self, Scalar};
use crate::data_type::{DataType, DataTypeRules, Decimal, Real};
use crate::json::{Object, Repeated, excerpt};

/// A codec's entry in `codecs`, or another extension, of whose configuration each field is read once.
pub struct Fields<'a> {
    entry: &'a str,
    name: String,
    may_be_ignored: bool,
    /// `None` where there is none, or none is left.
    configuration: Option<Object<'a>>,
    readings: &'a Readings,
}

impl<'a> Fields<'a> {
    /// Reads an entry: an object, or a bare name.
    ///
    /// "Short-hand names MAY be used if no configuration metadata is required. They are equivalent to
    /// extension objects with just a `name` key" (core specification, "Extension definition").
    ///
    /// # Errors
    ///
    /// Where it is neither, or has other members than an extension has.
    pub fn read(entry: &'a str, readings: &'a Readings) -> Result<Fields<'a>, BindError> {
        // The white space of JSON (RFC 8259 §2).
        let entry = entry.trim_matches([' ', '\t', '\n', '\r']);
        let name = |json: &str| serde_json::from_str::<String>(json).ok();
        if !entry.starts_with('{') {
            let name = name(entry)
                .ok_or_else(|| BindError::NeitherNameNorObject { found: excerpt(entry) })?;
            let (may_be_ignored, configuration) = (false, None);
            return Ok(Fields { entry, name, may_be_ignored, configuration, readings });
        }
        let mut object = object(ENTRY, entry, readings)?;
        let json = object.take("name").ok_or(BindError::NoName)?;
        let name = name(json).ok_or_else(|| BindError::Field {
            field: "name",
            found: excerpt(json),
            expected: "a string".to_owned(),
            clause: "core/extension-object",
        })?;
        let configuration = object.take("configuration");
        let configuration =
            configuration.map(|json| self::object(CONFIGURATION, json, readings)).transpose()?;
        let must_understand = match readings.of(36) {
            Letter::A => object.take("must_understand"),
            _ => None,
        };
        if let Some(found) = must_understand.filter(|found| !["true", "false"].contains(found)) {
            return Err(BindError::Field {
                field: "must_understand",
                found: excerpt(found),
                expected: "true or false".to_owned(),
                clause: "core/must-understand",
            });
        }
        let may_be_ignored = must_understand == Some("false");
        match object.rest() {
            Some(name) if readings.of(37) == Letter::A => {
                Err(BindError::UnknownMember { what: ENTRY, name: name.to_owned() })
            }
            _ => Ok(Fields { entry, name, may_be_ignored, configuration, readings }),
        }
    }

    /// The members of an object that is a whole document, and has no name.
    pub(super) fn of_document(members: Object<'a>, readings: &'a Readings) -> Fields<'a> {
        let (name, configuration) = (String::new(), Some(members));
        Fields { entry: "", name, may_be_ignored: false, configuration, readings }
    }

    /// The name in the entry, which may be an alias.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether a program that does not know the name may go on as if the entry were absent.
    pub fn may_be_ignored(&self) -> bool {
        self.may_be_ignored
    }

    /// The JSON of the entry.
    pub(super) fn entry(&self) -> &'a str {
        self.entry
    }

    /// The whole entry, for a codec that reads it by rules of its own: no field of it is left.
    pub fn whole(&mut self) -> &'a str {
        self.configuration = None;
        self.entry
    }

    /// The JSON of a field, if it is there.
    pub fn json(&mut self, field: &str) -> Option<&'a str> {
        self.configuration.as_mut()?.take(field)
    }

    /// The JSON of a field that has to be there.
    ///
    /// # Errors
    ///
    /// Where it is not.
    pub fn required(
        &mut self,
        field: &'static str,
        expected: impl fmt::Display,
        clause: &'static str,
    ) -> Result<&'a str, BindError> {
        let missing = || BindError::Missing { field, expected: expected.to_string(), clause };
        self.json(field).ok_or_else(missing)
    }

    /// One of some words, if the field is there.
    ///
    /// # Errors
    ///
    /// Where the field is anything else.
    pub fn word<T: Copy>(
        &mut self,
        field: &'static str,
        words: &[(&str, T)],
        clause: &'static str,
    ) -> Result<Option<T>, BindError> {
        let Some(json) = self.json(field) else { return Ok(None) };
        let found = serde_json::from_str::<String>(json).ok();
        let known = found.and_then(|found| words.iter().find(|(word, _)| *word == found));
        known.map(|(_, value)| Some(*value)).ok_or_else(|| BindError::Field {
            field,
            found: excerpt(json),
            expected: one_of(words),
            clause,
        })
    }

    /// `true` or `false`, if the field is there.
    ///
    /// # Errors
    ///
    /// Where the field is anything else.
    pub fn boolean(
        &mut self,
        field: &'static str,
        clause: &'static str,
    ) -> Result<Option<bool>, BindError> {
        let json = self.json(field);
        let read = |json: &str| {
            json.parse().map_err(|_| BindError::Field {
                field,
                found: excerpt(json),
                expected: "true or false".to_owned(),
                clause,
            })
        };
        json.map(read).transpose()
    }

    /// An integer of a range, if the field is there. It counts as what it is, however it is written:
    /// JSON Schema takes 2.0 for an integer too.
    ///
    /// # Errors
    ///
    /// Where the field is anything else.
    pub fn integer(
        &mut self,
        field: &'static str,
        range: RangeInclusive<i64>,
        clause: &'static str,
    ) -> Result<Option<i64>, BindError> {
        self.json(field).map(|json| checked(field, json, range, clause)).transpose()
    }

    /// An integer of a range, which has to be there.
    ///
    /// # Errors
    ///
    /// Where it is not, or the field is anything else.
    pub fn number(
        &mut self,
        field: &'static str,
        range: RangeInclusive<i64>,
        expected: &'static str,
        clause: &'static str,
    ) -> Result<i64, BindError> {
        checked(field, self.required(field, expected, clause)?, range, clause)
    }

    /// As [`Fields::integer`], where null says as much as being absent.
    ///
    /// # Errors
    ///
    /// As [`Fields::integer`].
    pub fn integer_or_null(
        &mut self,
        field: &'static str,
        range: RangeInclusive<i64>,
        clause: &'static str,
    ) -> Result<Option<i64>, BindError> {
        match self.json(field) {
            None | Some("null") => Ok(None),
            Some(json) => checked(field, json, range, clause).map(Some),
        }
    }

    /// A list of lengths, each of them at least so much, if the field is there.
    ///
    /// # Errors
    ///
    /// Where the field is anything else.
    pub fn lengths(
        &mut self,
        field: &'static str,
        least: i64,
        clause: &'static str,
    ) -> Result<Option<Vec<u64>>, BindError> {
        let Some(json) = self.json(field) else { return Ok(None) };
        let length = |json: &&RawValue| {
            let length = integer(json.get()).filter(|length| *length >= least)?;
            u64::try_from(length).ok()
        };
        let list: Option<Vec<&RawValue>> = serde_json::from_str(json).ok();
        let lengths = list.as_ref().and_then(|list| list.iter().map(length).collect());
        lengths.map(Some).ok_or_else(|| {
            let found = excerpt(json);
            let is_whole =
                |json: &&RawValue| Decimal::parse(json.get()).is_some_and(|one| one.is_natural());
            if list.is_some_and(|list| list.iter().all(is_whole)) {
                return BindError::TooLong { field, found, clause };
            }
            let expected = format!("a list of integers {}", bounds(&(least..=i64::MAX)));
            BindError::Field { field, found, expected, clause }
        })
    }

    /// A scalar of a type in fill-value JSON, if the field is there.
    ///
    /// # Errors
    ///
    /// Where the field is no scalar of the type.
    pub fn scalar(&mut self, field: &'static str, real: Real) -> Result<Option<Scalar>, BindError> {
        let rules = scalar_rules(self.readings);
        let read = |json: &str| scalar::read(real, json, &rules);
        let json = self.json(field);
        json.map(read).transpose().map_err(|error| BindError::Scalar { field, error })
    }

    /// An element of a type in fill-value JSON, if the field is there.
    ///
    /// # Errors
    ///
    /// Where the field is no fill value of the type.
    pub fn element(
        &mut self,
        field: &'static str,
        data_type: &DataType,
    ) -> Result<Option<Element>, BindError> {
        let rules = fill_value_rules(self.readings);
        let read = |json: &str| Element::from_json(data_type, json, &rules);
        let element = self.json(field).map(read).transpose();
        element.map_err(|error| BindError::FillValue { field, error: Box::new(error) })
    }

    /// A data type, if the field is there.
    ///
    /// # Errors
    ///
    /// Where the field is the metadata of none.
    pub fn data_type(&mut self, field: &'static str) -> Result<Option<DataType>, BindError> {
        let rules = data_type_rules(self.readings);
        let read = |json: &str| DataType::read(json, &rules);
        let json = self.json(field);
        json.map(read).transpose().map_err(|error| BindError::DataType { field, error })
    }

    /// The fields that have not been read, each with its JSON.
    pub(super) fn into_rest(self) -> impl Iterator<Item = (Cow<'a, str>, &'a str)> {
        self.configuration.into_iter().flat_map(Object::into_rest)
    }

    /// # Errors
    ///
    /// Where a field of the configuration has not been read: "An implementation MUST fail […] if any
    /// metadata fields are present which […] the implementation does not recognize" (core
    /// specification, "must_understand").
    pub fn finish(self) -> Result<(), BindError> {
        match self.configuration.as_ref().and_then(Object::rest) {
            Some(name) => {
                Err(BindError::UnknownMember { what: CONFIGURATION, name: name.to_owned() })
            }
            None => Ok(()),
        }
    }
}

/// An integer of a range. One beyond all of `i64` counts as its largest where the range has no end.
fn checked(
    field: &'static str,
    json: &str,
    range: RangeInclusive<i64>,
    clause: &'static str,
) -> Result<i64, BindError> {
    let is_natural = || Decimal::parse(json).is_some_and(|decimal| decimal.is_natural());
    let value = integer(json).or_else(|| is_natural().then_some(i64::MAX));
    let value = value.filter(|value| range.contains(value));
    value.ok_or_else(|| BindError::Field {
        field,
        found: excerpt(json),
        expected: format!("an integer {}", bounds(&range)),
        clause,
    })
}

/// The integer that a JSON number equals, if it is one.
pub(super) fn integer(json: &str) -> Option<i64> {
    let value = Decimal::parse(json).and_then(|decimal| decimal.to_integer())?;
    let scale = u32::try_from(value.exponent).ok().filter(|scale| *scale < 63)?;
    let magnitude = i128::from(value.magnitude) << scale;
    i64::try_from(if value.negative { -magnitude } else { magnitude }).ok()
}

fn bounds(range: &RangeInclusive<i64>) -> String {
    match *range.end() {
        i64::MAX => format!("of at least {}", range.start()),
        end => format!("from {} to {end}", range.start()),
    }
}

/// How data types are read under some readings.
pub fn data_type_rules(readings: &Readings) -> DataTypeRules {
    let is_b = |note| readings.of(note) == Letter::B;
    DataTypeRules {
        repeated: repeated(readings),
        core_as_object: is_b(35),
        without_must_understand: is_b(36),
    }
}

/// Whether a name may be repeated is SN-46.
pub(super) fn repeated(readings: &Readings) -> Repeated {
    match readings.of(46) {
        Letter::B => Repeated::Last,
        _ => Repeated::Refused,
    }
}

fn object<'a>(
    what: &'static str,
    json: &'a str,
    readings: &Readings,
) -> Result<Object<'a>, BindError> {
    Object::read(json, repeated(readings)).map_err(|error| BindError::Object { what, error })
}

fn one_of<T>(words: &[(&str, T)]) -> String {
    let words: Vec<_> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
    match words.as_slice() {
        [word] => word.clone(),
        _ => format!("one of {}", words.join(", ")),
    }
}
