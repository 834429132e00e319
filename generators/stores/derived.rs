//! Arrays from the scenarios of codecs and chains: what is asked there of decoding is here what a reader finds. So every
//! codec has golden arrays that has scenarios.

use std::collections::BTreeMap;

use super::plan::ArrayPlan;
use crate::chunk::Form;
use crate::codec::Operation;
use crate::codec::definition::{Definition, Stage};
use crate::codec::notes::Readings;
use crate::data_type::{DataType, Real, pack};
use crate::oracle::{Chain, Codec};
use crate::vectors::{Ask, Expected, Outcome, Scenario, ScenarioFile, VectorData};

/// The most elements of an array that come from a scenario about single elements.
const ELEMENTS: usize = 48;

/// How many elements are in a chunk of those.
const CHUNK: usize = 16;

/// The types that the core profile is about.
const COMMON: [&str; 11] = [
    "bool", "int16", "int32", "int64", "uint8", "uint16", "float16", "float32", "float64",
    "string", "bytes",
];

/// What is expected of a scenario.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Values,
    /// Readings differ.
    Contested,
    Refused,
}

impl Sort {
    /// The most arrays of a room that are of the core profile. What readings differ on is not for a first look.
    fn of_core(self) -> usize {
        match self {
            Sort::Values | Sort::Refused => 1,
            Sort::Contested => 0,
        }
    }

    /// The most arrays of a room: half of them of types of the core profile, half of others.
    fn of_whole(self) -> usize {
        match self {
            Sort::Values => 16,
            Sort::Contested | Sort::Refused => 8,
        }
    }
}

/// What a scenario comes to as an array.
struct Derived {
    sort: Sort,
    is_common: bool,
    plan: ArrayPlan,
}

pub(super) fn plans(files: &[ScenarioFile]) -> Vec<ArrayPlan> {
    let mut rooms: BTreeMap<(String, Sort), Vec<Derived>> = BTreeMap::new();
    for file in files {
        for derived in of_file(file) {
            rooms.entry((derived.plan.room.clone(), derived.sort)).or_default().push(derived);
        }
    }
    rooms.into_iter().flat_map(|((_, sort), all)| chosen(sort, all)).collect()
}

/// Some of the arrays of a room, spread over all of them.
fn chosen(sort: Sort, all: Vec<Derived>) -> Vec<ArrayPlan> {
    let (common, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.is_common);
    let core = spread(common.len(), sort.of_core());
    let whole = spread(common.len(), sort.of_whole() / 2);
    let of_common = common.into_iter().enumerate().filter_map(|(at, one)| {
        if core.contains(&at) {
            return Some(one.plan);
        }
        whole.contains(&at).then(|| one.plan.whole_profile())
    });
    let of_common: Vec<_> = of_common.collect();
    let rest = spread(others.len(), sort.of_whole() / 2);
    let of_others = others.into_iter().enumerate().filter(|(at, _)| rest.contains(at));
    of_common.into_iter().chain(of_others.map(|(_, one)| one.plan.whole_profile())).collect()
}

/// So many numbers below a count, as far apart as they can be.
fn spread(count: usize, wanted: usize) -> Vec<usize> {
    let wanted = wanted.min(count);
    (0..wanted).map(|at| at * count / wanted).collect()
}

