//! How much of which domain a proof asks, as a table.

use std::collections::BTreeSet;

use crate::check::{Class, PairClass};
use crate::codec::cast_value::range_rules;
use crate::data_type::Real;
use crate::generators::cast_value::is_stepwise;
use crate::prove::{Coverage, Method};
use crate::report::page::{NoMarker, replace, row, rule};

/// The name of the table's markers in a page.
const NAME: &str = "coverage";

/// The widest types of each class of widths.
const WIDTHS: [(u32, &str); 3] = [(16, "up to 16 bits"), (32, "32 bits"), (64, "64 bits")];

const CLASSES: [PairClass; 4] =
    [PairClass::IntToInt, PairClass::IntToFloat, PairClass::FloatToInt, PairClass::FloatToFloat];

/// The table in Markdown: a row for each class of pairs and width of the source, a column for each
/// width of the target and kind of range rule. It is made by asking of every pair and rule which
/// method is used.
pub fn coverage_table() -> String {
    let heads = [
        "from",
        "to up to 16 bits",
        "to 32 and 64 bits",
        "`wrap` to up to 16 bits",
        "`wrap` to 32 and 64 bits",
    ];
    let first = ["class".to_owned()];
    let mut table = row(&first.into_iter().chain(heads.map(str::to_owned)).collect::<Vec<_>>());
    table += &rule(heads.len() + 1);
    for class in CLASSES {
        for (width, name) in WIDTHS {
            let cells = [(false, false), (false, true), (true, false), (true, true)]
                .map(|(wraps, wide)| cell(class, width, wraps, wide));
            let start = [Class::Elements(class).describe().to_owned(), name.to_owned()];
            table += &row(&start.into_iter().chain(cells).collect::<Vec<_>>());
        }
    }
    table
}

/// What holds of all casts of a cell.
fn cell(class: PairClass, width: u32, wraps: bool, wide: bool) -> String {
    let mut found: BTreeSet<Coverage> = BTreeSet::new();
    let pairs = Real::all().flat_map(|one| Real::all().map(move |other| (one, other)));
    for (source, target) in pairs.filter(|(one, other)| PairClass::of(*one, *other) == class) {
        if width_class(source) != width || (width_class(target) > WIDTHS[0].0) != wide {
            continue;
        }
        for rule in range_rules(source, target) {
            if is_stepwise(target, *rule) != wraps {
                found.insert(Method::of(source, target, *rule).coverage());
            }
        }
    }
    match found.iter().collect::<Vec<_>>().as_slice() {
        [] => "–".to_owned(),
        coverages => {
            let names = coverages.iter().map(|coverage| coverage.describe());
            names.collect::<Vec<_>>().join(" or ")
        }
    }
}

/// The width of the class of widths that a type is in.
fn width_class(data_type: Real) -> u32 {
    let class = WIDTHS.iter().find(|(width, _)| data_type.bits() <= *width);
    class.map_or(u64::BITS, |(width, _)| *width)
}

/// The page with the table between its markers.
pub fn write_coverage(page: &str) -> Result<String, NoMarker> {
    replace(page, NAME, &coverage_table())
}
