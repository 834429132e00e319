//! `about.json` and the files of elements.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{GoldenArray, GoldenOutcome, GoldenProfile, ZarrFormat, room};
use crate::codec::notes::{Letter, ReadingChoice, spelled};
use crate::vectors::json::quoted;
use crate::vectors::{Accepted, Alternative, AnyNan, FORMAT, VectorError};

pub(super) const ABOUT: &str = "about.json";

/// The elements under the suite's stand.
const ELEMENTS: &str = "elements.jsonl";

/// What stands for the file of elements, or for that there is none.
const OF_STAND: &str = "elements";
const ERROR: &str = "error";

#[derive(Deserialize)]
struct AboutDocument<'a> {
    format: u64,
    id: String,
    comment: String,
    zarr_format: ZarrFormat,
    #[serde(borrow, default)]
    data_type: Option<&'a RawValue>,
    #[serde(default)]
    shape: Option<Vec<u64>>,
    profile: GoldenProfile,
    clauses: Vec<String>,
    tags: Vec<String>,
    expected: String,
    #[serde(default)]
    accept: Vec<AcceptedArray>,
    #[serde(default)]
    any_nan: Option<AnyNan>,
}

#[derive(Deserialize)]
struct AcceptedArray {
    readings: Vec<String>,
    expected: String,
}

impl GoldenArray {
    /// `about.json` and the files of elements, by name.
    pub(super) fn texts(&self) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::from([(ABOUT.to_owned(), self.about())]);
        let Accepted { stand, others } = &self.expected;
        let mut put = |name: String, outcome: &GoldenOutcome| {
            if let Some(elements) = outcome {
                let lines = elements.iter().map(|element| format!("{element}\n"));
                texts.insert(name, lines.collect());
            }
        };
        put(ELEMENTS.to_owned(), stand);
        for other in others {
            put(elements_file(&other.readings), &other.outcome);
        }
        texts
    }

    /// A member a line.
    fn about(&self) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let list = |words: &[String]| format!("[{}]", quoted(words.iter().map(String::as_str)));
        let mut members = vec![("format", FORMAT.to_string()), ("id", text(&self.id))];
        if let Some(codec) = self.codec() {
            members.push(("codec", text(codec.name)));
        }
        members.push(("comment", text(&self.comment)));
        members.push(("zarr_format", self.format.number().to_string()));
        if let Some(data_type) = &self.data_type {
            members.push(("data_type", data_type.to_string()));
        }
        if let Some(shape) = &self.shape {
            members.push(("shape", format!("{shape:?}").replace(' ', "")));
        }
        members.push(("profile", text(self.profile.name())));
        members.push(("clauses", list(&self.clauses)));
        members.push(("tags", list(&self.tags)));
        let Accepted { stand, others } = &self.expected;
        members.push(("expected", text(if stand.is_some() { OF_STAND } else { ERROR })));
        if !others.is_empty() {
            let other = |other: &Alternative<GoldenOutcome>| {
                let file = other.outcome.as_ref().map(|_| elements_file(&other.readings));
                let readings: Vec<_> = other.readings.iter().map(|one| spelled(*one)).collect();
                let expected = text(file.as_deref().unwrap_or(ERROR));
                format!(r#"{{"readings":{},"expected":{expected}}}"#, list(&readings))
            };
            let others: Vec<_> = others.iter().map(other).collect();
            members.push(("accept", format!("[{}]", others.join(","))));
        }
        if let Some(any_nan) = &self.any_nan {
            // A name and numbers always serialize.
            members.push(("any_nan", serde_json::to_string(any_nan).unwrap_or_default()));
        }
        let mut about = String::from("{");
        for (at, (name, json)) in members.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(about, "{comma}\n  \"{name}\": {json}");
        }
        about + "\n}\n"
    }
}

/// The file of the elements that readings give.
fn elements_file(readings: &[(u16, Letter)]) -> String {
    let readings: Vec<_> = readings.iter().map(|one| spelled(*one)).collect();
    format!("elements.{}.jsonl", readings.join("+"))
}

/// The golden array of these files, of which `array` are those of the array itself; `path` is for errors.
pub(super) fn read(
    path: &str,
    files: &BTreeMap<String, Vec<u8>>,
    array: BTreeMap<String, Vec<u8>>,
) -> Result<GoldenArray, VectorError> {
    let about = format!("{path}/{ABOUT}");
    let wrong = |reason: String| VectorError::Syntax { path: about.clone(), reason };
    let Some(json) = files.get(ABOUT) else {
        return Err(wrong(format!("there is no {ABOUT} among its files")));
    };
    let document: AboutDocument =
        crate::vectors::json::document(&about, json, |document: &AboutDocument| document.format)?;
    if room(&document.id).is_none() || !path.ends_with(&document.id) {
        return Err(wrong(format!("its id is {:?}", document.id)));
    }
    let outcome = |expected: &str| match expected {
        ERROR => Ok(None),
        OF_STAND => lines(files, ELEMENTS).map(Some).map_err(wrong),
        file => lines(files, file).map(Some).map_err(wrong),
    };
    let other = |other: &AcceptedArray| {
        let readings = other.readings.iter().map(|text| {
            let choice: ReadingChoice = text
                .parse()
                .map_err(|error: crate::codec::notes::NoteError| wrong(error.to_string()))?;
            Ok((choice.note.number, choice.letter))
        });
        let readings: Vec<_> = readings.collect::<Result<_, VectorError>>()?;
        if readings.is_empty() {
            return Err(wrong("\"readings\" is empty; expected a reading".to_owned()));
        }
        Ok(Alternative { readings, outcome: outcome(&other.expected)? })
    };
    let others = document.accept.iter().map(other).collect::<Result<_, VectorError>>()?;
    Ok(GoldenArray {
        expected: Accepted { stand: outcome(&document.expected)?, others },
        id: document.id,
        comment: document.comment,
        format: document.zarr_format,
        data_type: document.data_type.map(|json| json.get().into()),
        shape: document.shape,
        profile: document.profile,
        clauses: document.clauses,
        tags: document.tags,
        any_nan: document.any_nan,
        files: array,
    })
}

/// The lines of a file of elements.
fn lines(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Result<Vec<String>, String> {
    let bytes = files.get(name).ok_or_else(|| format!("there is no {name} beside it"))?;
    let text = str::from_utf8(bytes).map_err(|error| format!("{name}: {error}"))?;
    Ok(text.lines().map(str::to_owned).collect())
}
