//! The codec for one array: its `scalar_map` before the cast, whole arrays, and the fill value.

use super::cast::{Cast, CastError};
use super::keys::Keys;
use super::trace::{Matched, Step, Trace};
use crate::codec::cast_value::{
    Configuration, Entry, Instance, Metadata, OutOfRange, Rounding, ScalarMap,
};
use crate::codec::notes::{Letter, Readings};
use crate::codec::{ConfigurationError, Operation};
use crate::data_type::{Real, Value};

/// Valid metadata, ready to be applied.
#[derive(Clone, Debug)]
pub struct Codec {
    pub instance: Instance,
    pub encode: Direction,
    pub decode: Direction,
    readings: Readings,
}

/// What encoding or decoding makes of each element.
#[derive(Clone, Debug)]
pub struct Direction {
    operation: Operation,
    input: Real,
    output: Real,
    entries: Vec<Entry>,
    /// The entries by key, where there are many.
    keys: Option<Keys>,
    cast: Cast,
    readings: Readings,
}

/// The number of entries that are looked through faster than they are looked up.
const FEW: usize = 16;

/// Why metadata is not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetadataError {
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    #[error("the fill value {0}")]
    FillValue(#[from] FillValueError),
}

/// Why a fill value is not one that the codec can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FillValueError {
    #[error("cannot be encoded: {0}")]
    Encode(CastError),
    #[error("cannot be decoded again: {0}")]
    Decode(CastError),
    #[error(
        "does not survive: {} is encoded as {}, which decodes to {}",
        array.value_to_text(*fill_value),
        encoded_type.value_to_text(*encoded),
        decoded_text(*array, *fill_value, *decoded)
    )]
    RoundTrip {
        array: Real,
        encoded_type: Real,
        /// Patterns: before, encoded, and after.
        fill_value: u64,
        encoded: u64,
        decoded: u64,
    },
}

/// The fill value that comes back, with its bits where the value alone looks the same.
fn decoded_text(array: Real, fill_value: u64, decoded: u64) -> String {
    let text = array.value_to_text(decoded);
    if text != array.value_to_text(fill_value) {
        return text;
    }
    let [before, after] = [fill_value, decoded].map(|pattern| array.pattern_to_text(pattern));
    format!("{text} ({after}, not {before})")
}

impl MetadataError {
    /// The id of the clause that is not met.
    pub fn clause(&self) -> &'static str {
        match self {
            MetadataError::Configuration(error) => error.clause(),
            MetadataError::FillValue(FillValueError::RoundTrip { .. }) => "fill-value/round-trip",
            MetadataError::FillValue(_) => "fill-value/validated",
        }
    }
}

impl Codec {
    /// Reads metadata, and tries its fill value.
    pub fn new(metadata: Metadata, readings: &Readings) -> Result<Codec, MetadataError> {
        let codec = Codec::from_instance(Instance::read(metadata, readings)?, readings);
        codec.fill_value()?;
        Ok(codec)
    }

    /// Whether metadata is valid.
    ///
    /// "Implementations SHOULD validate at metadata construction time that the fill value can be
    /// successfully cast in both" directions (SN-48).
    pub fn validate(metadata: Metadata, readings: &Readings) -> Result<(), MetadataError> {
        match readings.of(48) {
            Letter::A => Codec::new(metadata, readings).map(drop),
            _ => Ok(Instance::read(metadata, readings).map(drop)?),
        }
    }

    /// The codec of metadata whose fill value is not tried.
    pub fn from_instance(instance: Instance, readings: &Readings) -> Codec {
        let direction = |operation| Direction::new(&instance, operation, readings);
        let (encode, decode) = (direction(Operation::Encode), direction(Operation::Decode));
        Codec { instance, encode, decode, readings: *readings }
    }

    pub fn direction(&self, operation: Operation) -> &Direction {
        match operation {
            Operation::Encode => &self.encode,
            Operation::Decode => &self.decode,
        }
    }

    /// The fill value after the codec.
    ///
    /// "The fill value of the output array MUST be cast to the target data type using the same casting
    /// semantics as elements", and must survive a round trip (section data_type).
    pub fn fill_value(&self) -> Result<u64, FillValueError> {
        self.fill_value_traced(&mut ())
    }

