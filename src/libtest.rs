//! The suite as the tests of a crate that has an implementation of its own (feature `libtest`).
//!
//! In its `Cargo.toml`:
//!
//! ```toml
//! [dev-dependencies]
//! zarrproof = { version = "0.1", default-features = false, features = ["libtest"] }
//!
//! [[test]]
//! name = "conformance"
//! harness = false
//! ```
//!
//! And in `tests/conformance.rs`, here with a cast that only takes `int8` to `int8`:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use zarrproof::codec::Operation;
//! use zarrproof::data_type::Real;
//! use zarrproof::protocol::Implementation;
//! use zarrproof::subject::{CastValue, Instance, Metadata, Refusal};
//!
//! #[derive(Default)]
//! struct Mine;
//!
//! impl CastValue for Mine {
//!     type Codec = Instance;
//!
//!     fn implementation(&self) -> Implementation {
//!         Implementation::new("mine", env!("CARGO_PKG_VERSION"))
//!     }
//!
//!     fn data_types(&self) -> Vec<Real> {
//!         vec![Real::INT8]
//!     }
//!
//!     fn codec(&mut self, metadata: Metadata) -> Result<Instance, Refusal> {
//!         Ok(metadata.read()?)
//!     }
//!
//!     fn cast(
//!         &mut self,
//!         codec: &Instance,
//!         operation: Operation,
//!         _shape: &[u64],
//!         data: &[u8],
//!     ) -> Result<Vec<u8>, Refusal> {
//!         match codec.entries(operation) {
//!             [] => Ok(data.to_vec()),
//!             _ => Err(Refusal::Unsupported("scalar_map is to come".to_owned())),
//!         }
//!     }
//! }
//!
//! fn main() -> ExitCode {
//!     zarrproof::libtest::main::<Mine>()
//! }
//! ```
//!
//! Then `cargo test --test conformance` runs one test for each file of vectors, such as
//! `int8::float64` for a pair of types and `scalar_map::order` for a theme; the usual arguments of a
//! test program choose among them. What the implementation does nothing of is ignored. A test that
//! fails shows the report of `zarrproof check` on its file.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Completion, Failed, Trial};

use crate::check::{Report, Target, check, ruled_out};
use crate::report::{Context, to_text};
use crate::subject::{BuiltIn, CastValue};
use crate::vectors::{Part, Store, VectorError};

/// Runs the tests that the arguments of this process choose.
pub fn main<C: CastValue + Default + 'static>() -> ExitCode {
    let arguments = Arguments::from_args();
    match trials::<C>() {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(error) => {
            // If that cannot be written, nothing else can say so.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

/// One test for each file of vectors.
fn trials<C: CastValue + Default + 'static>() -> Result<Vec<Trial>, VectorError> {
    let target = Arc::new(Target::BuiltIn(BuiltIn::of::<C>("this crate")));
    let store = Arc::new(Store::embedded()?);
    let trial = |part: Part| {
        let (target, store) = (Arc::clone(&target), Arc::clone(&store));
        Trial::ignorable_test(part.name.clone(), move || run(&target, &store, &part))
    };
    // Of other codecs nothing is implemented.
    let hello = BuiltIn::of::<C>("this crate").introduction();
    let is_listed = |part: &Part| ruled_out(&part.path, &hello).is_none();
    Ok(store.parts().into_iter().filter(is_listed).map(trial).collect())
}

fn run(target: &Target, store: &Store, part: &Part) -> Result<Completion, Failed> {
    let report = check(target, store, &part.selection, &|_| {})?;
    match report.tally.judged() {
        0 => Ok(Completion::ignored_with("not supported")),
        _ if report.tally.conforms() => Ok(Completion::Completed),
        _ => Err(describe(&report, store).into()),
    }
}

fn describe(report: &Report, store: &Store) -> String {
    to_text(report, &Context { manifest: store.manifest(), subject: &[], options: &[] })
}
