//! Metadata that is accepted although it must not be, or refused.

use super::super::defect::{Defect, Fault, Sites, Theme};
use super::super::place::{Place, Where, With};
use super::super::subject::Verdict;
use crate::codec::cast_value::{Instance, OutOfRange, Rounding};
use crate::data_type::{Real, Value};

pub const DEFECTS: [Defect; 8] = [
    verdict("clause-unchecked", "what one clause forbids is accepted", clauses, |verdict| {
        match (&verdict.right, verdict.place.with) {
            (Err(error), With::Word(clause)) => error.clause() == clause,
            (right, _) => right.is_ok(),
        }
    }),
    verdict("mode-refused", "a configuration with one of the modes is refused", modes, |verdict| {
        refused_if(verdict, |instance| {
            verdict.place.with == With::Mode(instance.configuration.rounding)
        })
    }),
    verdict(
        "rule-refused",
        "a configuration with one of the range rules is refused",
        rules,
        |verdict| {
            refused_if(verdict, |instance| {
                verdict.place.with == With::Rule(instance.configuration.out_of_range)
            })
        },
    ),
    verdict("array-type-refused", "one type of the array is refused", types, |verdict| {
        refused_if(verdict, |instance| verdict.place.with == With::Type(instance.array))
    }),
    verdict("data-type-refused", "one data_type is refused", types, |verdict| {
        refused_if(verdict, |instance| {
            verdict.place.with == With::Type(instance.configuration.data_type)
        })
    }),
    verdict("same-type-refused", "a cast to the array's own type is refused", once, |verdict| {
        refused_if(verdict, |instance| instance.array == instance.configuration.data_type)
    }),
    verdict("map-refused", "a configuration with a map is refused", once, |verdict| {
        refused_if(verdict, |instance| instance.configuration.scalar_map.is_some())
    }),
    verdict(
        "special-fill-value-refused",
        "a fill value that is no finite number is refused",
        once,
        |verdict| {
            refused_if(verdict, |instance| {
                !matches!(instance.array.decode(instance.fill_value), Value::Finite(_))
            })
        },
    ),
];

const fn verdict(
    name: &'static str,
    about: &'static str,
    places: fn() -> Vec<Place>,
    judge: fn(&Verdict) -> bool,
) -> Defect {
    let (theme, sites) = (Theme::Metadata, Sites::Listed(places));
    Defect { name, theme, about, sites, fault: Fault::Validity(judge) }
}

fn refused_if(verdict: &Verdict, is_refused: impl FnOnce(&Instance) -> bool) -> bool {
    verdict.right.is_ok() && !verdict.instance.is_some_and(is_refused)
}

fn place(with: With) -> Place {
    Place { with, ..Place::of(Where::Everywhere) }
}

fn once() -> Vec<Place> {
    vec![place(With::Nothing)]
}

fn modes() -> Vec<Place> {
    Rounding::ALL.map(|mode| place(With::Mode(mode))).to_vec()
}

fn rules() -> Vec<Place> {
    OutOfRange::ALL.map(|rule| place(With::Rule(rule))).to_vec()
}

fn types() -> Vec<Place> {
    Real::all().map(|data_type| place(With::Type(data_type))).collect()
}

/// The clauses that metadata can fail to meet.
fn clauses() -> Vec<Place> {
    CLAUSES.map(|clause| place(With::Word(clause))).to_vec()
}

const CLAUSES: [&str; 15] = [
    "metadata/fields",
    "json/names-unique",
    "metadata/additional-keys",
    "schema/additional-properties",
    "core/must-understand",
    "metadata/name",
    "rounding/values",
    "range/values",
    "codec/data-types",
    "range/wrap-integral",
    "scalar-map/object",
    "scalar-map/scalars",
    "core/float-scalar-constants",
    "core/integer-scalar",
    "data-types/scalar-constants",
];