/// The arrays of a file: scenarios that differ in their data alone are chunks of one.
fn of_file(file: &ScenarioFile) -> Vec<Derived> {
    let mut groups: Vec<(String, Vec<&Scenario>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for scenario in &file.scenarios {
        let Some(sort) = sort(scenario) else { continue };
        // What is refused, or contested, must not spoil the chunks beside it.
        let key = match sort {
            Sort::Values => key(scenario),
            _ => scenario.id.clone(),
        };
        let place = *places.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(scenario);
    }
    groups.into_iter().filter_map(|(_, scenarios)| derived(&scenarios)).collect()
}

/// What scenarios have in common whose data are chunks of one array.
fn key(scenario: &Scenario) -> String {
    let Scenario { codec, data_type, fill_value, ask, .. } = scenario;
    let shape = match ask {
        Ask::Data { shape: Some(shape), .. } => Some(shape.clone()),
        // Bytes of one length are chunks of one array.
        Ask::Data { expected, .. } => expected.stand.as_ref().map(|data| vec![data.len() as u64]),
        _ => None,
    };
    format!("{codec:?} {data_type} {fill_value} {shape:?}")
}

/// What is expected of what a reader does, if it is asked about that.
fn sort(scenario: &Scenario) -> Option<Sort> {
    let operation = match &scenario.ask {
        Ask::Elements { operation, .. }
        | Ask::Array { operation, .. }
        | Ask::Data { operation, .. } => *operation,
        _ => return None,
    };
    let sort = match &scenario.ask {
        Ask::Elements { elements, .. } => {
            let is_value = |one: &Expected| one.is_always_a_value();
            let is_refused = |one: &Expected| *one == Expected::Only(Outcome::Error);
            if elements.iter().any(|one| is_value(&one.expected)) {
                Sort::Values
            } else if elements.iter().all(|one| is_refused(&one.expected)) {
                Sort::Refused
            } else {
                Sort::Contested
            }
        }
        Ask::Array { expected, .. } => match expected {
            Some(_) => Sort::Values,
            None => Sort::Refused,
        },
        Ask::Data { expected, .. } => match &expected.stand {
            _ if !expected.others.is_empty() => Sort::Contested,
            Some(_) => Sort::Values,
            None => Sort::Refused,
        },
        _ => return None,
    };
    // What has no encoding is asked of writers alone. Metadata that is refused is refused either way.
    (operation == Operation::Decode || sort == Sort::Refused && has_no_chain(scenario))
        .then_some(sort)
}

/// Whether the codecs do not go together, whatever the data.
fn has_no_chain(scenario: &Scenario) -> bool {
    let shape = match &scenario.ask {
        Ask::Data { shape, .. } => shape.clone(),
        _ => Some(vec![1]),
    };
    crate::generators::coded::chain(scenario, shape, &Readings::stand()).is_err()
}

/// The array whose chunks scenarios are.
fn derived(scenarios: &[&Scenario]) -> Option<Derived> {
    let first = scenarios.first()?;
    let sort = sort(first)?;
    let (stage, entry) = (stage(first), first.codec.as_deref()?);
    let codecs = match stage {
        None => entry.to_owned(),
        Some(Stage::ArrayToArray) => format!("[{entry},{LITTLE}]"),
        Some(Stage::ArrayToBytes) => format!("[{entry}]"),
        Some(Stage::BytesToBytes) => format!(r#"[{{"name":"bytes"}},{entry}]"#),
    };
    let (data_type, chunk_shape, chunks) = chunks(scenarios, stage, entry, sort)?;
    // No chunk of such an array is read.
    if chunk_shape.contains(&0) || chunks.is_empty() {
        return None;
    }
    let mut shape = chunk_shape.clone();
    match shape.first_mut() {
        Some(first) => *first *= chunks.len() as u64,
        None if chunks.len() > 1 => return None,
        None => {}
    }
    let fill_value = match stage {
        Some(Stage::BytesToBytes) => "0",
        _ => &first.fill_value,
    };
    let (room, case) = names(&first.id)?;
    let clauses: Vec<_> = first.clauses.iter().map(String::as_str).collect();
    let mut plan = ArrayPlan::v3(&room, &case, data_type.clone(), &shape, &chunk_shape)
        .about(first.about.clone())
        .clauses(&clauses)
        .tags(&["codecs"])
        .member("fill_value", fill_value)
        .stored(chunks);
    // No other codec than its own is known to write such elements.
    plan = match data_type.bytes() {
        Some(_) => plan.spoilt("codecs", Some(&codecs)),
        None => plan.codecs(&codecs),
    };
    // A chunk for the fill value, where every reader can have one.
    if sort == Sort::Values && shape.len() == 1 {
        plan = plan.longer().tags(&["codecs", "missing-chunks"]);
    }
    plan.can_be_written().then(|| Derived {
        sort,
        is_common: COMMON.contains(&&*data_type.name()),
        plan,
    })
}

const LITTLE: &str = r#"{"name":"bytes","configuration":{"endian":"little"}}"#;

fn stage(scenario: &Scenario) -> Option<Stage> {
    scenario.codec_of_file().map(|codec: &Definition| codec.stage)
}

/// The room of an id and the rest of it as the name of a case.
fn names(id: &str) -> Option<(String, String)> {
    let (room, rest) = id.split_once('/')?;
    let case = rest.replace("/decode/", "/").replace("encode/", "refused/").replace('/', "-");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_.+-".contains(c);
    Some((room.to_owned(), case.chars().map(|c| if is_plain(c) { c } else { '_' }).collect()))
}

/// The type and the shape of a chunk, and what is stored of each.
fn chunks(
    scenarios: &[&Scenario],
    stage: Option<Stage>,
    entry: &str,
    sort: Sort,
) -> Option<(DataType, Vec<u64>, Vec<Vec<u8>>)> {
    let first = scenarios.first()?;
    let array_type = DataType::from_json(&first.data_type).ok();
    match &first.ask {
        Ask::Elements { input_type, elements, .. } => {
            let is_kept = |one: &Expected| sort != Sort::Values || one.is_always_a_value();
            let kept = elements.iter().filter(|one| is_kept(&one.expected));
            let mut inputs: Vec<u64> = kept.map(|one| one.input).collect();
            let places = spread(inputs.len(), ELEMENTS);
            inputs = places.into_iter().map(|at| inputs[at]).collect();
            if sort != Sort::Values {
                inputs.truncate(1);
            }
            let length = inputs.len().min(CHUNK);
            // The last chunk is filled with what is there already.
            let missing = inputs.len().next_multiple_of(length.max(1)) - inputs.len();
            inputs.extend_from_within(..missing);
            let chunks = inputs.chunks(length.max(1)).map(|some| pack(*input_type, some.to_vec()));
            Some((array_type?, vec![length as u64], chunks.collect()))
        }
        Ask::Array { input_type, shape, .. } => {
            let stored = |one: &&Scenario| match &one.ask {
                Ask::Array { input, .. } => pack(*input_type, input.clone()),
                _ => Vec::new(),
            };
            Some((array_type?, shape.clone(), scenarios.iter().map(stored).collect()))
        }
        Ask::Data { shape, operation, .. } => {
            // Elements without a fixed size are not stored as they are.
            let stored = |one: &&Scenario| match &one.ask {
                // What an encoder refuses is not stored, and metadata that is refused needs no chunk.
                Ask::Data { data, operation: Operation::Decode, .. } => {
                    data.bytes().map(<[u8]>::to_vec)
                }
                _ => Some(Vec::new()),
            };
            let stored: Vec<_> = scenarios.iter().map(stored).collect::<Option<_>>()?;
            match (stage, shape) {
                (Some(Stage::BytesToBytes), _) => {
                    let length = |one: &Scenario| match &one.ask {
                        Ask::Data { expected, .. } => expected.stand.as_ref().map(VectorData::len),
                        _ => None,
                    };
                    let alike = scenarios.iter().zip(stored);
                    let alike = alike.filter(|(one, _)| length(one) == length(first));
                    let alike: Vec<_> = alike.map(|(_, stored)| stored).collect();
                    let length = match length(first) {
                        Some(length) => length as u64,
                        None => decoded_length(entry, alike[0].len() as u64, *operation),
                    };
                    Some((DataType::Real(Real::UINT8), vec![length], alike))
                }
                (_, Some(shape)) => Some((array_type?, shape.clone(), stored)),
                (_, None) => None,
            }
        }
        _ => None,
    }
}

fn has_length(chain: &Chain) -> bool {
    matches!(chain.encoded(), Form::Bytes { length: Some(_), .. })
}

/// The length of bytes that are encoded in so many, if the codec says so; else as many.
fn decoded_length(entry: &str, encoded: u64, operation: Operation) -> u64 {
    let of = |length: u64| {
        let form = Form::Bytes { length: Some(length), item_size: 1 };
        Chain::bind_part(&format!("[{entry}]"), form, &Readings::stand()).ok()
    };
    let is_it = |length: &u64| {
        let chain = of(*length);
        matches!(chain.as_ref().map(Chain::encoded), Some(Form::Bytes { length, .. }) if *length == Some(encoded))
    };
    // Of what has no length of its own, none is found.
    let most = if of(1).is_some_and(|chain| has_length(&chain)) { encoded } else { 0 };
    let found = (1..=most).find(is_it).filter(|_| operation == Operation::Decode);
    found.unwrap_or(encoded).max(1)
}
