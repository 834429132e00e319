//! Asking a subject to write the golden arrays of a room.

use std::sync::Arc;

use serde_json::value::RawValue;

use super::copies::Copies;
use super::reply::{about, got};
use super::{Judged, StoredOperation, StoredWanted, written};
use crate::check::findings::FileReport;
use crate::check::{Asked, CheckError, Failure, Got, Wanted};
use crate::data_type::fill_value::{self, FillValueRules};
use crate::protocol::{Answer, ChainInput, WriteRequest};
use crate::subject::{Reply, Subject};
use crate::vectors::Selection;
use crate::vectors::golden::GoldenArray;

/// The tags of arrays that nobody is asked to write: what is damaged, and metadata in spellings that no writer has.
const NOT_WRITTEN: [&str; 2] = ["damaged", "metadata"];

/// Asks for every selected array that has one outcome and whose elements its codecs keep, in a version of the storage format
/// that the subject writes.
pub(super) fn run(
    subject: &mut dyn Subject,
    arrays: &[GoldenArray],
    selection: &Selection,
    report: &mut FileReport,
) -> Result<(), CheckError> {
    let hello = subject.hello().clone();
    let copies = Copies::new().map_err(CheckError::Copies)?;
    let (mut wanted, mut requests) = (Vec::new(), Vec::new());
    for array in arrays.iter().filter(|one| hello.stores.write.contains(&one.format.number())) {
        let asked =
            Asked::Stored { array: Arc::new(array.clone()), operation: StoredOperation::Write };
        let Some((metadata, input)) = parts(array).filter(|_| selection.includes_id(&asked.id()))
        else {
            continue;
        };
        if matches!(input, ChainInput::Elements(_)) && !hello.variable {
            report.tally.unsupported += 1;
            continue;
        }
        let Some(own) = written::own_chunks(array, &input) else { continue };
        let place = copies.empty(array).map_err(CheckError::Copies)?;
        let (id, path) = (requests.len() as u64 + 1, Arc::from(place.to_string_lossy()));
        requests.push(WriteRequest { id, path, metadata, input, about: about(array, 0) });
        wanted.push((asked, array, own, place));
    }
    let replies = subject.ask_writes(&requests);
    for ((asked, array, own, place), reply) in wanted.into_iter().zip(replies) {
        report.asked += array.expected.stand.as_ref().map_or(0, |lines| lines.len() as u64);
        let got = match reply {
            Reply::Answer(Answer::Written) => written::read(array, &own, &place),
            Reply::Answer(Answer::Array(_)) => {
                Got::breaks_protocol("it answered elements where `written` is due")
            }
            reply => got(reply),
        };
        let array = Arc::new(array.clone());
        let wanted = Wanted::Stored(StoredWanted { array, judged: Judged::Values });
        let verdict = wanted.judge(asked.output_type(), &got);
        report.count(verdict, || Failure {
            asked,
            wanted,
            got,
            operations: vec![WriteRequest::NAME],
            seen: None,
            layouts: Vec::new(),
        });
    }
    Ok(())
}

/// The metadata and the elements of an array, if it is one that a writer can be asked for.
fn parts(array: &GoldenArray) -> Option<(Arc<str>, ChainInput)> {
    let elements = array.expected.stand.as_ref().filter(|_| array.expected.others.is_empty())?;
    if array.tags.iter().any(|tag| NOT_WRITTEN.contains(&tag.as_str())) || array.any_nan.is_some() {
        return None;
    }
    let data_type = array.data_type()?;
    let metadata = array.files.get(array.format.metadata())?;
    let metadata: &RawValue = serde_json::from_slice(metadata).ok()?;
    // On one line, with every number as it stands: line breaks are nowhere but between tokens.
    let metadata: String = metadata.get().lines().map(str::trim_start).collect();
    let metadata = Arc::from(metadata);
    if data_type.bytes().is_none() {
        let elements = elements.iter().map(|one| Arc::from(one.as_str()));
        return Some((metadata, ChainInput::Elements(elements.collect())));
    }
    let rules = FillValueRules::default();
    let bytes = elements.iter().map(|one| fill_value::read(&data_type, one, &rules).ok());
    let bytes: Vec<Vec<u8>> = bytes.collect::<Option<_>>()?;
    Some((metadata, ChainInput::Data(bytes.concat())))
}
