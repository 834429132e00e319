//! Casts: every step, in the order of the specification.

mod array;
mod element;
mod mapped;
mod metadata;
mod pages;
mod steps;

pub use mapped::mapped;
pub(super) use pages::EXPLANATIONS;

use pages::refused;
