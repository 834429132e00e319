//! What a codec tells of its steps while it takes them, so that an explanation cannot differ from the
//! result.

use crate::chunk::{CodecError, Data};
use crate::codec::Operation;
use crate::codec::note::Letter;
use crate::codec::notes::Readings;

/// Someone who listens to the steps of codecs, or nobody, for whom nothing is put together.
#[derive(Debug, Default)]
pub struct Told(Option<Vec<Telling>>);

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Telling {
    /// A codec of a chain begins. Its position counts from 0 in the order of encoding.
    Begins { position: usize, codec: &'static str, operation: Operation },
    /// A note matters to what follows, and is read so.
    Consults { note: u16, letter: Letter },
    /// A clause decides.
    Follows {
        clause: &'static str,
        /// The position of the element that it decides about, if it is one.
        element: Option<u64>,
        /// Exact values, each with its name in the clause.
        values: Vec<(&'static str, String)>,
    },
    /// A codec of a chain ends, and this comes out.
    Gives { data: Data },
}

impl Told {
    /// Nobody listens.
    pub fn nobody() -> Told {
        Told(None)
    }

    /// Keeps every step.
    pub fn listening() -> Told {
        Told(Some(Vec::new()))
    }

    pub fn step(&mut self, step: impl FnOnce() -> Telling) {
        if let Some(steps) = &mut self.0 {
            steps.push(step());
        }
    }

    /// How a note is read, which is told.
    pub fn consult(&mut self, note: u16, readings: &Readings) -> Letter {
        let letter = readings.of(note);
        self.step(|| Telling::Consults { note, letter });
        letter
    }

    /// What comes out of a codec of a chain, if anything does.
    pub fn gives(&mut self, data: &Result<Data, CodecError>) {
        if let Ok(data) = data {
            self.step(|| Telling::Gives { data: data.clone() });
        }
    }

    /// Whether anybody listens.
    pub fn is_heard(&self) -> bool {
        self.0.is_some()
    }

    /// The steps so far.
    pub fn steps(&self) -> &[Telling] {
        self.0.as_deref().unwrap_or_default()
    }
}
