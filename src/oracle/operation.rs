//! Operations of IEEE 754 on values, before they are rounded.

use std::fmt;

use crate::data_type::{Dyadic, Value};

/// What is done with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Minus,
    Times,
    Over,
    Plus,
}

/// What an operation on values is, before it is rounded.
pub(super) enum Special {
    Numbers(Dyadic, Dyadic),
    Zero { negative: bool },
    Infinity { negative: bool },
    DivisionByZero { negative: bool },
    Invalid,
    Nan,
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Operator::Minus => "-",
            Operator::Times => "*",
            Operator::Over => "/",
            Operator::Plus => "+",
        })
    }
}

pub(super) fn negated(value: Value) -> Value {
    match value {
        Value::Finite(value) => Value::Finite(Dyadic { negative: !value.negative, ..value }),
        Value::Infinity { negative } => Value::Infinity { negative: !negative },
        Value::Nan => Value::Nan,
    }
}

/// IEEE 754-2019 §6.1 for infinities, §6.2 for NaN, §7.2 and §7.3 for what has no value. `left - right`
/// comes here as `left + (-right)`, which it is (§6.3).
pub(super) fn special(left: Value, operator: Operator, right: Value) -> Special {
    use Value::{Finite, Infinity, Nan};
    let is_sum = matches!(operator, Operator::Minus | Operator::Plus);
    match (left, right) {
        (Nan, _) | (_, Nan) => Special::Nan,
        (Infinity { negative: left }, Infinity { negative: right }) => match operator {
            Operator::Times => Special::Infinity { negative: left != right },
            Operator::Over => Special::Invalid,
            _ if left == right => Special::Infinity { negative: left },
            _ => Special::Invalid,
        },
        (Infinity { negative }, Finite(_)) | (Finite(_), Infinity { negative }) if is_sum => {
            Special::Infinity { negative }
        }
        (Infinity { negative }, Finite(number)) => match operator {
            Operator::Times if number.is_zero() => Special::Invalid,
            _ => Special::Infinity { negative: negative != number.negative },
        },
        (Finite(number), Infinity { negative }) => match operator {
            Operator::Times if number.is_zero() => Special::Invalid,
            Operator::Times => Special::Infinity { negative: negative != number.negative },
            _ => Special::Zero { negative: negative != number.negative },
        },
        (Finite(left), Finite(right)) if operator == Operator::Over && right.is_zero() => {
            match left.is_zero() {
                true => Special::Invalid,
                false => Special::DivisionByZero { negative: left.negative != right.negative },
            }
        }
        (Finite(left), Finite(right)) => Special::Numbers(left, right),
    }
}
