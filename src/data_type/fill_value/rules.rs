//! How fill values are read.

use crate::data_type::scalar::Rules;

/// How far a reader departs from the specification's letter. The default is the suite's stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FillValueRules {
    /// Of real types; of components, counts of time and integers in arrays, too.
    pub scalar: Rules,
    /// Base64 may leave out its padding.
    pub unpadded_base64: bool,
    /// The bits that base64 has beyond the last byte may be other than 0.
    pub base64_beyond_the_end: bool,
    /// A surrogate without its other half is U+FFFD.
    pub replace_surrogates: bool,
}
