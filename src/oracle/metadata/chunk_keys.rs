//! Where the chunks of an array are in its store.

use crate::oracle::{BindError, Fields};

/// How the position of a chunk is its key (core specification, `chunk_key_encoding`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChunkKeys {
    /// What every key begins with: `c`, or nothing.
    pub prefix: &'static str,
    pub separator: char,
}

/// Each name, with what it is if the configuration does not say otherwise.
const ENCODINGS: [(&str, ChunkKeys); 2] = [
    ("default", ChunkKeys { prefix: "c", separator: '/' }),
    ("v2", ChunkKeys { prefix: "", separator: '.' }),
];

const SEPARATORS: [(&str, char); 2] = [("/", '/'), (".", '.')];

impl ChunkKeys {
    /// The key of the chunk at a position of the grid. Without a prefix and dimensions it is `0`.
    pub fn key(&self, at: &[u64]) -> String {
        let prefix = (!self.prefix.is_empty()).then(|| self.prefix.to_owned());
        let parts: Vec<_> = prefix.into_iter().chain(at.iter().map(u64::to_string)).collect();
        match parts.is_empty() {
            true => "0".to_owned(),
            false => parts.join(&self.separator.to_string()),
        }
    }

    /// The encoding of an extension, if its name is known.
    ///
    /// # Errors
    ///
    /// Where the configuration is not acceptable.
    pub(super) fn read(mut fields: Fields) -> Result<Option<ChunkKeys>, BindError> {
        let known = ENCODINGS.into_iter().find(|(name, _)| *name == fields.name());
        let Some((_, known)) = known else { return Ok(None) };
        let separator = fields.word("separator", &SEPARATORS, "core/chunk-key-encoding")?;
        fields.finish()?;
        Ok(Some(ChunkKeys { separator: separator.unwrap_or(known.separator), ..known }))
    }
}
