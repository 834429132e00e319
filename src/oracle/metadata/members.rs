//! The members of a `zarr.json`, each read by itself.

use serde_json::value::RawValue;

use super::{ArrayMetadataError, ChunkKeys, MemberError, NotSupported, Undecided};
use crate::chunk::Element;
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, DataTypeError};
use crate::json::{Object, ObjectError, Repeated, excerpt};
use crate::oracle::bind_error::DOCUMENT;
use crate::oracle::fields::integer;
use crate::oracle::{BindError, Fields};

/// The members that have not been read yet.
pub(super) struct Members<'a> {
    fields: Fields<'a>,
    readings: &'a Readings,
}

type Read<T> = Result<T, ArrayMetadataError>;

/// The clause by which a member has to be there.
const MANDATORY: &str = "core/array-metadata";

/// The extension points that are members of array metadata.
const CHUNK_GRID: &str = "chunk_grid";
const CHUNK_KEY_ENCODING: &str = "chunk_key_encoding";
const STORAGE_TRANSFORMERS: &str = "storage_transformers";

/// The members of a document. The last value of a repeated name stands, or the name is refused.
pub(super) fn open<'a>(
    json: &'a str,
    repeated: Repeated,
    readings: &'a Readings,
) -> Result<Members<'a>, MemberError> {
    let of_document =
        |error| MemberError { within: None, error: BindError::Object { what: DOCUMENT, error } };
    let json = match json.strip_prefix('\u{feff}') {
        Some(_) if readings.of(57) == Letter::A => {
            let reason = format!("{DOCUMENT} begins with a byte order mark");
            let error = BindError::Refused { reason, clause: "json/byte-order-mark" };
            return Err(MemberError { within: None, error });
        }
        Some(rest) => rest,
        None => json,
    };
    let object = Object::read(json, repeated).map_err(of_document)?;
    Ok(Members { fields: Fields::of_document(object, readings), readings })
}

/// A document as text.
///
/// # Errors
///
/// Where it is not UTF-8, which JSON is in (RFC 8259 §8.1).
pub fn text(json: &[u8]) -> Result<&str, MemberError> {
    str::from_utf8(json).map_err(|error| {
        let error = ObjectError::NotAnObject { reason: error.to_string() };
        MemberError { within: None, error: BindError::Object { what: DOCUMENT, error } }
    })
}

