//! What a verdict is about: one expectation of the vectors.

use std::sync::Arc;

use super::StoredOperation;
use crate::codec::axis::Facet;
use crate::codec::column::Column;
use crate::data_type::{DataType, Real};
use crate::protocol::WriteRequest;
use crate::vectors::golden::GoldenArray;
use crate::vectors::{
    Ask, FreeBits, Kind, Located, Scenario, ScenarioKind,
    tags::{Tag, TagSet},
};

/// One expectation.
#[derive(Clone, Debug)]
pub enum Asked {
    /// One input under one configuration.
    Element { column: Column, input: u64, tags: TagSet },
    /// A scenario, or one input of it.
    Scenario { kind: ScenarioKind, scenario: Arc<Scenario>, input: Option<u64> },
    /// A golden array.
    Stored { array: Arc<GoldenArray>, operation: StoredOperation },
}

impl Asked {
    /// The id of the expectation.
    pub fn id(&self) -> String {
        match self {
            Asked::Element { column, input, .. } => column.case_id(*input),
            Asked::Scenario { scenario, input, .. } => match (scenario.types(), input) {
                (Some((input_type, _)), Some(input)) => scenario.element_id(input_type, *input),
                _ => scenario.id.clone(),
            },
            Asked::Stored { array, operation: StoredOperation::Read } => array.id.clone(),
            Asked::Stored { array, operation: StoredOperation::Write } => {
                format!("{}/{}", array.id, WriteRequest::NAME)
            }
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Asked::Element { .. } => Kind::Elements,
            Asked::Scenario { kind, .. } => Kind::Scenarios(*kind),
            Asked::Stored { .. } => Kind::Stores,
        }
    }

    /// The types before and after, where elements are cast.
    pub fn types(&self) -> Option<(Real, Real)> {
        match self {
            Asked::Element { column, .. } => Some(column.conversion.types()),
            Asked::Scenario { scenario, .. } => scenario.types(),
            Asked::Stored { .. } => None,
        }
    }

    /// The type of the elements that come out. Validity and data as a whole have none, and are
    /// spelled alike for all.
    pub fn output_type(&self) -> Real {
        match self {
            Asked::Element { column, .. } => column.conversion.output_type,
            Asked::Scenario { scenario, .. } => match &scenario.ask {
                Ask::Elements { output_type, .. }
                | Ask::Array { output_type, .. }
                | Ask::FillValue { output_type, .. }
                | Ask::Scalar { output_type, .. } => *output_type,
                Ask::Validity { .. }
                | Ask::Data { .. }
                | Ask::Element { .. }
                | Ask::FillElement { .. } => Real::INT8,
            },
            Asked::Stored { .. } => Real::INT8,
        }
    }

    /// What is asked of a scenario.
    pub fn ask(&self) -> Option<&Ask> {
        match self {
            Asked::Element { .. } | Asked::Stored { .. } => None,
            Asked::Scenario { scenario, .. } => Some(&scenario.ask),
        }
    }

    /// The type and the pattern of the one element that is cast.
    pub fn input(&self) -> Option<(Real, u64)> {
        let (input_type, _) = self.types()?;
        match self {
            Asked::Element { input, .. } => Some((input_type, *input)),
            Asked::Scenario { input, .. } => Some((input_type, (*input)?)),
            Asked::Stored { .. } => None,
        }
    }

    /// The column, of an element that is asked under every configuration.
    pub fn column(&self) -> Option<&Column> {
        match self {
            Asked::Element { column, .. } => Some(column),
            Asked::Scenario { .. } | Asked::Stored { .. } => None,
        }
    }

    /// The configuration of a column, by facets.
    pub fn facets(&self) -> impl Iterator<Item = Facet> {
        self.column().into_iter().flat_map(Column::facets)
    }

    /// The tag that says most.
    pub fn tag(&self) -> Option<&'static Tag> {
        match self {
            Asked::Element { tags, .. } => tags.first(),
            Asked::Scenario { .. } | Asked::Stored { .. } => None,
        }
    }

    /// The tags, of which scenarios have none.
    pub fn tags(&self) -> TagSet {
        match self {
            Asked::Element { tags, .. } => *tags,
            Asked::Scenario { .. } | Asked::Stored { .. } => TagSet::default(),
        }
    }

    /// Whether a clause is among those that it is about.
    pub fn is_about(&self, clause: &str) -> bool {
        match self {
            Asked::Element { column, tags, .. } => {
                column.clauses().any(|one| one == clause)
                    || tags.iter().any(|tag| tag.clause == clause)
            }
            Asked::Scenario { scenario, .. } => scenario.clauses.iter().any(|one| one == clause),
            Asked::Stored { array, .. } => array.clauses.iter().any(|one| one == clause),
        }
    }

    /// The id of the clause that it is about, of several the first.
    pub fn clause(&self) -> Option<&str> {
        match self {
            Asked::Element { tags, .. } => tags.first().map(|tag| tag.clause),
            Asked::Scenario { scenario, .. } => scenario.clauses.first().map(String::as_str),
            Asked::Stored { array, .. } => array.clause(),
        }
    }

    /// The bits that are free in data as a whole.
    pub fn free_bits(&self) -> FreeBits {
        match self {
            Asked::Element { .. } | Asked::Stored { .. } => {
                FreeBits { any_nan: None, mask: u8::MAX }
            }
            Asked::Scenario { scenario, .. } => scenario.free_bits(),
        }
    }

    /// The data type of the elements that come out, if they are data as a whole and have no fixed size.
    pub fn variable_type(&self) -> Option<DataType> {
        match self {
            Asked::Element { .. } | Asked::Stored { .. } => None,
            Asked::Scenario { scenario, .. } => scenario.variable_type(),
        }
    }

    /// True of an expectation whose value may come as data although [`Asked::variable_type`] has a type.
    pub fn may_come_as_data(&self) -> bool {
        match self {
            Asked::Element { .. } | Asked::Stored { .. } => false,
            Asked::Scenario { scenario, .. } => scenario.may_come_as_data(),
        }
    }

    /// What a scenario is for.
    pub fn about(&self) -> Option<&str> {
        match self {
            Asked::Element { .. } => None,
            Asked::Scenario { scenario, .. } => Some(&scenario.about),
            Asked::Stored { array, .. } => Some(&array.comment),
        }
    }
}

impl From<Located> for Asked {
    fn from(located: Located) -> Asked {
        match located {
            Located::Element { column, case } => {
                Asked::Element { column, input: case.input, tags: case.tags }
            }
            Located::Scenario { kind, scenario, element } => {
                let input = match &scenario.ask {
                    Ask::Elements { elements, .. } => {
                        element.and_then(|at| elements.get(at)).map(|one| one.input)
                    }
                    _ => None,
                };
                Asked::Scenario { kind, scenario: Arc::from(scenario), input }
            }
        }
    }
}
