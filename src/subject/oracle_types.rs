//! The data types that the oracle lists.

use crate::data_type::{DataType, TimeKind};

/// The widths of raw bits that are listed. There are others.
const RAW: [u16; 6] = [8, 16, 24, 32, 64, 128];

/// The names of the types, as the oracle lists them; those whose elements have no fixed size come last.
pub(super) fn data_types() -> Vec<String> {
    let (all, variable): (Vec<_>, Vec<_>) =
        DataType::without_parameters().partition(|one| one.bytes().is_some());
    let raw = RAW.into_iter().filter_map(DataType::raw);
    let name = |data_type: DataType| data_type.name().into_owned();
    let fixed = all.into_iter().chain(raw).map(name);
    let times = TimeKind::ALL.map(|kind| kind.name().to_owned());
    fixed.chain(times).chain(variable.into_iter().map(name)).collect()
}
