//! Elements without a fixed size one after the other, each behind its length: what codecs for them have in common.

use super::{BindError, Codec, Telling, Told};
use crate::chunk::{Array, CodecError, Data, Elements, Form, element_count};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::DataType;

/// What a codec says of its format.
pub struct ItemFormat {
    pub data_type: DataType,
    /// The clauses on the type, on the number of elements, and on each of them.
    pub typed: &'static str,
    pub count: &'static str,
    pub elements: &'static str,
    /// The clause on what an element has to be, beside any bytes.
    pub content: Option<&'static str>,
    /// The note on bytes behind the last element.
    pub rest: u16,
}

/// A codec that writes elements one after the other.
pub struct Items {
    format: &'static ItemFormat,
    shape: Vec<u64>,
    count: u32,
    encoded: Form,
    readings: Readings,
}

/// The bytes of a number.
const NUMBER: usize = 4;

impl Items {
    /// Binds a codec of this format.
    ///
    /// # Errors
    ///
    /// Where anything but an array of its type comes in, or one of 2^32 elements or more.
    pub fn bind(
        format: &'static ItemFormat,
        form: &Form,
        readings: &Readings,
    ) -> Result<Box<dyn Codec>, BindError> {
        let unfit = |expected: String, clause| BindError::Form {
            found: form.to_string(),
            expected,
            clause,
        };
        let Form::Array { data_type, shape, .. } = form else {
            return Err(unfit(format!("an array of {}", format.data_type), "core/codecs-order"));
        };
        if *data_type != format.data_type {
            return Err(unfit(format!("an array of {}", format.data_type), format.typed));
        }
        let count = element_count(shape).ok().and_then(|count| u32::try_from(count).ok());
        let count =
            count.ok_or_else(|| unfit("fewer than 2^32 elements".to_owned(), format.count))?;
        let encoded = Form::Bytes { length: None, item_size: 1 };
        Ok(Box::new(Items { format, shape: shape.clone(), count, encoded, readings: *readings }))
    }

    fn unfit(&self, reason: String) -> CodecError {
        CodecError { clause: self.format.elements, reason }
    }

    /// The elements of an encoded chunk, and the bytes behind them.
    fn split<'a>(&self, bytes: &'a [u8]) -> Result<(Vec<&'a [u8]>, &'a [u8]), CodecError> {
        let of_count = |reason| CodecError { clause: self.format.count, reason };
        let Some((found, mut rest)) = bytes.split_first_chunk::<NUMBER>() else {
            let found = bytes.len();
            return Err(of_count(format!("{found} bytes; expected at least {NUMBER}")));
        };
        let (found, expected) = (u32::from_le_bytes(*found), self.count);
        if found != expected {
            let reason = format!("the number of elements is {found}; expected {expected}");
            return Err(of_count(reason));
        }
        let mut elements = Vec::new();
        for at in 0..found {
            let Some((length, after)) = rest.split_first_chunk::<NUMBER>() else {
                let left = rest.len();
                return Err(self.unfit(format!("{left} bytes left for the length of element {at}")));
            };
            let length = u32::from_le_bytes(*length);
            let element =
                usize::try_from(length).ok().and_then(|length| after.split_at_checked(length));
            let Some((element, after)) = element else {
                let left = after.len();
                return Err(
                    self.unfit(format!("{left} bytes left for element {at} of {length} bytes"))
                );
            };
            elements.push(element);
            rest = after;
        }
        Ok((elements, rest))
    }
}

impl Codec for Items {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, _: &mut Told) -> Result<Data, CodecError> {
        let array = decoded.array().map_err(|error| self.unfit(error.to_string()))?;
        let Elements::Variable(values) = &array.elements else {
            return Err(self.unfit(format!("{decoded}; expected {}", self.format.data_type)));
        };
        let mut bytes = self.count.to_le_bytes().to_vec();
        for (at, value) in values.iter().enumerate() {
            let Ok(length) = u32::try_from(value.len()) else {
                let length = value.len();
                return Err(self
                    .unfit(format!("element {at} has {length} bytes; expected fewer than 2^32")));
            };
            bytes.extend(length.to_le_bytes());
            bytes.extend_from_slice(value);
        }
        Ok(Data::Bytes(bytes))
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let bytes = encoded.bytes().map_err(|error| self.unfit(error.to_string()))?;
        let (elements, rest) = self.split(bytes)?;
        told.step(|| Telling::Follows {
            clause: self.format.elements,
            element: None,
            values: vec![("elements", elements.len().to_string())],
        });
        if !rest.is_empty() && told.consult(self.format.rest, &self.readings) == Letter::A {
            return Err(self.unfit(format!("{} bytes follow the last element", rest.len())));
        }
        let values = elements.into_iter().map(Box::from).collect();
        let array = Array::new(
            self.format.data_type.clone(),
            self.shape.clone(),
            Elements::Variable(values),
        );
        let clause = self.format.content.unwrap_or(self.format.elements);
        array.map(Data::Array).map_err(|error| CodecError { clause, reason: error.to_string() })
    }
}
