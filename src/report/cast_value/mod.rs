//! What is told of casts alone: how much of their domains a proof asks.

mod coverage;

pub use coverage::{coverage_table, write_coverage};
