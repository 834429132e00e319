//! The data type of Python's objects, which the codec tells that encodes them.

use crate::chunk::Form;
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::oracle::{BindError, Chain, ChainError};

/// The types without a fixed size.
const TYPES: [DataType; 2] = [DataType::String, DataType::Bytes];

/// The type of the elements that the first filter takes. Arrays of objects have a filter that encodes objects, and
/// zarr-python puts it before all others (2.18.7, `_init_array_metadata` of `zarr/storage.py`).
pub(super) fn object_type(
    filters: &[String],
    shape: &[u64],
    readings: &Readings,
) -> Option<DataType> {
    let codecs = format!("[{}]", filters.first()?);
    let is_taken = |data_type: &DataType| {
        let Ok(form) = Form::array(data_type.clone(), shape.to_vec(), None) else { return false };
        match Chain::bind_part(&codecs, form, readings) {
            Ok(_) => true,
            // What is wrong with the configuration says nothing against the type.
            Err(ChainError::Codec { error, .. }) => !matches!(*error, BindError::Form { .. }),
            Err(_) => false,
        }
    };
    TYPES.into_iter().find(is_taken)
}
