//! What explains codecs in terms of their own. All others tell what any codec can.

use super::cast_value;
use super::explanations::Explanations;
use crate::codec;
use crate::codec::definition::Definition;

static ROWS: [(&Definition, Explanations); 1] =
    [(&codec::cast_value::DEFINITION, cast_value::EXPLANATIONS)];

/// The pages on a codec, if it has pages of its own.
pub(super) fn of(codec: &Definition) -> Option<&'static Explanations> {
    ROWS.iter().find(|(one, _)| one.name == codec.name).map(|(_, explanations)| explanations)
}
