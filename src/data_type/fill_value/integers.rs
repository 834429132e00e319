//! Arrays of integers from 0 to 255: raw bits, and one of the two forms of `bytes`.

use serde_json::value::RawValue;

use super::{FillValueJsonError, FillValueRules};
use crate::data_type::{DataType, Real, scalar};

/// The bytes in an array of integers, however many.
pub(super) fn read(
    json: &str,
    rules: &FillValueRules,
    data_type: &DataType,
) -> Result<Vec<u8>, FillValueJsonError> {
    let values: Vec<&RawValue> = serde_json::from_str(json).map_err(|_| {
        FillValueJsonError::NotIntegers { json: json.to_owned(), data_type: data_type.clone() }
    })?;
    let byte = |(at, value): (usize, &RawValue)| {
        let scalar = scalar::read(Real::UINT8, value.get(), &rules.scalar);
        scalar.map(|scalar| scalar.pattern as u8).map_err(|error| {
            let data_type = data_type.clone();
            FillValueJsonError::Integer { at, data_type, error }
        })
    };
    values.into_iter().enumerate().map(byte).collect()
}

/// "An array of integers, with length equal to `<N>`", N being the number in the name of the type. N counts
/// bits and an integer is a byte, so that there are an eighth of N: of more, no element could be made.
pub(super) fn read_raw(
    bits: u16,
    json: &str,
    rules: &FillValueRules,
) -> Result<Vec<u8>, FillValueJsonError> {
    let data_type = DataType::Raw(bits);
    let bytes = read(json, rules, &data_type)?;
    match (bytes.len(), usize::from(bits) / 8) {
        (found, expected) if found == expected => Ok(bytes),
        (found, expected) => Err(FillValueJsonError::Length { found, expected, data_type }),
    }
}

pub(super) fn write(bytes: &[u8]) -> String {
    let integers: Vec<_> = bytes.iter().map(u8::to_string).collect();
    format!("[{}]", integers.join(","))
}
