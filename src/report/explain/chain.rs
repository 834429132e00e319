//! Elements on their way through a chain, codec by codec; or bytes on their way back.

use super::page::{Line, Page, Part, StepText};
use super::reading::reading;
use super::{Facts, SHOWN, finish, list};
use crate::chunk::{Array, CodecError, Data, Elements, element_count};
use crate::codec::clauses;
use crate::codec::note::Letter;
use crate::codec::notes::{self, ReadingChoice, Readings};
use crate::codec::{Operation, definition::Definition};
use crate::oracle::metadata::ArrayMetadata;
use crate::oracle::{Chain, Codec, Telling, Told};
use crate::report::words::{any_element, hexadecimal, would_give};

/// More bytes than a sentence has.
const FEW: usize = 32;

/// What goes through the codecs of an array.
#[derive(Clone, Copy, Debug)]
pub struct ChainCase<'a> {
    /// What people know the document by.
    pub name: &'a str,
    /// The document.
    pub json: &'a str,
    /// The shape of the array that is encoded, which need not be that of a chunk.
    pub shape: &'a [u64],
    pub operation: Operation,
    pub data: &'a Data,
}

/// Explains what comes out of every codec of a chain, which is bound to the shape.
pub fn chain(
    case: &ChainCase,
    metadata: &ArrayMetadata,
    chain: &Chain,
    readings: &Readings,
) -> String {
    let mut told = Told::listening();
    let result = case.apply(chain, &mut told);
    let came_in = vec![data_line(case.data)];
    let mut parts = vec![Part::Heading("What comes in".to_owned()), Part::Lines(came_in)];
    parts.extend(Steps::default().parts(told.steps()));
    if let Err(CodecError { clause, reason }) = &result {
        let (heading, lines) = ("What is not met".to_owned(), vec![Line::Text(reason.clone())]);
        parts.push(Part::Step(StepText { heading, lines, clause: Some(clause) }));
    }
    let found = result.map_err(|error| error.reason);
    let notes = touching(case, &found, readings);
    let result = match &found {
        Ok(Data::Bytes(bytes)) => format!("{} bytes, {}", bytes.len(), hexadecimal(bytes)),
        Ok(data) => data_line(data),
        Err(reason) => format!("error: {reason}"),
    };
    let page = Page { parts, result, notes, ..Page::default() };
    finish(case.title(), case.facts(metadata, chain), page, readings)
}

impl ChainCase<'_> {
    fn apply(&self, chain: &Chain, told: &mut Told) -> Result<Data, CodecError> {
        match self.operation {
            Operation::Encode => chain.encode(self.data, told),
            Operation::Decode => chain.decode(self.data, told),
        }
    }

    /// The outcome by other readings, or why there is none.
    fn ask(&self, readings: &Readings) -> Result<Data, String> {
        let metadata =
            ArrayMetadata::read(self.json, readings).map_err(|error| error.to_string())?;
        let form = metadata.form(self.shape.to_vec()).map_err(|error| error.to_string())?;
        let chain = Chain::bind(&metadata.codecs, form, readings);
        let chain = chain.map_err(|error| error.to_string())?;
        self.apply(&chain, &mut Told::nobody()).map_err(|error| error.reason)
    }

    fn title(&self) -> String {
        format!("{}: {}", self.name, self.operation.name())
    }

    fn facts(&self, metadata: &ArrayMetadata, chain: &Chain) -> Facts {
        let ArrayMetadata { data_type, chunk_shape, fill_value, .. } = metadata;
        let names = chain.definitions().map(|Definition { name, .. }| *name);
        let mut facts =
            vec![("data_type", data_type.to_string()), ("chunk_shape", format!("{chunk_shape:?}"))];
        if self.shape != chunk_shape {
            facts.push(("shape", format!("{:?}, in place of a whole chunk", self.shape)));
        }
        facts.push(("fill_value", any_element(data_type, fill_value.bytes())));
        facts.push(("codecs", names.collect::<Vec<_>>().join(", ")));
        facts
    }
}

