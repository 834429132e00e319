//! What explains a codec in terms of its own.

use super::page::Page;
use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::vectors::Scenario;

/// The pages on a codec that has element vectors.
pub(super) struct Explanations {
    pub element: fn(&Column, u64, &Readings) -> Page,
    pub scenario: fn(&Scenario, Option<u64>, &Readings) -> Page,
}
