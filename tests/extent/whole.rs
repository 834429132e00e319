//! How much of what takes long the tests run.

use std::env;

/// The variable that asks for all of it.
const VARIABLE: &str = "ZARRPROOF_TESTS";

/// Tells whether everything is to run, however long it takes: `ZARRPROOF_TESTS=all`. Otherwise what takes long runs on
/// a sample.
pub fn is_whole() -> bool {
    match env::var(VARIABLE) {
        Ok(value) if value == "all" => true,
        Ok(value) if !value.is_empty() => {
            panic!("{VARIABLE} is {value:?}; expected all or nothing")
        }
        _ => false,
    }
}
