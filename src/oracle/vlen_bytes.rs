//! `vlen-bytes`: byte strings one after the other, each behind its length.

use super::items::{ItemFormat, Items};
use super::{BindError, Codec, Fields};
use crate::chunk::Form;
use crate::codec::notes::Readings;
use crate::data_type::DataType;

static FORMAT: ItemFormat = ItemFormat {
    data_type: DataType::Bytes,
    typed: "vlen-bytes/data-type",
    count: "vlen-bytes/count",
    elements: "vlen-bytes/elements",
    content: None,
    rest: 3101,
};

/// The codec has no configuration.
///
/// # Errors
///
/// An array of another type comes in, or one of 2^32 elements or more.
pub fn bind(_: &mut Fields, form: &Form, readings: &Readings) -> Result<Box<dyn Codec>, BindError> {
    Items::bind(&FORMAT, form, readings)
}
