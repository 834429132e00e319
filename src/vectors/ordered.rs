//! JSON whose text is the same in every build.

use std::collections::BTreeMap;

use serde_json::Value;

/// The same value with the names of every object in order. Without this it depends on the build
/// whether they are: `zarrs` makes `serde_json` keep the order of insertion.
pub fn ordered(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let members = object.into_iter().map(|(name, value)| (name, ordered(value)));
            Value::Object(members.collect::<BTreeMap<_, _>>().into_iter().collect())
        }
        Value::Array(items) => items.into_iter().map(ordered).collect(),
        other => other,
    }
}
