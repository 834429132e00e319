//! Golden arrays: what each codec makes of each chunk, or why the array must be refused.

use super::chain::data_line;
use super::page::{Line, Page, Part, StepText};
use super::{Facts, SHOWN, finish, list};
use crate::check::Judged;
use crate::chunk::Data;
use crate::codec::notes::{ReadingChoice, Readings};
use crate::data_type::fill_value;
use crate::oracle::stored::{ChunkSource, StoredArray, StoredError, chunk_positions};
use crate::oracle::{Telling, Told};
use crate::report::stores::expected_of;
use crate::report::words::{any_element, counted, would_give};
use crate::vectors::golden::GoldenArray;

/// Explains what a reader finds in a golden array.
pub fn golden(array: &GoldenArray, readings: &Readings) -> String {
    let mut facts = facts(array);
    let opened = StoredArray::open(&array.files, readings);
    let (parts, found) = match &opened {
        Ok(stored) => {
            facts.extend(of_metadata(stored));
            let parts = chunks(stored, array);
            (parts, elements(stored, array))
        }
        Err(error) => (vec![unmet(error)], Err(error.to_string())),
    };
    let touches = |(choice, others): (ReadingChoice, Readings)| {
        let opened = StoredArray::open(&array.files, &others).map_err(|error| error.to_string());
        let given = opened.and_then(|stored| elements(&stored, array));
        match (&given, &found) {
            (Err(_), Err(_)) => None,
            (given, found) if given == found => None,
            (Ok(elements), _) => Some(would_give(&choice, &shown(elements))),
            (Err(_), Ok(_)) => Some(would_give(&choice, "an error")),
        }
    };
    let notes = ReadingChoice::others(readings).filter_map(touches).collect();
    let result = match &found {
        Ok(elements) => shown(elements),
        Err(reason) => format!("error: {reason}"),
    };
    let page = Page { parts, result, notes, ..Page::default() };
    finish(array.id.clone(), facts, page, readings)
}

fn facts(array: &GoldenArray) -> Facts {
    vec![
        ("about", array.comment.clone()),
        ("clauses", array.clauses.join(", ")),
        ("zarr_format", array.format.number().to_string()),
        ("vectors", format!("expect {}", expected_of(array, Judged::Values))),
    ]
}

fn of_metadata(stored: &StoredArray) -> Facts {
    let StoredArray { data_type, shape, chunk_shape, codecs, .. } = stored;
    let fill_value = stored.fill_value.as_ref();
    let fill_value = fill_value.map(|element| any_element(data_type, element.bytes()));
    vec![
        ("data_type", data_type.to_string()),
        ("shape", format!("{shape:?}")),
        ("chunk_shape", format!("{chunk_shape:?}")),
        ("fill_value", fill_value.unwrap_or_else(|| "undefined".to_owned())),
        ("codecs", codecs.clone()),
    ]
}

/// The first chunks in C order, as far as they can be read. One that cannot is shown wherever it is.
fn chunks(stored: &StoredArray, array: &GoldenArray) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut hidden = 0;
    for (number, at) in chunk_positions(&stored.shape, &stored.chunk_shape).enumerate() {
        let mut told = Told::listening();
        let read = stored.chunk(&array.files, &at, &mut told);
        if number >= SHOWN && read.is_ok() {
            hidden += 1;
            continue;
        }
        let key = stored.keys.key(&at);
        parts.push(Part::Heading(format!("Chunk {at:?}, {key}")));
        parts.push(Part::Lines(match array.files.get(&key) {
            None => vec!["is not there: every element is the fill value".to_owned()],
            Some(bytes) => steps(bytes, told.steps()),
        }));
        if let Err(error) = read {
            parts.push(unmet(&error));
            break;
        }
    }
    if hidden > 0 {
        parts.push(Part::Lines(vec![format!("{} more", counted(hidden, "chunk"))]));
    }
    parts
}

/// The bytes of a chunk, and what comes out of each codec that decodes it.
fn steps(bytes: &[u8], steps: &[Telling]) -> Vec<String> {
    let mut lines = vec![data_line(&Data::Bytes(bytes.to_vec()))];
    let mut by = String::new();
    for step in steps {
        match step {
            Telling::Begins { position, codec, .. } => by = format!("codec {position}, {codec}"),
            Telling::Gives { data } => lines.push(format!("{by}, gives {}", data_line(data))),
            Telling::Consults { .. } | Telling::Follows { .. } => {}
        }
    }
    lines
}

fn unmet(error: &StoredError) -> Part {
    let lines = vec![Line::Text(error.to_string())];
    let heading = match error.clause() {
        Some(_) => "What is not met: the array must be refused",
        None => "What cannot be read",
    };
    Part::Step(StepText { heading: heading.to_owned(), lines, clause: error.clause() })
}

/// All elements as JSON, or why there are none.
fn elements(stored: &StoredArray, array: &GoldenArray) -> Result<Vec<String>, String> {
    let source: &dyn ChunkSource = &array.files;
    let mut elements = Vec::new();
    let read = stored.each(source, &mut |element| {
        elements.push(fill_value::write(&stored.data_type, element.bytes));
        Ok(())
    });
    read.map(|()| elements).map_err(|error| error.to_string())
}

fn shown(elements: &[String]) -> String {
    let count = counted(elements.len() as u64, "element");
    match elements {
        [] => count,
        _ => format!("{count}: {}", list(elements.iter().cloned())),
    }
}
