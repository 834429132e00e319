//! Release 0.5.1.

use zarr_cast_value as release;

use release::{IntToFloatConfig, MapEntry, OutOfRangeMode, RoundingMode};

#[path = "driver.rs"]
mod driver;

pub(in crate::subject) use driver::ZarrCastValue;

/// Cargo.toml pins exactly this one.
const VERSION: &str = "0.5.1";

fn int_to_float<S, D>(
    map_entries: Vec<MapEntry<S, D>>,
    rounding: RoundingMode,
    out_of_range: Option<OutOfRangeMode>,
) -> IntToFloatConfig<S, D> {
    IntToFloatConfig { map_entries, rounding, out_of_range }
}
