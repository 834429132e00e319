//! What a crate implements that has casts.

use crate::codec::Operation;
use crate::codec::cast_value::Metadata;
use crate::data_type::Real;
use crate::protocol::Implementation;
use crate::subject::Refusal;

/// An implementation of `cast_value` in this process. What it does not do it need not implement, and
/// is not asked.
///
/// Elements are bytes as the `bytes` codec writes them, little-endian and in C order; types below 8
/// bits take one byte each, of which only the low bits count. [`pack`](crate::data_type::pack) and
/// [`unpack`](crate::data_type::unpack) are there for those who have bit patterns instead.
///
/// A panic is a verdict like any other: the cases that cause it fail.
pub trait CastValue: Send {
    /// The codec for an array, as the implementation keeps it. Those that keep nothing take an
    /// [`Instance`](crate::codec::cast_value::Instance), which [`Metadata::read`] gives.
    type Codec: Send;

    fn implementation(&self) -> Implementation;

    /// The types that it casts from and to.
    fn data_types(&self) -> Vec<Real>;

    /// The operations of the protocol that it does: of `encode`, `decode`, `fill_value` and
    /// `validate`.
    fn operations(&self) -> &'static [&'static str] {
        &["encode", "decode"]
    }

    /// The real types whose scalars it reads.
    fn scalars(&self) -> Vec<Real> {
        Vec::new()
    }

    /// The names of all types whose scalars it reads. A type with parameters is listed by its bare name.
    fn scalar_types(&self) -> Vec<String> {
        self.scalars().iter().map(|one| one.name().to_owned()).collect()
    }

    /// Reads metadata, once for all requests in a row that share it.
    fn codec(&mut self, metadata: Metadata) -> Result<Self::Codec, Refusal>;

    /// Casts every element, or says why the whole array has no result.
    fn cast(
        &mut self,
        codec: &Self::Codec,
        operation: Operation,
        shape: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal>;

    /// Casts a one-dimensional array into `output`, which has room for exactly one output element per
    /// input element. An implementation that needs no new array implements this too: whole domains are
    /// swept by it.
    fn cast_into(
        &mut self,
        codec: &Self::Codec,
        operation: Operation,
        types: (Real, Real),
        data: &[u8],
        output: &mut [u8],
    ) -> Result<(), Refusal> {
        let length = data.len() / types.0.bytes();
        let result = self.cast(codec, operation, &[length as u64], data)?;
        if result.len() != output.len() {
            let (found, due) = (result.len(), output.len());
            panic!("it returned {found} bytes; expected {due}");
        }
        output.copy_from_slice(&result);
        Ok(())
    }

    /// Casts every element for itself, as an array of one, and notes in `failed` which have no result.
    fn cast_each(
        &mut self,
        codec: &Self::Codec,
        operation: Operation,
        types: (Real, Real),
        data: &[u8],
        output: &mut [u8],
        failed: &mut [bool],
    ) -> Result<(), Refusal> {
        let inputs = data.chunks_exact(types.0.bytes());
        let outputs = output.chunks_exact_mut(types.1.bytes());
        for ((input, output), failed) in inputs.zip(outputs).zip(failed) {
            *failed = match self.cast_into(codec, operation, types, input, output) {
                Ok(()) => false,
                Err(Refusal::Unsupported(reason)) => return Err(Refusal::Unsupported(reason)),
                Err(_) => true,
            };
        }
        Ok(())
    }

    /// Whether encoding and decoding are two things to it. A function from numbers to numbers has no
    /// notion of them, and need not be asked the same twice.
    fn has_directions(&self) -> bool {
        true
    }

    /// The fill value after the codec, as one element.
    fn fill_value(&mut self, _: &Self::Codec) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::Unsupported("fill values are not among its arguments".to_owned()))
    }

    /// Whether metadata is acceptable.
    fn validate(&mut self, metadata: Metadata) -> Result<(), Refusal> {
        self.codec(metadata).map(drop)
    }

    /// A scalar, as one element. Both are JSON.
    fn scalar(&mut self, _data_type: &str, _scalar: &str) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::Unsupported("scalars are not among its arguments".to_owned()))
    }
}
