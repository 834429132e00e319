//! What goes into codecs as a whole, and what comes out.

use std::fmt;
use std::str::FromStr;

use super::json::{quoted, string};
use super::tree::Tree;

/// What goes into codecs as a whole, or comes out of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VectorData {
    /// Bytes, or the elements of an array of a fixed size as the `bytes` codec writes them, little-endian.
    Bytes(Vec<u8>),
    /// The elements of an array without a fixed size, each as its bytes.
    Elements(Vec<Vec<u8>>),
}

impl VectorData {
    /// The bytes, unless it is elements without a fixed size.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            VectorData::Bytes(bytes) => Some(bytes),
            VectorData::Elements(_) => None,
        }
    }

    /// How many bytes or elements it has.
    pub fn len(&self) -> usize {
        match self {
            VectorData::Bytes(bytes) => bytes.len(),
            VectorData::Elements(elements) => elements.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// As a vector file spells it: text of two hexadecimal digits a byte, or a list of such, one for each element.
    pub(super) fn to_json(&self) -> String {
        match self {
            VectorData::Bytes(bytes) => string(&hex(bytes)),
            VectorData::Elements(elements) => {
                let texts: Vec<_> = elements.iter().map(|one| hex(one)).collect();
                format!("[{}]", quoted(texts.iter().map(String::as_str)))
            }
        }
    }

    /// Reads what [`VectorData::to_json`] writes.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub(super) fn from_tree(tree: &Tree) -> Result<VectorData, String> {
        match tree {
            Tree::Leaf(text) => from_hex(text).map(VectorData::Bytes),
            Tree::List(elements) => {
                let element =
                    |tree: &Tree| match tree {
                        Tree::Leaf(text) => from_hex(text),
                        _ => Err("expected a list of elements of two hexadecimal digits a byte"
                            .to_owned()),
                    };
                elements.iter().map(element).collect::<Result<_, _>>().map(VectorData::Elements)
            }
            Tree::Object(_) => Err("expected data".to_owned()),
        }
    }
}

/// The hexadecimal digits of the bytes; of elements, `[61,-,c3a9]`, where `-` is one without bytes.
impl fmt::Display for VectorData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VectorData::Bytes(bytes) => f.write_str(&hex(bytes)),
            VectorData::Elements(elements) => {
                let text = |one: &Vec<u8>| if one.is_empty() { "-".to_owned() } else { hex(one) };
                write!(f, "[{}]", elements.iter().map(text).collect::<Vec<_>>().join(","))
            }
        }
    }
}

/// Reads what [`VectorData`] displays.
impl FromStr for VectorData {
    type Err = String;

    fn from_str(text: &str) -> Result<VectorData, String> {
        let Some(elements) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
            return from_hex(text).map(VectorData::Bytes);
        };
        let texts = elements.split(',').filter(|_| !elements.is_empty());
        let element = |text: &str| if text == "-" { Ok(Vec::new()) } else { from_hex(text) };
        texts.map(element).collect::<Result<_, _>>().map(VectorData::Elements)
    }
}

impl From<Vec<u8>> for VectorData {
    fn from(bytes: Vec<u8>) -> VectorData {
        VectorData::Bytes(bytes)
    }
}

/// Bytes as a vector file spells them: two hexadecimal digits each.
pub fn hex(data: &[u8]) -> String {
    data.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Result<Vec<u8>, String> {
    let byte = |pair: &[u8]| {
        let digits =
            str::from_utf8(pair).ok().filter(|_| pair.iter().all(u8::is_ascii_hexdigit))?;
        u8::from_str_radix(digits, 16).ok().filter(|_| pair.len() == 2)
    };
    let bytes: Option<Vec<_>> = text.as_bytes().chunks(2).map(byte).collect();
    bytes.ok_or_else(|| format!("{text:?} is no data; expected two hexadecimal digits a byte"))
}
