//! Golden arrays: written by the oracle's chains, and read back by the oracle for what is expected of them.

mod converted;
mod derived;
mod expect;
mod fill_values;
mod filters;
mod golden;
mod grids;
mod members;
mod metadata;
mod plan;
mod types;
mod version_2;
mod written;

use rayon::prelude::*;

pub(super) use converted::plan as converted;
pub(super) use plan::ArrayPlan;

use crate::vectors::ScenarioFile;
use crate::vectors::golden::GoldenArray;

/// Every golden array, given the files of scenarios, and the arrays of element vectors.
pub(super) fn arrays(files: &[ScenarioFile], converted: Vec<ArrayPlan>) -> Vec<GoldenArray> {
    let themes = [fill_values::plans, grids::plans, members::plans, types::plans, version_2::plans];
    let mut plans: Vec<ArrayPlan> = themes.into_iter().flat_map(|plans| plans()).collect();
    let derived = derived::plans(files);
    plans.extend(derived.iter().filter_map(filters::in_version_2));
    plans.extend(derived);
    plans.extend(converted);
    plans.into_par_iter().map(ArrayPlan::golden).collect()
}
