//! Numbers as explanations show them: exact decimals, however long, and bits field by field.

use super::page::Line;
use crate::data_type::{Kind, Real, Value};
use crate::oracle::exact::Exact;

/// The length up to which a decimal is part of a sentence.
const SHORT: usize = 40;

/// The decimal, or `otherwise` if that is too long for a sentence.
pub(super) fn short(value: &Exact, otherwise: &str) -> String {
    let decimal = value.to_decimal();
    if decimal.len() <= SHORT { decimal } else { otherwise.to_owned() }
}

/// The length from which on a product is easier to read than a decimal.
const LONG: usize = 80;

/// The exact value, as a product where the decimal is long.
pub(super) fn exact(value: &Exact) -> String {
    let decimal = value.to_decimal();
    if decimal.len() <= LONG { decimal } else { value.to_product() }
}

/// The decimal, all of it; a long one as a product too.
pub(super) fn decimal(value: &Exact) -> Vec<Line> {
    let decimal = value.to_decimal();
    let product = (decimal.len() > LONG).then(|| format!("= {}", value.to_product()));
    let product = product.map(|product| Line::Field("", product));
    std::iter::once(Line::Field("exactly", decimal)).chain(product).collect()
}

/// A value and its pattern: `1.5 (0x3e00)`.
pub(super) fn named(data_type: Real, pattern: u64) -> String {
    format!("{} ({})", data_type.value_to_text(pattern), data_type.pattern_to_text(pattern))
}

/// The bits of a pattern, and what its fields say.
pub(super) fn bits(data_type: Real, pattern: u64) -> Vec<Line> {
    let pattern = pattern & data_type.mask();
    let float = match data_type.kind() {
        Kind::Integer(integer) => {
            let sign = if integer.signed { ", two's complement" } else { "" };
            return vec![Line::Field("bits", format!("{}{sign}", binary(pattern, integer.bits)))];
        }
        Kind::Float(float) => float,
    };
    let fields = float.fields(pattern);
    let mut digits = Vec::new();
    let mut words = Vec::new();
    if float.signed {
        digits.push(binary(u64::from(fields.negative), 1));
        words.push(format!("sign {}", if fields.negative { '-' } else { '+' }));
    }
    digits.push(binary(fields.exponent, float.exponent_bits));
    let power = match data_type.decode(pattern) {
        Value::Finite(value) if value.is_zero() => ", zero".to_owned(),
        Value::Finite(_) if fields.exponent > 0 || !float.zero => {
            format!(" for 2^{}", fields.exponent as i64 - i64::from(float.bias))
        }
        Value::Finite(_) => format!(", subnormal: 2^{}", float.min_exponent()),
        Value::Infinity { .. } | Value::Nan => String::new(),
    };
    words.push(format!("exponent code {}{power}", fields.exponent));
    if float.mantissa_bits > 0 {
        digits.push(binary(fields.mantissa, float.mantissa_bits));
        words.push(format!("mantissa {:#x} of {} bits", fields.mantissa, float.mantissa_bits));
    }
    vec![Line::Field("bits", digits.join(" ")), Line::Field("", words.join(", "))]
}

fn binary(field: u64, width: u32) -> String {
    format!("{field:0width$b}", width = width as usize)
}
