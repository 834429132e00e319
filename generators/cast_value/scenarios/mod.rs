//! Scenarios: which metadata, and what is asked under it.
//!
//! A theme is a list of questions in the words of the metadata. What is expected of each comes from
//! [`expect`], which asks the oracle.

mod arrays;
mod expect;
mod fill_value;
mod metadata;
mod scalar_map;
mod way;

use rayon::prelude::*;

use crate::codec::cast_value::DEFINITION;
use crate::generators::theme::Theme;
use crate::vectors::{ScenarioFile, ScenarioKind};

/// A kind of scenarios, and what makes its themes.
type Themes = (ScenarioKind, fn() -> Vec<Theme>);

/// The kinds that are asked of casts.
const KINDS: [Themes; 4] = [
    (ScenarioKind::ScalarMap, scalar_map::themes),
    (ScenarioKind::Arrays, arrays::themes),
    (ScenarioKind::FillValue, fill_value::themes),
    (ScenarioKind::Metadata, metadata::themes),
];

/// Every file of scenarios.
pub(in crate::generators) fn files() -> Vec<ScenarioFile> {
    let room = DEFINITION.room();
    let of_kind = |(kind, themes): Themes| -> Vec<_> {
        themes().into_iter().map(|theme| theme.file(kind, &room)).collect()
    };
    KINDS.into_par_iter().flat_map_iter(of_kind).collect()
}
