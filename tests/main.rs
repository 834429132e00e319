//! The tests of the crate in one program: each module links what all of them need, and the longest do not wait for each
//! other. `cargo test --test suite notes` runs those of one.
//!
//! Apart are those with a program of their own: `vectors` and `implementations`, which make up their tests as they run, and
//! `panics`, which replaces the panic hook.

#[cfg(feature = "oracle")]
mod accepted;
mod adapters;
mod architecture;
mod arithmetic_mutants;
#[cfg(feature = "oracle")]
mod bitround;
#[cfg(feature = "oracle")]
mod chain_programs;
#[cfg(feature = "oracle")]
mod chain_requests;
#[cfg(all(feature = "oracle", feature = "zarrs"))]
mod chain_subjects;
#[cfg(all(feature = "oracle", feature = "zarrs"))]
mod chain_witnesses;
#[cfg(feature = "oracle")]
mod chains;
#[cfg(feature = "oracle")]
mod check;
mod clauses;
mod cli;
#[cfg(all(feature = "oracle", feature = "zarr-cast-value"))]
mod commands;
#[cfg(feature = "oracle")]
mod complete;
mod damaged_vectors;
mod data_types;
#[cfg(feature = "oracle")]
mod deciding;
#[cfg(feature = "oracle")]
mod doors;
#[cfg(feature = "oracle")]
mod explain;
#[cfg(feature = "zarr-cast-value")]
mod files;
mod fill_values;
mod filter_witnesses;
#[cfg(feature = "oracle")]
mod fixed_and_scaled;
#[cfg(feature = "oracle")]
mod fixtures;
#[cfg(feature = "oracle")]
mod generate;
#[cfg(feature = "oracle")]
mod golden;
#[cfg(feature = "oracle")]
mod golden_alone;
#[cfg(all(feature = "oracle", feature = "zarrs"))]
mod golden_explained;
mod harness;
mod introductions;
mod items;
mod known;
#[cfg(feature = "oracle")]
mod laws;
#[cfg(feature = "oracle")]
mod lone_bits;
mod machine_numbers;
#[cfg(feature = "oracle")]
mod metadata;
mod misbehaviour;
#[cfg(feature = "oracle")]
mod mutants;
#[cfg(feature = "oracle")]
mod notes;
mod numcodecs_categorize;
mod numcodecs_packbits;
mod output;
#[cfg(feature = "oracle")]
mod packbits;
mod protocol;
#[cfg(all(feature = "oracle", feature = "zarr-cast-value", feature = "zarr-cast-value-0-4"))]
mod prove;
mod reader_checks;
mod readers;
mod readme;
mod registry;
#[cfg(feature = "oracle")]
mod results;
mod scalars;
#[cfg(feature = "oracle")]
mod scale_offset;
#[cfg(feature = "oracle")]
mod scenarios;
mod smoke;
#[cfg(feature = "oracle")]
mod steps;
#[cfg(feature = "oracle")]
mod stored;
mod strangers;
#[cfg(feature = "oracle")]
mod streams;
#[cfg(all(feature = "zarr-cast-value", feature = "zarr-cast-value-0-4", feature = "zarrs"))]
mod subjects;
#[cfg(all(feature = "oracle", feature = "zarrs"))]
mod transcripts;
mod typed;
#[cfg(feature = "oracle")]
mod validate;
#[cfg(feature = "witnesses")]
mod witnesses;
#[cfg(feature = "oracle")]
mod written;
#[cfg(feature = "oracle")]
mod wrong_answers;

#[path = "programs/interpreter.rs"]
mod interpreter;
#[cfg(feature = "oracle")]
#[path = "extent/sample.rs"]
mod sample;
#[path = "extent/whole.rs"]
mod whole;
