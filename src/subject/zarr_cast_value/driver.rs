//! Calling the slice functions of one release.

use std::borrow::Cow;

use bytemuck::Pod;
use num_traits::{FromBytes, ToBytes};

use super::release::{
    CastError, CastFloat, CastInt, CastInto, CastNum, FloatToFloatConfig, FloatToIntConfig,
    IntToIntConfig, MapEntry, OutOfRangeMode, RoundingMode, convert_slice_float_to_float,
    convert_slice_float_to_int, convert_slice_int_to_float, convert_slice_int_to_int, f16,
};
use crate::codec::Operation;
use crate::codec::cast_value::{Entry, Instance, Metadata, OutOfRange, Rounding};
use crate::data_type::Real;
use crate::protocol::Implementation;
use crate::subject::refusal::check_length;
use crate::subject::{CastValue, Refusal};

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

    fn data_types(&self) -> Vec<Real> {
        Real::all().filter(|data_type| DATA_TYPES.contains(&data_type.name())).collect()
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
        let types = codec.types(operation);
        check_length(types.0, shape, data)?;
        let mut output = vec![0; data.len() / types.0.bytes() * types.1.bytes()];
        self.cast_into(codec, operation, types, data, &mut output)?;
        Ok(output)
    }

    fn cast_into(
        &mut self,
        codec: &Instance,
        operation: Operation,
        (source, target): (Real, Real),
        data: &[u8],
        output: &mut [u8],
    ) -> Result<(), Refusal> {
        Call::new(codec, operation, data, output, None).run(source, target)
    }

    fn cast_each(
        &mut self,
        codec: &Instance,
        operation: Operation,
        (source, target): (Real, Real),
        data: &[u8],
        output: &mut [u8],
        failed: &mut [bool],
    ) -> Result<(), Refusal> {
        Call::new(codec, operation, data, output, Some(failed)).run(source, target)
    }

    /// Its functions go from a type to a type.
    fn has_directions(&self) -> bool {
        false
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

/// The call of a slice function, its types still names and its elements still bytes.
///
/// Every pair of types has its own copy of all that is generic here, so that little is, and that once: these copies are
/// a large part of what the crate takes to compile.
struct Call<'a> {
    entries: &'a [Entry],
    rounding: RoundingMode,
    out_of_range: Option<OutOfRangeMode>,
    data: &'a [u8],
    output: &'a mut [u8],
    /// If each element is in an array of its own, which of them fail.
    failed: Option<&'a mut [bool]>,
}

/// The elements in `bytes`: the memory itself, where it is as the elements want it.
#[inline(never)]
fn read_elements<S: Element>(bytes: &[u8]) -> Cow<'_, [S]> {
    match bytemuck::try_cast_slice(bytes) {
        Ok(elements) if cfg!(target_endian = "little") => Cow::Borrowed(elements),
        _ => Cow::Owned(bytes.chunks_exact(size_of::<S>()).map(S::read).collect()),
    }
}

/// A place for the elements of `bytes`: the memory itself, where it is as the elements want it, and otherwise `copy`.
#[inline(never)]
fn place_for<'a, D: Element>(bytes: &'a mut [u8], copy: &'a mut Vec<D>) -> &'a mut [D] {
    let length = bytes.len() / size_of::<D>();
    match bytemuck::try_cast_slice_mut(bytes) {
        Ok(elements) if cfg!(target_endian = "little") => elements,
        _ => {
            copy.resize(length, D::default());
            copy
        }
    }
}

