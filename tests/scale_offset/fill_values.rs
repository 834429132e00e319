//! The vectors of fill values, in exact fractions: scalars are read, subtracted, multiplied and rounded here, to the nearest
//! value of a type that is looked up by halving, from the layouts on the pages of the types.

use std::cmp::Ordering;
use std::path::Path;

use num_bigint::BigInt;
use serde_json::Value;
use serde_json::value::RawValue;
use zarrproof::vectors::{Ask, Outcome, Scenario, Store};

/// The bits of the mantissa and the bias of the exponent; whether infinity and NaN follow the numbers, or NaN is -0.
#[derive(Clone, Copy, PartialEq)]
enum Beyond {
    Infinity,
    Nothing,
    Nan,
}

#[derive(Clone, Copy)]
enum Layout {
    Integer { bits: u32, signed: bool },
    Float { bits: u32, mantissa: u32, bias: i32, beyond: Beyond },
}

/// The layout of a type; `None` of the one without zero.
fn layout(name: &str) -> Option<Layout> {
    let float = |bits, mantissa, bias, beyond| Some(Layout::Float { bits, mantissa, bias, beyond });
    match name {
        "float4_e2m1fn" => float(4, 1, 1, Beyond::Nothing),
        "float6_e2m3fn" => float(6, 3, 1, Beyond::Nothing),
        "float6_e3m2fn" => float(6, 2, 3, Beyond::Nothing),
        "float8_e3m4" => float(8, 4, 3, Beyond::Infinity),
        "float8_e4m3" => float(8, 3, 7, Beyond::Infinity),
        "float8_e5m2" => float(8, 2, 15, Beyond::Infinity),
        "float8_e4m3b11fnuz" => float(8, 3, 11, Beyond::Nan),
        "float8_e4m3fnuz" => float(8, 3, 8, Beyond::Nan),
        "float8_e5m2fnuz" => float(8, 2, 16, Beyond::Nan),
        "float16" => float(16, 10, 15, Beyond::Infinity),
        "bfloat16" => float(16, 7, 127, Beyond::Infinity),
        "float32" => float(32, 23, 127, Beyond::Infinity),
        "float64" => float(64, 52, 1023, Beyond::Infinity),
        "float8_e8m0fnu" => None,
        integer => {
            let (signed, bits) = match integer.strip_prefix('u') {
                Some(rest) => (false, rest),
                None => (true, integer),
            };
            let bits = bits.strip_prefix("int").and_then(|bits| bits.parse().ok());
            Some(Layout::Integer { bits: bits.expect("an integer type"), signed })
        }
    }
}

/// A quotient whose divisor is positive.
#[derive(Clone, Debug)]
struct Fraction(BigInt, BigInt);

impl Fraction {
    fn integer(value: impl Into<BigInt>) -> Fraction {
        Fraction(value.into(), BigInt::from(1))
    }

    fn scaled(value: BigInt, base: u32, exponent: i32) -> Fraction {
        let power = BigInt::from(base).pow(exponent.unsigned_abs());
        if exponent < 0 { Fraction(value, power) } else { Fraction(value * power, BigInt::from(1)) }
    }

    fn minus(&self, other: &Fraction) -> Fraction {
        Fraction(&self.0 * &other.1 - &other.0 * &self.1, &self.1 * &other.1)
    }

    fn times(&self, other: &Fraction) -> Fraction {
        Fraction(&self.0 * &other.0, &self.1 * &other.1)
    }

    fn compare(&self, other: &Fraction) -> Ordering {
        (&self.0 * &other.1).cmp(&(&other.0 * &self.1))
    }

    fn magnitude(&self) -> Fraction {
        if self.0 < BigInt::ZERO { Fraction(-&self.0, self.1.clone()) } else { self.clone() }
    }

    /// A JSON number, exactly.
    fn of_json(text: &str) -> Option<Fraction> {
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let value: BigInt = format!("{whole}{fraction}").parse().ok()?;
        Some(Fraction::scaled(value, 10, exponent - fraction.len() as i32))
    }
}

#[derive(Clone, Debug)]
enum Known {
    /// Whether it is negative, which a zero can be, and the magnitude.
    Number(bool, Fraction),
    Infinity(bool),
    Nan,
}

impl Layout {
    /// How many patterns without a sign are numbers of a float.
    fn numbers(bits: u32, mantissa: u32, beyond: Beyond) -> u64 {
        let patterns = 1u64 << (bits - 1);
        if beyond == Beyond::Infinity { patterns - (1 << mantissa) } else { patterns }
    }

