//! Which cases a command runs, and under which readings.

use std::path::PathBuf;

use glob::Pattern;

use super::configurations::ConfigurationArguments;
use super::reading::refuse_contradictions;
use super::rooms::RoomArguments;
use super::{Failure, parse_list};
use crate::codec::notes::ReadingChoice;
use crate::vectors::golden::tags::GOLDEN_TAGS;
use crate::vectors::{Criterion, Selection, Store, tags::TagSet};

/// Cases of the vectors.
#[derive(clap::Args)]
pub(super) struct CaseArguments {
    /// Only these kinds of vectors: elements, scalar_map, arrays, fill_value, metadata, scalars, elementwise, encodings,
    /// chains, stores
    #[arg(long, value_name = "KINDS")]
    kind: Vec<String>,
    #[command(flatten)]
    configurations: ConfigurationArguments,
    /// Only cases whose codec has one of these words on an axis, or whose array is of such a type: keepbits=3,
    /// data_type=float64,int8
    #[arg(long = "where", value_name = "AXIS=WORDS")]
    facets: Vec<Criterion>,
    #[command(flatten)]
    rooms: RoomArguments,
    /// Only cases about at least one of these clauses (`zarrproof list clauses`)
    #[arg(long, value_name = "IDS")]
    clause: Vec<String>,
    /// Only cases of elements, or golden arrays, with at least one of these tags (`zarrproof list tags`)
    #[arg(long, value_name = "TAGS")]
    tag: Vec<String>,
    /// Only cases whose id matches one of these globs
    #[arg(long, value_name = "GLOB")]
    filter: Vec<String>,
    /// Expect what these readings of notes give, such as SN-07=B (needs the feature `oracle`)
    #[arg(long, value_name = "READINGS")]
    reading: Vec<String>,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
}

impl CaseArguments {
    pub fn selection(&self) -> Result<Selection, Failure> {
        let mut tags = TagSet::default();
        let mut golden = self.rooms.golden();
        for name in parse_list::<String>(&self.tag)? {
            match GOLDEN_TAGS.iter().find(|tag| tag.name == name) {
                Some(tag) => golden.tags.push(tag),
                None => tags.insert(&name).map_err(Failure::usage)?,
            }
        }
        let pattern = |glob: &String| {
            Pattern::new(glob)
                .map_err(|error| Failure::usage(format!("{glob:?} is not a glob: {error}")))
        };
        let mut selection = self.configurations.selection()?;
        selection.facets.extend(self.facets.iter().cloned());
        Ok(Selection {
            kinds: parse_list(&self.kind)?,
            tags,
            clauses: parse_list(&self.clause)?,
            rooms: self.rooms.rooms()?,
            golden,
            filters: self.filter.iter().map(pattern).collect::<Result<_, _>>()?,
            ..selection
        })
    }

    /// The options that decide what is expected.
    pub fn expecting_words(&self) -> Vec<String> {
        let directory = self.vectors.iter().map(|directory| directory.display().to_string());
        let readings = self.reading.iter().flat_map(|one| ["--reading".to_owned(), one.clone()]);
        let directory = directory.flat_map(|one| ["--vectors".to_owned(), one]);
        directory.chain(readings).chain(self.rooms.words()).collect()
    }

    /// The readings that are chosen, beside the stand.
    pub fn readings(&self) -> Result<Vec<ReadingChoice>, Failure> {
        let choices = parse_list(&self.reading)?;
        refuse_contradictions(&choices)?;
        Ok(choices)
    }

    pub fn store(&self) -> Result<Store, Failure> {
        Store::of(self.vectors.as_deref()).map_err(Failure::usage)
    }
}
