//! What a codec tells of its steps while it takes them, so that an explanation cannot differ from the
//! result.

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

    /// The steps so far.
    pub fn steps(&self) -> &[Telling] {
        self.0.as_deref().unwrap_or_default()
    }
}
