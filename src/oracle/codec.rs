//! What every codec can do once it is bound to what comes in.

use super::bind_error::BindError;
use super::fields::Fields;
use super::told::Told;
use crate::chunk::{CodecError, Data, Form};
use crate::codec::notes::Readings;

/// A codec, bound to the form of what it encodes.
pub trait Codec: Send + Sync {
    /// The form of what it encodes to, with the fill value.
    fn encoded(&self) -> &Form;

    /// # Errors
    ///
    /// Where the data has no encoding.
    fn encode(&self, decoded: &Data, told: &mut Told) -> Result<Data, CodecError>;

    /// # Errors
    ///
    /// Where the data decodes to nothing.
    fn decode(&self, encoded: &Data, told: &mut Told) -> Result<Data, CodecError>;

    /// True if a writer that has other free bits than the suite may encode data so.
    ///
    /// # Errors
    ///
    /// Where the data has no encoding.
    fn is_encoding(&self, encoded: &Data, decoded: &Data) -> Result<bool, CodecError> {
        Ok(self.encode(decoded, &mut Told::nobody())? == *encoded)
    }
}

/// A codec that has been bound, or why it cannot be.
pub type Bound = Result<Box<dyn Codec>, BindError>;

/// Reads the configuration of a codec for what comes in.
///
/// The fields that it leaves are refused by whoever calls it, so that no codec has to.
pub type Bind = fn(&mut Fields, &Form, &Readings) -> Bound;
