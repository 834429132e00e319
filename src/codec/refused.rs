//! Codecs that the suite knows and refuses by design.

use super::definition::Stage;

/// A codec that the suite neither encodes nor decodes, whatever its configuration is.
#[derive(Debug)]
pub struct RefusedCodec {
    /// The name in metadata of version 3; in version 2 the id is what follows the dot.
    pub name: &'static str,
    pub stage: Stage,
    pub reason: &'static str,
}

/// Every codec that is refused.
pub const REFUSED: [RefusedCodec; 1] = [RefusedCodec {
    name: "numcodecs.pickle",
    stage: Stage::ArrayToBytes,
    // Python, "pickle — Python object serialization": "It is possible to construct malicious pickle data which will
    // execute arbitrary code during unpickling." numcodecs 0.17.1 decodes nothing either unless it is told to
    // (src/numcodecs/pickles.py).
    reason: "its data is a program, and decoding runs it",
}];

/// The codec that metadata calls so, if it is refused.
pub fn find(name: &str) -> Option<&'static RefusedCodec> {
    REFUSED.iter().find(|codec| codec.name == name)
}
