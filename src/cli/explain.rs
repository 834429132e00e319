//! `zarrproof explain`.

use std::path::PathBuf;

use super::chunk::ChunkArguments;
use super::output::print;
use super::reading::Reading;
use super::{Casting, EXPLAIN, Failure, Verdict};
use crate::codec::notes::Readings;
use crate::report::explain;
use crate::vectors::{Ask, LocateError, Located, Store, VectorError, parse_case_id};

/// Explain one outcome, step by step as the specification has them
///
/// Each step ends with the clause that it follows. Then come the result, and the notes on the
/// specification under another reading of which it would be another one.
///
/// Of a golden array, every chunk is shown with what each codec makes of it, or what the array must be refused for.
///
/// With --metadata, elements go through all codecs of an array, and what comes out of each is shown. As
/// many as a chunk has are a chunk. Any other number of them are an array of their own, whose last
/// dimension they are. --decode goes the other way, from the bytes of such a chunk.
#[derive(clap::Args)]
#[command(after_help = EXPLAIN)]
pub(super) struct Arguments {
    #[command(flatten)]
    casting: Casting,
    #[command(flatten)]
    reading: Reading,
    /// Vectors from a directory, not from this build
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
    #[command(flatten)]
    chunk: ChunkArguments,
    /// A value as for `zarrproof cast`, or the id of any case, as `zarrproof check` prints it
    #[arg(
        value_name = "VALUE|ID",
        required_unless_present = "decode",
        allow_negative_numbers = true,
        allow_hyphen_values = true
    )]
    asked: Option<String>,
    /// More values, with --metadata
    #[arg(value_name = "VALUE", requires = "metadata", allow_negative_numbers = true)]
    more: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let readings = arguments.reading.readings()?;
    if arguments.chunk.is_asked() {
        let Arguments { casting, vectors, asked, more, .. } = arguments;
        if !casting.is_empty() || vectors.is_some() {
            let error = "--metadata has types and configuration: --from, --to, --rounding, --out-of-range, --scalar-map and --vectors are for single casts";
            return Err(Failure::usage(error));
        }
        let values: Vec<_> = asked.iter().chain(more).map(String::as_str).collect();
        print(&arguments.chunk.explain(&values, &readings)?)?;
        return Ok(Verdict::Good);
    }
    let asked = arguments.asked.as_deref().unwrap_or_default();
    // No value has a slash in it, and every id has.
    let text = match (asked.contains('/'), arguments.casting.is_empty()) {
        (false, _) => arguments.explain_value(asked, &readings)?,
        (true, true) => arguments.explain_id(asked, &readings)?,
        (true, false) => {
            let error = "an id has types and configuration of its own: --from, --to, --rounding, --out-of-range and --scalar-map are for values";
            return Err(Failure::usage(error));
        }
    };
    print(&text)?;
    Ok(Verdict::Good)
}

impl Arguments {
    /// The vectors, if there are any: explaining takes none.
    fn store(&self) -> Result<Option<Store>, Failure> {
        match Store::of(self.vectors.as_deref()) {
            Ok(store) => Ok(Some(store)),
            Err(VectorError::NoneEmbedded) => Ok(None),
            Err(error) => Err(Failure::usage(error)),
        }
    }

    fn explain_value(&self, asked: &str, readings: &Readings) -> Result<String, Failure> {
        let casting = &self.casting;
        match casting.explain_mapped(asked, readings)? {
            Some(text) => Ok(text),
            None => self.explain_id(&casting.column()?.case_id(casting.input(asked)?), readings),
        }
    }

    fn explain_id(&self, id: &str, readings: &Readings) -> Result<String, Failure> {
        let store = self.store()?;
        if let Some(store) = &store
            && let Some(array) = store.golden_id(id)
        {
            let array = store.golden_array(array).map_err(Failure::usage)?;
            return Ok(explain::golden(&array, readings));
        }
        let located = match store.as_ref().map(|store| store.locate(id)) {
            Some(Ok(located)) => Some(located),
            Some(Err(error @ LocateError::Vectors(_))) => return Err(Failure::usage(error)),
            Some(Err(LocateError::Unknown { .. })) | None => None,
        };
        let explained = match located {
            Some(Located::Element { column, case }) => {
                explain::element(&column, case.input, Some(&case), readings)
            }
            Some(Located::Scenario { scenario, element, .. }) => {
                let input = match &scenario.ask {
                    Ask::Elements { elements, .. } => element.map(|at| elements[at].input),
                    _ => None,
                };
                explain::scenario(&scenario, input, readings)
            }
            None => return unlisted(store.as_ref(), id, readings),
        };
        Ok(explained)
    }
}

/// Explains what an id names that is not one of the vectors.
fn unlisted(store: Option<&Store>, id: &str, readings: &Readings) -> Result<String, Failure> {
    if let Some((column, input)) = parse_case_id(id) {
        return Ok(explain::element(&column, input, None, readings));
    }
    let unknown = || LocateError::Unknown { id: id.to_owned() };
    // An input that a scenario does not ask about has its metadata all the same.
    let element =
        id.rsplit_once('/').and_then(|(scenario, input)| match store?.locate(scenario).ok()? {
            Located::Scenario { scenario, .. } => {
                let (input_type, _) = scenario.types()?;
                Some((input_type.pattern_from_text(input).ok()?, scenario))
            }
            Located::Element { .. } => None,
        });
    let (input, scenario) = element.ok_or_else(unknown).map_err(Failure::usage)?;
    Ok(explain::scenario(&scenario, Some(input), readings))
}
