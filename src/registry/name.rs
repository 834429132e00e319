//! One name, and what there is of it here.

/// What a name is given to (core specification, "Extension points").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExtensionPoint {
    Codec,
    DataType,
    ChunkGrid,
    ChunkKeyEncoding,
    StorageTransformer,
}

impl ExtensionPoint {
    pub const ALL: [ExtensionPoint; 5] = [
        ExtensionPoint::Codec,
        ExtensionPoint::DataType,
        ExtensionPoint::ChunkGrid,
        ExtensionPoint::ChunkKeyEncoding,
        ExtensionPoint::StorageTransformer,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ExtensionPoint::Codec => "codec",
            ExtensionPoint::DataType => "data type",
            ExtensionPoint::ChunkGrid => "chunk grid",
            ExtensionPoint::ChunkKeyEncoding => "chunk key encoding",
            ExtensionPoint::StorageTransformer => "storage transformer",
        }
    }

    /// The folder of its pages in a checkout of zarr-extensions.
    pub fn folder(self) -> &'static str {
        match self {
            ExtensionPoint::Codec => "codecs",
            ExtensionPoint::DataType => "data-types",
            ExtensionPoint::ChunkGrid => "chunk-grids",
            ExtensionPoint::ChunkKeyEncoding => "chunk-key-encodings",
            ExtensionPoint::StorageTransformer => "storage-transformers",
        }
    }
}

/// A name that metadata may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownName {
    pub point: ExtensionPoint,
    pub name: &'static str,
    /// The registry, or who writes it without a page, with the version.
    pub origin: &'static str,
    /// Of a name that the registry has: the first digits of the SHA-256 of its page, with its schema behind it.
    pub digest: Option<&'static str>,
    pub standing: NameStanding,
}

/// What there is of a name here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameStanding {
    Defined,
    /// It will never be defined, for this reason.
    Refused(&'static str),
    /// It is not defined, for this reason.
    NotYet(&'static str),
}
