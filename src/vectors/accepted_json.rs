//! Accepted outcomes as JSON: `{"A": …, "accept": [{"readings": ["SN-201=B"], "expect": …}]}`.

use super::json::quoted;
use super::tree::Tree;
use super::{Accepted, Alternative};
use crate::codec::notes::{self, Letter, ReadingChoice, spelled};

/// The member that has the other outcomes.
pub(super) const ACCEPT: &str = "accept";

impl<T> Accepted<T> {
    /// An outcome that leaves no doubt.
    pub fn only(stand: T) -> Accepted<T> {
        Accepted { stand, others: Vec::new() }
    }

    /// As a vector file spells it, where `text` is the JSON of an outcome.
    pub(super) fn to_json(&self, text: impl Fn(&T) -> String) -> String {
        if self.others.is_empty() {
            return text(&self.stand);
        }
        let others = self.others.iter().map(|other| {
            let readings: Vec<_> = other.readings.iter().map(|one| spelled(*one)).collect();
            let readings = quoted(readings.iter().map(String::as_str));
            format!(r#"{{"readings":[{readings}],"expect":{}}}"#, text(&other.outcome))
        });
        let others = others.collect::<Vec<_>>().join(",");
        format!(r#"{{"A":{},"{ACCEPT}":[{others}]}}"#, text(&self.stand))
    }

    /// Reads what [`Accepted::to_json`] writes, `read` being the way to read an outcome.
    ///
    /// # Errors
    ///
    /// Where members are missing, or a reading is unknown.
    pub(super) fn from_entries(
        entries: &[(&str, Tree)],
        read: impl Fn(&Tree) -> Result<T, String>,
    ) -> Result<Accepted<T>, String> {
        let stand = read(member(entries, "A")?)?;
        let Tree::List(others) = member(entries, ACCEPT)? else {
            return Err(format!("expected a list for {ACCEPT:?}"));
        };
        let other = |tree: &Tree| {
            let Tree::Object(entries) = tree else {
                return Err(format!("expected objects in {ACCEPT:?}"));
            };
            let Tree::List(readings) = member(entries, "readings")? else {
                return Err("expected a list for \"readings\"".to_owned());
            };
            let readings: Vec<_> = readings.iter().map(reading).collect::<Result<_, _>>()?;
            if readings.is_empty() {
                return Err("\"readings\" is empty; expected a reading".to_owned());
            }
            Ok(Alternative { readings, outcome: read(member(entries, "expect")?)? })
        };
        let others = others.iter().map(other).collect::<Result<_, _>>()?;
        Ok(Accepted { stand, others })
    }
}

fn member<'t, 'a>(entries: &'t [(&str, Tree<'a>)], name: &str) -> Result<&'t Tree<'a>, String> {
    let found = entries.iter().find(|(key, _)| *key == name);
    found.map(|(_, tree)| tree).ok_or_else(|| format!("it has no {name:?}"))
}

fn reading(tree: &Tree) -> Result<(u16, Letter), String> {
    let Tree::Leaf(text) = tree else { return Err("expected the text of a reading".to_owned()) };
    let choice: ReadingChoice =
        text.parse().map_err(|error: notes::NoteError| error.to_string())?;
    Ok((choice.note.number, choice.letter))
}
