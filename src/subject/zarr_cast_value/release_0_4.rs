//! Release 0.4.2.

use zarr_cast_value_0_4 as release;

use release::{IntToFloatConfig, MapEntry, OutOfRangeMode, RoundingMode};

#[path = "driver.rs"]
#[cfg_attr(feature = "zarr-cast-value", expect(clippy::duplicate_mod, reason = "one a release"))]
mod driver;

pub(in crate::subject) use driver::ZarrCastValue;

/// Cargo.toml pins exactly this one.
const VERSION: &str = "0.4.2";

/// This release has no range rule from integers to floats.
fn int_to_float<S, D>(
    map_entries: Vec<MapEntry<S, D>>,
    rounding: RoundingMode,
    _: Option<OutOfRangeMode>,
) -> IntToFloatConfig<S, D> {
    IntToFloatConfig { map_entries, rounding }
}
