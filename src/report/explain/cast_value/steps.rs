//! The oracle's steps, each as it is told to people.

use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::{Kind, Real};
use crate::oracle::cast_value::{End, Given, Matched, Neighbour, Reason, Rounded, Step};
use crate::oracle::exact::Exact;
use crate::report::explain::numbers::{bits, decimal, exact, named, short};
use crate::report::explain::page::{Line, Part, StepText};
use crate::report::explain::reading::reading;

/// The columns that a neighbour and its distance may take together.
const NEIGHBOUR: usize = 80;

/// The element that steps are about.
#[derive(Clone, Copy)]
struct Element {
    input: u64,
    from: Real,
    to: Real,
    /// Whether the output type holds its value.
    held: bool,
}

/// The parts of a page that tell of `steps`; with headings, where they are about several casts.
pub(super) fn parts(steps: &[Step], headings: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut element = None;
    for (at, step) in steps.iter().enumerate() {
        if let Step::Begin { operation, input, from, to } = *step {
            element = Some(Element { input, from, to, held: false });
            if headings {
                let input = named(from, input);
                parts.push(Part::Heading(format!(
                    "To {} {input}, from {from} to {to}",
                    operation.name()
                )));
            }
            continue;
        }
        // Every derivation begins with its element.
        let Some(element) = &mut element else { continue };
        if let Step::Exact { held, .. } = step {
            element.held = held.is_some();
        }
        let is_last = at + 1 == steps.len();
        if let Some((heading, lines)) = element.tell(step, is_last) {
            parts.push(Part::Step(StepText { heading, lines, clause: step.clause() }));
        }
    }
    parts
}

fn text(text: impl Into<String>) -> Vec<Line> {
    vec![Line::Text(text.into())]
}

impl Element {
    /// The heading and the lines of a step; `None` if there is nothing to say.
    fn tell(&self, step: &Step, is_last: bool) -> Option<(String, Vec<Line>)> {
        let Element { to, .. } = *self;
        Some(match step {
            Step::Begin { .. } => return None,
            Step::Reading { note, letter } => reading(*note, *letter)?,
            Step::Map { entries, matched, .. } => {
                ("scalar_map".to_owned(), text(self.map(*entries, matched.as_ref())))
            }
            Step::Special { nan, has } => self.special(*nan, *has, is_last),
            Step::Exact { value, held } => self.exact(value, *held),
            Step::NegativeZero { rounded, kept } => {
                ("The sign of zero".to_owned(), text(self.negative_zero(*rounded, *kept)))
            }
            // What the output type holds exactly is kept (section Procedure): nothing else is tried.
            Step::Rounded(rounded) if self.held && rounded.reason == Reason::OnGrid => return None,
            Step::Rounded(rounded) => {
                (format!("Rounding, {}", rounded.rounding), self.rounded(rounded))
            }
            Step::Range { passed: None, .. } if self.held => return None,
            Step::Range { judged, min, max, passed } => {
                let limits = format!("{} to {}", named(to, *min), named(to, *max));
                let subject = short(judged, "The rounded value");
                let place = match passed {
                    None => "lies between them",
                    Some(End::Low) => "is below them",
                    Some(End::High) => "is above them",
                };
                let lines = [Line::Field("limits", limits)];
                let lines = lines.into_iter().chain(text(format!("{subject} {place}.")));
                (format!("The range of {to}"), lines.collect())
            }
            Step::OutOfRange { rule, value, given } => {
                (format!("out_of_range, {rule}"), text(self.out_of_range(*rule, value, *given)))
            }
            Step::Encoded { pattern } => ("Encoding".to_owned(), bits(to, *pattern)),
            Step::RoundTrip { array, before, after, survives } => {
                ("Round trip".to_owned(), round_trip(*array, *before, *after, *survives))
            }
        })
    }

    fn map(&self, entries: usize, matched: Option<&Matched>) -> String {
        match (entries, matched) {
            (0, _) => "It has no entries for this.".to_owned(),
            (1, None) => "The key of its entry does not match.".to_owned(),
            (_, None) => format!("None of the keys of its {entries} entries matches."),
            (_, Some(Matched { at, key, value })) => format!(
                "The key of entry {at} matches: {}. Its value is the result: {}.",
                named(self.from, *key),
                named(self.to, *value)
            ),
        }
    }

    fn special(&self, nan: bool, has: bool, is_last: bool) -> (String, Vec<Line>) {
        let Element { input, from, to, .. } = *self;
        let (heading, what) = if nan { ("NaN", "NaN") } else { ("Infinity", "infinity") };
        let consequence = match (nan, has) {
            (true, true) => {
                format!("{to} has NaN: the result is NaN, of whatever sign and payload.")
            }
            (false, true) => format!("{to} has it: it is kept."),
            (_, false) if is_last => format!("{to} has no {what}: an error."),
            (_, false) => format!("{to} has no {what}."),
        };
        let mut lines = bits(from, input);
        lines.push(Line::Text(consequence));
        (heading.to_owned(), lines)
    }

