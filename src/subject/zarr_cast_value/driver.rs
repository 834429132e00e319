//! Calling the slice functions of one release.

use num_traits::{FromBytes, ToBytes};

use super::release::{
    CastError, CastFloat, CastInt, CastInto, CastNum, FloatToFloatConfig, FloatToIntConfig,
    IntToIntConfig, MapEntry, OutOfRangeMode, RoundingMode, convert_slice_float_to_float,
    convert_slice_float_to_int, convert_slice_int_to_float, convert_slice_int_to_int, f16,
};
use crate::codec::Operation;
use crate::codec::cast_value::{Entry, Instance, Metadata, OutOfRange, Rounding};
use crate::data_type::DataType;
use crate::protocol::Implementation;
use crate::subject::in_process::{CastValue, Refusal, check_length};

/// The types that the crate casts, by Zarr's names.
const DATA_TYPES: [&str; 11] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
    "float64",
];

#[derive(Default)]
pub(in crate::subject) struct ZarrCastValue;

impl CastValue for ZarrCastValue {
    type Codec = Instance;

    fn implementation(&self) -> Implementation {
        Implementation {
            name: "zarr-cast-value".to_owned(),
            version: super::VERSION.to_owned(),
            language: Some("rust".to_owned()),
            homepage: Some("https://github.com/zarr-developers/cast-value.rs".to_owned()),
        }
    }

    fn data_types(&self) -> Vec<DataType> {
        DataType::all().filter(|data_type| DATA_TYPES.contains(&data_type.name())).collect()
    }

    /// Its users read the metadata, and call it with numbers and words.
    fn codec(&mut self, metadata: Metadata) -> Result<Instance, Refusal> {
        let instance = metadata.read()?;
        for data_type in [instance.array, instance.configuration.data_type] {
            if !DATA_TYPES.contains(&data_type.name()) {
                return Err(Refusal::Unsupported(format!("{data_type} is not implemented")));
            }
        }
        Ok(instance)
    }

    fn cast(
        &mut self,
        codec: &Instance,
        operation: Operation,
        shape: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let (source, target) = codec.types(operation);
        check_length(source, shape, data)?;
        let call = Call {
            target: target.name(),
            entries: codec.entries(operation),
            rounding: rounding(codec.configuration.rounding),
            out_of_range: out_of_range(codec.configuration.out_of_range),
            data,
        };
        match source.name() {
            "int8" => call.cast_integers::<i8>(),
            "int16" => call.cast_integers::<i16>(),
            "int32" => call.cast_integers::<i32>(),
            "int64" => call.cast_integers::<i64>(),
            "uint8" => call.cast_integers::<u8>(),
            "uint16" => call.cast_integers::<u16>(),
            "uint32" => call.cast_integers::<u32>(),
            "uint64" => call.cast_integers::<u64>(),
            "float16" => call.cast_floats::<f16>(),
            "float32" => call.cast_floats::<f32>(),
            "float64" => call.cast_floats::<f64>(),
            other => Err(format!("{other} is not implemented")),
        }
        .map_err(Refusal::Value)
    }
}

fn rounding(rounding: Rounding) -> RoundingMode {
    match rounding {
        Rounding::NearestEven => RoundingMode::NearestEven,
        Rounding::TowardsZero => RoundingMode::TowardsZero,
        Rounding::TowardsPositive => RoundingMode::TowardsPositive,
        Rounding::TowardsNegative => RoundingMode::TowardsNegative,
        Rounding::NearestAway => RoundingMode::NearestAway,
    }
}

fn out_of_range(out_of_range: OutOfRange) -> Option<OutOfRangeMode> {
    match out_of_range {
        OutOfRange::Unset => None,
        OutOfRange::Clamp => Some(OutOfRangeMode::Clamp),
        OutOfRange::Wrap => Some(OutOfRangeMode::Wrap),
    }
}

/// One call of a slice function, its types still names and its elements still bytes.
struct Call<'a> {
    target: &'a str,
    entries: &'a [Entry],
    rounding: RoundingMode,
    out_of_range: Option<OutOfRangeMode>,
    data: &'a [u8],
}

/// A source that casts to every target.
trait ToAll:
    CastInto<i8>
    + CastInto<i16>
    + CastInto<i32>
    + CastInto<i64>
    + CastInto<u8>
    + CastInto<u16>
    + CastInto<u32>
    + CastInto<u64>
    + CastInto<f16>
    + CastInto<f32>
    + CastInto<f64>
{
}

impl<T> ToAll for T where
    T: CastInto<i8>
        + CastInto<i16>
        + CastInto<i32>
        + CastInto<i64>
        + CastInto<u8>
        + CastInto<u16>
        + CastInto<u32>
        + CastInto<u64>
        + CastInto<f16>
        + CastInto<f32>
        + CastInto<f64>
{
}

/// An element with a little-endian form, as the `bytes` codec writes it.
trait Element: CastNum + Default + ToBytes + FromBytes<Bytes: Default> {
    fn read(bytes: &[u8]) -> Self {
        let mut array = <Self as FromBytes>::Bytes::default();
        array.as_mut().copy_from_slice(bytes);
        Self::from_le_bytes(&array)
    }

