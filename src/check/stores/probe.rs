//! What a reader does with a golden array that every reader gets right: whether it opens it, and whether it prints the
//! elements.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::copies::Copies;
use super::reply::got;
use super::run::request;
use super::{Judged, StoredWanted};
use crate::check::{CheckError, Got, Verdict, Wanted};
use crate::data_type::{DataType, Real};
use crate::protocol::Stores;
use crate::subject::{Reader, SubjectError};
use crate::vectors::golden::{GoldenArray, ROOMS, ZarrFormat};
use crate::vectors::{Store, VectorError};

/// How many arrays are tried of each version of the storage format.
const TRIES: usize = 3;

/// The data types of probe arrays, the most common first.
const PLAIN: [&str; 6] = ["int32", "float64", "int64", "uint8", "float32", "uint16"];

/// The arrays that are tried first, where they are: as plain as can be, in several chunks.
const FIRST: [&str; 2] = ["stores/core/keys-default-3x4x3", "stores/core/v2-type-int32"];

/// What probing a reader found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probed {
    pub judged: Judged,
    pub formats: Vec<ProbedFormat>,
}

/// What a reader made of a version of the storage format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbedFormat {
    pub format: ZarrFormat,
    /// The id of the array that was tried last.
    pub array: String,
    pub outcome: ProbeOutcome,
}

/// What a reader made of a probe array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProbeOutcome {
    /// It printed the elements.
    Elements,
    /// It opened the array, and did not print the elements: what is expected, and what was found.
    Opened { expected: String, found: String },
    /// It did not open the array.
    Refused(String),
}

impl ProbedFormat {
    pub fn opens(&self) -> bool {
        !matches!(self.outcome, ProbeOutcome::Refused(_))
    }
}

/// Probes a reader, which knows from then on which versions it is asked, and whether it prints elements.
///
/// # Errors
///
/// The reader cannot be started, or opens no array.
pub(in crate::check) fn probe(reader: &mut Reader, store: &Store) -> Result<Probed, CheckError> {
    let mut formats = Vec::new();
    for format in ZarrFormat::ALL.into_iter().rev() {
        let mut last = None;
        for array in candidates(store, format)? {
            let (probed, is_silent) = probe_with(reader, array)?;
            // One that hangs would do so at each, for as long as a first start may take.
            let is_enough = probed.opens() || is_silent;
            last = Some(probed);
            if is_enough {
                break;
            }
        }
        formats.extend(last);
    }
    let opened: Vec<u64> =
        formats.iter().filter(|one| one.opens()).map(|one| one.format.number()).collect();
    let prints = formats.iter().any(|one| one.outcome == ProbeOutcome::Elements);
    if opened.is_empty() {
        let reason = |one: &ProbedFormat| match &one.outcome {
            ProbeOutcome::Refused(reason) => format!("of {}, {reason}", one.array),
            _ => String::new(),
        };
        let reasons: Vec<_> = formats.iter().map(reason).collect();
        let reason = match reasons.is_empty() {
            true => "these vectors have no array to probe it with".to_owned(),
            false => reasons.join("; "),
        };
        let program = reader.words().join(" ");
        return Err(SubjectError::Probe { program, reason }.into());
    }
    reader.set_abilities(
        Stores::VERSIONS.into_iter().filter(|one| opened.contains(one)).collect(),
        prints,
    );
    let judged = if prints { Judged::Values } else { Judged::Opening };
    Ok(Probed { judged, formats })
}

/// Arrays of a version that are as simple as can be, each of another data type.
pub(in crate::check) fn candidates(
    store: &Store,
    format: ZarrFormat,
) -> Result<Vec<GoldenArray>, VectorError> {
    let mut arrays = store.golden_arrays_where(ROOMS[0], |_, entry| entry.zarr_format == format)?;
    arrays.retain(|array| rank(array).is_some());
    let is_later = |array: &GoldenArray| !FIRST.contains(&array.id.as_str());
    arrays.sort_by_key(|array| (is_later(array), rank(array), array.id.clone()));
    let mut types = BTreeSet::new();
    arrays.retain(|array| types.insert(array.data_type.clone()));
    arrays.truncate(TRIES);
    Ok(arrays)
}

/// Smaller for what more readers get right. Elements differ from each other, and none is the fill value for a chunk that is
/// missing.
fn rank(array: &GoldenArray) -> Option<impl Ord + use<>> {
    let elements = array.expected.stand.as_ref().filter(|_| array.expected.others.is_empty())?;
    let Some(DataType::Real(real)) = array.data_type() else { return None };
    let preference = PLAIN.iter().position(|name| *name == real.name())?;
    let different: BTreeSet<_> = elements.iter().collect();
    let is_telling = different.len() > 2;
    is_telling.then_some((array.tags.len(), preference, array.files.len(), elements.len()))
}

/// What a reader makes of an array, and whether it was waited for in vain.
fn probe_with(reader: &Reader, array: GoldenArray) -> Result<(ProbedFormat, bool), CheckError> {
    let copies = Copies::new().map_err(CheckError::Copies)?;
    let place = copies.unpack(&array).map_err(CheckError::Copies)?;
    let reply = reader.probe(&request(&array, &place, 1))?;
    let (format, id) = (array.format, array.id.clone());
    let wanted = StoredWanted { array: Arc::new(array), judged: Judged::Values };
    let got = got(reply);
    let outcome = match &got {
        Got::Read(answer) => match wanted.difference(answer) {
            None => ProbeOutcome::Elements,
            Some(difference) => {
                let at =
                    difference.position.map_or(String::new(), |at| format!("line {}: ", at + 1));
                let (expected, found) = (difference.expected, difference.found);
                ProbeOutcome::Opened { expected: format!("{at}{expected}"), found }
            }
        },
        Got::Refused(trouble)
        | Got::Crash(trouble)
        | Got::Timeout(trouble)
        | Got::BreaksProtocol(trouble) => {
            let complaint = trouble.complaint().map_or(String::new(), |line| format!(": {line}"));
            ProbeOutcome::Refused(format!("{}{complaint}", trouble.reason))
        }
        other => {
            let verdict = Wanted::Stored(wanted).judge(Real::INT8, other);
            let is_unsupported = verdict == Verdict::Unsupported;
            let stopped = reader.stopped().map(|stopped| stopped.to_string());
            let reason =
                if is_unsupported { Some("it is unsupported".to_owned()) } else { stopped };
            ProbeOutcome::Refused(reason.unwrap_or_else(|| "it was not asked".to_owned()))
        }
    };
    Ok((ProbedFormat { format, array: id, outcome }, matches!(got, Got::Timeout(_))))
}
