//! The subjects that can be part of this program.

#[cfg(feature = "oracle")]
use super::oracle_chains;
#[cfg(any(feature = "zarr-cast-value", feature = "zarr-cast-value-0-4"))]
use super::zarr_cast_value;
#[cfg(feature = "zarrs")]
use super::zarrs;
use super::{CastValue, Subject, SubjectError, cast_value};
use crate::protocol::Hello;
use crate::spelling::did_you_mean;

/// A subject that can be part of this program.
#[derive(Debug)]
pub struct InProcess {
    pub name: &'static str,
    pub about: &'static str,
    /// The feature that it needs.
    pub feature: &'static str,
    start: Option<fn() -> Box<dyn Subject>>,
}

/// Every subject that some build holds.
pub const IN_PROCESS: [InProcess; 4] = [
    InProcess {
        name: "oracle",
        about: "the exact oracle itself, all 26 types",
        feature: "oracle",
        #[cfg(feature = "oracle")]
        start: Some(oracle_chains::start),
        #[cfg(not(feature = "oracle"))]
        start: None,
    },
    InProcess {
        name: "zarr-cast-value",
        about: "the crate zarr-cast-value 0.5.1 with float16, through its slice functions",
        feature: "zarr-cast-value",
        #[cfg(feature = "zarr-cast-value")]
        start: Some(cast_value::start::<zarr_cast_value::release_0_5::ZarrCastValue>),
        #[cfg(not(feature = "zarr-cast-value"))]
        start: None,
    },
    InProcess {
        name: "zarr-cast-value-0.4.2",
        about: "the same of an older release, whose faults are known",
        feature: "zarr-cast-value-0-4",
        #[cfg(feature = "zarr-cast-value-0-4")]
        start: Some(cast_value::start::<zarr_cast_value::release_0_4::ZarrCastValue>),
        #[cfg(not(feature = "zarr-cast-value-0-4"))]
        start: None,
    },
    InProcess {
        name: "zarrs",
        about: "the crate zarrs 0.23.14, through a chain of codecs made from metadata, and arrays on disk",
        feature: "zarrs",
        #[cfg(feature = "zarrs")]
        start: Some(zarrs::start),
        #[cfg(not(feature = "zarrs"))]
        start: None,
    },
];

/// A subject in this process: one of this build's, or any other that a Rust program brings.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    pub name: &'static str,
    /// Starts one. Several run at the same time.
    pub start: fn() -> Box<dyn Subject>,
}

impl BuiltIn {
    /// An implementation that a Rust program brings.
    pub fn of<C: CastValue + Default + 'static>(name: &'static str) -> BuiltIn {
        BuiltIn { name, start: cast_value::start::<C> }
    }

    /// What it introduces itself as.
    pub fn introduction(&self) -> Hello {
        (self.start)().hello().clone()
    }
}

impl InProcess {
    /// The subject called `name`, if this build holds it.
    pub fn find(name: &str) -> Result<BuiltIn, SubjectError> {
        let subject = IN_PROCESS.iter().find(|subject| subject.name == name);
        let subject = subject.ok_or_else(|| SubjectError::Unknown {
            name: name.to_owned(),
            meant: did_you_mean(name, IN_PROCESS.map(|subject| subject.name)),
            expected: IN_PROCESS.map(|subject| subject.name).join(", "),
        })?;
        let InProcess { name, feature, .. } = *subject;
        match subject.start {
            Some(start) => Ok(BuiltIn { name, start }),
            None => Err(SubjectError::NotBuilt { name, feature }),
        }
    }

    /// Whether this build holds it.
    pub fn is_built(&self) -> bool {
        self.start.is_some()
    }
}
