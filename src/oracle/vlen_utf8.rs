//! `vlen-utf8`: strings one after the other, each behind its length.

use super::items::{ItemFormat, Items};
use super::{BindError, Codec, Fields};
use crate::chunk::Form;
use crate::codec::notes::Readings;
use crate::data_type::DataType;

static FORMAT: ItemFormat = ItemFormat {
    data_type: DataType::String,
    typed: "vlen-utf8/data-type",
    count: "vlen-utf8/count",
    elements: "vlen-utf8/elements",
    content: Some("vlen-utf8/utf8"),
    rest: 3001,
};

/// The codec has no configuration.
///
/// # Errors
///
/// An array of another type comes in, or one of 2^32 elements or more.
pub fn bind(_: &mut Fields, form: &Form, readings: &Readings) -> Result<Box<dyn Codec>, BindError> {
    Items::bind(&FORMAT, form, readings)
}
