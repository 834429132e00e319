//! Arrays of version 2 whose filter or compressor is a codec that version 3 has from numcodecs.

use serde_json::value::RawValue;

use super::plan::{ArrayPlan, Content};
use crate::codec::definition::{Definition, Stage};
use crate::codec::table;
use crate::data_type::DataType;
use crate::generators::numbers;
use crate::json::{Object, Repeated};
use crate::oracle::numpy::is_number;
use crate::oracle::type_string::OBJECTS;
use crate::vectors::golden::GoldenProfile;

/// What the names of numcodecs' codecs begin with in version 3.
const PREFIX: &str = "numcodecs.";

/// The same array of version 2: one whose codecs are one of numcodecs' that is a filter there, or a compressor, and `bytes`,
/// which objects do without.
pub(super) fn in_version_2(plan: &ArrayPlan) -> Option<ArrayPlan> {
    let codecs = match plan.spoilt.iter().find(|(name, _)| name == "codecs") {
        Some((_, codecs)) => codecs.as_deref()?,
        None => plan.members.get("codecs"),
    };
    let entries: Vec<&RawValue> = serde_json::from_str(codecs).ok()?;
    let is_object = plan.data_type.bytes().is_none();
    let (member, entry) = match entries.as_slice() {
        [entry, bytes] if stage(bytes) == Some(Stage::ArrayToBytes) => ("filters", entry),
        [entry] if is_object => ("filters", entry),
        [bytes, entry] if stage(bytes) == Some(Stage::ArrayToBytes) => ("compressor", entry),
        _ => return None,
    };
    let mut entry = Object::read(entry.get(), Repeated::Refused).ok()?;
    let name: String = serde_json::from_str(entry.take("name")?).ok()?;
    let codec = table::find(&name)?;
    let id = names(codec).find_map(|name| name.strip_prefix(PREFIX))?;
    let configuration = match entry.take("configuration") {
        None if is_object => "{}",
        configuration => configuration?,
    };
    let configuration = Object::read(configuration, Repeated::Refused).ok()?;
    let members = configuration.into_rest().map(|(name, json)| format!(r#", "{name}": {json}"#));
    let codec = format!(r#"{{"id": "{id}"{}}}"#, members.collect::<String>());
    let codec = if member == "filters" { format!("[{codec}]") } else { codec };
    let dtype = type_string(&plan.data_type)?;
    let Content::Stored(chunks) = &plan.content else { return None };
    let of_type = (plan.data_type.clone(), &*dtype);
    let case = format!("v2-{}", plan.case);
    let mut v2 = ArrayPlan::v2(&plan.room, &case, of_type, &plan.shape, &plan.chunk_shape)
        .about(plan.comment.clone())
        .tags(&["codecs"])
        .member("fill_value", plan.members.get("fill_value"))
        .stored(chunks.clone());
    // Without its filter nobody knows the type of an object.
    v2 = match is_object {
        true => v2.member(member, &codec),
        false => v2.spoilt(member, Some(&codec)),
    };
    (v2.missing, v2.profile) = (plan.missing.clone(), GoldenProfile::Whole);
    v2.clauses = [&["v2/codecs".to_owned()], &plan.clauses[..]].concat();
    Some(v2)
}

fn stage(entry: &RawValue) -> Option<Stage> {
    let json: serde_json::Value = serde_json::from_str(entry.get()).ok()?;
    table::find(json.as_str().or(json["name"].as_str())?).map(|codec| codec.stage)
}

fn names(codec: &'static Definition) -> impl Iterator<Item = &'static str> {
    [codec.name].into_iter().chain(codec.aliases.iter().copied())
}

/// The type string of a type that NumPy computes with, of truth values, and of what has no fixed size.
fn type_string(data_type: &DataType) -> Option<String> {
    let named = match data_type {
        DataType::Bool => Some("|b1".to_owned()),
        _ => data_type.bytes().is_none().then(|| OBJECTS.to_owned()),
    };
    named.or_else(|| data_type.real().filter(|real| is_number(*real)).map(numbers::type_string))
}
