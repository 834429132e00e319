//! Which readings of the notes a command follows.

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

    #[cfg(feature = "oracle")]
    pub fn readings(&self) -> Readings {
        Readings::choosing(&self.choices)
    }
}
