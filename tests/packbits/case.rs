//! One array with one configuration, computed with large integers.

use num_bigint::{BigInt, BigUint, Sign};
use zarrproof::oracle::Chain;

use super::{Kind, bind};

/// An array of a type, with a configuration.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub kind: Kind,
    pub count: usize,
    pub first: usize,
    pub last: usize,
    pub padding_encoding: &'static str,
    /// Of SN-301.
    pub order: char,
}

pub const PADDING_ENCODINGS: [&str; 3] = ["none", "first_byte", "last_byte"];

impl Case {
    pub fn chain(&self, choices: &[&str]) -> Chain {
        let Case { kind, count, first, last, padding_encoding, order } = self;
        let configuration = format!(
            r#""padding_encoding":"{padding_encoding}","first_bit":{first},"last_bit":{last}"#
        );
        let order = format!("SN-301={order}");
        let choices = [choices, &[&order, "SN-304=B"]].concat();
        bind(kind.0, *count as u64, &configuration, &choices).expect("a chain")
    }

    /// How many bits of a component are encoded.
    pub fn kept(&self) -> usize {
        self.last - self.first + 1
    }

    pub fn components(&self) -> usize {
        self.count * self.kind.2
    }

    pub fn padding(&self) -> usize {
        (self.components() * self.kept()).wrapping_neg() % 8
    }

    /// Elements whose free bits are zero.
    pub fn elements(&self, seed: u64) -> Vec<u8> {
        let Kind(_, bits, ..) = self.kind;
        let mask = u8::MAX >> 8usize.saturating_sub(bits);
        (0..self.components() * bits.div_ceil(8))
            .map(|at| spread(seed.wrapping_mul(1 << 20).wrapping_add(at as u64)) as u8 & mask)
            .collect()
    }

    /// The bits that are encoded of each component, as an integer.
    pub fn extract(&self, elements: &[u8]) -> Vec<BigUint> {
        let components = elements.chunks(self.kind.1.div_ceil(8)).map(BigUint::from_bytes_le);
        components.map(|one| (one >> self.first) % (BigUint::from(1u8) << self.kept())).collect()
    }

    /// The elements that they decode to: times a power of two, and below zero where the sign says so.
    pub fn extend(&self, kept: &[BigUint]) -> Vec<u8> {
        let Kind(_, bits, _, signed) = self.kind;
        let power = |exponent: usize| BigInt::from(1) << exponent;
        let component = |kept: &BigUint| {
            let mut value = BigInt::from(kept.clone());
            if signed && value >= power(self.kept() - 1) {
                value -= power(self.kept());
            }
            let value = ((value << self.first) + power(bits)) % power(bits);
            let (sign, mut bytes) = value.to_bytes_le();
            assert_ne!(sign, Sign::Minus);
            bytes.resize(bits.div_ceil(8), 0);
            bytes
        };
        kept.iter().flat_map(component).collect()
    }

    /// One large integer: the first component is its lowest digit, or its highest one (SN-301).
    pub fn pack(&self, kept: &[BigUint]) -> Vec<u8> {
        let width = self.kept();
        let push = |all: BigUint, one: &BigUint| (all << width) + one;
        let zero = BigUint::from(0u8);
        let length = (kept.len() * width).div_ceil(8);
        let mut bytes = match self.order {
            'C' => {
                let mut bytes = (kept.iter().fold(zero, push) << self.padding()).to_bytes_le();
                bytes.resize(length, 0);
                bytes.reverse();
                bytes
            }
            _ => kept.iter().rev().fold(zero, push).to_bytes_le(),
        };
        bytes.resize(length, 0);
        let is_numcodecs = self.kind.0 == "bool" && self.padding_encoding == "first_byte";
        if self.order == 'B' || self.order == 'D' && is_numcodecs {
            bytes.iter_mut().for_each(|byte| *byte = byte.reverse_bits());
        }
        let padding = self.padding() as u8;
        match self.padding_encoding {
            "first_byte" => bytes.insert(0, padding),
            "last_byte" => bytes.push(padding),
            _ => {}
        }
        bytes
    }
}

pub fn spread(at: u64) -> u64 {
    let word = at.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb) >> 32
}
