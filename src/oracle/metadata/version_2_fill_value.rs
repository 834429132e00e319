//! The fill value of an array of version 2.
//!
//! The text asks for "a scalar value". It has what NaN and infinities are, and that of byte strings is base64; it says
//! nothing of how numbers are written. What it leaves open is as in version 3, but for the notes here.

use super::ArrayMetadataError;
use super::members::{of_member, wrong};
use crate::chunk::Element;
use crate::codec::fill_value_rules;
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Real, scalar};
use crate::oracle::BindError;

const FIELD: &str = "fill_value";

/// The element, or `None` where uninitialised elements are undefined.
pub(super) fn read(
    data_type: &DataType,
    json: &str,
    readings: &Readings,
) -> Result<Option<Element>, ArrayMetadataError> {
    let is_pattern = json.starts_with("\"0x");
    let mut rules = fill_value_rules(readings);
    rules.scalar.integral_fractions = readings.of(54) == Letter::A;
    let read = |data_type: &DataType, json: &str| {
        let element = Element::from_json(data_type, json, &rules);
        element.map_err(|error| {
            of_member(BindError::FillValue { field: FIELD, error: Box::new(error) })
        })
    };
    let element = match data_type {
        _ if json == "null" => return Ok(None),
        // zarr-python 2 writes 0 where nobody asks for another fill value.
        DataType::String | DataType::Bytes if json == "0" => match readings.of(58) {
            Letter::A => return Ok(None),
            _ => read(data_type, "\"0\"")?,
        },
        DataType::Real(_) if is_pattern => {
            return Err(expected(json, "a number, \"NaN\", \"Infinity\" or \"-Infinity\""));
        }
        DataType::Bool if readings.of(55) == Letter::A => {
            let number = scalar::read(Real::UINT8, json, &rules.scalar);
            read(
                data_type,
                match number.map(|scalar| scalar.pattern) {
                    Ok(0) => "false",
                    Ok(1) => "true",
                    _ => json,
                },
            )?
        }
        DataType::Raw(bits) if readings.of(56) == Letter::A => {
            let wrong = || expected(json, &format!("{} bytes in base64", bits / 8));
            let bytes = if json.starts_with('"') {
                read(&DataType::Bytes, json)?
            } else {
                return Err(wrong());
            };
            Element::new(data_type, bytes.bytes()).map_err(|_| wrong())?
        }
        _ => read(data_type, json)?,
    };
    Ok(Some(element))
}

fn expected(json: &str, expected: &str) -> ArrayMetadataError {
    wrong(FIELD, json, expected, "v2/fill-value")
}