    fn of_pattern(pattern: u64) -> Self {
        Self::read(&pattern.to_le_bytes()[..size_of::<Self>()])
    }
}

impl<T: CastNum + Default + ToBytes + FromBytes<Bytes: Default>> Element for T {}

/// A call of a slice function, its types now known.
type Convert<'a, S, D> = fn(&Call<'a>, &[S], &mut [D]) -> Result<(), CastError>;

impl<'a> Call<'a> {
    fn cast_integers<S: Element + CastInt + ToAll>(&self) -> Result<Vec<u8>, String> {
        match self.target {
            "int8" => self.run(Self::int_to_int::<S, i8>),
            "int16" => self.run(Self::int_to_int::<S, i16>),
            "int32" => self.run(Self::int_to_int::<S, i32>),
            "int64" => self.run(Self::int_to_int::<S, i64>),
            "uint8" => self.run(Self::int_to_int::<S, u8>),
            "uint16" => self.run(Self::int_to_int::<S, u16>),
            "uint32" => self.run(Self::int_to_int::<S, u32>),
            "uint64" => self.run(Self::int_to_int::<S, u64>),
            "float16" => self.run(Self::int_to_float::<S, f16>),
            "float32" => self.run(Self::int_to_float::<S, f32>),
            "float64" => self.run(Self::int_to_float::<S, f64>),
            other => Err(format!("{other} is not implemented")),
        }
    }

    fn cast_floats<S: Element + CastFloat + ToAll + 'static>(&self) -> Result<Vec<u8>, String> {
        match self.target {
            "int8" => self.run(Self::float_to_int::<S, i8>),
            "int16" => self.run(Self::float_to_int::<S, i16>),
            "int32" => self.run(Self::float_to_int::<S, i32>),
            "int64" => self.run(Self::float_to_int::<S, i64>),
            "uint8" => self.run(Self::float_to_int::<S, u8>),
            "uint16" => self.run(Self::float_to_int::<S, u16>),
            "uint32" => self.run(Self::float_to_int::<S, u32>),
            "uint64" => self.run(Self::float_to_int::<S, u64>),
            "float16" => self.run(Self::float_to_float::<S, f16>),
            "float32" => self.run(Self::float_to_float::<S, f32>),
            "float64" => self.run(Self::float_to_float::<S, f64>),
            other => Err(format!("{other} is not implemented")),
        }
    }

    /// Calls `convert` with the elements of `data` and a destination, and returns the destination.
    fn run<S: Element, D: Element>(&self, convert: Convert<'a, S, D>) -> Result<Vec<u8>, String> {
        let source: Vec<S> = self.data.chunks_exact(size_of::<S>()).map(S::read).collect();
        let mut target = vec![D::default(); source.len()];
        convert(self, &source, &mut target).map_err(|error| error.to_string())?;
        let mut bytes = Vec::with_capacity(target.len() * size_of::<D>());
        target.iter().for_each(|element| bytes.extend_from_slice(element.to_le_bytes().as_ref()));
        Ok(bytes)
    }

    /// The entries of `scalar_map`, as numbers.
    fn map<S: Element, D: Element>(&self) -> Vec<MapEntry<S, D>> {
        let entry = |entry: &Entry| MapEntry {
            src: S::of_pattern(entry.key.pattern),
            tgt: D::of_pattern(entry.value),
        };
        self.entries.iter().map(entry).collect()
    }

    fn int_to_int<S, D>(&self, source: &[S], target: &mut [D]) -> Result<(), CastError>
    where
        S: Element + CastInt + CastInto<D>,
        D: Element + CastInt,
    {
        // Integers need no rounding among themselves.
        let config = IntToIntConfig { map_entries: self.map(), out_of_range: self.out_of_range };
        convert_slice_int_to_int(source, target, &config)
    }

    fn int_to_float<S, D>(&self, source: &[S], target: &mut [D]) -> Result<(), CastError>
    where
        S: Element + CastInt + CastInto<D>,
        D: Element + CastFloat,
    {
        let config = super::int_to_float(self.map(), self.rounding, self.out_of_range);
        convert_slice_int_to_float(source, target, &config)
    }

    fn float_to_int<S, D>(&self, source: &[S], target: &mut [D]) -> Result<(), CastError>
    where
        S: Element + CastFloat + CastInto<D> + 'static,
        D: Element + CastInt + 'static,
    {
        let (rounding, out_of_range) = (self.rounding, self.out_of_range);
        let config = FloatToIntConfig { map_entries: self.map(), rounding, out_of_range };
        convert_slice_float_to_int(source, target, &config)
    }

    fn float_to_float<S, D>(&self, source: &[S], target: &mut [D]) -> Result<(), CastError>
    where
        S: Element + CastFloat + CastInto<D> + 'static,
        D: Element + CastFloat + 'static,
    {
        let (rounding, out_of_range) = (self.rounding, self.out_of_range);
        let config = FloatToFloatConfig { map_entries: self.map(), rounding, out_of_range };
        convert_slice_float_to_float(source, target, &config)
    }
}
