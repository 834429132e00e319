//! The floats of 16 bits and less, in exact fractions, from the layouts on their pages: the nearest value
//! is looked up among all values of the type.

use super::{decoded, encoded, formula, spread};

/// What stands beyond the numbers of a type.
#[derive(Clone, Copy, PartialEq)]
enum Beyond {
    /// Infinity, then NaN: the layout of IEEE 754.
    Infinity,
    /// Nothing.
    Nothing,
    /// NaN, at the pattern of -0.
    Nan,
}

struct Layout {
    name: &'static str,
    bits: u32,
    mantissa: u32,
    bias: i32,
    beyond: Beyond,
}

const fn layout(name: &'static str, bits: u32, mantissa: u32, bias: i32, beyond: Beyond) -> Layout {
    Layout { name, bits, mantissa, bias, beyond }
}

const LAYOUTS: [Layout; 11] = [
    layout("float4_e2m1fn", 4, 1, 1, Beyond::Nothing),
    layout("float6_e2m3fn", 6, 3, 1, Beyond::Nothing),
    layout("float6_e3m2fn", 6, 2, 3, Beyond::Nothing),
    layout("float8_e3m4", 8, 4, 3, Beyond::Infinity),
    layout("float8_e4m3", 8, 3, 7, Beyond::Infinity),
    layout("float8_e5m2", 8, 2, 15, Beyond::Infinity),
    layout("float8_e4m3b11fnuz", 8, 3, 11, Beyond::Nan),
    layout("float8_e4m3fnuz", 8, 3, 8, Beyond::Nan),
    layout("float8_e5m2fnuz", 8, 2, 16, Beyond::Nan),
    layout("float16", 16, 10, 15, Beyond::Infinity),
    layout("bfloat16", 16, 7, 127, Beyond::Infinity),
];

/// A value of a type: a number as an integer of the least subnormal value, its sign apart.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Known {
    Number(bool, i128),
    Infinity(bool),
    Nan,
}

/// Every magnitude of a type by its pattern, in units of the least one.
struct Line<'a> {
    of: &'a Layout,
    magnitudes: Vec<i128>,
}

impl Layout {
    /// How many patterns without a sign are numbers.
    fn numbers(&self) -> u64 {
        let patterns = 1 << (self.bits - 1);
        match self.beyond {
            Beyond::Infinity => patterns - (1 << self.mantissa),
            Beyond::Nothing | Beyond::Nan => patterns,
        }
    }
}

