//! The outcome for one element.

use super::answer::{Answer, touching};
use super::page::Page;
use super::{refused, steps};
use crate::codec::notes::Readings;
use crate::oracle::cast_value::{Direction, MetadataError, Step};

/// The direction of a codec that is asked about, under some readings.
pub(super) type Directions<'a> = dyn Fn(&Readings) -> Result<Direction, MetadataError> + 'a;

/// Derives one element.
pub(super) fn element(directions: &Directions, input: u64, readings: &Readings) -> Page {
    let mut trace: Vec<Step> = Vec::new();
    let (parts, answer) = match directions(readings) {
        Ok(direction) => {
            let answer = Answer::of_element(&direction, input, &mut trace);
            (steps::parts(&trace, false), answer)
        }
        Err(error) => (vec![refused(&error)], Answer::error(&error)),
    };
    let notes = touching(readings, |readings| match directions(readings) {
        Ok(direction) => vec![Answer::of_element(&direction, input, &mut ())],
        Err(error) => vec![Answer::error(&error)],
    });
    Page { parts, result: answer.full, notes, ..Page::default() }
}