    /// As [`Codec::fill_value`], telling `trace` of each step: encoding, decoding, comparing.
    pub fn fill_value_traced(&self, trace: &mut impl Trace) -> Result<u64, FillValueError> {
        let fill_value = self.instance.fill_value;
        let encoded = self.cast_fill_value(Operation::Encode, fill_value, trace);
        let encoded = encoded.map_err(FillValueError::Encode)?;
        if self.readings.of(32) == Letter::B {
            trace.step(|| Step::Reading { note: 32, letter: Letter::B });
            return Ok(encoded);
        }
        let decoded = self.cast_fill_value(Operation::Decode, encoded, trace);
        let decoded = decoded.map_err(FillValueError::Decode)?;
        let survives = self.survives(fill_value, decoded, trace);
        trace.step(|| {
            let array = self.instance.array;
            Step::RoundTrip { array, before: fill_value, after: decoded, survives }
        });
        if survives {
            return Ok(encoded);
        }
        let (array, encoded_type) = self.instance.types(Operation::Encode);
        Err(FillValueError::RoundTrip { array, encoded_type, fill_value, encoded, decoded })
    }

    fn cast_fill_value(
        &self,
        operation: Operation,
        input: u64,
        trace: &mut impl Trace,
    ) -> Result<u64, CastError> {
        let direction = self.direction(operation);
        if self.readings.of(33) == Letter::A {
            return direction.apply_traced(input, trace);
        }
        direction.begin(input, trace);
        trace.step(|| Step::Reading { note: 33, letter: self.readings.of(33) });
        direction.cast.apply_traced(input, trace)
    }

    fn survives(&self, fill_value: u64, decoded: u64, trace: &mut impl Trace) -> bool {
        let array = self.instance.array;
        if self.readings.of(31) == Letter::B {
            trace.step(|| Step::Reading { note: 31, letter: Letter::B });
            return fill_value == decoded;
        }
        match (array.decode(fill_value), array.decode(decoded)) {
            (Value::Finite(before), Value::Finite(after)) => before.is_equal(after),
            (before, after) => before == after,
        }
    }
}

impl Direction {
    /// What single values become from one type to another: by encoding, or by decoding where only
    /// that can ask for it. `entries` is the JSON of this direction's side of `scalar_map`.
    pub fn between(
        (input, output): (Real, Real),
        rounding: Rounding,
        out_of_range: OutOfRange,
        entries: Option<&str>,
        readings: &Readings,
    ) -> Result<Direction, ConfigurationError> {
        // "Only permitted when `data_type` is an integral type."
        let operation = match out_of_range {
            OutOfRange::Wrap if !output.is_integer() => Operation::Decode,
            _ => Operation::Encode,
        };
        let (array, data_type) = match operation {
            Operation::Encode => (input, output),
            Operation::Decode => (output, input),
        };
        let scalar_map = entries.map(|json| ScalarMap::of_entries(operation, json)).transpose()?;
        let configuration = Configuration { data_type, rounding, out_of_range, scalar_map };
        let metadata = Metadata {
            codec: &configuration.to_json(),
            data_type: &format!("\"{array}\""),
            // Every type has it, and nobody asks about it.
            fill_value: "1",
        };
        Ok(Direction::new(&Instance::read(metadata, readings)?, operation, readings))
    }

    fn new(instance: &Instance, operation: Operation, readings: &Readings) -> Direction {
        let (input, output) = instance.types(operation);
        let configuration = &instance.configuration;
        let (rounding, out_of_range) = match (operation, readings.of(41)) {
            (Operation::Decode, Letter::B) => (Rounding::NearestEven, OutOfRange::Unset),
            _ => (configuration.rounding, configuration.out_of_range),
        };
        let cast = Cast::with_readings(input, output, rounding, out_of_range, *readings);
        let entries = instance.entries(operation).to_vec();
        let keys = (entries.len() > FEW).then(|| Keys::of(&entries, input, readings));
        Direction { operation, input, output, entries, keys, cast, readings: *readings }
    }

    /// The pattern that the input pattern becomes.
    pub fn apply(&self, input: u64) -> Result<u64, CastError> {
        self.apply_traced(input, &mut ())
    }

