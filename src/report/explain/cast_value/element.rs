//! The outcome for one element.

use super::{refused, steps};
use crate::codec::notes::Readings;
use crate::oracle::cast_value::{Direction, MetadataError, Step, Trace};
use crate::report::explain::answer::{Answer, touching};
use crate::report::explain::page::Page;

/// The direction of a codec that is asked about, under some readings.
pub(super) type Directions<'a> = dyn Fn(&Readings) -> Result<Direction, MetadataError> + 'a;

/// Derives one element.
pub(super) fn element(directions: &Directions, input: u64, readings: &Readings) -> Page {
    let mut trace: Vec<Step> = Vec::new();
    let (parts, answer) = match directions(readings) {
        Ok(direction) => {
            let answer = self::answer(&direction, input, &mut trace);
            (steps::parts(&trace, false), answer)
        }
        Err(error) => (vec![refused(&error)], Answer::error(&error)),
    };
    let notes = touching(readings, |readings| match directions(readings) {
        Ok(direction) => vec![self::answer(&direction, input, &mut ())],
        Err(error) => vec![Answer::error(&error)],
    });
    Page { parts, result: answer.full, notes, ..Page::default() }
}

/// The outcome for one element.
pub(super) fn answer(direction: &Direction, input: u64, trace: &mut impl Trace) -> Answer {
    let (_, data_type) = direction.types();
    match direction.apply_traced(input, trace) {
        Ok(pattern) if direction.names_bits(input) => Answer::bits(data_type, pattern),
        Ok(pattern) => Answer::pattern(data_type, pattern),
        Err(error) => Answer::error(&error),
    }
}
