//! The bits that are free in data as a whole: where any NaN is right, and those above the width of a type.

use serde::{Deserialize, Serialize, Serializer};

use super::VectorData;
use crate::data_type::{Real, unpack};

/// The components of an array that may be any NaN where they are NaN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnyNan {
    /// The type of the components, little-endian.
    #[serde(rename = "type", serialize_with = "name", deserialize_with = "real")]
    pub component: Real,
    /// Positions of components, in C order.
    pub positions: Vec<u64>,
}

/// The bits that are free in data that comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeBits {
    pub any_nan: Option<AnyNan>,
    /// The bits of each byte that count. Of types of less than a byte the upper ones are free (SN-404).
    pub mask: u8,
}

impl AnyNan {
    /// As a vector file spells it, the type first.
    pub(super) fn to_json(&self) -> String {
        let AnyNan { component, positions } = self;
        format!(r#"{{"type":"{component}","positions":{positions:?}}}"#).replace(", ", ",")
    }
}

impl FreeBits {
    /// Returns whether data is as expected but for free bits. Elements without a fixed size have none.
    pub fn accepts(&self, expected: &VectorData, found: &VectorData) -> bool {
        match (expected, found) {
            (VectorData::Bytes(expected), VectorData::Bytes(found)) => {
                self.accepts_bytes(expected, found)
            }
            _ => expected == found,
        }
    }

    fn accepts_bytes(&self, expected: &[u8], found: &[u8]) -> bool {
        if self.mask == u8::MAX {
            return match &self.any_nan {
                Some(any_nan) => any_nan.accepts(expected, found),
                None => expected == found,
            };
        }
        let masked = |data: &[u8]| data.iter().map(|byte| byte & self.mask).collect::<Vec<_>>();
        let (expected, found) = (masked(expected), masked(found));
        FreeBits { any_nan: self.any_nan.clone(), mask: u8::MAX }.accepts_bytes(&expected, &found)
    }
}

impl AnyNan {
    /// Returns whether data is as expected but for the bits of these NaNs.
    pub fn accepts(&self, expected: &[u8], found: &[u8]) -> bool {
        let patterns = |data| unpack(self.component, data).enumerate();
        let is_free = |at: usize| self.positions.contains(&(at as u64));
        let same = |((at, expected), (_, found)): ((usize, u64), (usize, u64))| {
            let both = [expected, found];
            expected == found || is_free(at) && both.iter().all(|one| self.component.is_nan(*one))
        };
        expected.len() == found.len() && patterns(expected).zip(patterns(found)).all(same)
    }
}

fn name<S: Serializer>(real: &Real, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(real.name())
}

fn real<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Real, D::Error> {
    let name = String::deserialize(deserializer)?;
    Real::from_name(&name).map_err(serde::de::Error::custom)
}
