//! A mutant as an implementation: what it is wrong about goes through its defect, all else through the
//! oracle.

use super::defect::Fault;
use super::element::{Element, Pair};
use super::family::Mutant;
use super::place::{Place, Where};
use crate::codec::cast_value::{
    Entry, Instance, Metadata, OutOfRange, Rounding, data_type_from_json,
};
use crate::codec::notes::Readings;
use crate::codec::{Operation, scalar_rules};
use crate::data_type::scalar;
use crate::data_type::{Real, pack, unpack_raw};
use crate::oracle::cast_value::{Codec, MetadataError};
use crate::protocol::Implementation;
use crate::subject::{CastValue, Refusal, Subject, subject_of};

/// A whole array to cast.
pub struct Arrays<'a> {
    pub codec: &'a Codec,
    pub operation: Operation,
    /// Bytes of sub-byte types as they came.
    pub inputs: &'a [u64],
    pub place: &'a Place,
    pub memory: &'a mut Memory,
}

/// What an implementation remembers that should forget it.
#[derive(Default)]
pub struct Memory {
    /// The mode and the rule of the array before, and of this one.
    modes: [Option<(Rounding, OutOfRange)>; 2],
    /// Arrays since the configuration changed.
    since_change: usize,
    /// Whether the array before had no result.
    failed: bool,
    /// The elements of the array before.
    outputs: Vec<u64>,
}

/// An element under entries of `scalar_map`.
pub struct Entries<'a> {
    pub codec: &'a Codec,
    pub operation: Operation,
    pub input: u64,
}

/// A fill value to cast.
pub struct Fill<'a> {
    /// The fill value is not validated yet.
    pub codec: &'a Codec,
    pub place: &'a Place,
}

/// Metadata to judge.
pub struct Verdict<'a> {
    /// Its parts, if each is acceptable.
    pub instance: Option<&'a Instance>,
    pub right: Result<(), MetadataError>,
    pub place: &'a Place,
}

/// A scalar to read.
pub struct Reader<'a> {
    pub data_type: Real,
    pub json: &'a str,
}

impl Arrays<'_> {
    pub fn types(&self) -> (Real, Real) {
        self.codec.instance.types(self.operation)
    }

    /// What is right for the whole.
    pub fn right(&self) -> Option<Vec<u64>> {
        self.codec.direction(self.operation).apply_all(self.inputs).ok()
    }

    /// What is right for one element.
    pub fn right_of(&self, input: u64) -> Option<u64> {
        self.codec.direction(self.operation).apply(input).ok()
    }

    /// What is right for each element.
    pub fn each(&self) -> Vec<Option<u64>> {
        self.inputs.iter().map(|input| self.right_of(*input)).collect()
    }

    /// What is right for the whole under another mode and rule.
    pub fn right_by(&self, rounding: Rounding, out_of_range: OutOfRange) -> Option<Vec<u64>> {
        let (from, to) = self.types();
        let pair = Pair::new(from, to);
        self.inputs.iter().map(|input| pair.right(rounding, out_of_range, *input)).collect()
    }
}

impl Memory {
    /// The mode and the rule that held before the last change, if this is the first array after it.
    pub fn stale(&self) -> Option<(Rounding, OutOfRange)> {
        if self.since_change == 1 { self.modes[0] } else { None }
    }

    pub fn has_failed(&self) -> bool {
        self.failed
    }

    pub fn outputs(&self) -> &[u64] {
        &self.outputs
    }
}

impl Entries<'_> {
    pub fn types(&self) -> (Real, Real) {
        self.codec.instance.types(self.operation)
    }

    pub fn entries(&self) -> &[Entry] {
        self.codec.instance.entries(self.operation)
    }

    /// The entries of the other direction, whose keys are of the output type.
    pub fn others(&self) -> &[Entry] {
        match self.operation {
            Operation::Encode => self.codec.instance.entries(Operation::Decode),
            Operation::Decode => self.codec.instance.entries(Operation::Encode),
        }
    }

    pub fn right(&self) -> Option<u64> {
        self.codec.direction(self.operation).apply(self.input).ok()
    }

    /// What is right without a map.
    pub fn cast(&self) -> Option<u64> {
        self.cast_of(self.input)
    }

    pub fn cast_of(&self, input: u64) -> Option<u64> {
        self.without_map().direction(self.operation).apply(input).ok()
    }

    /// What is right with other entries.
    pub fn by(&self, entries: Vec<Entry>) -> Option<u64> {
        let mut instance = self.codec.instance.clone();
        match self.operation {
            Operation::Encode => instance.encode = entries,
            Operation::Decode => instance.decode = entries,
        }
        let codec = Codec::from_instance(instance, &Readings::stand());
        codec.direction(self.operation).apply(self.input).ok()
    }

    fn without_map(&self) -> Codec {
        let mut instance = self.codec.instance.clone();
        instance.encode.clear();
        instance.decode.clear();
        Codec::from_instance(instance, &Readings::stand())
    }
}

impl Fill<'_> {
    pub fn right(&self) -> Option<u64> {
        self.codec.fill_value().ok()
    }

    /// What is right for metadata that is changed.
    pub fn by(&self, change: impl FnOnce(&mut Instance)) -> Option<u64> {
        let mut instance = self.codec.instance.clone();
        change(&mut instance);
        Codec::from_instance(instance, &Readings::stand()).fill_value().ok()
    }

    /// The fill value encoded, whether it survives or not.
    pub fn encoded(&self) -> Option<u64> {
        self.codec.encode.apply(self.codec.instance.fill_value).ok()
    }
}

