//! The step of a walk in which an array on disk is read.

use std::path::Path;

use super::answer::{self, is_object_meant};
use super::{Finding, MAX_NOISE, SmokeError, Step, Walk};
use crate::check::Judged;
use crate::check::stores::{Copies, StoredWanted, candidates, request};
use crate::protocol::{Answer, ArrayAnswer, ArrayContent, Hello};
use crate::vectors::Store;
use crate::vectors::golden::ZarrFormat;

impl Walk<'_> {
    /// Asks for an array of each version of the storage format that an introduction lists.
    pub(super) fn read(&mut self, hello: &Hello, store: &Store) -> Result<(), SmokeError> {
        for format in ZarrFormat::ALL {
            let is_listed = hello.stores.read.contains(&format.number());
            let Some(array) = candidates(store, format)?.into_iter().next().filter(|_| is_listed)
            else {
                continue;
            };
            let copies = Copies::new().map_err(SmokeError::Copies)?;
            let place = copies.unpack(&array).map_err(SmokeError::Copies)?;
            let wanted = StoredWanted { array: array.into(), judged: Judged::Values };
            self.read_one(&wanted, &place)?;
        }
        Ok(())
    }

    fn read_one(&mut self, wanted: &StoredWanted, place: &Path) -> Result<(), SmokeError> {
        const ID: u64 = 1;
        let array = &wanted.array;
        let (version, count) =
            (array.format.number(), array.expected.stand.as_ref().map_or(0, Vec::len));
        let mut step = Step {
            title: format!("reads an array of Zarr v{version}"),
            due: format!("data_type, shape, and {count} elements"),
            ..Step::default()
        };
        self.restart()?;
        let mut line = String::new();
        request(array, place, ID).write_line(ID, &mut line);
        self.say(&mut step, &line);
        while step.came.len() < MAX_NOISE {
            let Some(line) = self.hear(&mut step, self.program.limits.answer) else { break };
            let is_noise = !is_object_meant(&line);
            step.findings.extend(match answer::object(&line) {
                Err(finding) => Some(finding),
                Ok(_) => answer_to(ID, &String::from_utf8_lossy(&line), wanted),
            });
            if !is_noise {
                break;
            }
        }
        self.steps.push(step);
        Ok(())
    }
}

/// What is wrong with the answer to a request for an array.
fn answer_to(asked: u64, line: &str, wanted: &StoredWanted) -> Option<Finding> {
    let form = "answer {\"id\":7,\"data_type\":\"int32\",\"shape\":[3],\"elements\":[1,2,3]}, or the elements as base64 in \
                data";
    let answer = Answer::from_line(line)
        .and_then(|(id, answer)| Ok((id, answer.and_then(|answer| answer.of_array(line))?)));
    match answer {
        Err(error) => Some(Finding::new(error.to_string(), form)),
        Ok((id, _)) if id != asked => Some(Finding::new(
            format!("the id is {id}; expected {asked}"),
            "copy the id of the request into its answer",
        )),
        Ok((_, Answer::Array(array))) => of_array(*array, wanted),
        Ok((_, Answer::Unsupported(reason))) => Some(Finding::new(
            format!("it says that it does not support this: {reason}"),
            "list only versions of Zarr that it opens in the introduction's stores.read; or do it",
        )),
        Ok((_, Answer::Error { message, .. })) => Some(Finding::new(
            format!("an error where elements are expected: {message}"),
            "path is the directory that holds the zarr.json or the .zarray",
        )),
        Ok(_) => Some(Finding::new("neither data nor elements", form)),
    }
}

fn of_array(answer: ArrayAnswer, wanted: &StoredWanted) -> Option<Finding> {
    let is_data = matches!(answer.content, ArrayContent::Data(_));
    let difference = wanted.difference(&answer)?;
    let at = difference.position.map_or(String::new(), |at| format!("element {at}: "));
    let mend = match is_data {
        true => "data has the elements in C order, little-endian",
        false => "elements has the elements in C order, each as the JSON of a fill value",
    };
    Some(Finding::new(format!("{at}{}; expected {}", difference.found, difference.expected), mend))
}
