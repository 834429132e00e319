//! The finite values of a type in numerical order.

use super::{Kind, Real, Value};

impl Real {
    /// The position of a finite pattern on the type's number line: neighbours differ by one, and a
    /// smaller value has a smaller rank. −0 and +0 share rank 0 in types that have both. `None` for
    /// infinities and NaNs.
    ///
    /// ```
    /// use zarrproof::data_type::Real;
    /// let float16 = Real::from_name("float16")?;
    /// let one = 0x3c00;
    /// let next = float16.from_rank(float16.rank(one).unwrap() + 1);
    /// assert_eq!(next, Some(0x3c01));
    /// # Ok::<(), zarrproof::data_type::UnknownReal>(())
    /// ```
    pub fn rank(self, pattern: u64) -> Option<i128> {
        let Value::Finite(value) = self.decode(pattern) else { return None };
        let magnitude = match self.kind() {
            Kind::Integer(_) => i128::from(value.magnitude),
            // The patterns of one sign are in the order of their values (IEEE 754 §3.4), so the
            // pattern without its sign counts the steps from zero.
            Kind::Float(float) if float.signed => i128::from(pattern & (self.mask() >> 1)),
            Kind::Float(_) => i128::from(pattern & self.mask()),
        };
        Some(if value.negative { -magnitude } else { magnitude })
    }

    /// The pattern at `rank`, if the type has a finite value there; +0 at the rank of zero.
    pub fn from_rank(self, rank: i128) -> Option<u64> {
        let lowest = self.rank(self.min_finite())?;
        let highest = self.rank(self.max_finite())?;
        if rank < lowest || rank > highest {
            return None;
        }
        Some(match self.kind() {
            Kind::Integer(_) => rank as u64 & self.mask(),
            Kind::Float(_) if rank < 0 => 1 << (self.bits() - 1) | rank.unsigned_abs() as u64,
            Kind::Float(_) => rank as u64,
        })
    }
}
