//! Scalars of `scalar_map`, each in the four places that it can stand in: key and value, of encode
//! and decode.

use super::{Section, section_of, validity};
use crate::generators::rows::rows;
use crate::generators::theme::Theme;
use crate::vectors::Scenario;

/// A place in the map.
pub(super) struct Place {
    pub name: &'static str,
    side: &'static str,
    is_key: bool,
    /// Whether its scalars are of the array's type; those of the others are of the codec's.
    is_of_array: bool,
}

pub(super) const PLACES: [Place; 4] = [
    Place { name: "encode-key", side: "encode", is_key: true, is_of_array: true },
    Place { name: "encode-value", side: "encode", is_key: false, is_of_array: false },
    Place { name: "decode-key", side: "decode", is_key: true, is_of_array: false },
    Place { name: "decode-value", side: "decode", is_key: false, is_of_array: true },
];

/// A scalar of every type, for the other place of an entry.
const OTHER: &str = "1";

/// A fill value of every type in the table, which no entry maps.
const FILL_VALUE: &str = "2";

pub(super) fn theme() -> Theme {
    let about = "the scalars of scalar_map, in every place that they can stand in";
    Theme::new("scalars", about, PLACES.iter().flat_map(scenarios).collect())
}

/// The cells of a row are its id, what it is for, the type of the place, the type on the other side,
/// which often takes the scalar that this one does not, and the scalar.
fn scenarios(place: &Place) -> Vec<Scenario> {
    let rows = rows(include_str!("scalars.txt")).into_iter();
    rows.map(|(section, [id, about, data_type, other, scalar])| {
        place.scenario(id, about, section_of(&section), [data_type, other], scalar)
    })
    .collect()
}

impl Place {
    /// A scalar in the place, of which the first type is; the other side has the second.
    pub fn scenario(
        &self,
        id: &str,
        about: &str,
        section: Section,
        [data_type, other]: [&str; 2],
        scalar: &str,
    ) -> Scenario {
        let [array, codec] = if self.is_of_array { [data_type, other] } else { [other, data_type] };
        let entry = if self.is_key { [scalar, OTHER] } else { [OTHER, scalar] };
        let fields = format!(
            r#""data_type":"{codec}","scalar_map":{{"{}":[[{},{}]]}}"#,
            self.side, entry[0], entry[1]
        );
        let (id, array) = (format!("{}/{id}", self.name), format!("\"{array}\""));
        validity(id, about, section, &fields, &array, FILL_VALUE)
    }
}
