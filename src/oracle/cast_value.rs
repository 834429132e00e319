//! What `cast_value` makes of one element.
//!
//! The steps are those of the specification's "Procedure", in its order: special values, rounding,
//! range, encoding. A step that rests on a note takes the note's reading as a parameter.

use std::cmp::Ordering;

use rug::Integer;

use super::exact::Exact;
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::{Letter, Readings};
use crate::data_type::{DataType, Float, Kind, Value};

/// One element's cast: from a type, to a type, under a configuration.
#[derive(Clone, Debug)]
pub struct Cast {
    source: DataType,
    target: DataType,
    rounding: Rounding,
    out_of_range: OutOfRange,
    readings: Readings,
    min: Exact,
    max: Exact,
}

/// Why a cast has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CastError {
    #[error("{target} has no NaN (specification, Special values)")]
    Nan { target: DataType },
    #[error("{target} has no infinity (specification, Special values)")]
    Infinity { target: DataType },
    #[error(
        "out of range for {target}, and out_of_range does not help (specification, out_of_range)"
    )]
    OutOfRange { target: DataType },
    #[error("refused for {target} under a reading other than the stand")]
    Reading { target: DataType },
}

/// The range rule once a value is out of range: which end it passed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

impl Cast {
    /// The suite's stand on every note.
    ///
    /// ```
    /// use zarrproof::codec::cast_value::{OutOfRange, Rounding};
    /// use zarrproof::data_type::DataType;
    /// use zarrproof::oracle::cast_value::Cast;
    ///
    /// let source = DataType::from_name("float64")?;
    /// let target = DataType::from_name("int8")?;
    /// let cast = Cast::new(source, target, Rounding::NearestEven, OutOfRange::Wrap);
    /// assert_eq!(cast.apply(128f64.to_bits())?, 0x80);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(
        source: DataType,
        target: DataType,
        rounding: Rounding,
        out_of_range: OutOfRange,
    ) -> Cast {
        Cast::with_readings(source, target, rounding, out_of_range, Readings::stand())
    }

    /// A reading of one's own on some note.
    pub fn with_readings(
        source: DataType,
        target: DataType,
        rounding: Rounding,
        out_of_range: OutOfRange,
        readings: Readings,
    ) -> Cast {
        let (min, max) = Exact::limits(target);
        Cast { source, target, rounding, out_of_range, readings, min, max }
    }

    /// The pattern that the source pattern `input` becomes. NaN is the type's canonical one.
    pub fn apply(&self, input: u64) -> Result<u64, CastError> {
        match self.source.decode(input) {
            Value::Nan => self.cast_nan(),
            Value::Infinity { negative } => self.cast_infinity(negative),
            Value::Finite(value) => {
                let value = Exact::from(value);
                if value.is_zero() { self.cast_zero(value) } else { self.cast_finite(value) }
            }
        }
    }

    fn reads(&self, note: u8) -> Letter {
        self.readings.of(note)
    }

    fn infinity(&self, negative: bool) -> Option<u64> {
        self.target.infinity(negative)
    }

    /// "NaN values MUST be propagated"; "the transformation MUST error" without a NaN.
    fn cast_nan(&self) -> Result<u64, CastError> {
        let error = CastError::Nan { target: self.target };
        if self.target.is_integer() && self.wraps() && self.reads(19) == Letter::B {
            return Ok(0);
        }
        if self.infinity(false).is_none() && self.reads(13) == Letter::B {
            return Err(error);
        }
        self.target.nan().ok_or(error)
    }

    fn cast_infinity(&self, negative: bool) -> Result<u64, CastError> {
        if let Some(infinity) = self.infinity(negative) {
            return Ok(infinity);
        }
        if self.out_of_range == OutOfRange::Clamp && self.reads(11) == Letter::B {
            return Ok(self.limit(if negative { End::Low } else { End::High }));
        }
        if self.target.is_integer() && self.wraps() && self.reads(19) == Letter::B {
            return Ok(0);
        }
        match self.target.nan() {
            Some(nan) if self.reads(12) == Letter::B => Ok(nan),
            _ => Err(CastError::Infinity { target: self.target }),
        }
    }

    fn cast_zero(&self, zero: Exact) -> Result<u64, CastError> {
        if let Some(pattern) = self.encode(&zero) {
            let kept = matches!(
                self.target.decode(pattern),
                Value::Finite(result) if result.negative == zero.negative
            );
            if !kept && self.reads(15) == Letter::B {
                return Err(CastError::Reading { target: self.target });
            }
            return Ok(pattern);
        }
        self.outside(&zero, End::Low)
    }

    fn cast_finite(&self, value: Exact) -> Result<u64, CastError> {
        match self.target.kind() {
            Kind::Integer(_) => {
                let rounded = value.round(0, self.rounding);
                let judged = if self.reads(9) == Letter::B { &value } else { &rounded };
                match self.end_passed(judged) {
                    None => self.encode_in_range(&rounded),
                    Some(_) if self.saturates(&value) => Ok(self.nearest_limit(&value)),
                    Some(end) => self.outside(&rounded, end),
                }
            }
            Kind::Float(float) => self.cast_to_float(float, value),
        }
    }

    fn cast_to_float(&self, float: &Float, value: Exact) -> Result<u64, CastError> {
        let rounding = match self.reads(5) {
            Letter::A => self.rounding,
            _ => Rounding::NearestEven,
        };
        let value = match self.reads(4) {
            Letter::A => value,
            _ => through_float32(&value, rounding),
        };
        let rounded = self.round_to_float(float, &value, rounding);
        let judged = if self.reads(1) == Letter::C { &value } else { &rounded };
        match self.end_passed(judged) {
            None if self.is_flushed(float, &rounded) => {
                let zero = Exact { magnitude: Integer::new(), ..rounded };
                self.encode_in_range(&zero)
            }
            None => self.encode_in_range(&rounded),
            Some(_) if self.saturates(&value) => Ok(self.nearest_limit(&value)),
            Some(end) => self.outside(&rounded, end),
        }
    }

    /// One rounding on the target's grid, whose exponent has no upper bound (SN-01).
    fn round_to_float(&self, float: &Float, value: &Exact, rounding: Rounding) -> Exact {
        let grid = value.grid(float);
        if self.reads(6) == Letter::B
            && float.mantissa_bits == 0
            && rounding == Rounding::NearestEven
            && value.is_tie(grid)
        {
            let code = grid + float.bias;
            let towards = if code % 2 == 0 { Rounding::TowardsZero } else { Rounding::NearestAway };
            return value.round(grid, towards);
        }
        value.round(grid, rounding)
    }

    fn is_flushed(&self, float: &Float, rounded: &Exact) -> bool {
        self.reads(8) == Letter::B
            && float.zero
            && !rounded.is_zero()
            && rounded.binade() < float.min_exponent()
    }

    fn end_passed(&self, value: &Exact) -> Option<End> {
        if value.is_zero() && !matches!(self.target.kind(), Kind::Float(Float { zero: false, .. }))
        {
            None
        } else if value.compare(&self.max) == Ordering::Greater {
            Some(End::High)
        } else if value.compare(&self.min) == Ordering::Less {
            Some(End::Low)
        } else {
            None
        }
    }

    /// Whether a value beyond the range rounds to the range's end under another reading than the
    /// stand.
    fn saturates(&self, value: &Exact) -> bool {
        let nearest = matches!(self.rounding, Rounding::NearestEven | Rounding::NearestAway);
        let float = match self.target.kind() {
            Kind::Integer(_) => return nearest && self.reads(1) == Letter::B,
            Kind::Float(float) => float,
        };
        if !float.zero && value.compare(&self.min) == Ordering::Less {
            return false;
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
        nearest && self.reads(1) == Letter::B
            || towards_zero && self.reads(2) == Letter::B
            || nearest && self.reads(3) == Letter::B && at_threshold()
    }

    /// The `out_of_range` rule for a rounded value beyond one end of the range.
    fn outside(&self, rounded: &Exact, end: End) -> Result<u64, CastError> {
        let error = CastError::OutOfRange { target: self.target };
        let lacks_zero = matches!(self.target.kind(), Kind::Float(Float { zero: false, .. }));
        if lacks_zero && end == End::Low {
            match self.reads(7) {
                Letter::A => {}
                Letter::B => return Err(error),
                Letter::C => return Ok(self.target.min_finite()),
                _ => return self.target.nan().ok_or(error),
            }
        }
        match self.out_of_range {
            OutOfRange::Unset => Err(error),
            OutOfRange::Clamp => Ok(self.clamp(end)),
            OutOfRange::Wrap => match self.target.kind() {
                Kind::Integer(integer) if !integer.signed && self.reads(18) == Letter::B => {
                    Err(CastError::Reading { target: self.target })
                }
                Kind::Integer(integer) => Ok(wrap(rounded, integer.bits)),
                Kind::Float(_) => match self.reads(16) {
                    Letter::A => Err(error),
                    Letter::B => Ok(self.overflow(end)),
                    _ => Ok(self.clamp(end)),
                },
            },
        }
    }

    fn wraps(&self) -> bool {
        self.out_of_range == OutOfRange::Wrap
    }

    /// "For output data types with representations of ±Infinity, values outside the finite range of
    /// the data type MUST be mapped to ±Infinity", others to the minimum or maximum.
    fn clamp(&self, end: End) -> u64 {
        self.infinity(end == End::Low).unwrap_or_else(|| self.limit(end))
    }

    /// IEEE 754-2019 §7.4, for SN-16.
    fn overflow(&self, end: End) -> u64 {
        let to_limit = match self.rounding {
            Rounding::TowardsZero => true,
            Rounding::TowardsPositive => end == End::Low,
            Rounding::TowardsNegative => end == End::High,
            Rounding::NearestEven | Rounding::NearestAway => false,
        };
        if to_limit { self.limit(end) } else { self.clamp(end) }
    }

    fn limit(&self, end: End) -> u64 {
        let has_sign = matches!(self.target.kind(), Kind::Float(float) if float.signed);
        let smallest_positive = has_sign && self.reads(10) == Letter::B;
        match end {
            End::High => self.target.max_finite(),
            End::Low if smallest_positive => self.target.from_rank(1).unwrap_or_default(),
            End::Low => self.target.min_finite(),
        }
    }

    fn nearest_limit(&self, value: &Exact) -> u64 {
        if value.negative { self.target.min_finite() } else { self.target.max_finite() }
    }

    fn encode(&self, value: &Exact) -> Option<u64> {
        value.to_dyadic().and_then(|value| self.target.encode(value))
    }

    /// A value on the target's grid and within its range. It is encodable unless another reading
    /// than the stand let it through.
    fn encode_in_range(&self, value: &Exact) -> Result<u64, CastError> {
        match self.encode(value) {
            Some(pattern) => Ok(pattern),
            None => match self.end_passed(value) {
                Some(end) => self.outside(value, end),
                None => Err(CastError::OutOfRange { target: self.target }),
            },
        }
    }
}

/// The pattern congruent to a rounded value modulo `2^bits` (SN-19).
fn wrap(rounded: &Exact, bits: u32) -> u64 {
    let magnitude = rounded.magnitude.to_u64_wrapping();
    let residue = if rounded.negative { magnitude.wrapping_neg() } else { magnitude };
    residue & (u64::MAX >> (64 - bits))
}

/// SN-04, reading B: what reaches the target when the value went through float32.
fn through_float32(value: &Exact, rounding: Rounding) -> Exact {
    match DataType::FLOAT32.kind() {
        Kind::Float(float) => value.round(value.grid(float), rounding),
        Kind::Integer(_) => value.clone(),
    }
}
