//! Decimals exactly between two neighbours, and closer to a tie than any binary type can tell.
//!
//! "Rounded to the nearest representable value using the 'round half to even' rule": once, however
//! many digits there are. A reader that goes through a float64 takes the neighbours of a tie for the
//! tie.

use super::Literal;
use super::numbers::number;
use crate::data_type::{Dyadic, Float, Real};
use crate::oracle::exact::Exact;

/// How far the neighbours of a tie are from it: 2^-80 of the step between the values around it.
const DISTANCE: i32 = 80;

/// For types of up to 16 bits: a tie has at most 12 bits, a float32 24 and a float64 53.
const DISTANCE_IN_FLOAT64: i32 = 30;

pub(super) fn all(data_type: Real, float: &Float) -> Vec<Literal> {
    let sites = sites(data_type, float);
    let mut literals: Vec<_> = sites.iter().flat_map(Site::literals).collect();
    // Of wider types, no float64 is so close to a tie.
    if data_type.bits() <= 16 {
        literals.extend(sites.iter().flat_map(Site::literals_in_float64));
    }
    literals.extend(sites.first().map(|site| {
        number(
            format!("far-past-{}", site.slug),
            "past a tie by a digit 800 places on",
            site.with_digit_after(800),
        )
    }));
    literals
}

/// A tie.
struct Site {
    slug: &'static str,
    value: Exact,
    /// The exponent of the step between the values around it.
    step: i32,
}

impl Site {
    /// The tie between `value` and its neighbour away from zero.
    fn beyond(slug: &'static str, value: Exact, float: &Float) -> Site {
        let step = value.grid(float);
        let half = Exact { negative: !value.negative, ..power(step - 1) };
        Site { slug, value: value.minus(&half), step }
    }

    fn literals(&self) -> [Literal; 3] {
        let Site { slug, value, step } = self;
        let hair = Exact { negative: value.negative, ..power(step - DISTANCE) };
        [
            number(slug, "a tie between neighbours in all its digits", value.to_decimal()),
            number(
                format!("past-{slug}"),
                "a hair farther from zero than a tie",
                self.with_digit_after(40),
            ),
            number(
                format!("short-of-{slug}"),
                "a hair nearer to zero than a tie",
                value.minus(&hair).to_decimal(),
            ),
        ]
    }

    /// Closer to the tie than any float32, and yet a float64.
    fn literals_in_float64(&self) -> [Literal; 2] {
        let Site { slug, value, step } = self;
        let hair = |negative| Exact { negative, ..power(step - DISTANCE_IN_FLOAT64) };
        let beside =
            |id: String, about, hair: &Exact| number(id, about, value.minus(hair).to_decimal());
        [
            beside(
                format!("float64-past-{slug}"),
                "a float64 farther from zero than a tie, which is no float32",
                &hair(!value.negative),
            ),
            beside(
                format!("float64-short-of-{slug}"),
                "a float64 nearer to zero than a tie, which is no float32",
                &hair(value.negative),
            ),
        ]
    }

    /// The digits of the tie, some zeros, and a one.
    fn with_digit_after(&self, zeros: usize) -> String {
        let tie = self.value.to_decimal();
        let point = if tie.contains('.') { "" } else { "." };
        format!("{tie}{point}{}1", "0".repeat(zeros))
    }
}

fn sites(data_type: Real, float: &Float) -> Vec<Site> {
    let value = |rank| {
        let pattern = data_type.from_rank(rank).unwrap_or_default();
        Exact::of_pattern(data_type, pattern).unwrap_or_else(|| power(0))
    };
    let one = Dyadic { negative: false, magnitude: 1, exponent: 0 };
    let one = data_type.encode(one).and_then(|pattern| data_type.rank(pattern)).unwrap_or_default();
    let mut sites = vec![
        Site::beyond("tie-above-1", value(one), float),
        Site::beyond("tie-above-the-value-above-1", value(one + 1), float),
        Site::beyond("tie-above-max", Exact::limits(data_type).1, float),
    ];
    let smallest = float.min_exponent() - float.mantissa_bits as i32;
    if float.zero {
        sites.push(Site { slug: "tie-above-zero", value: power(smallest - 1), step: smallest });
        sites.push(Site::beyond("tie-above-min-positive", power(smallest), float));
        let last = value((1 << float.mantissa_bits) - 1);
        sites.push(Site::beyond("tie-above-subnormal", last, float));
    } else {
        sites.push(Site::beyond("tie-below-min", power(smallest - 1), float));
        sites.push(Site::beyond("tie-above-min", power(smallest), float));
    }
    if float.signed {
        sites.push(Site::beyond("tie-below-minus-1", value(-one), float));
        sites.push(Site::beyond("tie-below-minus-max", Exact::limits(data_type).0, float));
    }
    sites
}

fn power(exponent: i32) -> Exact {
    Exact { negative: false, magnitude: 1.into(), exponent }
}
