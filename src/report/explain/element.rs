//! One element under a configuration of element vectors.

use super::numbers::named;
use super::page::Page;
use super::{Facts, expect, finish, table};
use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::vectors::Case;

/// Explains the outcome for one element. `case` is the vector that asks this, if there is one.
pub fn element(column: &Column, input: u64, case: Option<&Case>, readings: &Readings) -> String {
    let page = match table::of(column.conversion.codec) {
        Some(explanations) => (explanations.element)(column, input, readings),
        None => Page::default(),
    };
    finish(column.case_id(input), facts(column, input, case), page, readings)
}

/// The element, and the configuration.
pub(super) fn column_facts(column: &Column, input: u64) -> Facts {
    let (input_type, output_type) = column.conversion.types();
    let mut facts = vec![
        ("from", format!("{input_type}, {}", named(input_type, input))),
        ("to", output_type.to_string()),
    ];
    facts.extend(column.facets().map(|facet| (facet.axis.name, facet.to_string())));
    facts
}

fn facts(column: &Column, input: u64, case: Option<&Case>) -> Facts {
    let mut facts = column_facts(column, input);
    let asked = column.operations().into_iter().map(|operation| {
        let data_type = column.encoded_type(operation);
        format!("{} with data_type {data_type}", operation.name())
    });
    facts.push(("asked by", asked.collect::<Vec<_>>().join(", or ")));
    let Some(case) = case else {
        facts.push(("vectors", "have no such case".to_owned()));
        return facts;
    };
    let output_type = column.conversion.output_type;
    facts.extend(case.tags.iter().map(|tag| ("tag", format!("{}: {}", tag.name, tag.about))));
    facts.extend(case.expected.get(column.index).map(|one| expect(output_type, one)));
    facts
}
