//! All that can be read of a document, and all that is wrong with its members.

use std::borrow::Cow;

use super::members::{Members, check_chunks, open};
use super::version_2_chain::{V2Chain, list};
use super::version_2_members::{self, V2Members};
use super::version_2_object::object_type;
use super::{ArrayMetadataError, MemberError, NotSupported, Undecided};
use crate::chunk::{ByteOrder, Element, Form};
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::json::{Object, Repeated};
use crate::oracle::fields::{integer, repeated};

/// All that can be read of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft<'a> {
    /// Whether it is a `.zarray`.
    pub is_version_2: bool,
    pub data_type: Option<DataType>,
    /// Of version 2, whose data types have one.
    pub byte_order: ByteOrder,
    pub shape: Option<Vec<u64>>,
    /// What the document says, also if it does not fit the shape.
    pub chunk_shape: Option<Vec<u64>>,
    pub fill_value: Option<Element>,
    /// The JSON of the codecs. Those of version 2 are in the words of version 3.
    pub codecs: Option<Cow<'a, str>>,
    /// Of version 2, the members that ask for the codecs, in the order of these.
    pub sources: Vec<&'static str>,
    /// What is wrong.
    pub errors: Vec<MemberError>,
    /// What is not decided about.
    pub undecided: Vec<Undecided>,
}

impl<'a> Draft<'a> {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// Where the document is something else of Zarr than the metadata of an array.
    pub fn read(json: &'a str, readings: &'a Readings) -> Result<Draft<'a>, NotSupported> {
        let mut draft = Draft::default();
        let members = open(json, repeated(readings), readings).or_else(|error| {
            draft.errors.push(error);
            open(json, Repeated::Last, readings)
        });
        let Ok(mut members) = members else { return Ok(draft) };
        match version(json) {
            Some((2, true)) => return Err(NotSupported::Group),
            Some((2, false)) => return Ok(draft.of_version_2(members, readings)),
            Some((found, _)) if found != 3 => {
                return Err(NotSupported::Version { found, expected: "2 or 3" });
            }
            _ => draft.keep_all(members.kind()?),
        }
        draft.data_type = draft.keep(members.data_type());
        draft.shape = draft.keep(members.shape());
        draft.chunk_shape = draft.keep(members.chunk_shape());
        if let (Some(chunk_shape), Some(shape)) = (&draft.chunk_shape, &draft.shape) {
            draft.keep_all(check_chunks(chunk_shape, shape));
        }
        draft.keep(members.chunk_keys());
        let fill_value = match &draft.data_type {
            Some(data_type) => members.fill_value(data_type).map(Some),
            None => members.any_fill_value().map(|_| None),
        };
        draft.fill_value = draft.keep(fill_value).flatten();
        draft.codecs = draft.keep(members.codecs()).map(Cow::Borrowed);
        let others = members.others(draft.shape.as_deref());
        draft.keep_all(others.into_iter().map(Err));
        Ok(draft)
    }

    /// Reads a `.zarray`. Other members than it has are ignored (version 2, "Metadata").
    fn of_version_2(mut self, members: Members<'a>, readings: &'a Readings) -> Draft<'a> {
        self.is_version_2 = true;
        let mut members = V2Members::new(members, readings);
        self.keep(members.version());
        self.shape = self.keep(members.shape());
        self.chunk_shape = self.keep(members.chunk_shape());
        if let (Some(chunk_shape), Some(shape)) = (&self.chunk_shape, &self.shape) {
            self.keep(version_2_members::check_chunks(chunk_shape, shape));
        }
        let filters = members.filters();
        let chunk_shape = self.chunk_shape.clone().unwrap_or_default();
        let objects = || object_type(filters.as_deref().ok()?, &chunk_shape, readings);
        let data_type = self.keep(members.data_type(objects));
        if let Some((data_type, byte_order)) = data_type {
            (self.data_type, self.byte_order) = (Some(data_type), byte_order);
        }
        self.fill_value = self.keep(members.fill_value(self.data_type.as_ref())).flatten();
        let is_reversed = self.keep(members.is_reversed()).unwrap_or(false);
        self.keep(members.chunk_keys());
        let filters = self.keep(filters);
        let compressor = self.keep(members.compressor()).flatten();
        // After filters that cannot be read nobody knows what comes in.
        let Some(filters) = filters else { return self };
        let dimensions = self.chunk_shape.as_ref().map(Vec::len);
        let chain = V2Chain { reversed: dimensions.filter(|_| is_reversed), filters, compressor };
        let codecs = chain.codecs(self.clone().form(), self.byte_order, readings);
        self.codecs = Some(Cow::Owned(list(&codecs)));
        self.sources = codecs.into_iter().map(|(source, _)| source).collect();
        self
    }

    /// The form of a chunk, before the first codec. Without type or shape there is none, and a shape that
    /// memory cannot hold is not decided about.
    pub fn form(&mut self) -> Option<Form> {
        let (data_type, shape) = (self.data_type.clone()?, self.chunk_shape.clone()?);
        let form = Form::array(data_type, shape, self.fill_value.clone());
        let mut form = self.keep(form.map_err(|error| Undecided::Chunk { error }.into()))?;
        if let Form::Array { byte_order, .. } = &mut form {
            *byte_order = self.byte_order;
        }
        Some(form)
    }

    fn keep<T>(&mut self, read: Result<T, ArrayMetadataError>) -> Option<T> {
        match read {
            Ok(value) => return Some(value),
            Err(ArrayMetadataError::Member(error)) => self.errors.push(error),
            Err(ArrayMetadataError::Undecided(undecided)) => self.undecided.push(undecided),
            Err(ArrayMetadataError::NotSupported(_)) => {}
        }
        None
    }

    fn keep_all(&mut self, read: impl IntoIterator<Item = Result<(), ArrayMetadataError>>) {
        read.into_iter().for_each(|one| {
            self.keep(one);
        });
    }
}

/// The version that a document says, and whether it says nothing else, as that of a group of version 2. A document with the
/// members that version 2 alone has is taken for one, whatever it says instead of a version.
fn version(json: &str) -> Option<(i64, bool)> {
    let mut object = Object::read(json, Repeated::Last).ok()?;
    let version = object.take("zarr_format").and_then(integer);
    let is_alone = object.rest().is_none();
    let [node_type, chunks, dtype] = ["node_type", "chunks", "dtype"].map(|name| object.take(name));
    let is_version_2 = node_type.is_none() && (chunks.is_some() || dtype.is_some());
    version.or(is_version_2.then_some(2)).map(|version| (version, is_alone))
}
