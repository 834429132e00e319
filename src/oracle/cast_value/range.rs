//! The range of the output type, and what `out_of_range` makes of a value beyond it.

use std::cmp::Ordering;

use super::cast::{Cast, CastError};
use super::trace::{End, Given, Step, Trace, on_line_of};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::Letter;
use crate::data_type::{Float, Kind};
use crate::oracle::exact::Exact;

impl Cast {
    /// Encodes a rounded value if `judged` is in range, and follows `out_of_range` if not.
    // Every cast of a finite value comes through here, from another file.
    #[inline(always)]
    pub(super) fn bring_into_range(
        &self,
        value: &Exact,
        judged: &Exact,
        rounded: &Exact,
        trace: &mut impl Trace,
    ) -> Result<u64, CastError> {
        let passed = self.end_passed(judged);
        trace.step(|| self.range_step(judged, passed));
        let Some(end) = passed else { return self.encode_in_range(rounded, trace) };
        match self.saturates(value) {
            Some(note) => {
                self.follow(note, trace);
                Ok(self.nearest_limit(value))
            }
            None => self.outside(rounded, end, trace),
        }
    }

    pub(super) fn range_step(&self, judged: &Exact, passed: Option<End>) -> Step {
        Step::Range {
            judged: on_line_of(self.target, judged.clone()),
            min: self.target.min_finite(),
            max: self.target.max_finite(),
            passed,
        }
    }

    #[inline]
    pub(super) fn end_passed(&self, value: &Exact) -> Option<End> {
        if value.is_zero() && !self.lacks_zero() {
            None
        } else if value.compare(&self.max) == Ordering::Greater {
            Some(End::High)
        } else if value.compare(&self.min) == Ordering::Less {
            Some(End::Low)
        } else {
            None
        }
    }

    #[inline]
    fn lacks_zero(&self) -> bool {
        matches!(self.target.kind(), Kind::Float(Float { zero: false, .. }))
    }

    /// The note by whose reading, other than the stand, a value beyond the range rounds to the
    /// range's end.
    fn saturates(&self, value: &Exact) -> Option<u16> {
        let nearest = matches!(self.rounding, Rounding::NearestEven | Rounding::NearestAway);
        let float = match self.target.kind() {
            Kind::Integer(_) => return (nearest && self.reads(1) == Letter::B).then_some(1),
            Kind::Float(float) => float,
        };
        if !float.zero && value.compare(&self.min) == Ordering::Less {
            return None;
        }
        let towards_zero = match self.rounding {
            Rounding::TowardsZero => true,
            Rounding::TowardsPositive => value.negative,
            Rounding::TowardsNegative => !value.negative,
            Rounding::NearestEven | Rounding::NearestAway => false,
        };
        let at_threshold = || {
            let limit = if value.negative { &self.min } else { &self.max };
            let grid = limit.grid(float);
            value.binade() == limit.binade() && value.is_tie(grid)
        };
        if nearest && self.reads(1) == Letter::B {
            Some(1)
        } else if towards_zero && self.reads(2) == Letter::B {
            Some(2)
        } else if nearest && self.reads(3) == Letter::B && at_threshold() {
            Some(3)
        } else {
            None
        }
    }

    /// The `out_of_range` rule for a rounded value beyond one end of the range.
    pub(super) fn outside(
        &self,
        rounded: &Exact,
        end: End,
        trace: &mut impl Trace,
    ) -> Result<u64, CastError> {
        let error = CastError::OutOfRange {
            target: self.target,
            rule: self.out_of_range,
            end: (self.reads(10) == Letter::A).then_some(end),
        };
        if self.lacks_zero() && end == End::Low && self.reads(7) != Letter::A {
            self.follow(7, trace);
            return match self.reads(7) {
                Letter::B => Err(CastError::Reading { target: self.target }),
                Letter::C => Ok(self.target.min_finite()),
                _ => self.target.nan().ok_or(error),
            };
        }
        let given = match self.out_of_range {
            OutOfRange::Unset => Given::Nothing,
            OutOfRange::Clamp => self.clamp(end, trace),
            OutOfRange::Wrap => match self.target.kind() {
                Kind::Integer(integer) if !integer.signed && self.reads(18) == Letter::B => {
                    self.follow(18, trace);
                    return Err(CastError::Reading { target: self.target });
                }
                Kind::Integer(integer) => wrap(rounded, integer.bits),
                Kind::Float(_) if self.reads(16) == Letter::A => Given::Nothing,
                Kind::Float(_) => {
                    self.follow(16, trace);
                    let clamps = self.reads(16) == Letter::C;
                    let given =
                        if clamps { self.clamp(end, trace) } else { self.overflow(end, trace) };
                    return given.pattern().ok_or(error);
                }
            },
        };
        let rule = self.out_of_range;
        trace.step(|| Step::OutOfRange { rule, value: rounded.clone(), given });
        given.pattern().ok_or(error)
    }

    /// "For output data types with representations of ±Infinity, values outside the finite range of
    /// the data type MUST be mapped to ±Infinity", others to the minimum or maximum.
    fn clamp(&self, end: End, trace: &mut impl Trace) -> Given {
        match self.infinity(end == End::Low) {
            Some(infinity) => Given::Infinity(infinity),
            None => Given::Limit(self.limit(end, trace)),
        }
    }

    /// IEEE 754-2019 §7.4, for SN-16.
    fn overflow(&self, end: End, trace: &mut impl Trace) -> Given {
        let to_limit = match self.rounding {
            Rounding::TowardsZero => true,
            Rounding::TowardsPositive => end == End::Low,
            Rounding::TowardsNegative => end == End::High,
            Rounding::NearestEven | Rounding::NearestAway => false,
        };
        if to_limit { Given::Limit(self.limit(end, trace)) } else { self.clamp(end, trace) }
    }

    pub(super) fn limit(&self, end: End, trace: &mut impl Trace) -> u64 {
        let has_sign = matches!(self.target.kind(), Kind::Float(float) if float.signed);
        match end {
            End::High => self.target.max_finite(),
            End::Low if has_sign && self.reads(10) == Letter::B => {
                self.follow(10, trace);
                self.target.from_rank(1).unwrap_or_default()
            }
            End::Low => self.target.min_finite(),
        }
    }

    fn nearest_limit(&self, value: &Exact) -> u64 {
        if value.negative { self.target.min_finite() } else { self.target.max_finite() }
    }
}

impl Given {
    fn pattern(self) -> Option<u64> {
        match self {
            Given::Infinity(pattern) | Given::Limit(pattern) => Some(pattern),
            Given::Residue { residue, .. } => Some(residue),
            Given::Nothing => None,
        }
    }
}

/// The pattern congruent to a rounded value modulo `2^bits` (SN-19).
fn wrap(rounded: &Exact, bits: u32) -> Given {
    let magnitude = rounded.magnitude.to_u64_wrapping();
    let residue = if rounded.negative { magnitude.wrapping_neg() } else { magnitude };
    Given::Residue { bits, residue: residue & (u64::MAX >> (64 - bits)) }
}
