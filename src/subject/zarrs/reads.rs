//! What the crate `zarrs` reads of arrays on disk: through its `FilesystemStore`, as its users do.

use std::path::Path;
use std::sync::Arc;

use zarrs::array::{Array, ArrayBytes, ArrayError, ArrayMetadataV2, CodecError};
use zarrs::filesystem::FilesystemStore;
use zarrs::metadata::v2::ArrayMetadataV2Order;
use zarrs::metadata::v3::MetadataV3;
use zarrs::plugin::{ExtensionName, ZarrVersion};
use zarrs::storage::{ReadableStorageTraits, StoreKey};

use super::array::{refuse, refuse_array};
use crate::data_type::{DataType, fill_value};
use crate::protocol::{Answer, ArrayAnswer, ArrayContent};
use crate::subject::Refusal;

/// Why an array of order F without dimensions is not handed to zarrs.
const UNDEFINED: &str = "zarrs has undefined behaviour at order F without dimensions: \
     create_codec_chain_from_v2 (array.rs) takes the refusal of TransposeOrder::new for an order \
     (unwrap_unchecked)";

/// The array in a directory.
pub(super) fn read(path: &Path) -> Result<Answer, Refusal> {
    let store = Arc::new(FilesystemStore::new(path).map_err(refuse)?);
    if is_undefined(&store)? {
        return Err(Refusal::Unsupported(UNDEFINED.to_owned()));
    }
    let array = Array::open(store, "/").map_err(refuse_array)?;
    let data_type = data_type(&array)?;
    let content = content(&array, &data_type).map_err(refuse_elements)?;
    let shape = Some(array.shape().to_vec());
    Ok(Answer::Array(Box::new(ArrayAnswer { data_type: Some(data_type), shape, content })))
}

/// Whether what is in the store cannot be opened without undefined behaviour. A `.zarray` is read as zarrs reads it; one that
/// zarrs cannot read is refused before it comes to the order.
fn is_undefined(store: &FilesystemStore) -> Result<bool, Refusal> {
    let key = StoreKey::new(".zarray").map_err(refuse)?;
    let Some(metadata) = store.get(&key).map_err(refuse)? else { return Ok(false) };
    let metadata = serde_json::from_slice::<ArrayMetadataV2>(&metadata);
    Ok(metadata.is_ok_and(|one| one.order == ArrayMetadataV2Order::F && one.shape.is_empty()))
}

/// The JSON of the data type, in the words of version 3.
fn data_type(array: &Array<FilesystemStore>) -> Result<String, Refusal> {
    let data_type = array.data_type();
    let name = data_type.name(ZarrVersion::V3);
    let name = name.ok_or_else(|| refuse(format!("{data_type} has no name in Zarr v3")))?;
    let configuration = data_type.configuration_v3();
    let metadata = match configuration.is_empty() {
        true => MetadataV3::new(name),
        false => MetadataV3::new_with_configuration(name, configuration),
    };
    serde_json::to_string(&metadata).map_err(refuse)
}

/// All elements. Those for which Rust has a type of its own are asked for as that: what is no `bool` or no text is then an error.
fn content(array: &Array<FilesystemStore>, data_type: &str) -> Result<ArrayContent, ArrayError> {
    let all = array.subset_all();
    match DataType::from_json(data_type).ok() {
        Some(DataType::Bool) => {
            let elements = array.retrieve_array_subset::<Vec<bool>>(&all)?;
            Ok(ArrayContent::Data(elements.into_iter().map(u8::from).collect()))
        }
        Some(DataType::String) => {
            let elements = array.retrieve_array_subset::<Vec<String>>(&all)?;
            let json = |one: &String| fill_value::write(&DataType::String, one.as_bytes());
            Ok(ArrayContent::Elements(elements.iter().map(json).collect()))
        }
        Some(DataType::Bytes) => {
            let elements = array.retrieve_array_subset::<Vec<Vec<u8>>>(&all)?;
            let json = |one: &Vec<u8>| fill_value::write(&DataType::Bytes, one);
            Ok(ArrayContent::Elements(elements.iter().map(json).collect()))
        }
        _ => {
            let elements = array.retrieve_array_subset::<ArrayBytes>(&all)?;
            Ok(ArrayContent::Data(elements.into_fixed()?.into_owned()))
        }
    }
}

fn refuse_elements(error: ArrayError) -> Refusal {
    match error {
        ArrayError::CodecError(
            CodecError::UnsupportedDataType(..) | CodecError::UnsupportedDataTypeCodec(_),
        ) => Refusal::Unsupported(error.to_string()),
        _ => Refusal::Value(error.to_string()),
    }
}
