//! What shows only in company: lanes, tails, positions, and what is left from the array before.

use super::super::defect::{Axes, Defect, Fault, Sites, Theme};
use super::super::element::{Pair, Shape, is_scale};
use super::super::place::{Place, Where, With};
use super::super::subject::Arrays;
use super::{ANY, MODE, RULE, with};
use crate::codec::Operation;
use crate::codec::cast_value::OutOfRange;
use crate::data_type::Real;

const OPERATION: Axes = Axes { operations: true, ..ANY };

pub const DEFECTS: [Defect; 15] = [
    array(
        "one-lane",
        "in whole vectors of so many elements one lane comes out one pattern off",
        with(OPERATION, widths),
        any,
        |arrays| {
            let width = width(arrays);
            let whole = arrays.inputs.len() / width * width;
            spoil(arrays, |at| at < whole && at % width == width / 2 + 1)
        },
    ),
    array(
        "tail",
        "what is left after whole vectors of so many elements comes out one pattern off",
        with(OPERATION, widths),
        any,
        |arrays| {
            let width = width(arrays);
            let whole = arrays.inputs.len() / width * width;
            spoil(arrays, |at| whole > 0 && at >= whole)
        },
    ),
    array(
        "last-of-long",
        "the last element of arrays longer than that comes out one pattern off",
        with(OPERATION, |_| [1, 8, 16, 32].map(With::Number).to_vec()),
        any,
        |arrays| {
            let length = arrays.inputs.len();
            let limit = width(arrays);
            spoil(arrays, |at| length > limit && at == length - 1)
        },
    ),
    array(
        "short-alone",
        "arrays shorter than that come out one pattern off",
        with(OPERATION, |_| [2, 4, 8].map(With::Number).to_vec()),
        any,
        |arrays| {
            let is_short = arrays.inputs.len() < width(arrays);
            spoil(arrays, |_| is_short)
        },
    ),
    array(
        "order-reversed",
        "the elements of arrays come out in reverse order",
        OPERATION,
        any,
        |arrays| {
            let mut outputs = arrays.right()?;
            outputs.reverse();
            Some(outputs)
        },
    ),
    array("first-repeated", "each element comes out as the first", OPERATION, any, |arrays| {
        let outputs = arrays.right()?;
        Some(vec![*outputs.first()?; outputs.len()])
    }),
    array(
        "errors-swallowed",
        "an element without a result fails the array only in some places, and is zero in others",
        with(RULE, |_| {
            ["nowhere", "first", "last", "vector", "tail", "alone"].map(With::Word).to_vec()
        }),
        // Without a zero, the pattern 0 is a value that another reading gives.
        |shape| shape.passes_max() && shape.unset() && !shape.target_is_scale(),
        |arrays| {
            let length = arrays.inputs.len();
            let place = arrays.place.with;
            let is_seen = |at: usize| match place {
                With::Word("first") => at == 0,
                With::Word("last") => at + 1 == length,
                With::Word("vector") => at < length / 8 * 8,
                With::Word("tail") => at >= length / 8 * 8,
                With::Word("alone") => length == 1,
                _ => false,
            };
            let each = arrays.each().into_iter().enumerate();
            each.map(|(at, one)| one.or_else(|| (!is_seen(at)).then_some(0))).collect()
        },
    ),
    array(
        "errors-of-nan-swallowed",
        "NaN fails an array only if it is alone",
        RULE,
        |shape| shape.from.nan().is_some() && shape.to.nan().is_none(),
        |arrays| {
            let (from, _) = arrays.types();
            let length = arrays.inputs.len();
            let each = arrays.inputs.iter().zip(arrays.each());
            each.map(|(input, one)| match length > 1 && from.is_nan(*input) {
                true => Some(0),
                false => one,
            })
            .collect()
        },
    ),
    array(
        "error-stays",
        "after an array without a result the next has none either",
        RULE,
        |shape| (shape.passes_max() || shape.passes_min()) && shape.unset(),
        |arrays| if arrays.memory.has_failed() { None } else { arrays.right() },
    ),
    array(
        "mode-stays",
        "the first array after a change of configuration is rounded in the mode before",
        MODE,
        |shape| shape.is_inexact() && shape.has_negatives() && !shape.target_is_scale(),
        |arrays| match arrays.memory.stale() {
            Some((rounding, _)) => {
                let rule = arrays.codec.instance.configuration.out_of_range;
                arrays.right_by(rounding, rule)
            }
            None => arrays.right(),
        },
    ),
    array(
        "rule-stays",
        "the first array after a change of configuration follows the range rule before",
        RULE,
        // Of a rule that makes errors, what the first array has is no error under any.
        |shape| shape.passes_max() && !shape.unset() && shape.to.is_integer(),
        |arrays| match arrays.memory.stale() {
            Some((_, rule)) => arrays.right_by(arrays.codec.instance.configuration.rounding, rule),
            None => arrays.right(),
        },
    ),
    array(
        "output-stays",
        "zeros of an array are what the array before had in their place",
        OPERATION,
        |shape| !shape.target_is_scale() && !is_scale(shape.from),
        |arrays| {
            let before = arrays.memory.outputs();
            let outputs = arrays.right()?.into_iter().enumerate();
            let kept =
                |(at, one)| if one == 0 { before.get(at).copied().unwrap_or(0) } else { one };
            Some(outputs.map(kept).collect())
        },
    ),
    array(
        "clamp-stops",
        "after the first element that is clamped, the others of the array are clamped too",
        RULE,
        |shape| shape.clamps() && shape.passes_max() && shape.to.is_integer(),
        |arrays| {
            let (from, to) = arrays.types();
            let pair = Pair::new(from, to);
            let mode = arrays.codec.instance.configuration.rounding;
            let mut outputs = arrays.right()?;
            let is_clamped = |input: &u64| pair.right(mode, OutOfRange::Unset, *input).is_none();
            if let Some(first) = arrays.inputs.iter().position(is_clamped) {
                outputs[first..].fill(to.max_finite());
            }
            Some(outputs)
        },
    ),
    Defect {
        name: "upper-bits-read",
        theme: Theme::Arrays,
        about: "the upper bits of a byte that holds an element of fewer than 8 bits make another element",
        sites: Sites::Listed(|| {
            let sources = [
                "int2",
                "int4",
                "uint2",
                "uint4",
                "float4_e2m1fn",
                "float6_e2m3fn",
                "float6_e3m2fn",
            ];
            let places = sources.map(|source| {
                [Operation::Encode, Operation::Decode].map(|operation| Place {
                    operation: Some(operation),
                    with: With::Type(super::named(source)),
                    ..Place::of(Where::Everywhere)
                })
            });
            places.into_iter().flatten().collect()
        }),
        fault: Fault::Array(|arrays| {
            let (from, _) = arrays.types();
            if arrays.place.with != With::Type(from) {
                return arrays.right();
            }
            // The lowest bit of what is to be ignored counts.
            let upper = |input: u64| input ^ (input >> from.bits() & 1);
            arrays.inputs.iter().map(|input| arrays.right_of(upper(*input))).collect()
        }),
    },
    Defect {
        name: "empty-refused",
        theme: Theme::Arrays,
        about: "an array without elements has no result",
        sites: Sites::Listed(|| {
            let operations = [Operation::Encode, Operation::Decode];
            let place =
                |operation| Place { operation: Some(operation), ..Place::of(Where::Everywhere) };
            operations.map(place).to_vec()
        }),
        fault: Fault::Array(|arrays| if arrays.inputs.is_empty() { None } else { arrays.right() }),
    },
];

