//! Moments and durations that are counted in a unit: `numpy.datetime64` and `numpy.timedelta64`.
//!
//! Sources: the pages `data-types/numpy.datetime64` and `data-types/numpy.timedelta64` of
//! zarr-extensions, "Configuration". Both have the same units and the same range of factors.

use std::fmt;

/// One of the two types of time, with its configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    pub kind: TimeKind,
    pub unit: TimeUnit,
    /// From 1 to [`Time::MAX_SCALE_FACTOR`].
    pub scale_factor: u32,
}

/// What a count of units is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A moment, relative to the Unix epoch.
    Datetime64,
    /// A duration.
    Timedelta64,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    Picosecond,
    Femtosecond,
    Attosecond,
    /// No unit at all.
    Generic,
}

/// Each unit and its spelling.
const UNITS: [(&str, TimeUnit); 14] = [
    ("Y", TimeUnit::Year),
    ("M", TimeUnit::Month),
    ("W", TimeUnit::Week),
    ("D", TimeUnit::Day),
    ("h", TimeUnit::Hour),
    ("m", TimeUnit::Minute),
    ("s", TimeUnit::Second),
    ("ms", TimeUnit::Millisecond),
    ("us", TimeUnit::Microsecond),
    ("ns", TimeUnit::Nanosecond),
    ("ps", TimeUnit::Picosecond),
    ("fs", TimeUnit::Femtosecond),
    ("as", TimeUnit::Attosecond),
    ("generic", TimeUnit::Generic),
];

/// The other spelling of `us`, with the Greek letter U+03BC as the pages have it.
const MICROSECOND: &str = "\u{3bc}s";

impl Time {
    /// The largest factor that the pages permit.
    pub const MAX_SCALE_FACTOR: u32 = i32::MAX as u32;

    /// The type, if the factor is in range.
    pub fn new(kind: TimeKind, unit: TimeUnit, scale_factor: u32) -> Option<Time> {
        let in_range = (1..=Time::MAX_SCALE_FACTOR).contains(&scale_factor);
        in_range.then_some(Time { kind, unit, scale_factor })
    }
}

impl TimeKind {
    pub const ALL: [TimeKind; 2] = [TimeKind::Datetime64, TimeKind::Timedelta64];

    /// The name in Zarr metadata.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Datetime64 => "numpy.datetime64",
            TimeKind::Timedelta64 => "numpy.timedelta64",
        }
    }

    /// The type that Zarr calls `name`.
    pub fn from_name(name: &str) -> Option<TimeKind> {
        TimeKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl TimeUnit {
    /// All of them, the longest first.
    pub fn all() -> impl Iterator<Item = TimeUnit> {
        UNITS.into_iter().map(|(_, unit)| unit)
    }

    /// The spelling that is written.
    pub fn name(self) -> &'static str {
        UNITS.iter().find(|(_, unit)| *unit == self).map_or("", |(name, _)| name)
    }

    /// The unit of a spelling; microseconds have two.
    pub fn from_name(name: &str) -> Option<TimeUnit> {
        if name == MICROSECOND {
            return Some(TimeUnit::Microsecond);
        }
        UNITS.into_iter().find(|(known, _)| *known == name).map(|(_, unit)| unit)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}{}]", self.kind.name(), self.scale_factor, self.unit.name())
    }
}
