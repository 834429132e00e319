//! Fill values of the types that are not real numbers.

mod booleans;
mod byte_strings;
mod complex;
mod file;
mod raw;
mod strings;
mod table;
mod times;

pub(super) use table::files;