/// The readings under which something else comes out.
fn touching(case: &ChainCase, found: &Result<Data, String>, readings: &Readings) -> Vec<String> {
    let touches = |(choice, others): (ReadingChoice, Readings)| {
        let given = match (case.ask(&others), found) {
            (Err(_), Err(_)) => return None,
            (Err(_), Ok(_)) => "an error".to_owned(),
            (Ok(data), Ok(found)) if is_same(&data, found) => return None,
            (Ok(data), _) => data_line(&data),
        };
        Some(would_give(&choice, &given))
    };
    ReadingChoice::others(readings).filter_map(touches).collect()
}

/// Whether data is the same, apart from where any NaN is right.
fn is_same(one: &Data, other: &Data) -> bool {
    match (one, other) {
        (Data::Array(one), Data::Array(other)) => match (&one.elements, &other.elements) {
            (Elements::Fixed { bytes: one, .. }, Elements::Fixed { bytes: other, .. }) => {
                one == other
            }
            (one, other) => one == other,
        },
        (one, other) => one == other,
    }
}

/// What data is, and the beginning of it.
pub(super) fn data_line(data: &Data) -> String {
    match data {
        Data::Array(array) => {
            let Array { data_type, shape, .. } = array;
            let count = element_count(shape).unwrap_or_default();
            let element = |at| any_element(data_type, array.element(at).unwrap_or_default());
            format!("{data_type} {shape:?}: {}", list((0..count).map(element)))
        }
        Data::Bytes(bytes) => match bytes.get(..FEW) {
            Some(first) if bytes.len() > FEW => format!("{data}: {}…", hexadecimal(first)),
            _ => format!("{data}: {}", hexadecimal(bytes)),
        },
    }
}

/// The steps of a chain as parts of a page.
#[derive(Default)]
pub(super) struct Steps {
    parts: Vec<Part>,
    /// The element that steps are about.
    element: Option<u64>,
    /// How many elements of a codec are not shown.
    hidden: usize,
    /// The notes that this codec has read otherwise than the stand.
    departures: Vec<u16>,
}

impl Steps {
    pub fn parts(mut self, steps: &[Telling]) -> Vec<Part> {
        steps.iter().for_each(|step| self.tell(step));
        self.parts
    }

    fn tell(&mut self, step: &Telling) {
        match step {
            Telling::Begins { position, codec, operation } => {
                let heading = format!("Codec {position}, {codec}: {}", operation.name());
                *self = Steps { parts: std::mem::take(&mut self.parts), ..Steps::default() };
                self.parts.push(Part::Heading(heading));
            }
            Telling::Consults { note, letter } => self.consult(*note, *letter),
            Telling::Follows { clause, element, values } => {
                self.follow(clause, *element, values);
            }
            Telling::Gives { data } => {
                let hidden = (self.hidden > 0)
                    .then(|| format!("The steps of {} more elements are alike.", self.hidden));
                let gives = format!("gives {}", data_line(data));
                self.parts.push(Part::Lines(hidden.into_iter().chain([gives]).collect()));
            }
        }
    }

    fn consult(&mut self, note: u16, letter: Letter) {
        if letter == Letter::A || self.departures.contains(&note) {
            return;
        }
        self.departures.push(note);
        if let Some((heading, lines)) = reading(note, letter) {
            let clause = notes::of_number(note).map(|note| note.clause);
            self.parts.push(Part::Step(StepText { heading, lines, clause }));
        }
    }

    fn follow(
        &mut self,
        clause: &'static str,
        element: Option<u64>,
        values: &[(&'static str, String)],
    ) {
        if let Some(at) = element.filter(|at| Some(*at) != self.element) {
            self.element = Some(at);
            self.hidden += usize::from(at >= SHOWN as u64);
        }
        if self.hidden > 0 {
            return;
        }
        let lines = values.iter().map(|(label, text)| Line::Field(label, text.clone()));
        // What is told further of an element by the same clause is one step.
        if let (None, Some(Part::Step(step))) = (element, self.parts.last_mut())
            && step.clause == Some(clause)
        {
            return step.lines.extend(lines);
        }
        let says = clauses::find(clause).map_or(clause, |clause| clause.says);
        let heading = match self.element {
            Some(at) => format!("Element {at}: {says}"),
            None => says.to_owned(),
        };
        let lines = lines.collect();
        self.parts.push(Part::Step(StepText { heading, lines, clause: Some(clause) }));
    }
}