    fn known(self, pattern: u64) -> Known {
        match self {
            Layout::Integer { bits, signed } => {
                let value = BigInt::from(pattern);
                let is_negative = signed && pattern >> (bits - 1) == 1;
                let value = if is_negative { value - (BigInt::from(1) << bits) } else { value };
                Known::Number(is_negative, Fraction::integer(value).magnitude())
            }
            Layout::Float { bits, mantissa, bias, beyond } => {
                let sign = 1u64 << (bits - 1);
                let (negative, magnitude) = (pattern & sign != 0, pattern & !sign);
                let numbers = Layout::numbers(bits, mantissa, beyond);
                match magnitude {
                    0 if negative && beyond == Beyond::Nan => Known::Nan,
                    magnitude if magnitude < numbers => {
                        let hidden = 1u64 << mantissa;
                        let (code, digits) = (magnitude >> mantissa, magnitude & (hidden - 1));
                        let digits = if code == 0 { digits } else { digits | hidden };
                        let exponent = code.max(1) as i32 - bias - mantissa as i32;
                        Known::Number(negative, Fraction::scaled(digits.into(), 2, exponent))
                    }
                    magnitude if magnitude == numbers => Known::Infinity(negative),
                    _ => Known::Nan,
                }
            }
        }
    }

    /// The pattern of a number, rounded to nearest, ties to even; `None` where the type does not reach it, or of an
    /// integer where it is none.
    fn pattern(self, negative: bool, magnitude: &Fraction) -> Option<u64> {
        match self {
            Layout::Integer { bits, signed } => {
                let Fraction(dividend, divisor) = magnitude;
                let value = (dividend % divisor == BigInt::ZERO).then(|| dividend / divisor)?;
                let value = if negative { -value } else { value };
                let modulus = BigInt::from(1) << bits;
                let min = if signed { -(&modulus >> 1u32) } else { BigInt::ZERO };
                let is_held = min <= value && value < &modulus + &min;
                let value = if value < BigInt::ZERO { value + modulus } else { value };
                u64::try_from(value).ok().filter(|_| is_held)
            }
            Layout::Float { bits, mantissa, beyond, .. } => {
                let of = |pattern: u64| match self.known(pattern) {
                    Known::Number(_, magnitude) => magnitude,
                    other => panic!("{other:?}"),
                };
                let numbers = Layout::numbers(bits, mantissa, beyond);
                let (mut low, mut high) = (0, numbers);
                while high - low > 1 {
                    let middle = low + (high - low) / 2;
                    let is_below = of(middle).compare(magnitude).is_le();
                    *if is_below { &mut low } else { &mut high } = middle;
                }
                let rest = magnitude.minus(&of(low));
                // The step after the last number is that before it.
                let step = match high < numbers {
                    true => of(high).minus(&of(low)),
                    false => of(low).minus(&of(low - 1)),
                };
                let to_half = rest.times(&Fraction::integer(2)).compare(&step);
                let up = to_half.is_gt() || to_half.is_eq() && low % 2 == 1;
                let pattern = low + u64::from(up);
                let sign = 1u64 << (bits - 1);
                let has_sign = negative && !(pattern == 0 && beyond == Beyond::Nan);
                (pattern < numbers).then_some(if has_sign { pattern | sign } else { pattern })
            }
        }
    }

    /// A value in the type.
    fn rounded(self, value: Known) -> Option<Known> {
        match value {
            Known::Number(negative, magnitude) => {
                self.pattern(negative, &magnitude).map(|pattern| self.known(pattern))
            }
            value => Some(value),
        }
    }