    /// As [`Direction::apply`], telling `trace` of each step.
    pub fn apply_traced(&self, input: u64, trace: &mut impl Trace) -> Result<u64, CastError> {
        self.begin(input, trace);
        let matched = self.find(input);
        if !self.entries.is_empty() {
            [20, 21, 22, 23].iter().for_each(|note| self.follow(*note, trace));
        }
        trace.step(|| Step::Map {
            operation: self.operation,
            entries: self.entries.len(),
            matched: matched.map(|at| {
                let Entry { key, value } = self.entries[at];
                Matched { at, key: key.pattern, value }
            }),
        });
        if let Some(at) = matched {
            let pattern = self.mapped(at, trace);
            trace.step(|| Step::Encoded { pattern });
            return Ok(pattern);
        }
        if self.operation == Operation::Decode {
            self.follow(41, trace);
        }
        self.cast.apply_traced(input, trace)
    }

    /// The types, in the layouts that the readings give them (SN-39).
    pub fn types(&self) -> (Real, Real) {
        self.cast.types()
    }

    fn begin(&self, input: u64, trace: &mut impl Trace) {
        trace.step(|| {
            let (from, to) = self.types();
            Step::Begin { operation: self.operation, input, from, to }
        });
    }

    /// Tells of a note that is not read as the stand has it.
    fn follow(&self, note: u16, trace: &mut impl Trace) {
        let letter = self.readings.of(note);
        if letter != Letter::A {
            trace.step(|| Step::Reading { note, letter });
        }
    }

    /// Whether `scalar_map` decides about an input.
    pub fn maps(&self, input: u64) -> bool {
        self.find(input).is_some()
    }

    /// Whether the result for an input is a scalar of `scalar_map`, whose bits count even if it is NaN
    /// (SN-45). Of a type with one NaN only, they say no more than that.
    pub fn names_bits(&self, input: u64) -> bool {
        self.readings.of(45) == Letter::A && !self.output.has_one_nan() && self.maps(input)
    }

    /// Every element's pattern, or the position of the first that has none and why.
    ///
    /// One element without a result fails the whole operation (SN-38).
    pub fn apply_all(&self, inputs: &[u64]) -> Result<Vec<u64>, (usize, CastError)> {
        let element = |(at, input): (usize, &u64)| self.apply(*input).map_err(|error| (at, error));
        let results = inputs.iter().enumerate().map(element);
        if self.readings.of(38) == Letter::B && results.clone().any(|result| result.is_ok()) {
            return Ok(results.map(Result::unwrap_or_default).collect());
        }
        // Collecting results would not know how many to expect.
        let mut outputs = Vec::with_capacity(inputs.len());
        for result in results {
            outputs.push(result?);
        }
        Ok(outputs)
    }

    /// The entry that matches: the first one, for "readers MUST use the first occurrence".
    fn find(&self, input: u64) -> Option<usize> {
        if self.entries.is_empty() {
            return None;
        }
        let value = self.cast.value_of(input);
        if let Some(keys) = &self.keys {
            return keys.find(input, value);
        }
        let matches = |entry: &Entry| self.matches(entry, input, value);
        match self.readings.of(22) {
            Letter::A => self.entries.iter().position(matches),
            _ => self.entries.iter().rposition(matches),
        }
    }

    fn matches(&self, entry: &Entry, input: u64, value: Value) -> bool {
        if !entry.key.exact && self.readings.of(23) == Letter::B {
            return false;
        }
        let key = entry.key.pattern & self.input.mask();
        let same_bits = key == input & self.input.mask();
        match (self.input.decode(key), value) {
            (Value::Nan, Value::Nan) => self.readings.of(21) == Letter::A || same_bits,
            (Value::Finite(key), Value::Finite(value)) if key.is_zero() && value.is_zero() => {
                self.readings.of(20) == Letter::A || same_bits
            }
            (Value::Finite(key), Value::Finite(value)) => key.is_equal(value),
            (key, value) => key == value,
        }
    }

    /// The value of an entry, as it is: "the corresponding mapped value is used".
    fn mapped(&self, at: usize, trace: &mut impl Trace) -> u64 {
        let mut pattern = self.entries[at].value;
        if self.readings.of(24) == Letter::B {
            self.follow(24, trace);
            for entry in &self.entries[at + 1..] {
                let value = self.output.decode(pattern);
                if equal(self.input.decode(entry.key.pattern), value) {
                    pattern = entry.value;
                }
            }
        }
        match self.output.nan() {
            Some(nan) if self.output.is_nan(pattern) && self.readings.of(45) == Letter::B => {
                self.follow(45, trace);
                nan
            }
            _ => pattern,
        }
    }
}

fn equal(one: Value, other: Value) -> bool {
    match (one, other) {
        (Value::Finite(one), Value::Finite(other)) => one.is_equal(other),
        (one, other) => one == other,
    }
}
