//! Asking for many inputs at the subject's own speed, and judging as quickly.
//!
//! Inputs that have a result go together in arrays; those that have none under some accepted reading
//! go alone. An array's results are compared with what is expected of stretches of inputs: with one
//! constant, or with results that are reckoned in a loop of vectors. Only where a stretch is not all
//! as expected is each of its elements looked at.

use std::time::{Duration, Instant};

use super::findings::Findings;
use super::unit::Unit;
use crate::check::{Got, judge};
use crate::data_type::{Real, unpack};
use crate::generators::cast_value::{Piece, Stairs, Word};
use crate::subject::{Block, BlockError, Reply, Subject};
use crate::vectors::{Expected, Outcome};

/// How many elements an array has: whole vectors of any length and a remainder. They fit in a
/// processor's cache together with their results.
const ARRAY: usize = 2048 + 3;

/// The fill value where none matters: every type has it, and it survives its round trip in all.
const FILL_VALUE: &str = "1";

/// One unit on its way through a subject.
pub(super) struct Sweep<'a> {
    subject: &'a mut dyn Subject,
    unit: Unit,
    together: Batch,
    alone: Batch,
    pub findings: Findings,
    /// How long it was in the hands of the subject.
    pub in_subject: Duration,
    /// Told of inputs that are done.
    advance: &'a dyn Fn(u64),
}

/// Elements that are to be asked next.
struct Batch {
    block: Block,
    length: usize,
    segments: Vec<Segment>,
}

/// Inputs in a row, and what is due for them.
struct Segment {
    length: usize,
    first: u64,
    due: Due,
}

impl Segment {
    /// Returns the inputs. The last one may be the largest pattern of 64 bits, after which an open
    /// range overflows.
    fn inputs(&self) -> impl Iterator<Item = u64> + use<> {
        let first = self.first;
        (0..self.length as u64).map(move |at| first + at)
    }
}

#[derive(Clone)]
enum Due {
    Level(Expected),
    Stairs(Stairs),
}

impl Due {
    fn of(&self, input: u64) -> Expected {
        match self {
            Due::Level(expected) => expected.clone(),
            Due::Stairs(stairs) => Expected::Only(Outcome::Bits(stairs.at(input))),
        }
    }
}

impl Batch {
    fn new(block: Block) -> Batch {
        Batch { block, length: 0, segments: Vec::new() }
    }
}

