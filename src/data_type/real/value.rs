//! Exact values.

/// The exact value that a bit pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Finite(Dyadic),
    Infinity { negative: bool },
    Nan,
}

/// A finite value: `magnitude * 2^exponent`, negated if `negative`. A negative zero keeps its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dyadic {
    pub negative: bool,
    pub magnitude: u64,
    pub exponent: i32,
}

impl Dyadic {
    /// Zero, whatever its sign.
    pub fn is_zero(self) -> bool {
        self.magnitude == 0
    }

    /// Whether both are the same number: −0 is 0.
    pub fn is_equal(self, other: Dyadic) -> bool {
        self.is_zero() && other.is_zero() || self.normalized() == other.normalized()
    }

    /// `floor(log2(|value|))` of a value that is not zero.
    pub fn binade(self) -> i32 {
        debug_assert!(!self.is_zero());
        self.exponent + (u64::BITS - 1 - self.magnitude.leading_zeros()) as i32
    }

    /// The same value with an odd magnitude (or a magnitude of zero).
    pub fn normalized(self) -> Dyadic {
        if self.is_zero() {
            return Dyadic { exponent: 0, ..self };
        }
        let zeros = self.magnitude.trailing_zeros();
        Dyadic {
            magnitude: self.magnitude >> zeros,
            exponent: self.exponent + zeros as i32,
            ..self
        }
    }
}
