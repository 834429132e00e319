//! Arrays from element vectors: what is asked there of decoding is here what a reader finds.

use super::plan::ArrayPlan;
use crate::codec::Operation;
use crate::codec::column::Column;
use crate::data_type::{Real, pack};
use crate::vectors::{Case, ElementFile, Expected};

/// How many elements an array has, and a chunk of it.
const ELEMENTS: usize = 48;
const CHUNK: usize = 16;

/// The types that the core profile is about. There are no arrays of casts between two others.
const COMMON: [&str; 5] = ["int16", "int32", "uint8", "float32", "float64"];

/// The array that is stored as the first type of some vectors and read as the second one, under one of the configurations
/// by which that can be: each has its turn.
pub(in super::super) fn plan(file: &ElementFile) -> Option<ArrayPlan> {
    let (stored, array) = file.conversion.types();
    let common = [array, stored].into_iter().filter(|real| COMMON.contains(&real.name())).count();
    if common == 0 {
        return None;
    }
    let place = |real: Real| Real::all().position(|one| one == real).unwrap_or_default();
    let decodes = |column: &Column| column.operations().contains(&Operation::Decode);
    let columns: Vec<_> = file.conversion.columns().filter(decodes).collect();
    let turn = place(stored) + 7 * place(array);
    // Of some configurations no element has a result.
    let inputs = |column: &Column| (*column, inputs(file, column));
    let turns = (0..columns.len()).map(|more| inputs(&columns[(turn + more) % columns.len()]));
    let (column, inputs) = turns.into_iter().find(|(_, inputs)| !inputs.is_empty())?;
    let length = CHUNK.min(inputs.len());
    let chunks: Vec<_> =
        inputs.chunks_exact(length).map(|some| pack(stored, some.to_vec())).collect();
    let lengths = [(chunks.len() * length) as u64];
    let facets: Vec<_> = column.facets().map(|facet| facet.word()).collect();
    let clauses: Vec<_> = column.clauses().collect();
    let entry = column.entry(Operation::Decode);
    let bytes = r#"{"name":"bytes","configuration":{"endian":"little"}}"#;
    let codec = file.conversion.codec;
    let case = format!("{array}-as-{stored}-{}", facets.join("-"));
    let plan = ArrayPlan::v3(&codec.room(), &case, array, &lengths, &[length as u64])
        .about(format!("{array} that is stored as {stored}: {}", facets.join(", ")))
        .clauses(&clauses)
        .tags(&["codecs", "missing-chunks"])
        .codecs(&format!("[{entry},{bytes}]"))
        .stored(chunks)
        .longer();
    Some(if common == 2 && array != stored { plan } else { plan.whole_profile() })
}

/// Some of the inputs that have a result whatever readings are followed.
fn inputs(file: &ElementFile, column: &Column) -> Vec<u64> {
    let is_kept = |case: &&Case| {
        let expected = &case.expected[column.index];
        matches!(expected, Expected::Only(_)) && expected.is_always_a_value()
    };
    let inputs: Vec<u64> = file.cases.iter().filter(is_kept).map(|case| case.input).collect();
    let wanted = ELEMENTS.min(inputs.len());
    (0..wanted).map(|at| inputs[at * inputs.len() / wanted]).collect()
}
