//! One thing that is asked of a subject while a case is made smaller, and the next smaller ones.

use std::sync::Arc;

use super::json::{Tree, without_some};
use crate::check::{Deviation, Got, Wanted, reply};
use crate::codec::notes::{self, Grade, Readings};
use crate::data_type::{Dyadic, Real, pack_raw};
use crate::generators::answer;
use crate::protocol::{Layout, Question, Request};
use crate::subject::Reply;
use crate::vectors::{Ask, Element, Expected, Outcome, Scenario};

/// Metadata, and what is asked under it by one request.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What it asks about elements is asked as one array; what it expects is not looked at.
    pub scenario: Scenario,
    pub shape: Vec<u64>,
    /// The position of the one element that counts, where not all do.
    pub target: Option<usize>,
    /// Whether any NaN will do, even where a map names its bits.
    pub any_nan: bool,
    /// How the elements lie in memory.
    pub layout: Layout,
}

impl Trial {
    /// That of a scenario as it stands.
    pub fn whole(scenario: &Scenario) -> Trial {
        let mut scenario = scenario.clone();
        let (mut shape, mut any_nan) = (Vec::new(), false);
        if let Ask::Array { operation, input_type, output_type, shape: own, input, .. } =
            &scenario.ask
        {
            (shape, any_nan) = (own.clone(), true);
            let (operation, input_type, output_type) = (*operation, *input_type, *output_type);
            let elements = elements(input);
            scenario.ask = Ask::Elements { operation, input_type, output_type, elements };
        }
        Trial { scenario, shape, target: None, any_nan, layout: Layout::C }
    }

    /// Elements of a scenario that asks about such, as one array of which one element counts.
    pub fn array(scenario: &Scenario, inputs: &[u64], target: usize) -> Trial {
        let mut scenario = scenario.clone();
        if let Ask::Elements { elements, .. } = &mut scenario.ask {
            *elements = self::elements(inputs);
        }
        let shape = vec![inputs.len() as u64];
        Trial { scenario, shape, target: Some(target), any_nan: false, layout: Layout::C }
    }

    /// The same array in another memory layout, if there is a shape of it that shows it.
    pub fn laid_out(&self, layout: Layout) -> Option<Trial> {
        self.inputs()?;
        let in_pairs = match self.shape[..] {
            [length] if length.is_multiple_of(2) => vec![length / 2, 2],
            _ => self.shape.clone(),
        };
        let shapes = [self.shape.clone(), in_pairs].into_iter();
        let shape = shapes.into_iter().find(|shape| layout.shows_in(shape))?;
        Some(Trial { shape, layout, ..self.clone() })
    }

    /// The inputs, where elements are asked about.
    pub fn inputs(&self) -> Option<(Real, Vec<u64>)> {
        match &self.scenario.ask {
            Ask::Elements { input_type, elements, .. } => {
                Some((*input_type, elements.iter().map(|one| one.input).collect()))
            }
            _ => None,
        }
    }

    /// The array of the elements around the one that counts.
    pub fn without_target(&self) -> Option<Trial> {
        let target = self.target?;
        let (_, inputs) = self.inputs()?;
        let kept: Vec<_> = (0..inputs.len()).filter(|at| *at != target).collect();
        let all = Trial { target: None, ..self.clone() };
        if kept.is_empty() { None } else { all.with(vec![kept.len() as u64], &kept) }
    }

    pub fn output_type(&self) -> Real {
        self.scenario.output_type().unwrap_or(Real::INT8)
    }

    pub fn request(&self) -> Request {
        let codec = || self.scenario.codec.clone().unwrap_or_else(|| Arc::from("null"));
        let question = match &self.scenario.ask {
            Ask::Elements { operation, input_type, elements, .. } => Question::Elements {
                operation: *operation,
                codec: codec(),
                shape: self.shape.clone(),
                data: pack_raw(*input_type, elements.iter().map(|one| one.input)),
                // What lies as in C order is asked for as that.
                layout: if self.layout.shows_in(&self.shape) { self.layout } else { Layout::C },
            },
            Ask::FillValue { .. } | Ask::FillElement { .. } => {
                Question::FillValue { codec: codec() }
            }
            Ask::Validity { .. } => Question::Validate { codec: codec() },
            // Of an array there is none: `whole` makes elements of it.
            Ask::Scalar { .. } | Ask::Element { .. } | Ask::Array { .. } | Ask::Data { .. } => {
                Question::Scalar
            }
        };
        Request {
            id: 1,
            question,
            data_type: Arc::clone(&self.scenario.data_type),
            fill_value: Arc::clone(&self.scenario.fill_value),
        }
    }

