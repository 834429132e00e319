//! Where any NaN is right, in data as a whole.

use serde::{Deserialize, Serialize, Serializer};

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

impl AnyNan {
    /// Whether data is what is expected but for the bits of these NaNs.
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
