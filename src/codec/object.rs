//! JSON objects of codec metadata.

use super::ConfigurationError;
use super::notes::{Letter, Readings};
use crate::json::{Object, ObjectError, Repeated};

/// Reads `json` as an object, `what` in errors. Whether a name may be repeated is SN-46.
pub(super) fn read_object<'a>(
    what: &'static str,
    json: &'a str,
    readings: &Readings,
) -> Result<Object<'a>, ConfigurationError> {
    let repeated = match readings.of(46) {
        Letter::B => Repeated::Last,
        _ => Repeated::Refused,
    };
    Object::read(json, repeated).map_err(|error| match error {
        ObjectError::NotAnObject { reason } => ConfigurationError::NotAnObject { what, reason },
        ObjectError::RepeatedName { name } => ConfigurationError::RepeatedName { what, name },
    })
}