    /// A scalar in JSON, as the core specification has it.
    fn read(self, json: &str) -> Option<Known> {
        let Some(text) = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')) else {
            let number = Fraction::of_json(json)?;
            return self.rounded(Known::Number(json.starts_with('-'), number.magnitude()));
        };
        match (self, text) {
            (Layout::Integer { .. }, _) => None,
            (_, "NaN") => Some(Known::Nan),
            (_, "Infinity") => Some(Known::Infinity(false)),
            (_, "-Infinity") => Some(Known::Infinity(true)),
            (_, text) => {
                let pattern = u64::from_str_radix(text.strip_prefix("0x")?, 16).ok()?;
                Some(self.known(pattern))
            }
        }
    }

    /// Where a value is invalid, or infinite in a type that has none, there is none.
    fn difference(self, left: Known, right: Known) -> Option<Known> {
        match (left, right) {
            (Known::Nan, _) | (_, Known::Nan) => Some(Known::Nan),
            (Known::Infinity(one), Known::Infinity(other)) => {
                Some(if one == other { Known::Nan } else { Known::Infinity(one) })
            }
            (Known::Infinity(negative), _) => Some(Known::Infinity(negative)),
            (_, Known::Infinity(negative)) => Some(Known::Infinity(!negative)),
            (Known::Number(a, left), Known::Number(b, right)) => {
                let signed = |negative: bool, Fraction(value, divisor): Fraction| {
                    Fraction(if negative { -value } else { value }, divisor)
                };
                let difference = signed(a, left).minus(&signed(b, right));
                let is_zero = difference.0 == BigInt::ZERO;
                let negative = if is_zero { a && !b } else { difference.0 < BigInt::ZERO };
                self.rounded(Known::Number(negative, difference.magnitude()))
            }
        }
    }

    fn product(self, left: Known, right: Known) -> Option<Known> {
        let is_zero = |one: &Fraction| one.0 == BigInt::ZERO;
        match (left, right) {
            (Known::Nan, _) | (_, Known::Nan) => Some(Known::Nan),
            (Known::Infinity(_), Known::Number(_, other))
            | (Known::Number(_, other), Known::Infinity(_))
                if is_zero(&other) =>
            {
                Some(Known::Nan)
            }
            (Known::Infinity(a), Known::Infinity(b) | Known::Number(b, _))
            | (Known::Number(a, _), Known::Infinity(b)) => Some(Known::Infinity(a != b)),
            (Known::Number(a, left), Known::Number(b, right)) => {
                self.rounded(Known::Number(a != b, left.times(&right)))
            }
        }
    }
}

/// The members of the configuration, as they are written.
fn member(codec: &str, name: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Entry<'a> {
        #[serde(borrow)]
        configuration: Option<std::collections::BTreeMap<&'a str, &'a RawValue>>,
    }
    let entry: Entry = serde_json::from_str(codec).ok()?;
    Some(entry.configuration?.get(name)?.get().to_owned())
}

/// What the vector has to expect, in the type of the array.
fn expected(layout: Layout, scenario: &Scenario) -> Outcome {
    let codec = scenario.codec.as_deref().unwrap_or_default();
    let value = || {
        // A scalar that is none makes all of the metadata invalid.
        let of_member = |name| member(codec, name).map(|json| layout.read(&json));
        let [offset, scale] = ["offset", "scale"].map(of_member);
        let mut value = layout.read(&scenario.fill_value)?;
        if let Some(offset) = offset {
            let scale = scale.clone().map_or(Some(()), |scale| scale.map(|_| ()));
            scale?;
            value = layout.difference(value, offset?)?;
        }
        match scale {
            Some(scale) => layout.product(value, scale?),
            None => Some(value),
        }
    };
    match value() {
        None => Outcome::Error,
        Some(Known::Nan) => Outcome::Nan,
        Some(Known::Number(negative, magnitude)) => {
            let pattern = layout.pattern(negative, &magnitude);
            pattern.map_or(Outcome::Error, Outcome::Bits)
        }
        Some(Known::Infinity(negative)) => match layout {
            Layout::Float { bits, mantissa, beyond, .. } => {
                let sign = u64::from(negative) << (bits - 1);
                Outcome::Bits(Layout::numbers(bits, mantissa, beyond) | sign)
            }
            Layout::Integer { .. } => Outcome::Error,
        },
    }
}

/// "The fill value of `out` is generated by applying the transformation above to the fill value of `in`" (section
/// "Encoding").
#[test]
fn fill_values_become_what_exact_fractions_say() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let store = Store::directory(directory).expect("the vectors are there");
    let (mut values, mut errors, mut others) = (0, 0, 0);
    for path in store.scenario_paths() {
        if !path.starts_with("scale_offset/fill_value/") {
            continue;
        }
        for scenario in store.scenarios(&path).expect("a file").scenarios {
            let Ask::FillValue { output_type, expected: due } = &scenario.ask else {
                panic!("{}: another question", scenario.id)
            };
            let name: Value = serde_json::from_str(&scenario.data_type).expect("a name");
            assert_eq!(name, output_type.name(), "{}", scenario.id);
            // Of integers with a point is asked under `scalars`.
            let is_in_doubt = output_type.is_integer() && scenario.fill_value.contains('.');
            let Some(layout) = layout(output_type.name()).filter(|_| !is_in_doubt) else {
                others += 1;
                continue;
            };
            let expected = expected(layout, &scenario);
            assert_eq!(due.stand(), expected, "{}", scenario.id);
            *if expected == Outcome::Error { &mut errors } else { &mut values } += 1;
        }
    }
    assert!(values > 500 && errors > 150 && others < 100, "{values}, {errors}, {others}");
}
