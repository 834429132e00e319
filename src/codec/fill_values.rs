//! What the texts say of the fill values of data types whose elements are not real numbers.

use super::clause::{Clause, Level, Text, clause};

/// "Permitted fill values" of the core specification, and the pages of the other types.
pub const CLAUSES: [Clause; 7] = [
    clause(
        "core/bool-scalar",
        Text::Core,
        "Permitted fill values",
        Level::States,
        "a bool is a JSON boolean",
    ),
    clause(
        "core/complex-scalar",
        Text::Core,
        "Permitted fill values",
        Level::States,
        "a complex number is an array of its real and its imaginary component, each as a float is",
    ),
    clause(
        "core/raw-scalar",
        Text::Core,
        "Permitted fill values",
        Level::States,
        "raw bits r<N> are an array of integers from 0 to 255, with length equal to N",
    ),
    clause(
        "data-types/time-scalar",
        Text::DataTypes,
        "Fill value representation",
        Level::States,
        "a time is a JSON number without fraction or exponent in the range of int64, or \"NaT\", which is -2^63",
    ),
    clause(
        "data-types/time-unit",
        Text::DataTypes,
        "Configuration",
        Level::States,
        "a time has a unit, one of 15 words, and a scale_factor, an integer from 1 to 2^31 - 1; nothing else",
    ),
    clause(
        "data-types/string-scalar",
        Text::DataTypes,
        "Permitted fill values",
        Level::States,
        "a string is a Unicode string",
    ),
    clause(
        "data-types/bytes-scalar",
        Text::DataTypes,
        "Fill value encoding",
        Level::States,
        "bytes are an array of integers from 0 to 255, or a string in base64",
    ),
];
