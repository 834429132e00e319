//! Asking a subject for the golden arrays of a room.

use std::path::Path;
use std::sync::Arc;

use super::copies::{self, Copies};
use super::reply::{about, got};
#[cfg(feature = "oracle")]
use super::writing;
use super::{Judged, StoredOperation, StoredWanted};
use crate::check::findings::{FileReport, Keep};
use crate::check::{Asked, CheckError, Deviation, Failure, Got, Wanted};
use crate::protocol::ReadRequest;
use crate::subject::{Reply, Subject, Trouble};
use crate::vectors::golden::{GoldenArray, STORES};
use crate::vectors::{Kind, Selection};

/// What a program may print beside the elements, and for each of these.
const PRINTED: usize = 1 << 20;
const PRINTED_MORE: usize = 64;

/// Asks for every selected array. Those of a version of the storage format that the subject does not open are not asked.
pub(in crate::check) fn run(
    subject: &mut dyn Subject,
    room: &str,
    arrays: Vec<GoldenArray>,
    selection: &Selection,
    keep: Keep,
) -> Result<FileReport, CheckError> {
    let mut report = FileReport::new(format!("{STORES}/{room}"), Kind::Stores, None, keep);
    let formats = subject.hello().stores.read.clone();
    let selected = arrays.into_iter().filter(|one| selection.includes_golden_array(one));
    let selected: Vec<_> = selected.collect();
    // What is written is judged by the oracle.
    #[cfg(feature = "oracle")]
    writing::run(subject, &selected, selection, &mut report)?;
    let selected = selected.into_iter().filter(|one| selection.includes_id(&one.id));
    let (arrays, others): (Vec<_>, Vec<_>) =
        selected.partition(|one| formats.contains(&one.format.number()));
    report.tally.unsupported += others.len() as u64;
    let copies = Copies::new().map_err(CheckError::Copies)?;
    let judged = if subject.gives_elements() { Judged::Values } else { Judged::Opening };
    let mut requests = Vec::new();
    for array in &arrays {
        let place = copies.unpack(array).map_err(CheckError::Copies)?;
        requests.push(request(array, &place, requests.len() as u64 + 1));
    }
    let replies = subject.ask_reads(&requests);
    for ((array, request), reply) in arrays.into_iter().zip(&requests).zip(replies) {
        let array = Arc::new(array);
        let was_asked = !matches!(reply, Reply::NotAsked | Reply::LeftOut(_));
        let mut got = got(reply);
        // Whatever came of reading it, that is the fault to be told first; but a crash is a crash.
        if was_asked
            && !matches!(got, Got::Crash(_) | Got::Timeout(_) | Got::BreaksProtocol(_))
            && let Some(change) = copies::change(&array, Path::new(&*request.path))
        {
            got = Got::Miswritten(Arc::new(Trouble::from(change)), Deviation::WritesIntoArray);
        }
        report.asked += elements(&array);
        let wanted = Wanted::Stored(StoredWanted { array: Arc::clone(&array), judged });
        let asked = Asked::Stored { array, operation: StoredOperation::Read };
        let verdict = wanted.judge(asked.output_type(), &got);
        report.count(verdict, || Failure {
            asked,
            wanted,
            got,
            operations: vec![ReadRequest::NAME],
            seen: None,
            layouts: Vec::new(),
        });
    }
    Ok(report)
}

/// The request for an array in a directory.
pub(in crate::check) fn request(array: &GoldenArray, place: &Path, id: u64) -> ReadRequest {
    let outcomes = array.expected.others.iter().map(|other| &other.outcome);
    let outcomes = outcomes.chain([&array.expected.stand]).flatten();
    let printed =
        |lines: &Vec<String>| lines.iter().map(|line| 4 * line.len() + PRINTED_MORE).sum::<usize>();
    let most = PRINTED + outcomes.map(printed).max().unwrap_or_default();
    ReadRequest { id, path: Arc::from(place.to_string_lossy()), about: about(array, most) }
}

fn elements(array: &GoldenArray) -> u64 {
    array.expected.stand.as_ref().map_or(0, |lines| lines.len() as u64)
}
