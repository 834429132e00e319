//! Conformance suite and exact reference oracle for Zarr codecs that change numbers.
//!
//! The program `zarrproof` is [`cli::main`]. A crate that implements `cast_value` in Rust can have the
//! suite among its own tests: it implements [`subject::CastValue`], and its test program's `main` is
//! `zarrproof::libtest::main`, whose module shows all of it.
//!
//! The modules import one way, downwards in this list:
//!
//! | module | idea |
//! |---|---|
//! | [`cli`] | the command line: parse, call, print |
//! | `libtest` | the suite as the tests of another crate (feature `libtest`) |
//! | [`report`] | what a check found, for people and for machines |
//! | `mutants` | wrong implementations, and what kills them (feature `oracle`) |
//! | `prove` | whole domains, against the steps of the casts (feature `oracle`) |
//! | [`check`] | runs cases on a subject, judges its answers, groups what fails |
//! | `witness` | the oracle held against what shares no code with it (feature `witnesses`) |
//! | [`subject`] | implementations under test: in process, or any program |
//! | [`protocol`] | requests and responses, the same for every subject |
//! | [`registry`] | the names that the registry of extensions knows, and what there is of each here |
//! | `generators` | chooses inputs and writes `vectors/` (feature `oracle`) |
//! | [`vectors`] | vector files: model, reading, writing, manifest, selection |
//! | `oracle` | what the specification says, in exact arithmetic (feature `oracle`) |
//! | [`codec`] | codec metadata, and the notes on its specification |
//! | [`chunk`] | what flows through codecs: arrays and bytes |
//! | [`data_type`] | every data type and its metadata; the 26 real ones with bits, values, order, fill-value JSON |
//! | [`json`] | objects with repeated names and raw values |
//! | [`spelling`] | the name that an unknown word was meant to be |
//! | [`files`] | writing files whole, or not at all |

pub mod check;
pub mod chunk;
pub mod cli;
pub mod codec;
pub mod data_type;
pub mod files;
#[cfg(feature = "oracle")]
#[path = "../generators/mod.rs"]
pub mod generators;
pub mod json;
#[cfg(feature = "libtest")]
pub mod libtest;
#[cfg(feature = "oracle")]
pub mod mutants;
#[cfg(feature = "oracle")]
pub mod oracle;
pub mod protocol;
#[cfg(feature = "oracle")]
pub mod prove;
pub mod registry;
pub mod report;
pub mod spelling;
pub mod subject;
pub mod vectors;
#[cfg(feature = "witnesses")]
pub mod witness;
