//! Every data type of a fixed size in both orders of bytes, with infinities, −0 and NaNs of every kind.

use super::plan::ArrayPlan;
use super::version_2::special;
use crate::data_type::DataType;
use crate::generators::ask::fixed_types;

/// The types whose big-endian arrays the core profile has.
const COMMON: [&str; 8] =
    ["bool", "uint8", "int16", "uint32", "int64", "float32", "float64", "complex128"];

pub(super) fn plans() -> Vec<ArrayPlan> {
    let both = |data_type: &DataType| ["little", "big"].map(|order| plan(data_type, order));
    fixed_types().iter().flat_map(both).collect()
}

fn plan(data_type: &DataType, order: &str) -> ArrayPlan {
    let name: String = data_type
        .to_string()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "_.".contains(c) { c } else { '-' })
        .collect();
    let case = format!("type-{}-{order}", name.trim_end_matches('-'));
    let tags: &[&str] = match order {
        "big" => &["data-type", "big-endian", "edge-chunks"],
        _ => &["data-type", "edge-chunks"],
    };
    let codecs = format!(r#"[{{"name": "bytes", "configuration": {{"endian": "{order}"}}}}]"#);
    let elements = special(data_type, 15, &case);
    let plan = ArrayPlan::v3("bytes", &case, data_type.clone(), &[3, 5], &[2, 3])
        .about(format!("elements of {data_type} in {order}-endian order"))
        .clauses(&["bytes/representation", "bytes/order"])
        .tags(tags)
        .codecs(&codecs)
        .elements(elements);
    let is_common = COMMON.contains(&&*data_type.name()) && order == "big";
    if is_common { plan } else { plan.whole_profile() }
}
