//! Whether a `zarr.json` is the metadata of an array.

use super::metadata::{Draft, NotSupported};
use super::survey::{Finding, Survey};
use crate::chunk::Form;
use crate::codec::notes::Readings;

/// What was found of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validation<'a> {
    pub draft: Draft<'a>,
    /// A chunk before the first codec, as far as it is known.
    pub chunk: Option<Form>,
    /// `None` where the document has no codecs.
    pub survey: Option<Survey>,
}

/// Whether metadata is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    Valid,
    /// Nothing is wrong that the suite knows, and there is something that the suite does not know.
    Undecided,
    Invalid,
}

impl Validity {
    pub fn name(self) -> &'static str {
        match self {
            Validity::Valid => "valid",
            Validity::Undecided => "undecided",
            Validity::Invalid => "invalid",
        }
    }
}

impl<'a> Validation<'a> {
    /// Validates a document.
    ///
    /// # Errors
    ///
    /// As [`Draft::read`].
    pub fn new(json: &'a str, readings: &'a Readings) -> Result<Validation<'a>, NotSupported> {
        let mut draft = Draft::read(json, readings)?;
        let chunk = draft.form();
        let survey = draft.codecs.map(|codecs| Survey::new(codecs, chunk.clone(), readings));
        Ok(Validation { draft, chunk, survey })
    }

    pub fn validity(&self) -> Validity {
        let codecs = self.survey.iter().flat_map(|survey| &survey.codecs);
        let is_unknown =
            codecs.clone().any(|codec| matches!(codec.finding, Finding::Unknown { .. }));
        let mut faults = self.survey.iter().flat_map(Survey::faults);
        if !self.draft.errors.is_empty() || faults.any(|fault| fault.is_certain) {
            return Validity::Invalid;
        }
        match is_unknown || !self.draft.undecided.is_empty() {
            true => Validity::Undecided,
            false => Validity::Valid,
        }
    }
}
