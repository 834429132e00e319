//! The table of names, read from its text.

use std::sync::LazyLock;

use super::{ExtensionPoint, KnownName, NameStanding};

/// The commit of zarr-extensions whose names these are.
pub const COMMIT: &str = "4da7b37a84f76e660902f6d3de3eaef0e0febae6";

const TEXT: &str = include_str!("names.txt");

/// Every name, by extension point; those of the registry before those without a page.
pub fn names() -> &'static [KnownName] {
    static NAMES: LazyLock<Vec<KnownName>> = LazyLock::new(|| {
        let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| read(line).unwrap_or_else(|| panic!("names.txt: {line}"))).collect()
    });
    &NAMES
}

fn read(line: &'static str) -> Option<KnownName> {
    let fields: Vec<_> = line.split('|').map(str::trim).collect();
    let &[point, name, origin, digest, standing] = fields.as_slice() else { return None };
    let point = ExtensionPoint::ALL.into_iter().find(|one| one.name() == point)?;
    let standing = match standing.split_once(": ") {
        None if standing == "defined" => NameStanding::Defined,
        Some(("refused", why)) => NameStanding::Refused(why),
        Some(("not yet", why)) => NameStanding::NotYet(why),
        _ => return None,
    };
    let digest = (!digest.is_empty()).then_some(digest);
    Some(KnownName { point, name, origin, digest, standing })
}
