//! Moments and durations: a count of units, or `"NaT"`.
//!
//! "The `NaT` value may be encoded as the JSON number `-9223372036854775808`" (the pages of both types).

use super::{FillValueJsonError, FillValueRules};
use crate::data_type::{Decimal, Real, Time, pack, scalar, unpack};

/// Not a time, in 64 bits.
const NAT: u64 = i64::MIN.cast_unsigned();

pub(super) fn read(
    time: Time,
    json: &str,
    rules: &FillValueRules,
) -> Result<Vec<u8>, FillValueJsonError> {
    let pattern = match serde_json::from_str::<String>(json) {
        Ok(text) if text == "NaT" => NAT,
        _ if Decimal::parse(json).is_none() => {
            return Err(FillValueJsonError::NotATime { json: json.to_owned(), time });
        }
        _ => {
            let count = scalar::read(Real::INT64, json, &rules.scalar);
            count.map_err(|error| FillValueJsonError::Count { time, error })?.pattern
        }
    };
    Ok(pack(Real::INT64, [pattern]))
}

pub(super) fn write(bytes: &[u8]) -> String {
    match unpack(Real::INT64, bytes).next() {
        Some(NAT) => "\"NaT\"".to_owned(),
        count => scalar::to_json(Real::INT64, count.unwrap_or_default()),
    }
}
