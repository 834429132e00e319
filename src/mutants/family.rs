//! The family: every defect in as many places as are asked for.

use std::collections::BTreeMap;

use super::defect::{Axes, Defect, Fault, Sites};
use super::defects;
use super::element::Shape;
use super::place::{Place, Where, With};
use crate::codec::Operation;
use crate::codec::cast_value::{self, OutOfRange, Rounding};
use crate::data_type::Real;
use crate::spelling::did_you_mean;
use crate::vectors::{Kind, ScenarioKind, sha256_hex};

/// A defect in one place.
#[derive(Clone, Copy, Debug)]
pub struct Mutant {
    pub defect: &'static Defect,
    pub place: Place,
}

/// Which mutants. An empty criterion passes all; another one passes those that have what it is about.
#[derive(Clone, Debug)]
pub struct Choice {
    pub from: Vec<Real>,
    pub to: Vec<Real>,
    /// Names of defects.
    pub defects: Vec<String>,
    /// How many pairs of types at most have a mutant of the same defect, mode, rule and parameter;
    /// all that can have one, if `None`.
    pub each: Option<usize>,
    /// How many places are drawn of each defect whose places are enumerated.
    pub drawn: usize,
    pub seed: u64,
}

/// From how many places of a defect some were drawn.
#[derive(Clone, Copy, Debug)]
pub struct Lottery {
    pub defect: &'static Defect,
    /// How many there are between the chosen types.
    pub places: u64,
}

/// A name that no defect has.
#[derive(Debug, thiserror::Error)]
#[error("unknown defect {name:?}{}; `zarrproof mutants --list` lists them", meant(name))]
pub struct UnknownDefect {
    pub name: String,
}

fn meant(name: &str) -> String {
    did_you_mean(name, defects::all().map(|defect| defect.name))
}

impl Choice {
    /// How many pairs there are of each defect, mode, rule and parameter by default.
    pub const EACH: usize = 4;

    /// How many places are drawn of each defect whose places are enumerated, by default.
    pub const DRAWN: usize = 400;

    /// The seed by default. Nothing else has it, and the generator of vectors has none.
    pub const SEED: u64 = 20_261_127;

    /// The pairs of types that are chosen.
    fn pairs(&self) -> Vec<(Real, Real)> {
        let pairs = Real::all().flat_map(|one| Real::all().map(move |other| (one, other)));
        pairs.filter(|(from, to)| passes(&self.from, *from) && passes(&self.to, *to)).collect()
    }

    fn wants(&self, defect: &Defect) -> bool {
        self.defects.is_empty() || self.defects.iter().any(|name| name == defect.name)
    }
}

fn passes(wanted: &[Real], found: Real) -> bool {
    wanted.is_empty() || wanted.contains(&found)
}

impl Default for Choice {
    fn default() -> Choice {
        let each = Some(Choice::EACH);
        Choice {
            from: Vec::new(),
            to: Vec::new(),
            defects: Vec::new(),
            each,
            drawn: Choice::DRAWN,
            seed: Choice::SEED,
        }
    }
}

impl Mutant {
    /// Made of what it is, and no other mutant's.
    pub fn name(&self) -> String {
        match self.place.to_string() {
            place if place.is_empty() => self.defect.name.to_owned(),
            place => format!("{}/{place}", self.defect.name),
        }
    }

    /// The vectors that it is asked for.
    pub fn kind(&self) -> Kind {
        match self.defect.fault {
            fault if fault.is_about_elements() => Kind::Elements,
            Fault::Array(_) if self.place.pair().is_some() => Kind::Elements,
            Fault::Array(_) => Kind::Scenarios(ScenarioKind::Arrays),
            Fault::Map(_) => Kind::Scenarios(ScenarioKind::ScalarMap),
            Fault::Fill(_) => Kind::Scenarios(ScenarioKind::FillValue),
            Fault::Validity(_) => Kind::Scenarios(ScenarioKind::Metadata),
            _ => Kind::Scenarios(ScenarioKind::Scalars),
        }
    }

    /// Whether it is wrong about some elements, each for itself.
    pub(super) fn is_about_elements(&self) -> bool {
        self.defect.fault.is_about_elements()
    }

    /// Whether what it was asked before matters.
    pub(super) fn remembers(&self) -> bool {
        matches!(self.defect.fault, Fault::Array(_))
    }

    /// Whether it is wrong about an element whichever way and in whichever company that is asked.
    pub fn is_about_inputs(&self) -> bool {
        self.is_about_elements() && self.place.operation.is_none()
    }
}