    fn exact(&self, value: &Exact, held: Option<u64>) -> (String, Vec<Line>) {
        let Element { input, from, to, .. } = *self;
        let mut lines = decimal(value);
        lines.extend(bits(from, input));
        lines.push(Line::Text(match held {
            Some(pattern) => format!("{to} holds it: {}.", to.pattern_to_text(pattern)),
            None => format!("{to} does not hold it."),
        }));
        ("Exact representation".to_owned(), lines)
    }

    fn negative_zero(&self, rounded: bool, kept: bool) -> String {
        let to = self.to;
        match (rounded, kept) {
            (false, true) => format!("{to} has a negative zero: the sign is kept."),
            (false, false) => {
                format!("{to} has no negative zero. The number is 0 all the same: the result is 0.")
            }
            (true, true) => "A negative value that is rounded to zero keeps its sign.".to_owned(),
            (true, false) => format!("{to} has no negative zero: the result is 0."),
        }
    }

    fn rounded(&self, step: &Rounded) -> Vec<Line> {
        let (taken, left) = step.taken_and_left();
        let grid = format!("2^{}", step.grid);
        if step.reason == Reason::OnGrid {
            let value = short(&taken.value, "The value");
            return text(format!("{value} is a multiple of {grid}: there is nothing to round."));
        }
        let side = if step.taken == End::Low { "the one below" } else { "the one above" };
        let name = match short(&taken.value, "") {
            long if long.is_empty() => side.to_owned(),
            short => format!("{side}, {short}"),
        };
        let reason = match step.reason {
            Reason::OnGrid | Reason::Nearer => format!("Nearer is {name}."),
            Reason::Direction => match step.rounding {
                Rounding::TowardsPositive => format!("Upwards lies {name}."),
                Rounding::TowardsNegative => format!("Downwards lies {name}."),
                _ => format!("Towards zero lies {name}."),
            },
            Reason::Even => format!(
                "A tie goes to the even multiple: {name} = {} * {grid}, and not {} * {grid}.",
                taken.value.magnitude, left.value.magnitude
            ),
            Reason::Away => format!("A tie goes away from zero: {name}."),
            Reason::EvenCode => format!("A tie goes to the even exponent code: {name}."),
        };
        let mut lines = vec![Line::Field("grid", format!("multiples of {grid}"))];
        lines.extend(self.neighbour("below", &step.below));
        lines.extend(self.neighbour("above", &step.above));
        lines.extend(text(reason));
        lines
    }

    fn neighbour(&self, label: &'static str, neighbour: &Neighbour) -> Vec<Line> {
        let place = match neighbour.pattern {
            Some(pattern) => format!("({})", self.to.pattern_to_text(pattern)),
            None => format!("(outside {})", self.to),
        };
        let value = format!("{} {place}", neighbour.value.to_decimal());
        let distance = format!("{} away", exact(&neighbour.distance));
        if value.len() + distance.len() <= NEIGHBOUR {
            return vec![Line::Field(label, format!("{value}, {distance}"))];
        }
        vec![Line::Field(label, value), Line::Field("", distance)]
    }

    fn out_of_range(&self, rule: OutOfRange, value: &Exact, given: Given) -> String {
        let to = self.to;
        match given {
            Given::Infinity(pattern) => {
                format!("{to} has infinities: the result is {}.", named(to, pattern))
            }
            Given::Limit(pattern) => format!("The result is the limit, {}.", named(to, pattern)),
            Given::Residue { bits, residue } => {
                let value = short(value, "The rounded value");
                let is_signed = matches!(to.kind(), Kind::Integer(integer) if integer.signed);
                let read = match to.value_to_text(residue) {
                    negative if is_signed && negative.starts_with('-') => {
                        format!(", which two's complement reads as {negative}")
                    }
                    _ => String::new(),
                };
                format!("{value} modulo 2^{bits} is {residue}{read}.")
            }
            Given::Nothing if rule == OutOfRange::Wrap => {
                format!("Nothing wraps in {to}, a type of floats: an error, as if it were unset.")
            }
            Given::Nothing => "No rule brings it into range: an error.".to_owned(),
        }
    }
}

fn round_trip(array: Real, before: u64, after: u64, survives: bool) -> Vec<Line> {
    let verdict = match survives {
        true => "The same: the fill value survives.",
        false => "Not the same: the fill value does not survive.",
    };
    vec![
        Line::Field("before", named(array, before)),
        Line::Field("after", named(array, after)),
        Line::Text(verdict.to_owned()),
    ]
}
