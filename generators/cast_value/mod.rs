//! Element vectors of `cast_value`: which inputs, what they are about, what is expected of them.

mod classify;
mod inputs;
mod points;

use crate::codec::notes::{self, Grade, Note, Readings};
use crate::data_type::DataType;
use crate::oracle::cast_value::Cast;
use crate::vectors::tags::TagSet;
use crate::vectors::{Advisory, Case, Column, ElementFile, Expected, Outcome};

use classify::Classifier;

/// The file of vectors from one type to another.
pub(super) fn elements(input_type: DataType, output_type: DataType) -> ElementFile {
    let classifier = Classifier::new(input_type, output_type);
    let columns: Vec<_> = ElementFile::columns(input_type, output_type)
        .map(|column| Oracles::new(input_type, output_type, &column))
        .collect();
    let cases = inputs::choose(input_type, output_type).into_iter().map(|chosen| {
        let tags = classifier.tags(&chosen);
        let expected = columns.iter().map(|oracles| oracles.expected(chosen.input)).collect();
        Case { input: chosen.input, tags, expected }
    });
    ElementFile { input_type, output_type, cases: cases.collect() }
}

/// An input, and what only the choice of it knows.
struct Chosen {
    input: u64,
    provenance: TagSet,
}

/// The oracle of one configuration, under the stand and under every other reading of an advisory
/// note.
struct Oracles {
    output_type: DataType,
    stand: Cast,
    others: Vec<(&'static Note, Vec<Cast>)>,
}

impl Oracles {
    fn new(input_type: DataType, output_type: DataType, column: &Column) -> Oracles {
        let cast = |readings| {
            let Column { rounding, out_of_range, .. } = *column;
            Cast::with_readings(input_type, output_type, rounding, out_of_range, readings)
        };
        // Only casts to floats leave room for more than one outcome.
        let advisory = notes::of_casts()
            .filter(|note| note.grade == Grade::Advisory && !output_type.is_integer());
        let others = advisory.map(|note| {
            let readings = note
                .lettered()
                .skip(1)
                .filter_map(|(letter, _)| Readings::stand().with(note, letter).ok());
            (note, readings.map(cast).collect())
        });
        Oracles { output_type, stand: cast(Readings::stand()), others: others.collect() }
    }

    fn outcome(&self, cast: &Cast, input: u64) -> Outcome {
        match cast.apply(input) {
            Ok(pattern) => Outcome::of_pattern(self.output_type, pattern),
            Err(_) => Outcome::Error,
        }
    }

    /// The outcome under the stand, or under each reading of the note that matters here. Where two
    /// notes matter, the one with more outcomes stands for both: it has those of the other.
    fn expected(&self, input: u64) -> Expected {
        let stand = self.outcome(&self.stand, input);
        let mut widest: Option<Advisory> = None;
        for (note, casts) in &self.others {
            let others: Vec<_> = casts.iter().map(|cast| self.outcome(cast, input)).collect();
            if others.iter().all(|outcome| *outcome == stand) {
                continue;
            }
            let outcomes = note.lettered().map(|(letter, _)| letter);
            let outcomes: Vec<_> = outcomes.zip([stand].into_iter().chain(others)).collect();
            let found = Advisory { note: note.number, outcomes };
            widest = Some(match widest {
                Some(widest) => widest.wider(found),
                None => found,
            });
        }
        widest.map_or(Expected::Only(stand), |advisory| Expected::Advisory(Box::new(advisory)))
    }
}
