//! The data types that the oracle lists.

use crate::data_type::{DataType, TimeKind};

/// The widths of raw bits that are listed. There are others.
const RAW: [u16; 6] = [8, 16, 24, 32, 64, 128];

/// The names of the types whose elements have a fixed size, as the oracle lists them.
pub(super) fn of_fixed_size() -> Vec<String> {
    let all = DataType::without_parameters().filter(|one| one.bytes().is_some());
    let raw = RAW.into_iter().filter_map(DataType::raw);
    let names = all.chain(raw).map(|data_type| data_type.name().into_owned());
    names.chain(TimeKind::ALL.map(|kind| kind.name().to_owned())).collect()
}
