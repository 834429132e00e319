//! The facets of requests about arrays on disk.

use std::sync::Arc;

use super::facets::{Facets, Key, parse, word};
use crate::protocol::AboutArray;

pub(super) static FACETS: Facets = Facets {
    names: &[("op", false), ("arrays of", false), ("data_type", false), ("zarr_format", false)],
    independent: 4,
    types: &[],
    follows: |_, _| false,
};

pub(super) fn key(operation: &'static str, about: &AboutArray) -> Key {
    let (room, data_type) = (Arc::from(about.room.as_str()), about.data_type.clone());
    (operation, Some(room), data_type, None, [version(about), ""])
}

pub(super) fn words(operation: &'static str, about: &AboutArray) -> Vec<String> {
    let data_type = about.data_type.as_ref();
    vec![
        operation.to_owned(),
        about.room.clone(),
        data_type.map_or("unknown".to_owned(), |json| word(&parse(json))),
        version(about).to_owned(),
    ]
}

fn version(about: &AboutArray) -> &'static str {
    match about.zarr_format {
        2 => "2",
        3 => "3",
        _ => "unknown",
    }
}
