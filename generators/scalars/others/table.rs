//! The types, each with what makes its file.

use rayon::prelude::*;

use super::{booleans, byte_strings, complex, raw, strings, times};
use crate::data_type::{DataType, Real, TimeKind};
use crate::vectors::ScenarioFile;

/// Every file.
pub(in super::super) fn files() -> Vec<ScenarioFile> {
    let components: Vec<Real> = Real::all().filter(|real| !real.is_integer()).collect();
    let of_complex = components.into_par_iter().map(complex::file);
    let of_raw = raw::WIDTHS.into_par_iter().filter_map(DataType::raw).map(raw::file);
    let of_times = TimeKind::ALL.into_par_iter().map(times::file);
    let others: [fn() -> ScenarioFile; 3] = [booleans::file, strings::file, byte_strings::file];
    let others = others.into_par_iter().map(|file| file());
    of_complex.chain(of_raw).chain(of_times).chain(others).collect()
}
