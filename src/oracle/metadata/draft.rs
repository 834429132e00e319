//! All that can be read of a document, and all that is wrong with its members.

use super::members::{check_chunks, open};
use super::{ArrayMetadataError, MemberError, NotSupported, Undecided};
use crate::chunk::{Element, Form};
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::json::Repeated;
use crate::oracle::fields::repeated;

/// All that can be read of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft<'a> {
    pub data_type: Option<DataType>,
    pub shape: Option<Vec<u64>>,
    /// What the document says, also if it does not fit the shape.
    pub chunk_shape: Option<Vec<u64>>,
    pub fill_value: Option<Element>,
    /// The JSON of the codecs.
    pub codecs: Option<&'a str>,
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
    /// Where the document is something else of Zarr than the metadata of an array in version 3.
    pub fn read(json: &'a str, readings: &'a Readings) -> Result<Draft<'a>, NotSupported> {
        let mut draft = Draft::default();
        let members = open(json, repeated(readings), readings).or_else(|error| {
            draft.errors.push(error);
            open(json, Repeated::Last, readings)
        });
        let Ok(mut members) = members else { return Ok(draft) };
        draft.keep_all(members.kind()?);
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
        draft.codecs = draft.keep(members.codecs());
        let others = members.others(draft.shape.as_deref());
        draft.keep_all(others.into_iter().map(Err));
        Ok(draft)
    }

    /// The form of a chunk, before the first codec. Without type or shape there is none, and a shape that
    /// memory cannot hold is not decided about.
    pub fn form(&mut self) -> Option<Form> {
        let (data_type, shape) = (self.data_type.clone()?, self.chunk_shape.clone()?);
        let form = Form::array(data_type, shape, self.fill_value.clone());
        self.keep(form.map_err(|error| Undecided::Chunk { error }.into()))
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
