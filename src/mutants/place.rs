//! Where a mutant is wrong.

use std::fmt;

use super::payload::Payload;
use super::seen::Comparison;
use super::unseen::Unseen;
use crate::codec::Operation;
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::Real;

/// The one place in which a mutant is wrong. What is `None` does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub types: Where,
    pub operation: Option<Operation>,
    pub rounding: Option<Rounding>,
    pub out_of_range: Option<OutOfRange>,
    /// What the defect has beside that.
    pub with: With,
}

/// The types that a mutant is wrong about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// Casts from one type to another.
    Pair(Real, Real),
    /// Casts from any type of one class to any of another.
    Classes(Class, Class),
    /// Scalars of one type.
    Scalars(Real),
    /// Any types.
    Everywhere,
}

/// Integers or floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Integer,
    Float,
}

/// The parameter of a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum With {
    Nothing,
    Mode(Rounding),
    Rule(OutOfRange),
    Type(Real),
    Number(i32),
    Word(&'static str),
    Unseen(Unseen),
    Comparison(Comparison),
    Payload(Payload),
}

impl Class {
    pub const ALL: [Class; 2] = [Class::Integer, Class::Float];

    pub fn of(data_type: Real) -> Class {
        if data_type.is_integer() { Class::Integer } else { Class::Float }
    }

    fn name(self) -> &'static str {
        match self {
            Class::Integer => "integer",
            Class::Float => "float",
        }
    }
}

impl With {
    fn words(self) -> Vec<String> {
        match self {
            With::Nothing => Vec::new(),
            With::Mode(mode) => vec![mode.name().to_owned()],
            With::Rule(rule) => vec![rule.name().to_owned()],
            With::Type(data_type) => vec![data_type.name().to_owned()],
            With::Number(value) => vec![value.to_string()],
            With::Word(word) => vec![word.to_owned()],
            With::Unseen(unseen) => unseen.words(),
            With::Payload(payload) => payload.words(),
            With::Comparison(one) => one.words().into_iter().map(str::to_owned).collect(),
        }
    }
}

impl Place {
    /// A place of which nothing is said but the types.
    pub fn of(types: Where) -> Place {
        Place { types, operation: None, rounding: None, out_of_range: None, with: With::Nothing }
    }

    /// The types, if it is a pair.
    pub fn pair(&self) -> Option<(Real, Real)> {
        match self.types {
            Where::Pair(from, to) => Some((from, to)),
            _ => None,
        }
    }

    /// Whether a cast happens there.
    pub fn has(
        &self,
        operation: Operation,
        types: (Real, Real),
        rounding: Rounding,
        out_of_range: OutOfRange,
    ) -> bool {
        let has_types = match self.types {
            Where::Pair(from, to) => types == (from, to),
            Where::Classes(from, to) => (Class::of(types.0), Class::of(types.1)) == (from, to),
            Where::Scalars(_) => false,
            Where::Everywhere => true,
        };
        has_types
            && self.operation.is_none_or(|one| one == operation)
            && self.rounding.is_none_or(|one| one == rounding)
            && self.out_of_range.is_none_or(|one| one == out_of_range)
    }
}

/// What is said, separated by slashes.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types = match self.types {
            Where::Pair(from, to) => vec![from.name(), to.name()],
            Where::Classes(from, to) => vec![from.name(), to.name()],
            Where::Scalars(data_type) => vec![data_type.name()],
            Where::Everywhere => Vec::new(),
        };
        let facets = [
            self.operation.map(Operation::name),
            self.rounding.map(Rounding::name),
            self.out_of_range.map(OutOfRange::name),
        ];
        let words = types.into_iter().chain(facets.into_iter().flatten()).map(str::to_owned);
        let words: Vec<_> = words.chain(self.with.words()).collect();
        f.write_str(&words.join("/"))
    }
}
