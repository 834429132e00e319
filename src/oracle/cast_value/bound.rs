//! The codec in a chain: bound to the form of what comes in.

use super::cast::CastError;
use super::codec::{Codec as Casts, Direction};
use super::telling::Teller;
use crate::chunk::{Array, CodecError, Data, Element, Elements, Form, Positions};
use crate::codec::Operation;
use crate::codec::cast_value::{Instance, Metadata};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{Real, pack, scalar, unpack};
use crate::oracle::{BindError, Codec, Fields, Told};

struct Bound {
    casts: Casts,
    encoded: Form,
    readings: Readings,
}

/// A scalar that every type has, for arrays whose fill value is not known.
const ONE: &str = "1";

/// Reads the configuration for an array, whose fill value is cast too.
///
/// # Errors
///
/// Where the metadata is not valid, or the elements are no real numbers. Whether a fill value that does
/// not survive makes the metadata invalid is SN-48.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let real = match form {
        Form::Array { data_type, .. } => data_type.real(),
        Form::Bytes { .. } => None,
    };
    let (Form::Array { shape, fill_value, byte_order, .. }, Some(array)) = (form, real) else {
        return Err(BindError::Form {
            found: form.to_string(),
            expected: "an array of one of the 26 real types".to_owned(),
            clause: "codec/data-types",
        });
    };
    let known = fill_value.as_ref().ok().and_then(Option::as_ref);
    let known = known.and_then(|element| element.pattern(array));
    let json = known.map_or(ONE.to_owned(), |pattern| scalar::to_json(array, pattern));
    let metadata =
        Metadata { codec: fields.whole(), data_type: &format!("\"{array}\""), fill_value: &json };
    let instance = Instance::read(metadata, readings).map_err(|error| BindError::Refused {
        reason: error.to_string(),
        clause: error.clause(),
    })?;
    let casts = Casts::from_instance(instance, readings);
    let (_, encoded) = casts.instance.types(Operation::Encode);
    let fill_value = match (fill_value, known) {
        (Err(error), _) => Err(error.clone()),
        (Ok(_), None) => Ok(None),
        (Ok(_), Some(_)) => fill_value_after(&casts, encoded, readings)?,
    };
    Ok(Box::new(Bound {
        casts,
        encoded: Form::Array {
            data_type: encoded.into(),
            shape: shape.clone(),
            fill_value,
            byte_order: *byte_order,
        },
        readings: *readings,
    }))
}

/// The fill value that comes out, or why there is none: at once, or where it is first used (SN-48).
fn fill_value_after(
    casts: &Casts,
    encoded: Real,
    readings: &Readings,
) -> Result<Result<Option<Element>, CodecError>, BindError> {
    let fill_value = casts.fill_value().map(|pattern| Element::from_pattern(encoded, pattern));
    let error = match fill_value {
        Ok(element) => return Ok(Ok(Some(element))),
        Err(error) => super::MetadataError::from(error),
    };
    let (reason, clause) = (error.to_string(), error.clause());
    match readings.of(48) {
        Letter::A => Err(BindError::Refused { reason, clause }),
        _ => Ok(Err(CodecError { clause, reason })),
    }
}

impl Codec for Bound {
    fn encoded(&self) -> &Form {
        &self.encoded
    }

    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        self.apply(Operation::Encode, decoded, told)
    }

    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError> {
        self.apply(Operation::Decode, encoded, told)
    }
}

impl Bound {
    fn apply(
        &self,
        operation: Operation,
        data: &Data,
        told: &mut Told,
    ) -> Result<Data, CodecError> {
        let (input, output) = self.casts.instance.types(operation);
        let unfit = |found: String| CodecError { clause: "codec/data-types", reason: found };
        let array = data.array().map_err(|error| unfit(error.to_string()))?;
        let elements = match &array.elements {
            Elements::Fixed { bytes, .. } if array.data_type.real() == Some(input) => bytes,
            _ => return Err(unfit(format!("{data}; expected elements of {input}"))),
        };
        let inputs: Vec<_> = unpack(input, elements).collect();
        let direction = self.casts.direction(operation);
        tell(direction, &inputs, told);
        let outputs = direction.apply_all(&inputs).map_err(|(at, error)| {
            let reason = format!("element {at}, {}: {error}", input.value_to_text(inputs[at]));
            CodecError { clause: clause(&error), reason }
        })?;
        let any_nan = self.any_nan(direction, &inputs, output, &outputs, told);
        let elements = Elements::Fixed { bytes: pack(output, outputs), any_nan };
        let array = Array::new(output.into(), array.shape.clone(), elements);
        Ok(Data::Array(array.map_err(|error| unfit(error.to_string()))?))
    }

    /// Where any NaN is right: where one is given (SN-14), unless `scalar_map` gives it (SN-45).
    fn any_nan(
        &self,
        direction: &Direction,
        inputs: &[u64],
        output: Real,
        outputs: &[u64],
        told: &mut Told,
    ) -> Positions {
        let nans = outputs.iter().enumerate().filter(|(_, pattern)| output.is_nan(**pattern));
        let nans: Vec<_> = nans.map(|(at, _)| at).collect();
        if !nans.is_empty() {
            for note in [14, 45] {
                told.consult(note, &self.readings);
            }
        }
        let free = nans.into_iter().filter(|at| !direction.names_bits(inputs[*at]));
        free.map(|at| at as u64).collect()
    }
}

/// Tells the steps of every element, up to the first without a result.
fn tell(direction: &Direction, inputs: &[u64], told: &mut Told) {
    if !told.is_heard() {
        return;
    }
    for (at, input) in (0..).zip(inputs) {
        let mut teller = Teller::new(told, at, direction.types());
        if direction.apply_traced(*input, &mut teller).is_err() {
            return;
        }
    }
}

/// The id of the clause that refuses an element.
fn clause(error: &CastError) -> &'static str {
    match error {
        CastError::Nan { .. } | CastError::Infinity { .. } => "special/unsupported-errors",
        CastError::OutOfRange { .. } => "range/unset-fails",
        CastError::Reading { .. } => "range/after-rounding",
    }
}
