//! The codec for one array: its configuration, its elements and its fill value.

use super::arithmetic::{Arithmetic, ArithmeticError};
use super::formula::{Formula, has_zero};
use crate::chunk::{CodecError, Element, Form};
use crate::codec::note::Letter;
use crate::codec::notes::Readings;
use crate::data_type::{Real, Value};
use crate::oracle::components::{Components, Componentwise, Each};
use crate::oracle::{BindError, Codec, Fields, Telling, Told};

struct ScaleOffset {
    formula: Formula,
}

/// What is done to an element.
type Way = fn(&Formula, u64, &mut Told) -> Result<u64, ArithmeticError>;

/// Reads the configuration for an array.
///
/// # Errors
///
/// Where the configuration is not acceptable, or the codec is not defined for the type.
pub fn bind(
    fields: &mut Fields,
    form: &Form,
    readings: &Readings,
) -> Result<Box<dyn Codec>, BindError> {
    let (real, shape, fill_value, byte_order) = match form {
        Form::Array { data_type, shape, fill_value, byte_order } => match data_type.real() {
            Some(real) => (real, shape, fill_value, byte_order),
            None => return Err(undefined(form)),
        },
        Form::Bytes { .. } => return Err(undefined(form)),
    };
    let layout = Arithmetic::new(real, readings).real();
    let offset = fields.scalar("offset", layout)?.map(|scalar| scalar.pattern);
    let scale = fields.scalar("scale", layout)?.map(|scalar| scalar.pattern);
    check(layout, offset, scale, readings)?;
    let formula = Formula::new(layout, offset, scale, readings);
    let fill_value = match fill_value {
        Ok(Some(element)) => match carried(&formula, real, element, readings) {
            Err(error) if readings.of(114) == Letter::A => {
                let CodecError { clause, reason } = error;
                return Err(BindError::Refused { reason, clause });
            }
            carried => carried.map(Some),
        },
        without => without.clone(),
    };
    let (shape, byte_order) = (shape.clone(), *byte_order);
    let encoded = Form::Array { data_type: real.into(), shape, fill_value, byte_order };
    // NaN is NaN: no text says which one.
    let components = Components { real: layout, any_nan: true, clause: "scale_offset/data-types" };
    Ok(Box::new(Each { components, encoded, codec: ScaleOffset { formula } }))
}

fn undefined(form: &Form) -> BindError {
    BindError::Form {
        found: form.to_string(),
        expected: "an array of one of the 26 real types".to_owned(),
        clause: "scale_offset/data-types",
    }
}

/// What notes have to say on the values of the configuration.
fn check(
    real: Real,
    offset: Option<u64>,
    scale: Option<u64>,
    readings: &Readings,
) -> Result<(), BindError> {
    if offset.is_none() && !has_zero(real) && readings.of(107) == Letter::B {
        return Err(BindError::Missing {
            field: "offset",
            expected: format!("an offset: {real} has no zero"),
            clause: "scale_offset/offset-missing",
        });
    }
    let refused = |field, pattern, expected: &str, clause| {
        let (found, expected) = (real.value_to_text(pattern), expected.to_owned());
        Err(BindError::Field { field, found, expected, clause })
    };
    for (field, value, clause) in [
        ("offset", offset, "scale_offset/offset-scalar"),
        ("scale", scale, "scale_offset/scale-scalar"),
    ] {
        let Some(pattern) = value else { continue };
        match real.decode(pattern) {
            Value::Finite(number)
                if field == "scale" && number.is_zero() && readings.of(112) == Letter::B =>
            {
                return refused(field, pattern, "a number other than zero", clause);
            }
            Value::Infinity { .. } | Value::Nan if readings.of(113) == Letter::B => {
                return refused(field, pattern, "a finite number", clause);
            }
            _ => {}
        }
    }
    Ok(())
}

/// The fill value of what is encoded.
fn carried(
    formula: &Formula,
    real: Real,
    element: &Element,
    readings: &Readings,
) -> Result<Element, CodecError> {
    let refused = |reason| CodecError { clause: "scale_offset/fill-value", reason };
    let pattern = element.pattern(real).ok_or_else(|| refused(format!("no {real}")))?;
    let layout = formula.arithmetic().real();
    let text = |pattern| layout.value_to_text(pattern);
    let nobody = &mut Told::nobody();
    let encoded = formula.encode(pattern, nobody).map_err(|error| {
        refused(format!("the fill value {} cannot be encoded: {error}", text(pattern)))
    })?;
    if readings.of(115) == Letter::B {
        let decoded = formula.decode(encoded, nobody).map_err(|error| {
            refused(format!("the fill value {} cannot be decoded: {error}", text(pattern)))
        })?;
        let is_same = layout.decode(decoded) == layout.decode(pattern);
        if !is_same {
            let (found, expected) = (text(decoded), text(pattern));
            return Err(refused(format!("the fill value decodes to {found}; expected {expected}")));
        }
    }
    Ok(Element::from_pattern(real, encoded))
}

impl ScaleOffset {
    fn transform(
        &self,
        (at, pattern): (u64, u64),
        (clause, way): (&'static str, Way),
        told: &mut Told,
    ) -> Result<u64, CodecError> {
        let layout = self.formula.arithmetic().real();
        told.step(|| Telling::Follows {
            clause,
            element: Some(at),
            values: vec![("in", layout.value_to_text(pattern))],
        });
        way(&self.formula, pattern, told).map_err(|error| CodecError {
            clause: error.clause(),
            reason: format!("element {at}: {error}"),
        })
    }
}

impl Componentwise for ScaleOffset {
    const DECODES_AS_IT_IS: bool = false;

    fn encode(&self, at: u64, pattern: u64, told: &mut Told) -> Result<u64, CodecError> {
        self.transform((at, pattern), ("scale_offset/encode", Formula::encode), told)
    }

    fn decode(&self, at: u64, pattern: u64, told: &mut Told) -> Result<u64, CodecError> {
        self.transform((at, pattern), ("scale_offset/decode", Formula::decode), told)
    }
}
