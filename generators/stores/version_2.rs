//! Arrays of version 2.

use serde_json::value::RawValue;

use super::grids::counted;
use super::plan::ArrayPlan;
use crate::data_type::{DataType, Kind, Real};
use crate::generators::ask::{numbers, seeded, values};
use crate::generators::rows;

const TABLE: &str = include_str!("version_2.txt");

/// Arrays of objects, whose filters are those of several codecs.
const OBJECTS: &str = include_str!("chains/objects.txt");

const FILL_VALUE: &str = "fill_value";

/// What stands for a member that is left out.
const ABSENT: &str = "-";

/// Shapes with chunks: each in both orders, in several chunks.
const GRIDS: [(&str, &[u64], &[u64], bool); 9] = [
    ("scalar", &[], &[], true),
    ("5-by-2", &[5], &[2], true),
    ("0", &[0], &[2], true),
    ("4x6-by-2x3", &[4, 6], &[2, 3], true),
    ("5x7-by-2x3", &[5, 7], &[2, 3], true),
    ("0x3", &[0, 3], &[1, 2], false),
    ("2x3x4-by-2x3x4", &[2, 3, 4], &[2, 3, 4], true),
    ("3x4x5-by-2x3x2", &[3, 4, 5], &[2, 3, 2], true),
    ("2x3x2x3-by-1x2x2x2", &[2, 3, 2, 3], &[1, 2, 2, 2], false),
];

/// # Panics
///
/// If the table has what is none of its kinds of rows.
pub(super) fn plans() -> Vec<ArrayPlan> {
    let mut plans: Vec<_> = GRIDS.into_iter().flat_map(of_grid).collect();
    for (section, cells) in [TABLE, OBJECTS].into_iter().flat_map(rows::any_rows) {
        plans.push(match (section[1], &cells[..]) {
            ("types", [case, dtype, data_type]) => of_type(section[0], case, dtype, data_type),
            ("fills", [case, dtype, data_type, json]) => {
                of_fill_value(section[0], case, (dtype, data_type), json).member(FILL_VALUE, json)
            }
            ("refused-fills", [case, dtype, data_type, json]) => {
                let case = format!("refused-{case}");
                of_fill_value(section[0], &case, (dtype, data_type), json)
                    .member(FILL_VALUE, "null")
                    .spoilt(FILL_VALUE, Some(json))
            }
            ("objects", [case, data_type, fill_value, filters, compressor, elements]) => {
                let codecs = (*filters, *compressor);
                of_objects(section[0], case, (data_type, fill_value), codecs, elements)
            }
            (kind, [case, about, clause, member, json]) => {
                of_member((section[0], kind), case, about, clause, (member, json))
            }
            (kind, cells) => panic!("{kind}: {cells:?}"),
        });
    }
    plans.extend(files());
    plans
}

fn parsed(data_type: &str) -> DataType {
    match data_type.parse() {
        Ok(data_type) => data_type,
        Err(error) => panic!("{error}"),
    }
}

fn of_grid((name, shape, chunk_shape, is_of_core): (&str, &[u64], &[u64], bool)) -> [ArrayPlan; 2] {
    let in_order = |order: &str| {
        let plan = numbered(&format!("v2-grid-{name}-{order}"), shape, chunk_shape)
            .about(format!("the shape {shape:?} in chunks of {chunk_shape:?}, in order {order}"))
            .clauses(&["v2/order", "v2/chunk-key"])
            .tags(if order == "F" { &["grid", "transposed"] } else { &["grid"] })
            .member("order", &format!("{order:?}"));
        if is_of_core { plan } else { plan.whole_profile() }
    };
    ["C", "F"].map(in_order)
}

/// Elements that are told apart.
fn numbered(case: &str, shape: &[u64], chunk_shape: &[u64]) -> ArrayPlan {
    let like = counted("core", case, shape, chunk_shape);
    let mut plan = ArrayPlan::v2("core", case, (like.data_type.clone(), "<u2"), shape, chunk_shape);
    (plan.content, plan.padding) = (like.content, like.padding);
    plan.member("fill_value", "9999")
}

fn of_type(profile: &str, case: &str, dtype: &str, data_type: &str) -> ArrayPlan {
    let data_type = parsed(data_type);
    let case = format!("v2-type-{case}");
    let tags: &[&str] =
        if dtype.contains('>') { &["data-type", "big-endian"] } else { &["data-type"] };
    ArrayPlan::v2("core", &case, (data_type.clone(), dtype.trim_matches('"')), &[6], &[4])
        .about(format!("the type {dtype}"))
        .clauses(&["v2/dtype"])
        .tags(tags)
        .of_profile(profile)
        .member("fill_value", "null")
        .elements(special(&data_type, 6, &case))
}

