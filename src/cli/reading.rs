//! Which readings of the notes a command follows.

use super::Failure;
use crate::codec::notes::ReadingChoice;
#[cfg(feature = "oracle")]
use crate::codec::notes::Readings;

#[derive(clap::Args)]
pub(super) struct Reading {
    /// Another reading of a note than the suite's stand, such as SN-07=B
    #[arg(long = "reading", value_name = "READINGS", value_delimiter = ',')]
    choices: Vec<ReadingChoice>,
}

impl Reading {
    /// Whether it is the stand on every note.
    pub fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// The readings of all notes.
    ///
    /// # Errors
    ///
    /// Two of the choices contradict each other.
    #[cfg(feature = "oracle")]
    pub fn readings(&self) -> Result<Readings, Failure> {
        refuse_contradictions(&self.choices)?;
        Ok(Readings::choosing(&self.choices))
    }
}

/// Refuses two readings of one note: a codec follows one of them at a time.
pub(super) fn refuse_contradictions(choices: &[ReadingChoice]) -> Result<(), Failure> {
    for (at, choice) in choices.iter().enumerate() {
        let contradicts = |other: &&ReadingChoice| {
            other.note.number == choice.note.number && other.letter != choice.letter
        };
        if let Some(other) = choices[..at].iter().find(contradicts) {
            return Err(Failure::usage(format!(
                "--reading has {other} and {choice}; expected one reading of {}",
                choice.note.id()
            )));
        }
    }
    Ok(())
}