/// Writes the elements that [`place_for`] had to put into a copy.
#[inline(never)]
fn write_back<D: Element>(copy: &[D], bytes: &mut [u8]) {
    for (bytes, element) in bytes.chunks_exact_mut(size_of::<D>()).zip(copy) {
        bytes.copy_from_slice(element.to_le_bytes().as_ref());
    }
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
trait Element: CastNum + Default + Pod + ToBytes + FromBytes<Bytes: Default> {
    fn read(bytes: &[u8]) -> Self {
        let mut array = <Self as FromBytes>::Bytes::default();
        array.as_mut().copy_from_slice(bytes);
        Self::from_le_bytes(&array)
    }

    #[inline(never)]
    fn of_pattern(pattern: u64) -> Self {
        Self::read(&pattern.to_le_bytes()[..size_of::<Self>()])
    }
}

impl<T: CastNum + Default + Pod + ToBytes + FromBytes<Bytes: Default>> Element for T {}

impl<'a> Call<'a> {
    fn new(
        codec: &'a Instance,
        operation: Operation,
        data: &'a [u8],
        output: &'a mut [u8],
        failed: Option<&'a mut [bool]>,
    ) -> Call<'a> {
        Call {
            entries: codec.entries(operation),
            rounding: rounding(codec.configuration.rounding),
            out_of_range: out_of_range(codec.configuration.out_of_range),
            data,
            output,
            failed,
        }
    }

    fn run(self, source: Real, target: Real) -> Result<(), Refusal> {
        match source.name() {
            "int8" => self.cast_integers::<i8>(target),
            "int16" => self.cast_integers::<i16>(target),
            "int32" => self.cast_integers::<i32>(target),
            "int64" => self.cast_integers::<i64>(target),
            "uint8" => self.cast_integers::<u8>(target),
            "uint16" => self.cast_integers::<u16>(target),
            "uint32" => self.cast_integers::<u32>(target),
            "uint64" => self.cast_integers::<u64>(target),
            "float16" => self.cast_floats::<f16>(target),
            "float32" => self.cast_floats::<f32>(target),
            "float64" => self.cast_floats::<f64>(target),
            other => Err(unknown(other)),
        }
    }

    fn cast_integers<S: Element + CastInt + ToAll>(self, target: Real) -> Result<(), Refusal> {
        let result = match target.name() {
            "int8" => self.int_to_int::<S, i8>(),
            "int16" => self.int_to_int::<S, i16>(),
            "int32" => self.int_to_int::<S, i32>(),
            "int64" => self.int_to_int::<S, i64>(),
            "uint8" => self.int_to_int::<S, u8>(),
            "uint16" => self.int_to_int::<S, u16>(),
            "uint32" => self.int_to_int::<S, u32>(),
            "uint64" => self.int_to_int::<S, u64>(),
            "float16" => self.int_to_float::<S, f16>(),
            "float32" => self.int_to_float::<S, f32>(),
            "float64" => self.int_to_float::<S, f64>(),
            other => return Err(unknown(other)),
        };
        result.map_err(refuse)
    }

    fn cast_floats<S: Element + CastFloat + ToAll + 'static>(
        self,
        target: Real,
    ) -> Result<(), Refusal> {
        let result = match target.name() {
            "int8" => self.float_to_int::<S, i8>(),
            "int16" => self.float_to_int::<S, i16>(),
            "int32" => self.float_to_int::<S, i32>(),
            "int64" => self.float_to_int::<S, i64>(),
            "uint8" => self.float_to_int::<S, u8>(),
            "uint16" => self.float_to_int::<S, u16>(),
            "uint32" => self.float_to_int::<S, u32>(),
            "uint64" => self.float_to_int::<S, u64>(),
            "float16" => self.float_to_float::<S, f16>(),
            "float32" => self.float_to_float::<S, f32>(),
            "float64" => self.float_to_float::<S, f64>(),
            other => return Err(unknown(other)),
        };
        result.map_err(refuse)
    }

    /// The entries of `scalar_map`, as numbers.
    fn map<S: Element, D: Element>(&self) -> Vec<MapEntry<S, D>> {
        let mut map = Vec::with_capacity(self.entries.len());
        for entry in self.entries {
            let (src, tgt) = (S::of_pattern(entry.key.pattern), D::of_pattern(entry.value));
            map.push(MapEntry { src, tgt });
        }
        map
    }

    /// Calls `function` with all elements in one array, or with each in an array of its own.
    fn call<S: Element, D: Element>(
        self,
        function: impl Fn(&[S], &mut [D]) -> Result<(), CastError>,
    ) -> Result<(), CastError> {
        let source = read_elements::<S>(self.data);
        let mut copy = Vec::new();
        let target = place_for::<D>(self.output, &mut copy);
        // The code has one call for both: an optimiser copies the function to wherever it is called.
        let arrays = if self.failed.is_some() { source.len() } else { 1 };
        let (from, to) = (share(source.len(), arrays), share(target.len(), arrays));
        let mut failed = self.failed.into_iter().flatten();
        for at in 0..arrays {
            let result = function(&source[at * from..][..from], &mut target[at * to..][..to]);
            match failed.next() {
                Some(failed) => *failed = result.is_err(),
                None => result?,
            }
        }
        write_back(&copy, self.output);
        Ok(())
    }

    fn int_to_int<S, D>(self) -> Result<(), CastError>
    where
        S: Element + CastInt + CastInto<D>,
        D: Element + CastInt,
    {
        // Integers need no rounding among themselves.
        let config = IntToIntConfig { map_entries: self.map(), out_of_range: self.out_of_range };
        self.call(|source: &[S], target: &mut [D]| {
            convert_slice_int_to_int(source, target, &config)
        })
    }

    fn int_to_float<S, D>(self) -> Result<(), CastError>
    where
        S: Element + CastInt + CastInto<D>,
        D: Element + CastFloat,
    {
        let config = super::int_to_float(self.map(), self.rounding, self.out_of_range);
        self.call(|source: &[S], target: &mut [D]| {
            convert_slice_int_to_float(source, target, &config)
        })
    }

    fn float_to_int<S, D>(self) -> Result<(), CastError>
    where
        S: Element + CastFloat + CastInto<D> + 'static,
        D: Element + CastInt + 'static,
    {
        let (rounding, out_of_range) = (self.rounding, self.out_of_range);
        let config = FloatToIntConfig { map_entries: self.map(), rounding, out_of_range };
        self.call(|source: &[S], target: &mut [D]| {
            convert_slice_float_to_int(source, target, &config)
        })
    }

    fn float_to_float<S, D>(self) -> Result<(), CastError>
    where
        S: Element + CastFloat + CastInto<D> + 'static,
        D: Element + CastFloat + 'static,
    {
        let (rounding, out_of_range) = (self.rounding, self.out_of_range);
        let config = FloatToFloatConfig { map_entries: self.map(), rounding, out_of_range };
        self.call(|source: &[S], target: &mut [D]| {
            convert_slice_float_to_float(source, target, &config)
        })
    }
}

fn share(length: usize, arrays: usize) -> usize {
    length / arrays.max(1)
}

fn unknown(data_type: &str) -> Refusal {
    Refusal::Unsupported(format!("{data_type} is not implemented"))
}

fn refuse(error: CastError) -> Refusal {
    Refusal::Value(error.to_string())
}
