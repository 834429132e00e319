//! MPFR: every type to every type.
//!
//! MPFR rounds to the target's precision with an exponent that is as good as unbounded, and its
//! `mpfr_subnormalize` ends the grid where the target's subnormal values end. What is in range is
//! then a comparison of MPFR numbers, and `mpfr_fmod` wraps. At the one digit of `float8_e8m0fnu`
//! MPFR rounds a tie away from zero, "as in the errata of IEEE 754-2008 and in the following IEEE 754
//! revision" (its NEWS for 4.0), which is reading A of SN-06. Patterns are read and written by
//! [`layout`], which takes what they mean from the names of the types.

mod layout;

use gmp_mpfr_sys::mpfr::{VERSION_MAJOR, VERSION_MINOR, VERSION_PATCHLEVEL};
use rug::Float;
use rug::float::{Round, Special};

use self::layout::Layout;
use super::{Answers, Explanation, Question, Witness, WitnessError};
use crate::codec::cast_value::{self, OutOfRange, Rounding};
use crate::codec::column::Column;
use crate::data_type::Real;
use crate::vectors::Outcome;

/// Holds every magnitude of a source exactly, and every integer of a target.
const PRECISION: u32 = 64;

pub(super) struct Mpfr {
    version: String,
}

impl Mpfr {
    pub fn start() -> Box<dyn Witness> {
        let version = format!("{VERSION_MAJOR}.{VERSION_MINOR}.{VERSION_PATCHLEVEL}");
        Box::new(Mpfr { version })
    }
}

impl Witness for Mpfr {
    fn name(&self) -> &str {
        "mpfr"
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn pairs(&self) -> Vec<(Real, Real)> {
        let types = Real::all();
        let targets = types.clone();
        types.flat_map(|source| targets.clone().map(move |target| (source, target))).collect()
    }

    /// Ties away from zero it knows to integers (`mpfr_round`) only, and wraps there too.
    fn columns(&self, source: Real, target: Real) -> Result<Vec<Column>, WitnessError> {
        let is_known = |column: &Column| {
            let asks_more = cast_value::rounding_of(column) == Rounding::NearestAway
                || cast_value::range_rule_of(column) == OutOfRange::Wrap;
            target.is_integer() || !asks_more
        };
        Ok(cast_value::columns(source, target).filter(is_known).collect())
    }

    fn cast(&self, question: &Question) -> Result<Vec<Answers>, WitnessError> {
        let layouts = [question.source, question.target].map(|one| Layout::of_name(one.name()));
        let [Some(source), Some(target)] = layouts else {
            return Ok(vec![vec![None; question.inputs.len()]; question.columns.len()]);
        };
        let target = Target::new(target);
        Ok(question.answer(
            |input| source.decode(input),
            |value, rounding| target.round(value, rounding),
            |_, rounded, rule| Some(target.outcome(rounded, rule)),
        ))
    }

    fn explanations(&self) -> &'static [Explanation] {
        &[]
    }
}

/// A target, its limits in MPFR numbers.
struct Target {
    layout: Layout,
    min: Float,
    max: Float,
}

impl Target {
    fn new(layout: Layout) -> Target {
        let (min, max) = layout.limits();
        Target { layout, min, max }
    }

    /// MPFR's one rounding, with no upper bound.
    fn round(&self, value: &Float, rounding: Rounding) -> Float {
        if !value.is_finite() {
            return value.clone();
        }
        let Some(grid) = self.layout.grid() else { return to_integral(value.clone(), rounding) };
        let round = match rounding {
            Rounding::TowardsZero => Round::Zero,
            Rounding::TowardsPositive => Round::Up,
            Rounding::TowardsNegative => Round::Down,
            _ => Round::Nearest,
        };
        let (mut rounded, direction) = Float::with_val_round(grid.precision, value, round);
        if let Some(least) = grid.min_exponent {
            // MPFR has its significands between 1/2 and 1.
            rounded.subnormalize_round(least + 1, direction, round);
        }
        rounded
    }

    fn outcome(&self, rounded: &Float, rule: OutOfRange) -> Outcome {
        if rounded.is_nan() {
            return if self.layout.has_nan() { Outcome::Nan } else { Outcome::Error };
        }
        let infinity = self.layout.infinity(rounded.is_sign_negative());
        if rounded.is_infinite() {
            return infinity.map_or(Outcome::Error, Outcome::Bits);
        }
        if self.min <= *rounded && *rounded <= self.max {
            return Outcome::Bits(self.layout.encode(rounded));
        }
        match (rule, infinity) {
            (OutOfRange::Unset, _) => Outcome::Error,
            (OutOfRange::Wrap, _) => Outcome::Bits(self.layout.encode(&self.wrap(rounded))),
            (OutOfRange::Clamp, Some(infinity)) => Outcome::Bits(infinity),
            (OutOfRange::Clamp, None) => {
                let limit = if *rounded < self.min { &self.min } else { &self.max };
                Outcome::Bits(self.layout.encode(limit))
            }
        }
    }

    /// The integer of the target that is congruent to `rounded` modulo the number of its values.
    fn wrap(&self, rounded: &Float) -> Float {
        // `mpfr_fmod`, whose result has the sign of the dividend.
        let modulus = Float::with_val(PRECISION, 1) << self.layout.bits();
        let residue = rounded.clone() % &modulus;
        if residue > self.max {
            residue - modulus
        } else if residue < self.min {
            residue + modulus
        } else {
            residue
        }
    }
}

fn to_integral(mut value: Float, rounding: Rounding) -> Float {
    match rounding {
        Rounding::NearestEven => value.round_even_mut(),
        Rounding::TowardsZero => value.trunc_mut(),
        Rounding::TowardsPositive => value.ceil_mut(),
        Rounding::TowardsNegative => value.floor_mut(),
        Rounding::NearestAway => value.round_mut(),
    }
    value
}

fn special(special: Special) -> Float {
    Float::with_val(PRECISION, special)
}
