//! An array that is to be written.

use std::sync::Arc;

use super::expect::ArrayFiles;
use super::metadata::MemberTexts;
use crate::data_type::{DataType, Real, pack};
use crate::generators::json::fill_value;
use crate::oracle::stored::chunk_positions;
use crate::vectors::golden::{GoldenProfile, STORES, ZarrFormat};

/// An array that is to be written.
#[derive(Clone)]
pub(in super::super) struct ArrayPlan {
    pub(super) room: String,
    pub(super) case: String,
    pub(super) format: ZarrFormat,
    pub(super) comment: String,
    pub(super) profile: GoldenProfile,
    pub(super) clauses: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) data_type: DataType,
    pub(super) shape: Vec<u64>,
    pub(super) chunk_shape: Vec<u64>,
    pub(super) content: Content,
    /// What stands in chunks beyond the edge of the array, if it is not the fill value.
    pub(super) padding: Option<Vec<u8>>,
    /// Positions of chunks that are not written.
    pub(super) missing: Vec<Vec<u64>>,
    /// The metadata by which chunks are written.
    pub(super) members: MemberTexts,
    /// What stands in the file of metadata instead; `None` where it leaves out the member.
    pub(super) spoilt: Vec<(String, Option<String>)>,
    /// What is done to the files at last.
    pub(super) change: Option<Change>,
}

/// What the chunks are made of.
#[derive(Clone)]
pub(super) enum Content {
    /// The elements of the whole array, in C order, little-endian.
    Elements(Vec<u8>),
    /// The same of a type without a fixed size, each in fill-value JSON.
    Texts(Vec<String>),
    /// Of each chunk what is stored, in C order of the grid.
    Stored(Vec<Vec<u8>>),
}

/// Something done to the files of an array.
pub(super) type Change = Arc<dyn Fn(&mut ArrayFiles) + Send + Sync>;

impl ArrayPlan {
    /// An array of version 3, of the core profile, all of whose chunks are there, with no codec but the one that writes
    /// little-endian bytes.
    pub fn v3(
        room: &str,
        case: &str,
        data_type: impl Into<DataType>,
        shape: &[u64],
        chunk_shape: &[u64],
    ) -> ArrayPlan {
        let data_type = data_type.into();
        let members = MemberTexts::v3(&data_type, shape, chunk_shape, &fill_value(&data_type));
        ArrayPlan::new(ZarrFormat::V3, (room, case), data_type, (shape, chunk_shape), members)
    }

    /// The same of version 2, in C order and without a compressor.
    pub fn v2(
        room: &str,
        case: &str,
        (data_type, dtype): (impl Into<DataType>, &str),
        shape: &[u64],
        chunk_shape: &[u64],
    ) -> ArrayPlan {
        let members = MemberTexts::v2(dtype, shape, chunk_shape);
        let data_type = data_type.into();
        ArrayPlan::new(ZarrFormat::V2, (room, case), data_type, (shape, chunk_shape), members)
    }

    fn new(
        format: ZarrFormat,
        (room, case): (&str, &str),
        data_type: DataType,
        (shape, chunk_shape): (&[u64], &[u64]),
        members: MemberTexts,
    ) -> ArrayPlan {
        ArrayPlan {
            room: room.to_owned(),
            case: case.to_owned(),
            format,
            comment: String::new(),
            profile: GoldenProfile::Core,
            clauses: Vec::new(),
            tags: Vec::new(),
            data_type,
            shape: shape.to_vec(),
            chunk_shape: chunk_shape.to_vec(),
            content: Content::Elements(Vec::new()),
            padding: None,
            missing: Vec::new(),
            members,
            spoilt: Vec::new(),
            change: None,
        }
    }

    pub fn case(mut self, case: &str) -> ArrayPlan {
        self.case = case.to_owned();
        self
    }

    pub fn about(mut self, comment: impl Into<String>) -> ArrayPlan {
        self.comment = comment.into();
        self
    }

    pub fn clauses(mut self, clauses: &[&str]) -> ArrayPlan {
        self.clauses = clauses.iter().map(|one| (*one).to_owned()).collect();
        self
    }

    pub fn tags(mut self, tags: &[&str]) -> ArrayPlan {
        self.tags = tags.iter().map(|one| (*one).to_owned()).collect();
        self
    }

    /// The profile of this name.
    pub fn of_profile(mut self, name: &str) -> ArrayPlan {
        let named = GoldenProfile::ALL.into_iter().find(|profile| profile.name() == name);
        self.profile = named.unwrap_or(GoldenProfile::Whole);
        self
    }

    /// What stands in chunks beyond the edge of the array, which is the fill value otherwise.
    pub fn padding(mut self, element: Vec<u8>) -> ArrayPlan {
        self.padding = Some(element);
        self
    }

    /// Leaves it out of the core profile.
    pub fn whole_profile(mut self) -> ArrayPlan {
        self.profile = GoldenProfile::Whole;
        self
    }

    /// The elements, of an array of real numbers.
    pub fn patterns(self, patterns: impl IntoIterator<Item = u64>) -> ArrayPlan {
        let bytes = pack(self.data_type.real().unwrap_or(Real::UINT8), patterns);
        self.elements(bytes)
    }

    /// The elements in C order, little-endian.
    pub fn elements(mut self, bytes: Vec<u8>) -> ArrayPlan {
        self.content = Content::Elements(bytes);
        self
    }

    /// The elements in C order, each in fill-value JSON.
    pub fn texts(mut self, elements: Vec<String>) -> ArrayPlan {
        self.content = Content::Texts(elements);
        self
    }

    /// Of each chunk what is stored.
    pub fn stored(mut self, chunks: Vec<Vec<u8>>) -> ArrayPlan {
        self.content = Content::Stored(chunks);
        self
    }

    /// A chunk that is not written.
    pub fn missing(mut self, at: &[u64]) -> ArrayPlan {
        self.missing.push(at.to_vec());
        self
    }

    /// A member of the metadata.
    pub fn member(mut self, name: &str, json: &str) -> ArrayPlan {
        self.members.set(name, json);
        self
    }

    pub fn codecs(self, json: &str) -> ArrayPlan {
        self.member("codecs", json)
    }

    /// A member that stands in the file of metadata and that the chunks are not written by.
    pub fn spoilt(mut self, name: &str, json: Option<&str>) -> ArrayPlan {
        self.spoilt.push((name.to_owned(), json.map(str::to_owned)));
        self
    }

    /// What is done to the files at last.
    pub fn change(mut self, change: impl Fn(&mut ArrayFiles) + Send + Sync + 'static) -> ArrayPlan {
        self.change = Some(Arc::new(change));
        self
    }

    /// One chunk more in the first dimension, which is not there.
    pub fn longer(mut self) -> ArrayPlan {
        if let (Some(length), Some(chunk)) = (self.shape.first_mut(), self.chunk_shape.first()) {
            let at = length.div_ceil(*chunk);
            *length += chunk;
            let at: Vec<u64> =
                [at].into_iter().chain(self.shape.iter().skip(1).map(|_| 0)).collect();
            self.missing.push(at);
        }
        let shape = format!("{:?}", self.shape);
        self.member("shape", &shape)
    }

    pub fn id(&self) -> String {
        format!("{STORES}/{}/{}", self.room, self.case)
    }

    /// The positions of its chunks, in C order.
    pub fn chunks(&self) -> impl Iterator<Item = Vec<u64>> {
        chunk_positions(&self.shape, &self.chunk_shape)
    }
}