/// Elements of a type, with infinities, −0 and NaN if it has them.
pub(super) fn special(data_type: &DataType, count: usize, seed: &str) -> Vec<u8> {
    let mut elements = values(data_type, count, &mut seeded(seed));
    let (DataType::Real(real) | DataType::Complex(real)) = data_type else { return elements };
    let is_float = matches!(real.kind(), Kind::Float(_));
    let numbers = numbers(*real);
    let mut odd: Vec<u64> = numbers.iter().copied().filter(|one| real.is_nan(*one)).collect();
    odd.extend([real.infinity(false), real.infinity(true)].into_iter().flatten());
    let sign = 1 << (real.bits() - 1);
    odd.extend(Some(sign).filter(|zero| is_float && numbers.contains(zero)));
    let width = real.bytes();
    for (place, pattern) in elements.chunks_exact_mut(width).rev().zip(odd) {
        place.copy_from_slice(&pattern.to_le_bytes()[..width]);
    }
    elements
}

fn of_fill_value(
    profile: &str,
    case: &str,
    (dtype, data_type): (&str, &str),
    json: &str,
) -> ArrayPlan {
    let data_type = parsed(data_type);
    let case = format!("v2-fill-value-{case}");
    let elements = values(&data_type, 4, &mut seeded(&case));
    ArrayPlan::v2("core", &case, (data_type, dtype.trim_matches('"')), &[4], &[2])
        .about(format!("a chunk that is not there, and the fill value {json} of {dtype}"))
        .clauses(&["v2/missing-chunk", "v2/fill-value"])
        .tags(&["fill-value", "missing-chunks"])
        .of_profile(profile)
        .elements(elements)
        .missing(&[1])
}

/// Six elements in two chunks, and a third that is not there if there is a fill value.
fn of_objects(
    profile: &str,
    case: &str,
    (data_type, fill_value): (&str, &str),
    (filters, compressor): (&str, &str),
    elements: &str,
) -> ArrayPlan {
    let elements: Vec<Box<RawValue>> = match serde_json::from_str(elements) {
        Ok(elements) => elements,
        Err(error) => panic!("{elements}: {error}"),
    };
    let mut elements: Vec<_> = elements.iter().map(|one| one.get().to_owned()).collect();
    let has_fill_value = !["null", "0"].contains(&fill_value);
    if has_fill_value {
        elements.resize(9, fill_value.to_owned());
    }
    let shape = [elements.len() as u64];
    let case = format!("v2-objects-{case}");
    let plan = ArrayPlan::v2("core", &case, (parsed(data_type), "|O"), &shape, &[3])
        .about(format!("objects of which the filters make elements of {data_type}, and the fill value {fill_value}"))
        .clauses(&["v2/dtype", "v2/codecs", "v2/fill-value"])
        .tags(&["data-type"])
        .of_profile(profile)
        .member(FILL_VALUE, fill_value)
        .member("filters", filters)
        .member("compressor", compressor)
        .texts(elements);
    if has_fill_value { plan.missing(&[2]) } else { plan }
}

fn of_member(
    (profile, kind): (&str, &str),
    case: &str,
    about: &str,
    clause: &str,
    (member, json): (&str, &str),
) -> ArrayPlan {
    let case = match kind {
        "refused" => format!("v2-refused-{case}"),
        _ => format!("v2-{case}"),
    };
    let mut plan = ArrayPlan::v2("core", &case, (parsed("int32"), "<i4"), &[3, 4], &[2, 2])
        .about(about)
        .clauses(&[clause])
        .tags(&["metadata"])
        .of_profile(profile)
        .elements(values(&parsed("int32"), 12, &mut seeded(&case)));
    // Without a fill value a chunk that is not there has no elements.
    if json != "null" {
        plan = plan.missing(&[1, 1]);
    }
    match (kind, json) {
        ("accepted", json) => plan.member(member, json),
        (_, ABSENT) => plan.spoilt(member, None),
        (_, json) => plan.spoilt(member, Some(json)),
    }
}

/// What is done to chunks, and what stands beside the metadata.
fn files() -> Vec<ArrayPlan> {
    let sound = |case: &str| {
        ArrayPlan::v2("core", case, (Real::INT64, "<i8"), &[4], &[2])
            .clauses(&["v2/chunk-key", "v2/chunk"])
            .tags(&["damaged"])
            .patterns([1, 2, 3, 4])
    };
    vec![
        sound("v2-damaged-short").about("a chunk is a byte short").change(|files| {
            files.get_mut("1").map(Vec::pop);
        }),
        sound("v2-damaged-long").about("a byte follows a chunk").change(|files| {
            files.get_mut("0").into_iter().for_each(|chunk| chunk.push(0));
        }),
        sound("v2-mark")
            .about("a byte order mark before the object")
            .clauses(&["json/byte-order-mark"])
            .tags(&["metadata"])
            .change(|files| {
                files.get_mut(".zarray").map(|json| json.splice(..0, *b"\xef\xbb\xbf"));
            })
            .whole_profile(),
        sound("v2-attributes")
            .about("attributes beside the metadata, which are named as its members are")
            .clauses(&["v2/metadata"])
            .tags(&["metadata"])
            .change(|files| {
                let attributes = br#"{"shape": [1], "scale_factor": 0.5, "_FillValue": 1}"#;
                files.insert(".zattrs".to_owned(), attributes.to_vec());
            }),
    ]
}
