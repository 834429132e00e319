//! Codecs that compute each component of an array by itself, and keep its type and its shape.

use super::{Codec, Told};
use crate::chunk::{Array, CodecError, Data, Element, Elements, Form};
use crate::data_type::{Real, pack, unpack};

/// The computing of a component, by its pattern. `at` is its position among all components.
pub(super) trait Componentwise: Send + Sync {
    /// True of a codec whose decoding changes nothing.
    const DECODES_AS_IT_IS: bool;

    fn encode(&self, at: u64, pattern: u64, told: &mut Told) -> Result<u64, CodecError>;

    fn decode(&self, _at: u64, pattern: u64, _told: &mut Told) -> Result<u64, CodecError> {
        Ok(pattern)
    }
}

/// A codec that computes each component, bound to what comes in.
pub(super) struct Each<C> {
    pub components: Components,
    /// The type and the shape of what is decoded too.
    pub encoded: Form,
    pub codec: C,
}

/// What stands around the computing.
pub(super) struct Components {
    /// The type of a component: of complex numbers, that of their parts.
    pub real: Real,
    /// Whether any NaN is right where one comes out.
    pub any_nan: bool,
    /// The clause that says which data the codec is defined for.
    pub clause: &'static str,
}

impl Components {
    /// Computes each component of an array of a form. `compute` is told which one it is.
    ///
    /// # Errors
    ///
    /// Where the data is of another form, or a component has no result.
    fn data(
        &self,
        form: &Form,
        data: &Data,
        compute: impl FnMut(u64, u64) -> Result<u64, CodecError>,
    ) -> Result<Data, CodecError> {
        form.check(data).map_err(|error| self.unfit(error))?;
        let Array { data_type, shape, elements } =
            data.array().map_err(|error| self.unfit(error))?;
        let Elements::Fixed { bytes, .. } = elements else { return Err(self.unfit(data)) };
        let computed = self.all(bytes, compute)?;
        let is_nan = |pattern: &u64| self.any_nan && self.real.is_nan(*pattern);
        let any_nan = (0..).zip(&computed).filter(|(_, pattern)| is_nan(pattern)).map(|(at, _)| at);
        let any_nan = any_nan.collect();
        let elements = Elements::Fixed { bytes: pack(self.real, computed), any_nan };
        let array = Array::new(data_type.clone(), shape.clone(), elements);
        array.map(Data::Array).map_err(|error| self.unfit(error))
    }

    /// The form, with the fill value as elements become.
    pub fn form(
        &self,
        form: &Form,
        compute: impl FnMut(u64, u64) -> Result<u64, CodecError>,
    ) -> Form {
        let mut computed = form.clone();
        if let Form::Array { data_type, fill_value: fill_value @ Ok(Some(_)), .. } = &mut computed {
            let element = |element: Element| {
                let bytes = pack(self.real, self.all(element.bytes(), compute)?);
                Element::new(data_type, bytes).map(Some).map_err(|error| self.unfit(error))
            };
            let before = std::mem::replace(fill_value, Ok(None));
            *fill_value = before.and_then(|one| one.map_or(Ok(None), element));
        }
        computed
    }

    fn all(
        &self,
        bytes: &[u8],
        mut compute: impl FnMut(u64, u64) -> Result<u64, CodecError>,
    ) -> Result<Vec<u64>, CodecError> {
        let patterns = unpack(self.real, bytes);
        let mut computed = Vec::with_capacity(bytes.len() / self.real.bytes());
        for (at, pattern) in (0..).zip(patterns) {
            computed.push(compute(at, pattern)?);
        }
        Ok(computed)
    }

    /// Data that is of a form, as it is.
    ///
    /// # Errors
    ///
    /// Where the data is of another form.
    fn unchanged(&self, form: &Form, data: &Data) -> Result<Data, CodecError> {
        form.check(data).map_err(|error| self.unfit(error))?;
        Ok(data.clone())
    }

    fn unfit(&self, error: impl ToString) -> CodecError {
        CodecError { clause: self.clause, reason: error.to_string() }
    }
}

impl<C: Componentwise> Codec for Each<C> {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        let encode = |at, pattern| self.codec.encode(at, pattern, told);
        self.components.data(&self.encoded, decoded, encode)
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        if C::DECODES_AS_IT_IS {
            return self.components.unchanged(&self.encoded, encoded);
        }
        let decode = |at, pattern| self.codec.decode(at, pattern, told);
        self.components.data(&self.encoded, encoded, decode)
    }
}
