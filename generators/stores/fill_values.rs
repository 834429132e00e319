//! Fill values in chunks that are not there.

use super::plan::ArrayPlan;
use crate::data_type::DataType;
use crate::generators::ask::{seeded, values};
use crate::generators::rows;

const TABLE: &str = include_str!("fill_values.txt");

/// # Panics
///
/// If the table has a data type that is none.
pub(super) fn plans() -> Vec<ArrayPlan> {
    let plan = |(section, [case, data_type, fill_value, clause]): rows::Row<4>| {
        let Ok(data_type) = DataType::from_json(data_type) else { panic!("{case}: {data_type}") };
        let elements = values(&data_type, 2, &mut seeded(&format!("fill_values/{case}")));
        let elements = [elements.clone(), elements].concat();
        ArrayPlan::v3("core", &format!("fill-value-{case}"), data_type, &[4], &[2])
            .about(format!("a chunk that is not there, and the fill value {fill_value}"))
            .clauses(&["core/fill-value", clause])
            .tags(&["fill-value", "missing-chunks"])
            .of_profile(section[0])
            .member("fill_value", fill_value)
            .elements(elements)
            .missing(&[1])
    };
    rows::rows(TABLE).into_iter().map(plan).collect()
}
