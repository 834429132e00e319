//! `scale_offset` against its page, and against arithmetic that shares no code with the oracle's.

mod chains;
mod configuration;
mod fill_values;
mod hardware;
mod integers;
mod page;
mod readings;
mod small;
mod zeros;

use zarrproof::chunk::{Array, CodecError, Data, Element, Elements, Form};
use zarrproof::codec::notes::{ReadingChoice, Readings};
use zarrproof::data_type::{DataType, Real};
use zarrproof::oracle::scale_offset::Formula;
use zarrproof::oracle::{BindError, Codec, Fields, Told, table};

fn real(name: &str) -> Real {
    Real::from_name(name).expect("one of the 26")
}

fn readings(choices: &[&str]) -> Readings {
    let choice = |text: &&str| text.parse::<ReadingChoice>().expect("a reading of a note");
    Readings::choosing(&choices.iter().map(choice).collect::<Vec<_>>())
}

fn formula(name: &str, offset: Option<u64>, scale: Option<u64>, choices: &[&str]) -> Formula {
    Formula::new(real(name), offset, scale, &readings(choices))
}

/// The pattern that a formula gives, or `None` where that is an error.
fn encoded(formula: &Formula, input: u64) -> Option<u64> {
    formula.encode(input, &mut Told::nobody()).ok()
}

fn decoded(formula: &Formula, input: u64) -> Option<u64> {
    formula.decode(input, &mut Told::nobody()).ok()
}

fn form(data_type: &str, length: u64, fill_value: Option<u64>) -> Form {
    let data_type: DataType = data_type.parse().expect("a data type");
    let element =
        fill_value.map(|pattern| Element::from_pattern(data_type.real().expect("real"), pattern));
    Form::array(data_type, vec![length], element).expect("a form")
}

/// A codec bound by its entry in `codecs`, every field of which has to be read.
fn bind(entry: &str, form: &Form, choices: &[&str]) -> Result<Box<dyn Codec>, BindError> {
    let readings = readings(choices);
    let mut fields = Fields::read(entry, &readings)?;
    let (_, bind) = table::find(fields.name()).expect("a codec of the table");
    let codec = bind(&mut fields, form, &readings)?;
    fields.finish()?;
    Ok(codec)
}

fn array(name: &str, patterns: &[u64]) -> Data {
    let shape = vec![patterns.len() as u64];
    let array = Array::from_patterns(real(name), shape, patterns.iter().copied());
    Data::Array(array.expect("an array"))
}

/// The patterns of an array, and where any NaN is right.
fn patterns(data: Result<Data, CodecError>) -> (Vec<u64>, Vec<u64>) {
    let Ok(Data::Array(array)) = data else { panic!("{data:?}") };
    let Elements::Fixed { any_nan, .. } = &array.elements else { panic!("a fixed size") };
    (array.patterns().expect("patterns").collect(), any_nan.iter().collect())
}

/// Well spread words (the finalizer of SplitMix64).
fn spread(at: u64) -> u64 {
    let word = at.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ word >> 31
}
