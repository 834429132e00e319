//! The crate `zarr-cast-value`, in process, through its slice functions: its vector kernels are
//! behind those, and so are the paths that its users take.

use num_traits::{FromBytes, ToBytes};
use zarr_cast_value::{
    CastError, CastFloat, CastInt, CastInto, CastNum, FloatToFloatConfig, FloatToIntConfig,
    IntToFloatConfig, IntToIntConfig, OutOfRangeMode, RoundingMode, convert_slice_float_to_float,
    convert_slice_float_to_int, convert_slice_int_to_float, convert_slice_int_to_int, f16,
};

use super::Subject;
use super::in_process::{Caster, CasterSubject, Job};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::DataType;
use crate::protocol::Implementation;

/// The types that the crate casts, by Zarr's names.
const DATA_TYPES: [&str; 11] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
    "float64",
];

struct ZarrCastValue;

pub(super) fn start() -> Box<dyn Subject> {
    Box::new(CasterSubject::new(ZarrCastValue))
}

impl Caster for ZarrCastValue {
    fn implementation(&self) -> Implementation {
        Implementation {
            name: "zarr-cast-value".to_owned(),
            // Cargo.toml pins exactly this release.
            version: "0.5.1".to_owned(),
            language: Some("rust".to_owned()),
            homepage: Some("https://github.com/zarr-developers/cast-value.rs".to_owned()),
        }
    }

    fn data_types(&self) -> Vec<DataType> {
        DataType::all().filter(|data_type| DATA_TYPES.contains(&data_type.name())).collect()
    }

    fn cast(&mut self, job: &Job, data: &[u8]) -> Result<Vec<u8>, String> {
        let call = Call {
            target: job.target.name(),
            rounding: rounding(job.configuration.rounding),
            out_of_range: out_of_range(job.configuration.out_of_range),
            data,
        };
        match job.source.name() {
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

    fn int_to_int<S, D>(&self, source: &[S], target: &mut [D]) -> Result<(), CastError>
    where
        S: CastInt + CastInto<D>,
        D: CastInt,
    {
        // Integers need no rounding among themselves.
        let config = IntToIntConfig { map_entries: vec![], out_of_range: self.out_of_range };
        convert_slice_int_to_int(source, target, &config)
    }

    fn int_to_float<S, D>(&self, source: &[S], target: &mut [D]) -> Result<(), CastError>
    where
        S: CastInt + CastInto<D>,
        D: CastFloat,
    {
        let (rounding, out_of_range) = (self.rounding, self.out_of_range);
        let config = IntToFloatConfig { map_entries: vec![], rounding, out_of_range };
        convert_slice_int_to_float(source, target, &config)
    }

    fn float_to_int<S, D>(&self, source: &[S], target: &mut [D]) -> Result<(), CastError>
    where
        S: CastFloat + CastInto<D> + 'static,
        D: CastInt + 'static,
    {
        let (rounding, out_of_range) = (self.rounding, self.out_of_range);
        let config = FloatToIntConfig { map_entries: vec![], rounding, out_of_range };
        convert_slice_float_to_int(source, target, &config)
    }

    fn float_to_float<S, D>(&self, source: &[S], target: &mut [D]) -> Result<(), CastError>
    where
        S: CastFloat + CastInto<D> + 'static,
        D: CastFloat + 'static,
    {
        let (rounding, out_of_range) = (self.rounding, self.out_of_range);
        let config = FloatToFloatConfig { map_entries: vec![], rounding, out_of_range };
        convert_slice_float_to_float(source, target, &config)
    }
}
