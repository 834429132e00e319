//! A cast among a few integer types, as a stranger might write it. It has one fault.

/// What to do with a value that the target does not have.
#[derive(Clone, Copy)]
pub enum Rule {
    Fail,
    Clamp,
    Wrap,
}

/// Casts every element of little-endian `data`, types by their names in Zarr.
///
/// # Errors
///
/// The message says which value has no result.
pub fn cast(source: &str, target: &str, rule: Rule, data: &[u8]) -> Result<Vec<u8>, String> {
    let values: Vec<i32> = match source {
        "int8" => data.iter().map(|byte| i32::from(byte.cast_signed())).collect(),
        "uint8" => data.iter().map(|byte| i32::from(*byte)).collect(),
        "int16" => data
            .chunks_exact(2)
            .map(|pair| i32::from(i16::from_le_bytes([pair[0], pair[1]])))
            .collect(),
        other => return Err(format!("{other} is not implemented")),
    };
    let (bytes, lowest, highest) = match target {
        "int8" => (1, i32::from(i8::MIN), i32::from(i8::MAX)),
        "uint8" => (1, 0, i32::from(u8::MAX)),
        "int16" => (2, i32::from(i16::MIN), i32::from(i16::MAX)),
        other => return Err(format!("{other} is not implemented")),
    };
    let mut output = Vec::with_capacity(values.len() * bytes);
    for value in values {
        let result = match rule {
            // The fault: this forgets the lower limit.
            Rule::Clamp => value.min(highest),
            Rule::Fail if !(lowest..=highest).contains(&value) => {
                return Err(format!("{value} is out of range"));
            }
            Rule::Fail | Rule::Wrap => value,
        };
        output.extend_from_slice(&result.to_le_bytes()[..bytes]);
    }
    Ok(output)
}