impl<'a> Sweep<'a> {
    pub fn new(subject: &'a mut dyn Subject, unit: Unit, advance: &'a dyn Fn(u64)) -> Sweep<'a> {
        let Unit { input_type, output_type, column, operation, .. } = unit;
        let entry = column.entry(operation);
        let block = Block::new(operation, &entry, (input_type, output_type), FILL_VALUE);
        Sweep {
            subject,
            unit,
            together: Batch::new(block.clone()),
            alone: Batch::new(block),
            findings: Findings::new(unit),
            in_subject: Duration::ZERO,
            advance,
        }
    }

    /// Asks for all inputs of a piece, sooner or later.
    pub fn add(&mut self, piece: Piece) {
        let (mut first, last, due) = match piece {
            Piece::Level(step) => (step.first, step.last, Due::Level(step.expected)),
            Piece::Stairs(stairs) => (stairs.first, stairs.last, Due::Stairs(stairs)),
        };
        let together = match &due {
            Due::Level(expected) => expected.is_always_a_value(),
            Due::Stairs(_) => true,
        };
        loop {
            let batch = if together { &mut self.together } else { &mut self.alone };
            if batch.length == 0 {
                batch.block.resize(ARRAY);
            }
            let room = (ARRAY - batch.length) as u64;
            let length = room.min((last - first).saturating_add(1)) as usize;
            let width = self.unit.input_type.bytes();
            let from = batch.length * width;
            let bytes = &mut batch.block.input.bytes_mut()[from..from + length * width];
            fill_consecutive(bytes, width, first);
            batch.segments.push(Segment { length, first, due: due.clone() });
            batch.length += length;
            if batch.length == ARRAY {
                self.flush(together);
            }
            let next = first.wrapping_add(length as u64);
            if next.wrapping_sub(1) == last {
                return;
            }
            first = next;
        }
    }

    /// Asks for what is left.
    pub fn finish(&mut self) {
        self.flush(true);
        self.flush(false);
    }

    fn flush(&mut self, together: bool) {
        let batch = if together { &mut self.together } else { &mut self.alone };
        if batch.length == 0 {
            return;
        }
        batch.block.resize(batch.length);
        let start = Instant::now();
        let result = match together {
            true => self.subject.cast_array(&mut batch.block),
            false => self.subject.cast_each(&mut batch.block),
        };
        self.in_subject += start.elapsed();
        let done = batch.length as u64;
        match (result, together) {
            (Ok(()), true) => self.judge_array(),
            (Ok(()), false) => drop(self.judge_each(false)),
            (Err(BlockError::Unsupported(_)), _) => self.findings.counts.unsupported += done,
            (Err(BlockError::Trouble(Reply::NotAsked)), _) => {
                self.findings.counts.not_asked += done
            }
            (Err(error), true) => self.find_culprits(error),
            (Err(_), false) => drop(self.ask_singly(false)),
        }
        let batch = if together { &mut self.together } else { &mut self.alone };
        batch.length = 0;
        batch.segments.clear();
        (self.advance)(done);
    }

    /// Judges an array that has a result.
    fn judge_array(&mut self) {
        let Unit { output_type, .. } = self.unit;
        let mut at = 0;
        for segment in &self.together.segments {
            let width = output_type.bytes();
            let bytes = &self.together.block.output.bytes()[at * width..];
            let bytes = &bytes[..segment.length * width];
            at += segment.length;
            if is_as_due(bytes, output_type, segment) {
                self.findings.counts.pass += segment.length as u64;
                continue;
            }
            for (input, pattern) in segment.inputs().zip(unpack(output_type, bytes)) {
                let expected = segment.due.of(input);
                let got = Got::Outcome(Outcome::Bits(pattern));
                let verdict = judge(output_type, &expected, &got);
                self.findings.count(verdict, (input, 1), (&expected, &got), false);
            }
        }
    }

    /// Judges elements that were cast for themselves. Returns whether any failed.
    fn judge_each(&mut self, together: bool) -> bool {
        let Unit { output_type, .. } = self.unit;
        let batch = if together { &self.together } else { &self.alone };
        let failed_before = self.findings.counts.failed();
        let mut outputs = unpack(output_type, batch.block.output.bytes());
        let mut failed = batch.block.failed.iter();
        for segment in &batch.segments {
            let refused = &failed.as_slice()[..segment.length];
            let is_error = |due: &Due| match due {
                Due::Level(expected) => expected.stand() == Outcome::Error,
                Due::Stairs(_) => false,
            };
            if is_error(&segment.due) && all(refused, |one| *one) {
                self.findings.counts.pass += segment.length as u64;
                failed.nth(segment.length - 1);
                outputs.nth(segment.length - 1);
                continue;
            }
            let elements = segment.inputs().zip(failed.by_ref().zip(outputs.by_ref()));
            for (input, (failed, pattern)) in elements {
                let expected = segment.due.of(input);
                let got = match failed {
                    true => Got::Outcome(Outcome::Error),
                    false => Got::Outcome(Outcome::Bits(pattern)),
                };
                let verdict = judge(output_type, &expected, &got);
                self.findings.count(verdict, (input, 1), (&expected, &got), true);
            }
        }
        self.findings.counts.failed() > failed_before
    }

    /// An array had no result although each of its elements should have: asks for each. If every one
    /// is right alone, the fault is that of the array, unless a program that failed at it answers now.
    fn find_culprits(&mut self, error: BlockError) {
        let start = Instant::now();
        let each = self.subject.cast_each(&mut self.together.block);
        self.in_subject += start.elapsed();
        let findings = self.findings.clone();
        let any_failed = match each {
            Ok(()) => self.judge_each(true),
            Err(_) => self.ask_singly(true),
        };
        if any_failed {
            return;
        }
        // What was counted as right was right alone only.
        self.findings = findings;
        if let BlockError::Trouble(failure) = &error
            && self.is_answered_now(failure)
        {
            return self.judge_array();
        }
        let Some(segment) = self.together.segments.first() else { return };
        let (input, count) = (segment.first, self.together.length as u64);
        let expected = segment.due.of(input);
        let got = match error {
            BlockError::Trouble(reply) => trouble(reply),
            BlockError::Refused | BlockError::Unsupported(_) => Got::Outcome(Outcome::Error),
        };
        let verdict = judge(self.unit.output_type, &expected, &got);
        self.findings.count(verdict, (input, count), (&expected, &got), false);
    }

    /// Asks a program once more for the array that it failed at. If it answers, the failure belongs to
    /// no input.
    fn is_answered_now(&mut self, failure: &Reply) -> bool {
        if self.subject.program().is_none() {
            return false;
        }
        let start = Instant::now();
        let is_answered = self.subject.cast_array(&mut self.together.block).is_ok();
        self.in_subject += start.elapsed();
        if let Some(program) = self.subject.program().filter(|_| is_answered) {
            program.forgive(failure.clone());
        }
        is_answered
    }

    /// Asks for each element in a block of its own, as one of them ends the subject. Returns whether
    /// any failed.
    fn ask_singly(&mut self, together: bool) -> bool {
        let Unit { input_type, output_type, .. } = self.unit;
        let failed_before = self.findings.counts.failed();
        let batch = if together { &self.together } else { &self.alone };
        let mut single = batch.block.clone();
        single.resize(1);
        for segment in &batch.segments {
            for input in segment.inputs() {
                fill_consecutive(single.input.bytes_mut(), input_type.bytes(), input);
                let start = Instant::now();
                let result = self.subject.cast_each(&mut single);
                self.in_subject += start.elapsed();
                let got = match result {
                    Ok(()) if single.failed[0] => Got::Outcome(Outcome::Error),
                    Ok(()) => {
                        let pattern = unpack(output_type, single.output.bytes()).next();
                        Got::Outcome(Outcome::Bits(pattern.unwrap_or_default()))
                    }
                    Err(BlockError::Trouble(reply)) => trouble(reply),
                    Err(BlockError::Unsupported(_)) => Got::Unsupported,
                    Err(BlockError::Refused) => Got::Outcome(Outcome::Error),
                };
                let expected = segment.due.of(input);
                let verdict = judge(output_type, &expected, &got);
                self.findings.count(verdict, (input, 1), (&expected, &got), true);
            }
        }
        self.findings.counts.failed() > failed_before
    }
}

