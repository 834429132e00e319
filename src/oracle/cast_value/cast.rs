//! What `cast_value` makes of one element.
//!
//! The steps are those of the specification's "Procedure", in its order: special values, rounding,
//! range, encoding. A step that rests on a note takes the note's reading as a parameter.

use rug::Integer;

use super::trace::{End, Reason, Rounded, Step, Trace};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::codec::notes::{Letter, Readings};
use crate::data_type::{Float, Kind, Real, Value};
use crate::oracle::exact::Exact;

/// One element's cast: from a type, to a type, under a configuration.
#[derive(Clone, Debug)]
pub struct Cast {
    source: Real,
    pub(super) target: Real,
    pub(super) rounding: Rounding,
    pub(super) out_of_range: OutOfRange,
    readings: Readings,
    pub(super) min: Exact,
    pub(super) max: Exact,
}

/// Why a cast has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CastError {
    #[error("{target} has no NaN (specification, Special values)")]
    Nan { target: Real },
    #[error("{target} has no infinity (specification, Special values)")]
    Infinity { target: Real },
    #[error(
        "out of range for {target}, and {} (specification, out_of_range)",
        remedy(*target, *rule, *end)
    )]
    OutOfRange {
        target: Real,
        /// The rule that is set.
        rule: OutOfRange,
        /// The end of the range that the value lies beyond; `None` where the stand does not decide what
        /// `clamp` gives there.
        end: Option<End>,
    },
    #[error("refused for {target} under a reading other than the stand")]
    Reading { target: Real },
}

/// The reason why the rule that is set gives no result, and the result under another rule.
fn remedy(target: Real, rule: OutOfRange, end: Option<End>) -> String {
    let reason = match rule {
        OutOfRange::Wrap => "out_of_range \"wrap\" gives a result for integers alone",
        OutOfRange::Unset | OutOfRange::Clamp => "out_of_range is not set",
    };
    let Some(end) = end else { return reason.to_owned() };
    let is_low = end == End::Low;
    let clamped = target.infinity(is_low).unwrap_or_else(|| target.limit(is_low));
    format!("{reason}: \"clamp\" would give {}", target.value_to_text(clamped))
}

