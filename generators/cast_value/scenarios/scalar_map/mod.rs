//! `scalar_map`: what an entry decides, and what it leaves to the cast.
//!
//! Nearly every question is asked of both operations, from the same input type to the same output type:
//! "the same ordered procedure applies during decoding".

mod large;
mod matching;
mod precedence;
mod question;
mod scalars;
mod sides;
mod signalling;
mod small_types;
mod special;
mod texts;
mod two_sided;

use super::Theme;

pub(super) fn themes() -> Vec<Theme> {
    vec![
        precedence::range(),
        precedence::rounding(),
        special::nan(),
        special::zero(),
        special::infinity(),
        matching::repeats(),
        matching::chains(),
        matching::identity(),
        scalars::limits(),
        scalars::large_integers(),
        scalars::decimals(),
        scalars::patterns(),
        small_types::small_types(),
        large::many(),
        sides::directions(),
        sides::sentinel(),
        sides::numpy(),
        signalling::signalling(),
        texts::texts(),
    ]
}
