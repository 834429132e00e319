//! One kind of mistake.

use std::fmt;

use super::draw::Lot;
use super::element::{Element, Shape};
use super::place::{Place, With};
use super::subject::{Arrays, Entries, Fill, Reader, Verdict};
use crate::data_type::Value;
use crate::oracle::exact::Exact;

/// One kind of mistake.
pub struct Defect {
    pub name: &'static str,
    pub theme: Theme,
    /// What is wrong, as a sentence.
    pub about: &'static str,
    pub(super) sites: Sites,
    pub(super) fault: Fault,
}

/// What mistakes are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    Rounding,
    Precision,
    Range,
    Wrap,
    Infinity,
    Nan,
    Zero,
    Subnormal,
    Layout,
    Operation,
    Arrays,
    ScalarMap,
    FillValue,
    Metadata,
    Scalars,
}

/// In which places a mistake can be made.
#[derive(Clone, Copy)]
pub(super) enum Sites {
    /// Between those pairs of types, modes, rules and parameters that pass.
    Casts(Axes, fn(&Shape) -> bool),
    /// In these.
    Listed(fn() -> Vec<Place>),
    /// In some that are drawn from these.
    Drawn(Lot),
}

/// What beside the types tells one place from another.
#[derive(Clone, Copy)]
pub(super) struct Axes {
    pub modes: bool,
    pub rules: bool,
    pub operations: bool,
    /// The parameters between two types.
    pub with: fn(&Shape) -> Vec<With>,
}

/// How a mistake is made.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    /// One element becomes another pattern, or has no result.
    Cast(fn(&Element) -> Option<u64>),
    /// A value is rounded to another one. It comes with the exponent of the target's last place.
    Round(fn(&Element, &Exact, i32) -> Exact),
    /// A rounded value beyond the range becomes something else. It comes with whether it is below.
    Beyond(fn(&Element, &Exact, bool) -> Option<u64>),
    /// An infinity becomes something else. It comes with whether it is negative.
    Infinity(fn(&Element, bool) -> Option<u64>),
    /// NaN becomes something else.
    Nan(fn(&Element) -> Option<u64>),
    /// A result that is right becomes another pattern.
    Result(fn(&Element, u64) -> Option<u64>),
    /// An array is not cast element by element.
    Array(fn(&mut Arrays) -> Option<Vec<u64>>),
    /// The entries of `scalar_map` are not applied as they should be.
    Map(fn(&Entries) -> Option<u64>),
    /// The fill value is not cast as elements are, or not as it should be validated.
    Fill(fn(&Fill) -> Option<u64>),
    /// Metadata is judged wrongly.
    Validity(fn(&Verdict) -> bool),
    /// A scalar is read wrongly.
    Scalar(fn(&Reader) -> Option<u64>),
}

impl Fault {
    /// What becomes of one element, if the mistake is about single elements.
    pub fn cast(self, element: &Element) -> Option<Option<u64>> {
        Some(match self {
            Fault::Cast(cast) => cast(element),
            Fault::Round(round) => element.rounding_by(|value, grid| round(element, value, grid)),
            Fault::Beyond(outside) => {
                let rounded = element.number().map(|value| element.rounded(&value));
                let beyond = rounded.and_then(|value| Some((element.end_passed(&value)?, value)));
                match beyond {
                    Some((low, value)) => outside(element, &value, low),
                    None => element.right(),
                }
            }
            Fault::Infinity(result) => match element.value() {
                Value::Infinity { negative } => result(element, negative),
                _ => element.right(),
            },
            Fault::Nan(result) => match element.value() {
                Value::Nan => result(element),
                _ => element.right(),
            },
            Fault::Result(spoil) => spoil(element, element.right()?),
            Fault::Array(_) | Fault::Map(_) | Fault::Fill(_) | Fault::Validity(_) => return None,
            Fault::Scalar(_) => return None,
        })
    }

    /// Whether it is about single elements.
    pub fn is_about_elements(self) -> bool {
        use Fault::{Beyond, Cast, Infinity, Nan, Result, Round};
        matches!(self, Cast(_) | Round(_) | Beyond(_) | Infinity(_) | Nan(_) | Result(_))
    }
}

impl Theme {
    pub const ALL: [Theme; 15] = [
        Theme::Rounding,
        Theme::Precision,
        Theme::Range,
        Theme::Wrap,
        Theme::Infinity,
        Theme::Nan,
        Theme::Zero,
        Theme::Subnormal,
        Theme::Layout,
        Theme::Operation,
        Theme::Arrays,
        Theme::ScalarMap,
        Theme::FillValue,
        Theme::Metadata,
        Theme::Scalars,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Theme::Rounding => "rounding",
            Theme::Precision => "precision",
            Theme::Range => "range",
            Theme::Wrap => "wrap",
            Theme::Infinity => "infinity",
            Theme::Nan => "nan",
            Theme::Zero => "zero",
            Theme::Subnormal => "subnormal",
            Theme::Layout => "layout",
            Theme::Operation => "operation",
            Theme::Arrays => "arrays",
            Theme::ScalarMap => "scalar_map",
            Theme::FillValue => "fill_value",
            Theme::Metadata => "metadata",
            Theme::Scalars => "scalars",
        }
    }
}

impl fmt::Display for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
