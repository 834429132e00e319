//! The other form of `bytes`: "a string produced by applying base64 encoding to a byte string".

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::{FillValueJsonError, FillValueRules};

pub(super) fn read(json: &str, rules: &FillValueRules) -> Result<Vec<u8>, FillValueJsonError> {
    let text: String = serde_json::from_str(json)
        .map_err(|_| FillValueJsonError::NeitherIntegersNorBase64 { json: json.to_owned() })?;
    let padding = match rules.unpadded_base64 {
        false => DecodePaddingMode::RequireCanonical,
        true => DecodePaddingMode::Indifferent,
    };
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(padding)
        .with_decode_allow_trailing_bits(rules.base64_beyond_the_end);
    let decoded = GeneralPurpose::new(&base64::alphabet::STANDARD, config).decode(text);
    decoded.map_err(|error| FillValueJsonError::Base64 {
        json: json.to_owned(),
        reason: error.to_string(),
    })
}

pub(super) fn write(bytes: &[u8]) -> String {
    // No character of base64 is one that JSON escapes.
    format!("\"{}\"", BASE64.encode(bytes))
}