impl Cast {
    /// The suite's stand on every note.
    ///
    /// ```
    /// use zarrproof::codec::cast_value::{OutOfRange, Rounding};
    /// use zarrproof::data_type::Real;
    /// use zarrproof::oracle::cast_value::Cast;
    ///
    /// let source = Real::from_name("float64")?;
    /// let target = Real::from_name("int8")?;
    /// let cast = Cast::new(source, target, Rounding::NearestEven, OutOfRange::Wrap);
    /// assert_eq!(cast.apply(128f64.to_bits())?, 0x80);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(source: Real, target: Real, rounding: Rounding, out_of_range: OutOfRange) -> Cast {
        Cast::with_readings(source, target, rounding, out_of_range, Readings::stand())
    }

    /// A reading of one's own on some note.
    pub fn with_readings(
        source: Real,
        target: Real,
        rounding: Rounding,
        out_of_range: OutOfRange,
        readings: Readings,
    ) -> Cast {
        let layout = |data_type: Real| match (data_type.name(), readings.of(39)) {
            ("float8_e4m3", Letter::B) => Real::OCP_E4M3,
            _ => data_type,
        };
        let (source, target) = (layout(source), layout(target));
        let (min, max) = Exact::limits(target);
        Cast { source, target, rounding, out_of_range, readings, min, max }
    }

    /// The pattern that the source pattern `input` becomes. NaN is the type's canonical one.
    pub fn apply(&self, input: u64) -> Result<u64, CastError> {
        self.apply_traced(input, &mut ())
    }

    /// The types, in the layouts that the readings give them (SN-39).
    pub fn types(&self) -> (Real, Real) {
        (self.source, self.target)
    }

    /// As [`Cast::apply`], telling `trace` of each step.
    pub fn apply_traced(&self, input: u64, trace: &mut impl Trace) -> Result<u64, CastError> {
        for layout in [self.source, self.target] {
            if layout == Real::OCP_E4M3 {
                self.follow(39, trace);
            }
        }
        if self.whole_byte().is_some() {
            self.follow(34, trace);
        }
        let result = match self.value_of(input) {
            Value::Nan => self.cast_nan(input, trace),
            Value::Infinity { negative } => self.cast_infinity(negative, trace),
            Value::Finite(value) => {
                let value = Exact::from(value);
                trace.step(|| Step::Exact { value: value.clone(), held: self.encode(&value) });
                if value.is_zero() {
                    self.cast_zero(value, trace)
                } else {
                    self.cast_finite(value, trace)
                }
            }
        };
        if let Ok(pattern) = result {
            trace.step(|| Step::Encoded { pattern });
        }
        result
    }

    /// The value of a source pattern.
    pub(super) fn value_of(&self, input: u64) -> Value {
        self.whole_byte().unwrap_or(self.source).decode(input)
    }

    /// The type whose elements are whole bytes, if the upper bits of a narrower one count (SN-34).
    fn whole_byte(&self) -> Option<Real> {
        match self.source.kind() {
            Kind::Integer(integer) if integer.bits < 8 && self.reads(34) == Letter::B => {
                Some(if integer.signed { Real::INT8 } else { Real::UINT8 })
            }
            _ => None,
        }
    }

    pub(super) fn reads(&self, note: u16) -> Letter {
        self.readings.of(note)
    }

    /// Tells of a note whose reading decides.
    pub(super) fn follow(&self, note: u16, trace: &mut impl Trace) {
        trace.step(|| Step::Reading { note, letter: self.reads(note) });
    }

    pub(super) fn infinity(&self, negative: bool) -> Option<u64> {
        self.target.infinity(negative)
    }

    /// "NaN values MUST be propagated"; "the transformation MUST error" without a NaN.
    fn cast_nan(&self, input: u64, trace: &mut impl Trace) -> Result<u64, CastError> {
        trace.step(|| Step::Special { nan: true, has: self.target.nan().is_some() });
        let error = CastError::Nan { target: self.target };
        if self.target.is_integer() && self.wraps() && self.reads(19) == Letter::B {
            self.follow(19, trace);
            return Ok(0);
        }
        if self.infinity(false).is_none() && self.reads(13) == Letter::B {
            self.follow(13, trace);
            return Err(error);
        }
        let nan = self.target.nan().ok_or(error)?;
        let kept = || {
            let payload = |data_type: Real, pattern| data_type.nan_payload(pattern);
            payload(self.source, input) == payload(self.target, nan)
                || self.target.holds_nan_payload(payload(self.source, input))
        };
        if self.reads(14) == Letter::B && !kept() {
            self.follow(14, trace);
            return Err(CastError::Reading { target: self.target });
        }
        Ok(nan)
    }

    fn cast_infinity(&self, negative: bool, trace: &mut impl Trace) -> Result<u64, CastError> {
        trace.step(|| Step::Special { nan: false, has: self.infinity(negative).is_some() });
        if let Some(infinity) = self.infinity(negative) {
            return Ok(infinity);
        }
        if self.out_of_range == OutOfRange::Clamp && self.reads(11) == Letter::B {
            self.follow(11, trace);
            return Ok(self.limit(if negative { End::Low } else { End::High }, trace));
        }
        if self.target.is_integer() && self.wraps() && self.reads(19) == Letter::B {
            self.follow(19, trace);
            return Ok(0);
        }
        match self.target.nan() {
            Some(nan) if self.reads(12) == Letter::B => {
                self.follow(12, trace);
                Ok(nan)
            }
            _ => Err(CastError::Infinity { target: self.target }),
        }
    }

    fn cast_zero(&self, zero: Exact, trace: &mut impl Trace) -> Result<u64, CastError> {
        let Some(pattern) = self.encode(&zero) else {
            trace.step(|| self.range_step(&zero, Some(End::Low)));
            return self.outside(&zero, End::Low, trace);
        };
        let result = self.target.decode(pattern);
        let kept = matches!(result, Value::Finite(result) if result.negative == zero.negative);
        if zero.negative {
            trace.step(|| Step::NegativeZero { rounded: false, kept });
        }
        if !kept && self.reads(15) == Letter::B {
            self.follow(15, trace);
            return Err(CastError::Reading { target: self.target });
        }
        Ok(pattern)
    }

    fn cast_finite(&self, value: Exact, trace: &mut impl Trace) -> Result<u64, CastError> {
        match self.target.kind() {
            Kind::Integer(_) => {
                let rounded = value.round(0, self.rounding);
                trace.step(|| self.rounded_step(&value, 0, self.rounding, &rounded));
                let exact_first = self.reads(9) == Letter::B;
                if exact_first {
                    self.follow(9, trace);
                }
                let judged = if exact_first { &value } else { &rounded };
                self.bring_into_range(&value, judged, &rounded, trace)
            }
            Kind::Float(float) => self.cast_to_float(float, value, trace),
        }
    }

    fn cast_to_float(
        &self,
        float: &Float,
        value: Exact,
        trace: &mut impl Trace,
    ) -> Result<u64, CastError> {
        let rounding = self.float_rounding(trace);
        let value = match self.reads(4) {
            Letter::A => value,
            _ => {
                self.follow(4, trace);
                through_float32(&value, rounding)
            }
        };
        let mut rounded = self.round_to_float(float, &value, rounding);
        trace.step(|| self.rounded_step(&value, value.grid(float), rounding, &rounded));
        if rounded.is_zero() && value.negative {
            if self.reads(47) == Letter::B {
                self.follow(47, trace);
                rounded.negative = false;
            } else {
                let kept = float.negative_zero;
                trace.step(|| Step::NegativeZero { rounded: true, kept });
            }
        }
        let exact_first = self.reads(1) == Letter::C;
        if exact_first {
            self.follow(1, trace);
        }
        let judged = if exact_first { &value } else { &rounded };
        if self.is_flushed(float, &rounded) && self.end_passed(judged).is_none() {
            trace.step(|| self.range_step(judged, None));
            self.follow(8, trace);
            rounded.magnitude = Integer::new();
            return self.encode_in_range(&rounded, trace);
        }
        self.bring_into_range(&value, judged, &rounded, trace)
    }

    /// The mode that applies to a float target.
    fn float_rounding(&self, trace: &mut impl Trace) -> Rounding {
        if self.reads(40) == Letter::B && self.target.name() == "bfloat16" {
            self.follow(40, trace);
            return Rounding::TowardsZero;
        }
        if self.reads(5) == Letter::B && self.rounding != Rounding::NearestEven {
            self.follow(5, trace);
            return Rounding::NearestEven;
        }
        self.rounding
    }

    /// One rounding on the target's grid, whose exponent has no upper bound (SN-01).
    fn round_to_float(&self, float: &Float, value: &Exact, rounding: Rounding) -> Exact {
        let grid = value.grid(float);
        if self.ties_to_even_code() && rounding == Rounding::NearestEven && value.is_tie(grid) {
            let code = grid + float.bias;
            let towards = if code % 2 == 0 { Rounding::TowardsZero } else { Rounding::NearestAway };
            return value.round(grid, towards);
        }
        value.round(grid, rounding)
    }

    fn ties_to_even_code(&self) -> bool {
        self.reads(6) == Letter::B
            && matches!(self.target.kind(), Kind::Float(Float { mantissa_bits: 0, .. }))
    }

    fn rounded_step(&self, value: &Exact, grid: i32, rounding: Rounding, rounded: &Exact) -> Step {
        let mut step = Rounded::new(value, grid, rounding, rounded, self.target);
        if step.reason == Reason::Even && self.ties_to_even_code() {
            step.reason = Reason::EvenCode;
        }
        Step::Rounded(Box::new(step))
    }

    fn is_flushed(&self, float: &Float, rounded: &Exact) -> bool {
        self.reads(8) == Letter::B
            && float.zero
            && !rounded.is_zero()
            && rounded.binade() < float.min_exponent()
    }

    pub(super) fn wraps(&self) -> bool {
        self.out_of_range == OutOfRange::Wrap
    }

    fn encode(&self, value: &Exact) -> Option<u64> {
        value.to_dyadic().and_then(|value| self.target.encode(value))
    }

    /// A value on the target's grid and within its range. It is encodable unless another reading
    /// than the stand let it through.
    pub(super) fn encode_in_range(
        &self,
        value: &Exact,
        trace: &mut impl Trace,
    ) -> Result<u64, CastError> {
        match self.encode(value) {
            Some(pattern) => Ok(pattern),
            None => match self.end_passed(value) {
                Some(end) => self.outside(value, end, trace),
                None => Err(CastError::Reading { target: self.target }),
            },
        }
    }
}

/// SN-04, reading B: what reaches the target when the value went through float32.
fn through_float32(value: &Exact, rounding: Rounding) -> Exact {
    match Real::FLOAT32.kind() {
        Kind::Float(float) => value.round(value.grid(float), rounding),
        Kind::Integer(_) => value.clone(),
    }
}