impl Reader<'_> {
    pub fn right(&self) -> Option<u64> {
        self.by(&scalar_rules(&Readings::stand()))
    }

    pub fn by(&self, rules: &scalar::Rules) -> Option<u64> {
        scalar::read(self.data_type, self.json, rules).ok().map(|scalar| scalar.pattern)
    }
}

/// The mutant.
struct Wrong {
    mutant: Mutant,
    pair: Option<Pair>,
    memory: Memory,
}

/// A mutant as a subject.
pub fn start(mutant: &Mutant) -> Box<dyn Subject> {
    let pair = mutant.place.pair().map(|(from, to)| Pair::new(from, to));
    subject_of(Wrong { mutant: *mutant, pair, memory: Memory::default() })
}

impl Wrong {
    /// The defect, where it shows in a cast.
    fn fault(&self, codec: &Codec, operation: Operation) -> Option<(Fault, Place)> {
        let Mutant { defect, place } = self.mutant;
        let configuration = &codec.instance.configuration;
        let types = codec.instance.types(operation);
        let (rounding, rule) = (configuration.rounding, configuration.out_of_range);
        place.has(operation, types, rounding, rule).then_some((defect.fault, place))
    }

    fn outputs(&mut self, codec: &Codec, operation: Operation, inputs: &[u64]) -> Option<Vec<u64>> {
        let right = || codec.direction(operation).apply_all(inputs).ok();
        let Some((fault, place)) = self.fault(codec, operation) else { return right() };
        let configuration = &codec.instance.configuration;
        match (fault, &self.pair) {
            (_, Some(pair)) if fault.is_about_elements() => {
                let (rounding, out_of_range) = (configuration.rounding, configuration.out_of_range);
                let element = |input: &u64| {
                    let input = input & pair.from.mask();
                    fault.cast(&Element { pair, place: &place, rounding, out_of_range, input })?
                };
                inputs.iter().map(element).collect()
            }
            (Fault::Array(cast), _) => {
                let memory = &mut self.memory;
                cast(&mut Arrays { codec, operation, inputs, place: &place, memory })
            }
            (Fault::Map(cast), _) => {
                let element = |input: &u64| cast(&Entries { codec, operation, input: *input });
                inputs.iter().map(element).collect()
            }
            _ => right(),
        }
    }
}

impl CastValue for Wrong {
    type Codec = Codec;

    fn implementation(&self) -> Implementation {
        Implementation::new("mutant", env!("CARGO_PKG_VERSION"))
    }

    fn data_types(&self) -> Vec<Real> {
        Real::all().collect()
    }

    fn operations(&self) -> &'static [&'static str] {
        &["encode", "decode", "fill_value", "validate"]
    }

    fn scalars(&self) -> Vec<Real> {
        self.data_types()
    }

    fn codec(&mut self, metadata: Metadata) -> Result<Codec, Refusal> {
        self.memory.since_change = 0;
        let stand = Readings::stand();
        if matches!(self.mutant.defect.fault, Fault::Fill(_)) {
            // Whether the fill value has a result is for the defect to say.
            return Ok(Codec::from_instance(metadata.read()?, &stand));
        }
        Codec::new(metadata, &stand).map_err(|error| Refusal::Metadata(error.to_string()))
    }

    fn validate(&mut self, metadata: Metadata) -> Result<(), Refusal> {
        let right = Codec::validate(metadata, &Readings::stand());
        let Mutant { defect, place } = self.mutant;
        let valid = match defect.fault {
            Fault::Validity(judge) => {
                let instance = metadata.read().ok();
                judge(&Verdict { instance: instance.as_ref(), right, place: &place })
            }
            _ => right.is_ok(),
        };
        if valid { Ok(()) } else { Err(Refusal::Metadata("not valid".to_owned())) }
    }

    fn cast(
        &mut self,
        codec: &Codec,
        operation: Operation,
        _: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let (input, output) = codec.instance.types(operation);
        let inputs: Vec<_> = unpack_raw(input, data).collect();
        let configuration = &codec.instance.configuration;
        let modes = Some((configuration.rounding, configuration.out_of_range));
        if self.memory.modes[1] != modes {
            self.memory.modes = [self.memory.modes[1], modes];
        }
        self.memory.since_change += 1;
        let outputs = self.outputs(codec, operation, &inputs);
        self.memory.failed = outputs.is_none();
        let outputs = outputs.ok_or_else(|| Refusal::Value("no result".to_owned()))?;
        self.memory.outputs.clone_from(&outputs);
        Ok(pack(output, outputs))
    }

    fn fill_value(&mut self, codec: &Codec) -> Result<Vec<u8>, Refusal> {
        let (_, encoded) = codec.instance.types(Operation::Encode);
        let result = match self.fault(codec, Operation::Encode) {
            Some((Fault::Fill(cast), place)) => cast(&Fill { codec, place: &place }),
            _ => codec.fill_value().ok(),
        };
        let result = result.ok_or_else(|| Refusal::Value("no result".to_owned()))?;
        Ok(pack(encoded, [result]))
    }

    fn scalar(&mut self, data_type: &str, scalar: &str) -> Result<Vec<u8>, Refusal> {
        let stand = Readings::stand();
        let data_type = data_type_from_json(data_type, &stand)?;
        let reader = Reader { data_type, json: scalar };
        let result = match self.mutant.defect.fault {
            Fault::Scalar(read) if self.mutant.place.types == Where::Scalars(data_type) => {
                read(&reader)
            }
            _ => reader.right(),
        };
        let result = result.ok_or_else(|| Refusal::Value("no result".to_owned()))?;
        Ok(pack(data_type, [result]))
    }
}
