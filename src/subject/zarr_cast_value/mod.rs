//! The crate `zarr-cast-value`, in process, through its slice functions: its vector kernels are
//! behind those, and so are the paths that its users take.
//!
//! Two releases are here: the current one, and an older one whose faults are known, as proof that
//! they are found. To the compiler their types and traits have nothing in common, although they are
//! spelled alike. So `driver.rs` is written once, in terms of whatever its parent module calls
//! `release`, and is a child of each release's module.

#[cfg(feature = "zarr-cast-value-0-4")]
pub(super) mod release_0_4;
#[cfg(feature = "zarr-cast-value")]
pub(super) mod release_0_5;
