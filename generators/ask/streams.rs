//! Streams that are decoded alone: every cut and every changed bit of one, and what configurations make of one.

use super::Whole;
use crate::codec::Operation;
use crate::codec::definition::Definition;
use crate::vectors::Scenario;

/// A stream with each of its bits changed, and cut off behind each of its bytes.
pub(in super::super) fn damaged(
    ask: impl Fn(String, String, Vec<u8>) -> Scenario,
    stream: &[u8],
) -> Vec<Scenario> {
    let changed = (0..8 * stream.len()).map(|bit| {
        let mut bytes = stream.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        ask(format!("bit-{bit}"), format!("bit {bit} is changed"), bytes)
    });
    let cut = (0..=stream.len()).map(|length| {
        ask(format!("cut-{length}"), format!("{length} bytes are left"), stream[..length].to_vec())
    });
    changed.chain(cut).collect()
}

/// A right stream under each entry of a table: a name, the entry, and the clause.
pub(in super::super) fn configurations(
    codec: &'static Definition,
    entries: &[(&str, &str, &str)],
    stream: &[u8],
) -> Vec<Scenario> {
    let ask = |(id, entry, clause): &(&str, &str, &str)| {
        let whole = Whole {
            id: (*id).to_owned(),
            about: format!("the entry {entry}"),
            clauses: &[*clause],
            of: Some(codec),
            codec: (*entry).to_owned(),
            array: None,
        };
        whole.ask(Operation::Decode, stream.to_vec())
    };
    entries.iter().map(ask).collect()
}