impl<'a> Members<'a> {
    /// For a document of another version, whose members are others.
    pub fn into_fields(self) -> Fields<'a> {
        self.fields
    }

    /// The members `zarr_format` and `node_type`, which say that this is the metadata of an array.
    pub fn kind(&mut self) -> Result<[Read<()>; 2], NotSupported> {
        let version = self.fields.required("zarr_format", "3", MANDATORY);
        let version = match version.map(|json| (json, integer(json))) {
            Ok((_, Some(3))) => Ok(()),
            Ok((_, Some(found))) => return Err(NotSupported::Version { found, expected: "3" }),
            Ok((json, None)) => Err(wrong("zarr_format", json, "3", "core/zarr-format")),
            Err(error) => Err(of_member(error)),
        };
        let kind = self.fields.required("node_type", "\"array\"", MANDATORY);
        let kind = match kind.map(|json| (json, serde_json::from_str::<String>(json))) {
            Ok((_, Ok(kind))) if kind == "array" => Ok(()),
            Ok((_, Ok(kind))) if kind == "group" => return Err(NotSupported::Group),
            Ok((json, _)) => Err(wrong("node_type", json, "\"array\"", "core/node-type")),
            Err(error) => Err(of_member(error)),
        };
        Ok([version, kind])
    }

    pub fn shape(&mut self) -> Read<Vec<u64>> {
        let shape = self.fields.lengths("shape", 0, "core/shape").map_err(of_lengths("shape"))?;
        shape.ok_or_else(|| absent("shape", "the lengths of the dimensions"))
    }

    pub fn data_type(&mut self) -> Read<DataType> {
        match self.fields.data_type("data_type") {
            Ok(data_type) => data_type.ok_or_else(|| absent("data_type", "a data type")),
            Err(BindError::DataType { error: DataTypeError::Name(error), .. })
                if error.is_unknown() =>
            {
                Err(Undecided::DataType { error }.into())
            }
            Err(error) => Err(of_member(error)),
        }
    }

    /// The shape of a chunk, if the grid is regular.
    pub fn chunk_shape(&mut self) -> Read<Vec<u64>> {
        let mut fields = self.extension(CHUNK_GRID)?;
        if fields.name() != "regular" {
            return Err(unknown(CHUNK_GRID, &fields));
        }
        let within = |error| within(CHUNK_GRID, error);
        let chunk_shape = match fields.lengths("chunk_shape", 0, "core/chunk-grid") {
            Err(BindError::TooLong { .. }) => {
                return Err(Undecided::Length { member: CHUNK_GRID }.into());
            }
            read => read.map_err(within)?,
        };
        let missing = || BindError::Missing {
            field: "chunk_shape",
            expected: "the lengths of a chunk".to_owned(),
            clause: "core/chunk-grid",
        };
        let chunk_shape = chunk_shape.ok_or_else(missing).map_err(within)?;
        fields.finish().map_err(within)?;
        Ok(chunk_shape)
    }

    pub fn chunk_keys(&mut self) -> Read<ChunkKeys> {
        let fields = self.extension(CHUNK_KEY_ENCODING)?;
        let undecided = unknown(CHUNK_KEY_ENCODING, &fields);
        let known = ChunkKeys::read(fields).map_err(|error| within(CHUNK_KEY_ENCODING, error))?;
        known.ok_or(undecided)
    }

    /// The fill value as an element of the type.
    pub fn fill_value(&mut self, data_type: &DataType) -> Read<Element> {
        let element = self.fields.element("fill_value", data_type).map_err(of_member)?;
        element.ok_or_else(|| absent("fill_value", "a fill value"))
    }

    /// The JSON of the fill value of a type that is not known.
    pub fn any_fill_value(&mut self) -> Read<&'a str> {
        self.fields.required("fill_value", "a fill value", MANDATORY).map_err(of_member)
    }

    /// The JSON of what should be a list.
    pub fn codecs(&mut self) -> Read<&'a str> {
        self.fields.required("codecs", "a list of codecs", MANDATORY).map_err(of_member)
    }

    /// What is wrong with the members that may be absent, or not decided about.
    pub fn others(mut self, shape: Option<&[u64]>) -> Vec<ArrayMetadataError> {
        let mut errors = Vec::new();
        if let Some(json) = self.fields.json("attributes").filter(|json| !json.starts_with('{')) {
            errors.push(wrong("attributes", json, "an object", "core/attributes"));
        }
        errors.extend(self.dimension_names(shape).err());
        errors.extend(self.storage_transformers());
        let is_ignored = |json| {
            let object = Object::read(json, Repeated::Last).ok();
            object.and_then(|mut object| object.take("must_understand")) == Some("false")
        };
        let rest = self.fields.into_rest().filter(|(_, json)| !is_ignored(json));
        errors.extend(rest.map(|(name, _)| {
            of_member(BindError::UnknownMember { what: DOCUMENT, name: name.into_owned() })
        }));
        errors
    }

    fn dimension_names(&mut self, shape: Option<&[u64]>) -> Read<()> {
        let Some(json) = self.fields.json("dimension_names") else { return Ok(()) };
        let names: Option<Vec<Option<String>>> = serde_json::from_str(json).ok();
        let fits = |names: &Vec<_>| shape.is_none_or(|shape| shape.len() == names.len());
        if names.as_ref().is_some_and(fits) {
            return Ok(());
        }
        let count = shape.map_or(String::new(), |shape| format!(", {} in all", shape.len()));
        let expected = format!("a string or null for each dimension{count}");
        Err(wrong("dimension_names", json, &expected, "core/dimension-names"))
    }

    /// The suite knows none.
    fn storage_transformers(&mut self) -> Vec<ArrayMetadataError> {
        let Some(json) = self.fields.json(STORAGE_TRANSFORMERS) else { return Vec::new() };
        let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(json) else {
            let expected = "a list of storage transformers";
            return vec![wrong(STORAGE_TRANSFORMERS, json, expected, "core/storage-transformers")];
        };
        let read = |entry: &RawValue| match Fields::read(entry.get(), self.readings) {
            Err(error) => Some(within(STORAGE_TRANSFORMERS, error)),
            Ok(fields) if fields.may_be_ignored() => None,
            Ok(fields) => Some(unknown(STORAGE_TRANSFORMERS, &fields)),
        };
        list.into_iter().filter_map(read).collect()
    }

    /// A member that is an extension. "`must_understand=False` is not supported" for these (core
    /// specification, "must_understand").
    fn extension(&mut self, member: &'static str) -> Read<Fields<'a>> {
        let json = self.fields.required(member, "an extension", MANDATORY).map_err(of_member)?;
        let fields = Fields::read(json, self.readings).map_err(|error| within(member, error))?;
        if fields.may_be_ignored() {
            let error = BindError::Field {
                field: "must_understand",
                found: "false".to_owned(),
                expected: "true there".to_owned(),
                clause: "core/must-understand",
            };
            return Err(within(member, error));
        }
        Ok(fields)
    }
}

/// Whether chunks of this shape make a regular grid of an array.
pub(super) fn check_chunks(chunk_shape: &[u64], shape: &[u64]) -> [Read<()>; 2] {
    let wrong = |expected| {
        let (field, found, clause) =
            ("chunk_shape", format!("{chunk_shape:?}"), "core/chunk-shape");
        Err(within(CHUNK_GRID, BindError::Field { field, found, expected, clause }))
    };
    let positive = match chunk_shape.contains(&0) {
        true => wrong("lengths greater than zero".to_owned()),
        false => Ok(()),
    };
    let rank = match chunk_shape.len() == shape.len() {
        true => Ok(()),
        false => wrong(format!("as many lengths as the shape {shape:?} has")),
    };
    [positive, rank]
}

pub(super) fn of_member(error: BindError) -> ArrayMetadataError {
    MemberError { within: None, error }.into()
}

/// What is wrong with a member that is a list of lengths; one that is merely too long is not decided about.
pub(super) fn of_lengths(member: &'static str) -> impl Fn(BindError) -> ArrayMetadataError {
    move |error| match error {
        BindError::TooLong { .. } => Undecided::Length { member }.into(),
        error => of_member(error),
    }
}

fn within(member: &'static str, error: BindError) -> ArrayMetadataError {
    MemberError { within: Some(member), error }.into()
}

fn absent(field: &'static str, expected: &str) -> ArrayMetadataError {
    of_member(BindError::Missing { field, expected: expected.to_owned(), clause: MANDATORY })
}

pub(super) fn wrong(
    field: &'static str,
    json: &str,
    expected: &str,
    clause: &'static str,
) -> ArrayMetadataError {
    of_member(BindError::Field {
        field,
        found: excerpt(json),
        expected: expected.to_owned(),
        clause,
    })
}

fn unknown(member: &'static str, fields: &Fields) -> ArrayMetadataError {
    Undecided::Extension { member, name: fields.name().to_owned() }.into()
}
