//! The names of the registry, and what there is of each here.

use std::fmt::Write;

use super::page::{NoMarker, replace, row, rule};
use super::plain;
use crate::codec::table;
use crate::registry::{COMMIT, ExtensionPoint, KnownName, NameChange, NameStanding, names};
use crate::vectors::Manifest;

/// The name of the place of the table in a page.
const PLACE: &str = "registry";

/// A heading for each extension point, and a line for each name: whether it is defined here, and how much asks about it.
pub fn registry_table(manifest: &Manifest) -> String {
    let mut text = format!("registry  zarr-developers/zarr-extensions@{COMMIT}\n");
    for point in ExtensionPoint::ALL {
        let _ = write!(text, "\n{}\n", heading(point));
        for one in of_point(point) {
            let about = [vec![standing(one)], counts(one, manifest), origin(one)].concat();
            let _ = writeln!(text, "  {:<26} {}", one.name, about.join(", "));
        }
    }
    text
}

/// The page with the same in a table for each extension point.
///
/// # Errors
///
/// If the page has no place for it.
pub fn write_registry(page: &str, manifest: &Manifest) -> Result<String, NoMarker> {
    let mut tables = String::new();
    for point in ExtensionPoint::ALL.into_iter().filter(|point| of_point(*point).next().is_some()) {
        let head = ["name", "here", "asked", "without a page"].map(str::to_owned);
        let _ = write!(tables, "**{}**\n\n{}{}", heading(point), row(&head), rule(head.len()));
        for one in of_point(point) {
            let asked = counts(one, manifest).join(", ");
            let cells = [format!("`{}`", one.name), standing(one), asked, origin(one).concat()];
            tables.push_str(&row(&cells));
        }
        tables.push('\n');
    }
    replace(page, PLACE, &tables)
}

/// A line for each name of which a checkout says something else.
pub fn registry_changes(changes: &[NameChange]) -> String {
    let line = |one: &NameChange| {
        format!("{:<8} {} {}\n", one.change.name(), one.point.name(), plain::line(&one.name))
    };
    match changes {
        [] => format!("every name and page is as at {COMMIT}\n"),
        changes => changes.iter().map(line).collect(),
    }
}

fn of_point(point: ExtensionPoint) -> impl Iterator<Item = &'static KnownName> {
    names().iter().filter(move |one| one.point == point)
}

fn heading(point: ExtensionPoint) -> String {
    let defined = of_point(point).filter(|one| one.standing == NameStanding::Defined).count();
    format!("{}s: {} names, {defined} defined", point.name(), of_point(point).count())
}

fn standing(one: &KnownName) -> String {
    match one.standing {
        NameStanding::Defined => "defined".to_owned(),
        NameStanding::Refused(why) => format!("refused: {why}"),
        NameStanding::NotYet(why) => format!("not yet: {why}"),
    }
}

/// How many expectations and golden arrays the room of a codec has.
fn counts(one: &KnownName, manifest: &Manifest) -> Vec<String> {
    let codec = table::find(one.name).filter(|_| one.point == ExtensionPoint::Codec);
    let Some(room) = codec.map(|codec| codec.room()) else { return Vec::new() };
    let expectations: u64 = manifest
        .by_directory()
        .into_iter()
        .filter(|(directory, _)| directory.split('/').next() == Some(&room))
        .map(|(_, totals)| totals.expectations)
        .sum();
    let arrays = manifest.golden_by_room().get(room.as_str()).map_or(0, |(arrays, _)| *arrays);
    vec![format!("{expectations} expectations"), format!("{arrays} golden arrays")]
}

/// Who writes a name that has no page.
fn origin(one: &KnownName) -> Vec<String> {
    let by = || format!("written by {}", one.origin);
    one.digest.is_none().then(by).into_iter().collect()
}
