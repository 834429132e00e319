//! The steps of casts, told as the steps of every codec are.

use super::trace::{End, Given, Step, Trace};
use crate::data_type::Real;
use crate::oracle::{Telling, Told};

/// Tells the steps of one element after the other.
pub(super) struct Teller<'a> {
    told: &'a mut Told,
    element: u64,
    types: (Real, Real),
}

impl<'a> Teller<'a> {
    pub fn new(told: &'a mut Told, element: u64, types: (Real, Real)) -> Teller<'a> {
        Teller { told, element, types }
    }
}

impl Trace for Teller<'_> {
    fn step(&mut self, step: impl FnOnce() -> Step) {
        if !self.told.is_heard() {
            return;
        }
        let step = step();
        if let Step::Reading { note, letter } = step {
            return self.told.step(|| Telling::Consults { note, letter });
        }
        if let (Some(clause), Some(values)) = (step.clause(), values(&step, self.types)) {
            self.told.step(|| Telling::Follows { clause, element: Some(self.element), values });
        }
    }
}

/// What a step is about, unless it decides nothing.
fn values(step: &Step, (from, to): (Real, Real)) -> Option<Vec<(&'static str, String)>> {
    let named = |real: Real, pattern| {
        format!("{} ({})", real.value_to_text(pattern), real.pattern_to_text(pattern))
    };
    let is = |yes| if yes { "yes" } else { "no" }.to_owned();
    Some(match step {
        Step::Begin { .. } | Step::Reading { .. } | Step::RoundTrip { .. } => return None,
        // It comes out of the codec.
        Step::Encoded { .. } => return None,
        Step::Map { entries: 0, .. } | Step::Range { passed: None, .. } => return None,
        Step::Map { entries, matched: None, .. } => vec![("matched", format!("none of {entries}"))],
        Step::Map { matched: Some(matched), .. } => vec![
            ("matched", format!("entry {}", matched.at)),
            ("key", named(from, matched.key)),
            ("value", named(to, matched.value)),
        ],
        Step::Special { nan, has } => {
            let value = if *nan { "NaN" } else { "an infinity" };
            vec![("value", value.to_owned()), ("held", is(*has))]
        }
        Step::Exact { value, held } => {
            vec![("exactly", value.to_decimal()), ("held", is(held.is_some()))]
        }
        Step::NegativeZero { kept, .. } => vec![("sign kept", is(*kept))],
        Step::Rounded(rounded) if rounded.below.distance.is_zero() => return None,
        Step::Rounded(rounded) => {
            let (taken, _) = rounded.taken_and_left();
            vec![
                ("below", rounded.below.value.to_decimal()),
                ("above", rounded.above.value.to_decimal()),
                ("taken", taken.value.to_decimal()),
            ]
        }
        Step::Range { min, max, passed: Some(end), .. } => {
            let limits = format!("{} to {}", named(to, *min), named(to, *max));
            let passed = if *end == End::Low { "below" } else { "above" };
            vec![("limits", limits), ("lies", passed.to_owned())]
        }
        Step::OutOfRange { rule, given, .. } => {
            let given = match given {
                Given::Infinity(pattern) | Given::Limit(pattern) => named(to, *pattern),
                Given::Residue { residue, .. } => named(to, *residue),
                Given::Nothing => "an error".to_owned(),
            };
            vec![("rule", rule.to_string()), ("gives", given)]
        }
    })
}
