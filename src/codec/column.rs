//! Columns of element vectors: every configuration in which a codec converts elements from one real type to
//! another.

use std::fmt::Write;

use super::Operation;
use super::axis::{Axis, Facet};
use super::definition::Definition;
use super::notes::Readings;
use crate::data_type::Real;

/// The most axes of a codec that has element vectors.
const MOST: usize = 4;

/// A codec that converts elements, each for itself, and the types before and after.
#[derive(Clone, Copy, Debug)]
pub struct Conversion {
    pub codec: &'static Definition,
    pub input_type: Real,
    pub output_type: Real,
}

/// A configuration of a conversion: a word of each axis of the codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub conversion: Conversion,
    /// By axis, the position of the word.
    words: [u8; MOST],
    /// The position among all columns of the conversion.
    pub index: usize,
}

/// What element vectors need to know of a codec that converts elements, each for itself.
#[derive(Debug)]
pub struct ElementRules {
    /// Where the entry has the encoded type, as a JSON pointer.
    pub encoded_type: &'static str,
    /// How many words of an axis, from the first on, some valid configuration has between two types.
    pub words: fn(axis: &Axis, input_type: Real, output_type: Real) -> usize,
    /// The operations through which a valid configuration asks for a column.
    pub operations: fn(&Column) -> Vec<Operation>,
    /// The codec's entry that asks for a column through an operation.
    pub entry: fn(&Column, Operation) -> String,
    /// The id of the clause that every case with a facet is about.
    pub clause: fn(Facet, output_type: Real) -> &'static str,
    /// The column that says what is expected of another one through an operation, under some readings.
    pub expecting: fn(&Column, Operation, &Readings) -> Column,
    /// Whether an element without a result fails its whole array, under some readings.
    pub fails_arrays: fn(&Readings) -> bool,
}

impl PartialEq for Conversion {
    fn eq(&self, other: &Conversion) -> bool {
        self.codec.name == other.codec.name
            && (self.input_type, self.output_type) == (other.input_type, other.output_type)
    }
}

impl Eq for Conversion {}

impl Conversion {
    /// The rules of a codec that has element vectors.
    ///
    /// # Panics
    ///
    /// Where the codec has none: conversions are made of those that have.
    pub fn rules(self) -> &'static ElementRules {
        match self.codec.elements {
            Some(rules) => rules,
            None => panic!("{} has no element vectors", self.codec.name),
        }
    }

    /// The words of an axis that some valid configuration has between the types.
    pub fn words(self, axis: &'static Axis) -> &'static [&'static str] {
        let count = (self.rules().words)(axis, self.input_type, self.output_type);
        &axis.words[..count.min(axis.words.len())]
    }

    /// Every configuration: the product of the words of all axes, the last of which varies fastest.
    pub fn columns(self) -> impl Iterator<Item = Column> {
        let mut counts = [1; MOST];
        for (axis, count) in self.codec.axes.iter().zip(&mut counts) {
            *count = self.words(axis).len();
        }
        let all = counts.iter().product();
        (0..all).map(move |index| {
            let (mut words, mut rest) = ([0; MOST], index);
            for (at, count) in counts.iter().enumerate().rev() {
                words[at] = (rest % count) as u8;
                rest /= count;
            }
            Column { conversion: self, words, index }
        })
    }

    /// The column that has all of some words, by axis.
    pub fn column(self, words: &[&str]) -> Option<Column> {
        self.columns().find(|column| column.facets().map(Facet::word).eq(words.iter().copied()))
    }

    /// What the ids of all its cases begin with.
    pub fn prefix(self) -> String {
        let Conversion { codec, input_type, output_type } = self;
        format!("{}/{input_type}/{output_type}/", codec.room())
    }

    /// The types before and after.
    pub fn types(self) -> (Real, Real) {
        (self.input_type, self.output_type)
    }
}

impl Column {
    fn rules(&self) -> &'static ElementRules {
        self.conversion.rules()
    }

    /// A word of each axis, in the order of the axes.
    pub fn facets(&self) -> impl Iterator<Item = Facet> {
        let axes = self.conversion.codec.axes.iter().zip(self.words);
        axes.filter_map(|(axis, word)| axis.facet_at(usize::from(word)))
    }

    /// The facet of the axis of this name.
    pub fn facet(&self, axis: &str) -> Option<Facet> {
        self.facets().find(|facet| facet.axis.name == axis)
    }

    /// The position of the word of the axis at a position.
    pub fn word_of(&self, axis: usize) -> usize {
        usize::from(self.words[axis])
    }

    /// Whether it is what holds where the entry says nothing.
    pub fn is_plain(&self) -> bool {
        self.facets().all(Facet::is_absent)
    }

    /// The operations through which a valid configuration asks for this.
    pub fn operations(&self) -> Vec<Operation> {
        (self.rules().operations)(self)
    }

    /// The codec's entry that asks for this by `operation`.
    pub fn entry(&self, operation: Operation) -> String {
        (self.rules().entry)(self, operation)
    }

    /// The array's data type, where `operation` asks for this.
    pub fn array_type(&self, operation: Operation) -> Real {
        match operation {
            Operation::Encode => self.conversion.input_type,
            Operation::Decode => self.conversion.output_type,
        }
    }

    /// The encoded data type, where `operation` asks for this.
    pub fn encoded_type(&self, operation: Operation) -> Real {
        match operation {
            Operation::Encode => self.conversion.output_type,
            Operation::Decode => self.conversion.input_type,
        }
    }

    /// The ids of the clauses that every case of the column is about.
    pub fn clauses(&self) -> impl Iterator<Item = &'static str> {
        let (rules, output_type) = (self.rules(), self.conversion.output_type);
        self.facets().map(move |facet| (rules.clause)(facet, output_type))
    }

    /// The id of one input under this configuration. It is made of content and never changes meaning.
    pub fn case_id(&self, input: u64) -> String {
        let mut id = self.conversion.prefix();
        id.push_str(&self.conversion.input_type.pattern_to_text(input));
        for facet in self.facets() {
            // Writing to a string cannot fail.
            let _ = write!(id, "/{facet}");
        }
        id
    }
}
