//! Complex numbers: "a two-element array, specifying the real and imaginary components respectively".

use serde_json::value::RawValue;

use super::{FillValueJsonError, FillValueRules};
use crate::data_type::{Real, pack, scalar, unpack};

const PARTS: [&str; 2] = ["real", "imaginary"];

pub(super) fn read(
    component: Real,
    json: &str,
    rules: &FillValueRules,
) -> Result<Vec<u8>, FillValueJsonError> {
    let values: Vec<&RawValue> = serde_json::from_str(json)
        .map_err(|_| FillValueJsonError::NotAPair { json: json.to_owned(), component })?;
    if values.len() != PARTS.len() {
        return Err(FillValueJsonError::Components { found: values.len(), component });
    }
    let read = |(part, value): (&'static str, &RawValue)| {
        let scalar = scalar::read(component, value.get(), &rules.scalar);
        let pattern = scalar.map(|scalar| scalar.pattern);
        pattern.map_err(|error| FillValueJsonError::Component { part, error })
    };
    let patterns: Vec<u64> = PARTS.into_iter().zip(values).map(read).collect::<Result<_, _>>()?;
    Ok(pack(component, patterns))
}

pub(super) fn write(component: Real, bytes: &[u8]) -> String {
    let parts = unpack(component, bytes).map(|pattern| scalar::to_json(component, pattern));
    format!("[{}]", parts.collect::<Vec<_>>().join(","))
}