fn trouble(reply: Reply) -> Got {
    match reply {
        Reply::Crash(trouble) => Got::Crash(trouble),
        Reply::BreaksProtocol(trouble) => Got::BreaksProtocol(trouble),
        Reply::Timeout(trouble) => Got::Timeout(trouble),
        Reply::LeftOut(rule) => Got::LeftOut(rule),
        Reply::NotAsked => Got::NotAsked,
        Reply::Answer(_) => Got::Outcome(Outcome::Error),
    }
}

/// Writes patterns that follow each other, as elements of `width` bytes.
fn fill_consecutive(bytes: &mut [u8], width: usize, first: u64) {
    fn fill<W: Word>(bytes: &mut [u8], first: u64) {
        let elements: &mut [W] = bytemuck::cast_slice_mut(bytes);
        for (at, element) in elements.iter_mut().enumerate() {
            *element = W::of_pattern(first.wrapping_add(at as u64));
        }
    }
    match width {
        1 => fill::<u8>(bytes, first),
        2 => fill::<u16>(bytes, first),
        4 => fill::<u32>(bytes, first),
        _ => fill::<u64>(bytes, first),
    }
}

/// Whether results are exactly what is due under the stand, as far as that can be said without looking
/// at each.
fn is_as_due(bytes: &[u8], output_type: Real, segment: &Segment) -> bool {
    match output_type.bytes() {
        1 => elements_are_as_due::<u8>(bytes, output_type, segment),
        2 => elements_are_as_due::<u16>(bytes, output_type, segment),
        4 => elements_are_as_due::<u32>(bytes, output_type, segment),
        _ => elements_are_as_due::<u64>(bytes, output_type, segment),
    }
}

fn elements_are_as_due<W: Word>(bytes: &[u8], output_type: Real, segment: &Segment) -> bool {
    let elements: &[W] = bytemuck::cast_slice(bytes);
    let mask = W::of_pattern(output_type.mask());
    match &segment.due {
        Due::Level(expected) => match expected.stand() {
            Outcome::Bits(pattern) => {
                let due = W::of_pattern(pattern);
                all(elements, |one| *one & mask == due)
            }
            _ => false,
        },
        Due::Stairs(stairs) => stairs.are(segment.first, elements, mask),
    }
}

/// How many elements are compared before it is asked whether any differs, so that comparing them is a
/// loop of vectors.
const CHUNK: usize = 128;

fn all<T>(elements: &[T], is_due: impl Fn(&T) -> bool) -> bool {
    let mut chunks = elements.chunks(CHUNK);
    chunks.all(|chunk| chunk.iter().fold(true, |all, one| all & is_due(one)))
}
