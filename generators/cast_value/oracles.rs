//! What is expected of one input: the oracle's answer, and where the text leaves room, every answer
//! that is accepted.

use crate::codec::cast_value::{OutOfRange, Rounding, rules};
use crate::codec::column::Column;
use crate::codec::notes::{self, Grade, Note, Readings};
use crate::data_type::{Float, Kind, Real};
use crate::oracle::cast_value::Cast;
use crate::vectors::{Advisory, Expected, Outcome};

/// The oracle of one configuration, under the stand and under every other reading of an advisory
/// note.
pub struct Oracles {
    output_type: Real,
    stand: Cast,
    others: Vec<(&'static Note, Vec<Cast>)>,
}

impl Oracles {
    pub fn new(input_type: Real, output_type: Real, column: &Column) -> Oracles {
        let cast = |readings| {
            let (rounding, out_of_range) = rules(column);
            Cast::with_readings(input_type, output_type, rounding, out_of_range, readings)
        };
        let advisory = notes::of_casts()
            .filter(|note| note.grade == Grade::Advisory && can_matter(note, output_type, column));
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
    pub fn expected(&self, input: u64) -> Expected {
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

/// Whether the readings of an advisory note can differ in a column at all, so that they need not be
/// asked for where they cannot.
fn can_matter(note: &Note, output_type: Real, column: &Column) -> bool {
    let Kind::Float(Float { zero, .. }) = output_type.kind() else {
        // Only casts to floats leave room for more than one outcome.
        return false;
    };
    let (rounding, out_of_range) = rules(column);
    let is_nearest = matches!(rounding, Rounding::NearestEven | Rounding::NearestAway);
    match note.number {
        // Overflow in a mode that is directed.
        2 => !is_nearest,
        // The type that has neither a second digit nor a zero.
        6 | 7 => !zero,
        16 => out_of_range == OutOfRange::Wrap,
        _ => true,
    }
}