/// The mutants of a choice, by defect and place.
pub fn family(choice: &Choice) -> Result<Vec<Mutant>, UnknownDefect> {
    let is_known = |name: &&String| defects::all().any(|defect| defect.name == name.as_str());
    if let Some(name) = choice.defects.iter().find(|name| !is_known(name)) {
        return Err(UnknownDefect { name: name.clone() });
    }
    let mutants = |defect: &'static Defect| {
        let places = places(defect, choice).into_iter();
        places.map(move |place| Mutant { defect, place })
    };
    Ok(defects::all().filter(|defect| choice.wants(defect)).flat_map(mutants).collect())
}

/// The defects of a choice whose places are drawn.
pub fn lotteries(choice: &Choice) -> Vec<Lottery> {
    let pairs = choice.pairs();
    let lottery = |defect: &'static Defect| match defect.sites {
        Sites::Drawn(lot) => Some(Lottery { defect, places: lot.size(&pairs) }),
        _ => None,
    };
    let chosen = defects::all().filter(|defect| choice.wants(defect)).filter_map(lottery);
    chosen.filter(|one| one.places > 0).collect()
}

fn places(defect: &Defect, choice: &Choice) -> Vec<Place> {
    let is_wanted = |place: &Place| match place.types {
        Where::Pair(from, to) => passes(&choice.from, from) && passes(&choice.to, to),
        Where::Scalars(to) => choice.from.is_empty() && passes(&choice.to, to),
        Where::Classes(..) | Where::Everywhere => choice.from.is_empty() && choice.to.is_empty(),
    };
    let mut places = match defect.sites {
        Sites::Casts(axes, fits) => casts(axes, fits),
        Sites::Listed(places) => places(),
        Sites::Drawn(lot) => {
            return lot.draw(&choice.pairs(), choice.drawn, choice.seed, defect.name);
        }
    };
    places.retain(is_wanted);
    match choice.each {
        Some(each) => thin(defect.name, places, each),
        None => places,
    }
}

/// Every place between two types that fits.
fn casts(axes: Axes, fits: fn(&Shape) -> bool) -> Vec<Place> {
    let mut places = Vec::new();
    for from in Real::all() {
        for to in Real::all() {
            for column in cast_value::columns(from, to) {
                // What is not about a mode or a rule is in all of them; one stands for the others.
                let (rounding, out_of_range) = cast_value::rules(&column);
                let is_first = (axes.modes || rounding == Rounding::ALL[0])
                    && (axes.rules || out_of_range == OutOfRange::ALL[0]);
                if !is_first {
                    continue;
                }
                let shape = Shape { from, to, rounding, out_of_range, with: With::Nothing };
                let shapes = (axes.with)(&shape).into_iter().map(|with| Shape { with, ..shape });
                for shape in shapes.filter(fits) {
                    let place = Place {
                        types: Where::Pair(from, to),
                        operation: None,
                        rounding: axes.modes.then_some(rounding),
                        out_of_range: axes.rules.then_some(out_of_range),
                        with: shape.with,
                    };
                    if !axes.operations {
                        places.push(place);
                        continue;
                    }
                    let operations = column.operations().into_iter();
                    places.extend(operations.map(|one| Place { operation: Some(one), ..place }));
                }
            }
        }
    }
    places
}

/// At most `each` places of the same mode, rule and parameter. One in four has a source of up to 8
/// bits, if there are others: of such a source a set of inputs has every pattern.
fn thin(name: &str, places: Vec<Place>, each: usize) -> Vec<Place> {
    type Stratum = (Option<Operation>, Option<Rounding>, Option<OutOfRange>, With);
    let mut strata: BTreeMap<Stratum, [Vec<(String, Place)>; 2]> = BTreeMap::new();
    for place in places {
        let narrow = match place.types {
            Where::Pair(from, _) => from.bits() <= 8,
            _ => false,
        };
        let stratum = (place.operation, place.rounding, place.out_of_range, place.with);
        let key = sha256_hex(format!("{name}/{place}").as_bytes());
        strata.entry(stratum).or_default()[usize::from(narrow)].push((key, place));
    }
    let mut chosen = Vec::new();
    for [mut wide, mut narrow] in strata.into_values() {
        wide.sort();
        narrow.sort();
        let of_narrow = (each / 4).max(each.saturating_sub(wide.len()));
        let of_narrow = of_narrow.min(narrow.len());
        let wide = wide.into_iter().take(each - of_narrow);
        chosen.extend(wide.chain(narrow.into_iter().take(of_narrow)).map(|(_, place)| place));
    }
    chosen.sort();
    chosen
}