impl Line<'_> {
    fn new(of: &Layout) -> Line<'_> {
        let hidden = 1i128 << of.mantissa;
        let magnitude = |pattern: u64| {
            let (code, digits) = (pattern >> of.mantissa, i128::from(pattern) % hidden);
            if code == 0 { digits } else { (hidden + digits) << (code - 1) }
        };
        Line { of, magnitudes: (0..of.numbers()).map(magnitude).collect() }
    }

    fn sign(&self) -> u64 {
        1 << (self.of.bits - 1)
    }

    /// The unit is 2 to this power.
    fn unit(&self) -> i32 {
        1 - self.of.bias - self.of.mantissa as i32
    }

    fn known(&self, pattern: u64) -> Known {
        let (negative, magnitude) = (pattern & self.sign() != 0, pattern & !self.sign());
        match self.magnitudes.get(magnitude as usize) {
            Some(0) if negative && self.of.beyond == Beyond::Nan => Known::Nan,
            Some(magnitude) => Known::Number(negative, *magnitude),
            None if magnitude as usize == self.magnitudes.len() => Known::Infinity(negative),
            None => Known::Nan,
        }
    }

    /// The value nearest to `dividend / divisor` units, if that is a number: by halves between neighbours,
    /// of which the one with the even pattern takes the half itself. The neighbour of the last is what
    /// it would be if the exponents went on.
    fn nearest(&self, negative: bool, dividend: i128, divisor: i128) -> Option<Known> {
        let last = self.magnitudes.len() - 1;
        let next = self.magnitudes[last] + (self.magnitudes[last] - self.magnitudes[last - 1]);
        let at = |position: usize| *self.magnitudes.get(position).unwrap_or(&next);
        let below = self.magnitudes.partition_point(|one| one * divisor <= dividend) - 1;
        let twice_half = (at(below) + at(below + 1)) * divisor;
        let up = 2 * dividend > twice_half || 2 * dividend == twice_half && below % 2 == 1;
        // Beyond the neighbour of the last is beyond it too.
        let taken = below + usize::from(up && at(below) * divisor != dividend);
        self.magnitudes.get(taken).map(|magnitude| Known::Number(negative, *magnitude))
    }

    /// The stand: an overflow is an error, also where it stands for no number; a division by zero is
    /// infinity, and an invalid operation NaN, where the type has them.
    fn apply(&self, left: Known, operator: char, right: Known) -> Option<Known> {
        use Known::{Infinity, Nan, Number};
        let has_infinity = self.of.beyond == Beyond::Infinity;
        let invalid = (self.of.beyond != Beyond::Nothing).then_some(Nan);
        let one = || 1i128 << self.unit().unsigned_abs();
        match (left, operator, right) {
            (Nan, _, _) | (_, _, Nan) => Some(Nan),
            (left, '-', Number(negative, right)) => self.apply(left, '+', Number(!negative, right)),
            (left, '-', Infinity(negative)) => self.apply(left, '+', Infinity(!negative)),
            (Number(a, left), '+', Number(b, right)) => {
                let signed =
                    |negative, magnitude: i128| if negative { -magnitude } else { magnitude };
                let sum = signed(a, left) + signed(b, right);
                let negative = if sum == 0 { a && b } else { sum < 0 };
                self.nearest(negative, sum.abs(), 1)
            }
            (Infinity(a), '+', Infinity(b)) => {
                if a == b {
                    Some(left)
                } else {
                    invalid
                }
            }
            (Infinity(_), '+', Number(..)) => Some(left),
            (Number(..), '+', Infinity(_)) => Some(right),
            // The product of two units is a unit times 2^unit.
            (Number(a, left), '*', Number(b, right)) => self.nearest(a != b, left * right, one()),
            (Infinity(_), '*', Number(_, 0)) | (Number(_, 0), '*', Infinity(_)) => invalid,
            (Infinity(a), '*', Number(b, _) | Infinity(b)) => Some(Infinity(a != b)),
            (Number(a, _), '*', Infinity(b)) => Some(Infinity(a != b)),
            (Number(_, 0), '/', Number(_, 0)) | (Infinity(_), '/', Infinity(_)) => invalid,
            (Number(a, _), '/', Number(b, 0)) => has_infinity.then_some(Infinity(a != b)),
            (Number(a, left), '/', Number(b, right)) => self.nearest(a != b, left * one(), right),
            (Infinity(a), '/', Number(b, _)) => Some(Infinity(a != b)),
            (Number(a, _), '/', Infinity(b)) => Some(Number(a != b, 0)),
            _ => unreachable!("{operator}"),
        }
    }

    fn is(&self, found: Option<u64>, expected: Option<Known>) -> bool {
        match (found.map(|pattern| self.known(pattern)), expected) {
            // The sign of a zero is lost where there is one zero.
            (Some(Known::Number(false, 0)), Some(Known::Number(_, 0))) => {
                self.of.beyond == Beyond::Nan || expected == Some(Known::Number(false, 0))
            }
            (found, expected) => found == expected,
        }
    }

    fn check(&self, [input, offset, scale]: [u64; 3]) {
        let name = self.of.name;
        let case = format!("{name} {input:#x} {offset:#x} {scale:#x}");
        let [x, o, s] = [input, offset, scale].map(|pattern| self.known(pattern));
        let formula = formula(name, Some(offset), Some(scale), &[]);
        let expected =
            self.apply(x, '-', o).and_then(|value| self.apply(self.one_zero(value), '*', s));
        let found = encoded(&formula, input);
        assert!(self.is(found, expected), "encode {case}: {found:x?}, {expected:?}");
        let expected =
            self.apply(x, '/', s).and_then(|value| self.apply(self.one_zero(value), '+', o));
        let found = decoded(&formula, input);
        assert!(self.is(found, expected), "decode {case}: {found:x?}, {expected:?}");
    }

    fn one_zero(&self, value: Known) -> Known {
        match value {
            Known::Number(_, 0) if self.of.beyond == Beyond::Nan => Known::Number(false, 0),
            value => value,
        }
    }
}

