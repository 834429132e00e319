//! The table of defects, a file a theme.

mod arrays;
mod binades;
mod fill_value;
mod infinity;
mod integers;
mod limits;
mod metadata;
mod modes;
mod nan;
mod operations;
mod precision;
mod reading;
mod scalar_map;
mod scalars;
mod sticky;
mod subnormal;
mod ties;
mod wrap;
mod zero;

use super::defect::{Axes, Defect, Fault, Sites, Theme};
use super::draw::Lot;
use super::element::{Element, Shape};
use super::place::With;
use crate::data_type::Real;
use crate::oracle::exact::Exact;

/// All of them, by theme.
pub fn all() -> impl Iterator<Item = &'static Defect> {
    let tables: [&'static [Defect]; 19] = [
        &ties::DEFECTS,
        &modes::DEFECTS,
        &precision::DEFECTS,
        &sticky::DEFECTS,
        &limits::DEFECTS,
        &wrap::DEFECTS,
        &infinity::DEFECTS,
        &nan::DEFECTS,
        &zero::DEFECTS,
        &subnormal::DEFECTS,
        &binades::DEFECTS,
        &integers::DEFECTS,
        &reading::DEFECTS,
        &operations::DEFECTS,
        &arrays::DEFECTS,
        &scalar_map::DEFECTS,
        &fill_value::DEFECTS,
        &metadata::DEFECTS,
        &scalars::DEFECTS,
    ];
    tables.into_iter().flatten()
}

/// Steps that are no mistakes: what the table takes for right has to be.
pub static WITHOUT_DEFECT: [Defect; 3] = [
    round(
        Theme::Rounding,
        "right-rounding",
        "nothing is wrong",
        ANY,
        |_| true,
        |element, value, _| element.rounded(value),
    ),
    beyond(
        Theme::Range,
        "right-range",
        "nothing is wrong",
        ANY,
        |_| true,
        |element, rounded, low| element.outside(rounded, low),
    ),
    result(
        Theme::Layout,
        "right-result",
        "nothing is wrong",
        ANY,
        |_| true,
        |_, result| Some(result),
    ),
];

/// A mistake that has nothing to do with modes or rules.
const ANY: Axes = Axes { modes: false, rules: false, operations: false, with: nothing };

/// One that is made in a single mode.
const MODE: Axes = Axes { modes: true, ..ANY };

/// One that is made under a single rule.
const RULE: Axes = Axes { rules: true, ..ANY };

/// One that is made in a single mode under a single rule.
const MODE_AND_RULE: Axes = Axes { modes: true, rules: true, ..ANY };

fn nothing(_: &Shape) -> Vec<With> {
    vec![With::Nothing]
}

/// A mistake about elements.
const fn cast(
    theme: Theme,
    name: &'static str,
    about: &'static str,
    axes: Axes,
    fits: fn(&Shape) -> bool,
    cast: fn(&Element) -> Option<u64>,
) -> Defect {
    Defect { name, theme, about, sites: Sites::Casts(axes, fits), fault: Fault::Cast(cast) }
}

/// A mistake in rounding.
const fn round(
    theme: Theme,
    name: &'static str,
    about: &'static str,
    axes: Axes,
    fits: fn(&Shape) -> bool,
    round: fn(&Element, &Exact, i32) -> Exact,
) -> Defect {
    Defect { name, theme, about, sites: Sites::Casts(axes, fits), fault: Fault::Round(round) }
}

/// A mistake about bits that rounding does not see.
const fn unseen(name: &'static str, about: &'static str, lot: Lot) -> Defect {
    let fault = Fault::Round(|element, value, grid| match element.place.with {
        With::Unseen(unseen) => unseen.seen_of(element, value, grid).round(grid, element.rounding),
        _ => element.rounded(value),
    });
    Defect { name, theme: Theme::Rounding, about, sites: Sites::Drawn(lot), fault }
}

/// A mistake about values beyond the range.
const fn beyond(
    theme: Theme,
    name: &'static str,
    about: &'static str,
    axes: Axes,
    fits: fn(&Shape) -> bool,
    outside: fn(&Element, &Exact, bool) -> Option<u64>,
) -> Defect {
    Defect { name, theme, about, sites: Sites::Casts(axes, fits), fault: Fault::Beyond(outside) }
}

/// A mistake about infinities as inputs.
const fn infinity(
    name: &'static str,
    about: &'static str,
    axes: Axes,
    fits: fn(&Shape) -> bool,
    result: fn(&Element, bool) -> Option<u64>,
) -> Defect {
    let sites = Sites::Casts(axes, fits);
    Defect { name, theme: Theme::Infinity, about, sites, fault: Fault::Infinity(result) }
}

/// A mistake about NaN as an input.
const fn nan(
    name: &'static str,
    about: &'static str,
    axes: Axes,
    fits: fn(&Shape) -> bool,
    result: fn(&Element) -> Option<u64>,
) -> Defect {
    let sites = Sites::Casts(axes, fits);
    Defect { name, theme: Theme::Nan, about, sites, fault: Fault::Nan(result) }
}

/// A mistake in what comes out.
const fn result(
    theme: Theme,
    name: &'static str,
    about: &'static str,
    axes: Axes,
    fits: fn(&Shape) -> bool,
    spoil: fn(&Element, u64) -> Option<u64>,
) -> Defect {
    Defect { name, theme, about, sites: Sites::Casts(axes, fits), fault: Fault::Result(spoil) }
}

const fn with(axes: Axes, with: fn(&Shape) -> Vec<With>) -> Axes {
    Axes { with, ..axes }
}

/// The type of a name in these tables.
fn named(name: &str) -> Real {
    match Real::from_name(name) {
        Ok(data_type) => data_type,
        Err(error) => unreachable!("{error}"),
    }
}