    /// What the subject came to.
    pub fn got(&self, reply: Reply) -> Got {
        match &self.scenario.ask {
            Ask::Elements { elements, .. } => {
                let elements = reply::elements(reply, self.output_type(), elements.len());
                elements.map_or_else(|got| got, Got::Array)
            }
            Ask::Validity { .. } => reply::validity(reply),
            _ => reply::elements(reply, self.output_type(), 1).map_or_else(
                |got| got,
                |one| Got::pattern(one.first().copied().unwrap_or_default()),
            ),
        }
    }

    /// What the oracle says of each element, or of the one thing that is asked.
    pub fn outcomes(&self, readings: &Readings) -> Vec<Outcome> {
        let mut outcomes = answer::scenario(&self.scenario, readings);
        if self.any_nan {
            for outcome in &mut outcomes {
                if let Outcome::Bits(pattern) = *outcome {
                    *outcome = Outcome::of_pattern(self.output_type(), pattern);
                }
            }
        }
        outcomes
    }

    /// The clause that the metadata does not meet, if there is one.
    pub fn clause(&self) -> Option<&'static str> {
        answer::unmet(&self.scenario, &Readings::stand())
    }

    /// In what way an answer is wrong, if it is under the stand and no advisory note's other reading
    /// accepts it.
    pub fn deviation(&self, got: &Got) -> Option<Deviation> {
        let stand = Readings::stand();
        let deviation = self.deviation_under(&stand, got)?;
        let advisory = notes::all().filter(|note| note.grade == Grade::Advisory);
        let mut readings = advisory.flat_map(|note| {
            note.lettered().filter_map(move |(letter, _)| stand.with(note, letter).ok())
        });
        let is_accepted = readings.any(|one| self.deviation_under(&one, got).is_none());
        (!is_accepted).then_some(deviation)
    }

    fn deviation_under(&self, readings: &Readings, got: &Got) -> Option<Deviation> {
        let output_type = self.output_type();
        let of = |outcome: Outcome, got: &Got| {
            Deviation::of(output_type, &Wanted::One(Expected::Only(outcome)), got)
        };
        let outcomes = self.outcomes(readings);
        let is_wrong =
            |at: usize, found: u64| !outcomes[at].accepts(output_type, Outcome::Bits(found));
        match got {
            // What is asked as a whole is not made smaller.
            Got::Data(_) | Got::Unsupported | Got::LeftOut(_) | Got::NotAsked => None,
            // Nor is an array on disk.
            Got::Read(_) | Got::Refused(_) | Got::Miswritten(..) => None,
            Got::Crash(_) | Got::BreaksProtocol(_) | Got::Timeout(_) => {
                Some(of(Outcome::Error, got))
            }
            Got::Array(_) if outcomes.contains(&Outcome::Error) => Some(Deviation::ValueForError),
            Got::Array(found) => {
                let counts = |at: &usize| self.target.is_none_or(|target| target == *at);
                let at = (0..found.len()).filter(counts).find(|at| is_wrong(*at, found[*at]))?;
                Some(of(outcomes[at], &Got::pattern(found[at])))
            }
            Got::Outcome(_) if self.inputs().is_some() => {
                (!outcomes.contains(&Outcome::Error)).then_some(Deviation::ErrorForValue)
            }
            Got::Outcome(found) => {
                let outcome = *outcomes.first()?;
                (!outcome.accepts(output_type, *found)).then(|| of(outcome, got))
            }
        }
    }

    /// The trials that are a step smaller, those first that are much smaller.
    pub fn smaller(&self) -> impl Iterator<Item = Trial> {
        let trees = self.smaller_metadata();
        self.with_fewer_elements()
            .chain(self.with_other_shapes())
            .chain(trees)
            .chain(self.simpler())
    }

    fn with(&self, shape: Vec<u64>, kept: &[usize]) -> Option<Trial> {
        let (_, inputs) = self.inputs()?;
        let target = match self.target {
            None => None,
            Some(target) => Some(kept.iter().position(|at| *at == target)?),
        };
        let inputs: Vec<_> = kept.iter().map(|at| inputs[*at]).collect();
        let mut trial = Trial { shape, target, ..self.clone() };
        if let Ask::Elements { elements, .. } = &mut trial.scenario.ask {
            *elements = self::elements(&inputs);
        }
        Some(trial)
    }

    /// In one dimension.
    fn with_fewer_elements(&self) -> impl Iterator<Item = Trial> {
        let count = self.inputs().map_or(0, |(_, inputs)| inputs.len());
        let free: Vec<_> = (0..count).filter(|at| Some(*at) != self.target).collect();
        let lists: Vec<_> = without_some(&free).collect();
        lists.into_iter().filter_map(move |mut kept| {
            kept.extend(self.target);
            kept.sort_unstable();
            self.with(vec![kept.len() as u64], &kept)
        })
    }

    /// With the elements that there are in one dimension, or those that a smaller shape takes.
    fn with_other_shapes(&self) -> impl Iterator<Item = Trial> {
        let count = self.inputs().map_or(0, |(_, inputs)| inputs.len());
        let flat = vec![count as u64];
        let mut shapes = Vec::new();
        if self.inputs().is_some() && self.shape != flat {
            shapes.push(flat);
            for (at, length) in self.shape.iter().enumerate() {
                let mut without = self.shape.clone();
                without.remove(at);
                shapes.push(without);
                for shorter in [length / 2, length.saturating_sub(1)] {
                    if shorter < *length {
                        let mut shape = self.shape.clone();
                        shape[at] = shorter;
                        shapes.push(shape);
                    }
                }
            }
        }
        shapes.into_iter().filter_map(move |shape| {
            let taken = usize::try_from(shape.iter().product::<u64>()).ok()?;
            let kept: Vec<_> = (0..taken.min(count)).collect();
            (kept.len() == taken).then(|| self.with(shape, &kept)).flatten()
        })
    }

    fn smaller_metadata(&self) -> impl Iterator<Item = Trial> {
        let trees = |json: &str| -> Vec<Arc<str>> {
            Tree::read(json).smaller().map(|tree| tree.to_string().into()).collect()
        };
        let scenario = &self.scenario;
        let codecs = trees(scenario.codec.as_deref().unwrap_or("null")).into_iter();
        let codecs = codecs.map(|codec| Scenario { codec: Some(codec), ..scenario.clone() });
        let types = trees(&scenario.data_type).into_iter();
        let types = types.map(|data_type| Scenario { data_type, ..scenario.clone() });
        let plain = ["0", "1"].into_iter().filter(|one| one.len() < scenario.fill_value.len());
        let fill_values = plain.map(Arc::from).chain(trees(&scenario.fill_value));
        let fill_values = fill_values.map(|fill_value| Scenario { fill_value, ..scenario.clone() });
        codecs.chain(types).chain(fill_values).map(|scenario| Trial { scenario, ..self.clone() })
    }

    /// With one element of a simpler value.
    fn simpler(&self) -> impl Iterator<Item = Trial> {
        let (data_type, inputs) = self.inputs().unwrap_or((Real::INT8, Vec::new()));
        let rank = move |pattern: u64| {
            let text = data_type.value_to_text(pattern);
            (pattern & !data_type.mask() != 0, text.len(), text)
        };
        let one = Dyadic { negative: false, magnitude: 1, exponent: 0 };
        (0..inputs.len()).flat_map(move |at| {
            let input = inputs[at];
            let cleared = (0..data_type.bits()).rev().map(move |bits| input >> bits << bits);
            let plain = [Some(0), data_type.encode(one), Some(input & data_type.mask())];
            let inputs = inputs.clone();
            let simpler = plain.into_iter().flatten().chain(cleared);
            simpler.filter(move |pattern| rank(*pattern) < rank(input)).map(move |pattern| {
                let mut inputs = inputs.clone();
                inputs[at] = pattern;
                let mut trial = self.clone();
                if let Ask::Elements { elements, .. } = &mut trial.scenario.ask {
                    *elements = self::elements(&inputs);
                }
                trial
            })
        })
    }
}

fn elements(inputs: &[u64]) -> Vec<Element> {
    let element = |input| Element { input, expected: Expected::Only(Outcome::Error) };
    inputs.iter().copied().map(element).collect()
}