#[test]
fn every_operation_of_the_floats_of_a_byte_and_less_is_right() {
    for of in LAYOUTS.iter().filter(|of| of.bits <= 8) {
        let line = Line::new(of);
        let count = 1u64 << of.bits;
        for at in 0..count * count {
            let (left, right) = (at % count, at / count);
            // The first operation alone, then both.
            line.check([left, right, spread(at) % count]);
            line.check([left, spread(at) % count, right]);
        }
    }
}

/// bfloat16 spans more than 128 bits: its inputs are near each other, and the others around 1.
#[test]
fn float16_and_bfloat16_are_right_for_a_sample() {
    for of in LAYOUTS.iter().filter(|of| of.bits == 16) {
        let patterns = |at: u64| [0, 1, 2].map(|k| spread(3 * at + k) & 0xffff);
        if of.bias == 127 {
            let near = |word: u64| word & 0x87ff | 0x3c00;
            (0..100_000).for_each(|at| narrow(of, patterns(at).map(near)));
        } else {
            let line = Line::new(of);
            (0..100_000).for_each(|at| line.check(patterns(at)));
        }
    }
}

/// As [`Line::check`], in float64, which holds sums and products of bfloat16 near 1 exactly, and whose
/// quotients are never mistaken for a half: they have at most 8 bits each.
fn narrow(of: &Layout, [input, offset, scale]: [u64; 3]) {
    let value = |pattern: u64| f64::from(f32::from_bits((pattern as u32) << 16));
    let round = |exact: f64| {
        let magnitude = exact.abs();
        let all = |pattern: usize| value(pattern as u64);
        let (mut low, mut high) = (0, of.numbers() as usize - 1);
        while high - low > 1 {
            let middle = (low + high) / 2;
            if all(middle) <= magnitude { low = middle } else { high = middle }
        }
        let half = all(low) / 2.0 + all(high) / 2.0;
        let up = magnitude > half || magnitude == half && low % 2 == 1;
        let pattern = if up { high } else { low } as u64;
        if exact.is_sign_negative() { pattern | 0x8000 } else { pattern }
    };
    let [x, o, s] = [input, offset, scale].map(value);
    let formula = formula("bfloat16", Some(offset), Some(scale), &[]);
    let expected = round(value(round(x - o)) * s);
    assert_eq!(encoded(&formula, input), Some(expected), "{input:#x} {offset:#x} {scale:#x}");
    let expected = round(value(round(x / s)) + o);
    assert_eq!(decoded(&formula, input), Some(expected), "{input:#x} {offset:#x} {scale:#x}");
}

/// `float8_e8m0fnu`: 2^(code - 127), and NaN at 255. A sum lies between two powers where its larger operand
/// is one of them; halfway it goes up (SN-06). What is not a power in range is an error (SN-104).
#[test]
fn powers_of_two_are_right_for_every_operation() {
    let power = |exponent: i32| (0..=254).contains(&exponent).then_some(exponent as u64);
    let minus = |a: i32, b: i32| match a - b {
        ..=0 => None,
        1 => power(a - 1),
        _ => power(a),
    };
    let plus = |a: i32, b: i32| match a.abs_diff(b) {
        0 | 1 => power(a.max(b) + 1),
        _ => power(a.max(b)),
    };
    let code = |pattern: u64| pattern as i32;
    for at in 0..1u64 << 16 {
        let (left, right) = (at % 256, at / 256);
        for third in [0, 1, 100, 126, 127, 128, 254, 255, spread(at) % 256] {
            let nan = [left, right, third].contains(&255);
            let formula = formula("float8_e8m0fnu", Some(right), Some(third), &[]);
            // A NaN comes out only if no value before it is an error.
            let expected = match (left, right) {
                (255, _) | (_, 255) => Some(255),
                _ => minus(code(left), code(right)),
            };
            let expected = expected.and_then(|difference| match nan {
                true => Some(255),
                false => power(code(difference) + code(third) - 127),
            });
            assert_eq!(encoded(&formula, left), expected, "{left} {right} {third}");
            let expected = match (left, third) {
                (255, _) | (_, 255) => Some(255),
                _ => power(code(left) - code(third) + 127),
            };
            let expected = expected.and_then(|quotient| match nan {
                true => Some(255),
                false => plus(code(quotient), code(right)),
            });
            assert_eq!(decoded(&formula, left), expected, "{left} {right} {third}");
        }
    }
}
