//! The arrays that requests hand to the oracle.

use super::Refusal;
use crate::chunk::Array;
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::oracle::array_of_json;
use crate::protocol::InputPart;

/// The array of a type and a shape whose elements go in.
pub(super) fn array(
    data_type: &DataType,
    shape: &[u64],
    input: InputPart,
    readings: &Readings,
) -> Result<Array, Refusal> {
    match input {
        InputPart::Elements(elements) => array_of_json(data_type, shape, elements, readings)
            .map_err(|error| Refusal::Metadata(error.to_string())),
        InputPart::Data(data) if data_type.bytes().is_some() => {
            let array = Array::fixed(data_type.clone(), shape.to_vec(), data.to_vec());
            array.map_err(|error| Refusal::Metadata(error.to_string()))
        }
        InputPart::Data(_) => {
            let reason = format!("`data` for {data_type}{shape:?}; expected `elements`");
            Err(Refusal::Metadata(reason))
        }
    }
}
