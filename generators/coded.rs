//! The oracle's answer to anything that vectors ask of codecs other than casts, and of chains.

use crate::chunk::{Array, Data, Elements, Form, Positions};
use crate::codec::Operation;
use crate::codec::notes::Readings;
use crate::data_type::DataType;
use crate::oracle::{
    Chain, ChainError, Codec, FormError, Told, array_form, array_of_json, data_type_rules,
};
use crate::vectors::{AnyNan, Ask, DataOutcome, Outcome, Scenario, VectorData};

/// Why codecs cannot be bound.
#[derive(Debug, thiserror::Error)]
pub enum Unbound {
    #[error(transparent)]
    Form(#[from] FormError),
    #[error(transparent)]
    Chain(#[from] ChainError),
}

/// The outcome of each thing that a scenario asks about, unless that is data as a whole.
pub fn outcomes(scenario: &Scenario, readings: &Readings) -> Option<Vec<Outcome>> {
    let one = match &scenario.ask {
        Ask::Elements { .. } => return elements(scenario, readings),
        Ask::FillValue { .. } => {
            let data = run(scenario, None, readings, &mut Told::nobody()).ok();
            data.and_then(|data| outcome(&data)).unwrap_or(Outcome::Error)
        }
        Ask::Validity { .. } => match validity(scenario, readings) {
            Ok(()) => Outcome::Valid,
            Err(_) => Outcome::Invalid,
        },
        _ => return None,
    };
    Some(vec![one])
}

/// The validity of metadata: of an array of one element, for the request has no shape.
pub fn validity(scenario: &Scenario, readings: &Readings) -> Result<(), Unbound> {
    bound(scenario, Some(vec![1]), readings).map(drop)
}

/// The id of the clause that metadata does not meet, if there is one.
pub fn unmet(scenario: &Scenario, readings: &Readings) -> Option<&'static str> {
    match validity(scenario, readings).err()? {
        Unbound::Form(error) => error.clause(),
        Unbound::Chain(error) => error.clause(),
    }
}

/// The outcome of each element of a scenario that asks about elements.
pub fn elements(scenario: &Scenario, readings: &Readings) -> Option<Vec<Outcome>> {
    let Ask::Elements { operation, elements, .. } = &scenario.ask else { return None };
    let chain = chain(scenario, Some(vec![1]), readings);
    let of_input = |input: u64| {
        let chain = chain.as_ref().ok()?;
        let data = element(scenario, input).ok()?;
        outcome(&apply(chain, *operation, &data, &mut Told::nobody()).ok()?)
    };
    Some(elements.iter().map(|one| of_input(one.input).unwrap_or(Outcome::Error)).collect())
}

/// The outcome of data as a whole, and the positions where any NaN is right.
pub fn data(scenario: &Scenario, readings: &Readings) -> (DataOutcome, Option<AnyNan>) {
    let Ok(data) = run(scenario, None, readings, &mut Told::nobody()) else { return (None, None) };
    let any_nan = match &data {
        Data::Array(Array { data_type, elements: Elements::Fixed { any_nan, .. }, .. }) => {
            let component = match data_type {
                DataType::Real(real) | DataType::Complex(real) => Some(*real),
                _ => None,
            };
            let component = component.filter(|_| !any_nan.is_empty());
            component.map(|component| AnyNan { component, positions: any_nan.iter().collect() })
        }
        _ => None,
    };
    (outcome_of(scenario, data), any_nan)
}

/// Data as a whole, or the bytes of one element.
fn outcome_of(scenario: &Scenario, data: Data) -> DataOutcome {
    let values = match data {
        Data::Bytes(bytes) => return Some(VectorData::Bytes(bytes)),
        Data::Array(Array { elements: Elements::Fixed { bytes, .. }, .. }) => {
            return Some(VectorData::Bytes(bytes));
        }
        Data::Array(Array { elements: Elements::Variable(values), .. }) => values,
    };
    let mut values = values.into_iter().map(<[u8]>::into_vec);
    match scenario.ask {
        Ask::Element { .. } | Ask::FillElement { .. } => values.next().map(VectorData::Bytes),
        _ => Some(VectorData::Elements(values.collect())),
    }
}

/// The data that one input of a scenario, or its data, comes to; an error is for people.
pub fn run(
    scenario: &Scenario,
    input: Option<u64>,
    readings: &Readings,
    told: &mut Told,
) -> Result<Data, String> {
    match (&scenario.ask, input) {
        (Ask::Elements { operation, .. }, Some(input)) => {
            let chain = chain(scenario, Some(vec![1]), readings)?;
            apply(&chain, *operation, &element(scenario, input)?, told)
        }
        (Ask::Data { operation, shape, data, .. }, _) => {
            let chain = chain(scenario, shape.clone(), readings)?;
            let form = match operation {
                Operation::Encode => chain.decoded(),
                Operation::Decode => chain.encoded(),
            };
            apply(&chain, *operation, &of_form(form, data)?, told)
        }
        (Ask::Element { .. }, _) => one_of_json(scenario, readings),
        (Ask::FillValue { .. } | Ask::FillElement { .. }, _) => {
            fill_value(scenario, readings, told)
        }
        _ => Err("it asks for no data".to_owned()),
    }
}

/// The first element of an array of real numbers.
pub fn outcome(data: &Data) -> Option<Outcome> {
    let Data::Array(array) = data else { return None };
    let real = array.data_type.real()?;
    let pattern = array.patterns()?.next()?;
    match &array.elements {
        Elements::Fixed { any_nan, .. } if any_nan.contains(0) => {
            Some(Outcome::of_pattern(real, pattern))
        }
        _ => Some(Outcome::Bits(pattern)),
    }
}

/// The fill value after the codecs, as an array without dimensions. Any NaN is right where it is right of an element.
fn fill_value(scenario: &Scenario, readings: &Readings, told: &mut Told) -> Result<Data, String> {
    let chain = chain(scenario, Some(vec![1]), readings)?;
    let before = one_of_json(scenario, readings)?;
    let any_nan = match (outcome_of(scenario, before), chain.decoded()) {
        (Some(before), form) => match of_form(form, &before).map(|one| chain.encode(&one, told)) {
            Ok(Ok(Data::Array(Array { elements: Elements::Fixed { any_nan, .. }, .. }))) => any_nan,
            _ => Positions::default(),
        },
        _ => Positions::default(),
    };
    match chain.encoded() {
        Form::Array { data_type, fill_value, .. } => {
            let element = fill_value.clone().map_err(|error| error.to_string())?;
            let element = element.ok_or_else(|| "there is no fill value".to_owned())?;
            let elements = match data_type.bytes() {
                Some(_) => Elements::Fixed { bytes: element.bytes().to_vec(), any_nan },
                None => Elements::Variable(vec![element.bytes().into()]),
            };
            let array = Array::new(data_type.clone(), Vec::new(), elements);
            array.map(Data::Array).map_err(|error| error.to_string())
        }
        Form::Bytes { .. } => Err("bytes come out, which have no fill value".to_owned()),
    }
}

/// An array without dimensions, whose element a fill value denotes.
fn one_of_json(scenario: &Scenario, readings: &Readings) -> Result<Data, String> {
    let data_type = DataType::read(&scenario.data_type, &data_type_rules(readings));
    let data_type = data_type.map_err(|error| error.to_string())?;
    let array = array_of_json(&data_type, &[], &[&scenario.fill_value], readings);
    array.map(Data::Array).map_err(|error| error.to_string())
}

fn element(scenario: &Scenario, input: u64) -> Result<Data, String> {
    let Some((input_type, _)) = scenario.types() else { return Err("it has no types".to_owned()) };
    let array = Array::from_patterns(input_type, vec![1], [input]);
    array.map(Data::Array).map_err(|error| error.to_string())
}

fn of_form(form: &Form, data: &VectorData) -> Result<Data, String> {
    let elements = match (form, data) {
        (Form::Bytes { .. }, VectorData::Bytes(bytes)) => return Ok(Data::Bytes(bytes.clone())),
        (_, VectorData::Bytes(bytes)) => {
            Elements::Fixed { bytes: bytes.clone(), any_nan: Positions::none() }
        }
        (_, VectorData::Elements(values)) => {
            Elements::Variable(values.iter().map(|value| value.as_slice().into()).collect())
        }
    };
    let Form::Array { data_type, shape, .. } = form else {
        return Err(format!("elements for {form}"));
    };
    let array = Array::new(data_type.clone(), shape.clone(), elements);
    array.map(Data::Array).map_err(|error| error.to_string())
}

fn apply(
    chain: &Chain,
    operation: Operation,
    data: &Data,
    told: &mut Told,
) -> Result<Data, String> {
    let data = match operation {
        Operation::Encode => chain.encode(data, told),
        Operation::Decode => chain.decode(data, told),
    };
    data.map_err(|error| error.to_string())
}

/// The codecs of a scenario, bound to what it encodes; an error is for people.
pub fn chain(
    scenario: &Scenario,
    shape: Option<Vec<u64>>,
    readings: &Readings,
) -> Result<Chain, String> {
    bound(scenario, shape, readings).map_err(|error| error.to_string())
}

fn bound(
    scenario: &Scenario,
    shape: Option<Vec<u64>>,
    readings: &Readings,
) -> Result<Chain, Unbound> {
    let codec = scenario.codec.as_deref().unwrap_or("null");
    let form = match shape {
        None => Form::Bytes { length: None, item_size: 1 },
        Some(shape) => array_form(&scenario.data_type, &scenario.fill_value, shape, readings)?,
    };
    let chain = match scenario.is_chain() {
        true => Chain::bind(codec, form, readings),
        false => Chain::bind_part(&format!("[{codec}]"), form, readings),
    };
    Ok(chain?)
}
