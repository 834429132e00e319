//! How the elements of an array lie in memory.

use std::fmt;

use serde::{Serialize, Serializer};

/// A memory layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// One after the other, the last index varying fastest.
    #[default]
    C,
    /// One after the other, the first index varying fastest.
    Fortran,
    /// In C order, every second position along each dimension.
    Strided,
    /// One after the other, from the last one to the first: all strides are negative.
    Reversed,
}

impl Layout {
    /// Those that only a program that lists them is asked for.
    pub const OTHERS: [Layout; 3] = [Layout::Fortran, Layout::Strided, Layout::Reversed];

    /// The name in the protocol.
    pub fn name(self) -> &'static str {
        match self {
            Layout::C => "C",
            Layout::Fortran => "F",
            Layout::Strided => "strided",
            Layout::Reversed => "reversed",
        }
    }

    /// The layout that the protocol calls `name`.
    pub fn from_name(name: &str) -> Option<Layout> {
        [Layout::C].into_iter().chain(Layout::OTHERS).find(|layout| layout.name() == name)
    }

    /// As in "only …".
    pub fn describe(self) -> &'static str {
        match self {
            Layout::C => "in C order",
            Layout::Fortran => "in Fortran order",
            Layout::Strided => "strided",
            Layout::Reversed => "reversed",
        }
    }

    /// Whether an array of this shape lies otherwise than in C order.
    pub fn shows_in(self, shape: &[u64]) -> bool {
        if shape.contains(&0) {
            return false;
        }
        let long = shape.iter().filter(|length| **length > 1).count();
        match self {
            Layout::C => false,
            Layout::Fortran => long > 1,
            Layout::Strided | Layout::Reversed => long > 0,
        }
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Layout {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