/// A mistake about whole arrays of two types.
const fn array(
    name: &'static str,
    about: &'static str,
    axes: Axes,
    fits: fn(&Shape) -> bool,
    cast: fn(&mut Arrays) -> Option<Vec<u64>>,
) -> Defect {
    let sites = Sites::Casts(axes, fits);
    Defect { name, theme: Theme::Arrays, about, sites, fault: Fault::Array(cast) }
}

fn any(_: &Shape) -> bool {
    true
}

fn widths(_: &Shape) -> Vec<With> {
    [4, 8, 16, 32].map(With::Number).to_vec()
}

fn width(arrays: &Arrays) -> usize {
    match arrays.place.with {
        With::Number(width) => width as usize,
        _ => 1,
    }
}

/// What is right, but for the lowest bit of the elements in some places.
fn spoil(arrays: &Arrays, is_wrong: impl Fn(usize) -> bool) -> Option<Vec<u64>> {
    let (_, to) = arrays.types();
    let mut outputs = arrays.right()?;
    for (at, output) in outputs.iter_mut().enumerate() {
        if is_wrong(at) {
            *output = other(to, *output);
        }
    }
    Some(outputs)
}

/// A pattern that stands for something else.
fn other(data_type: Real, pattern: u64) -> u64 {
    let next = pattern ^ 1;
    match data_type.is_nan(pattern) && data_type.is_nan(next) {
        true => 0,
        false => next,
    }
}
