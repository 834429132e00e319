//! How much of what takes long the tests run.

use std::env;

/// The variable that asks for what a plain run leaves out: with `all` beside what it does, with `rest` instead.
pub const VARIABLE: &str = "ZARRPROOF_TESTS";

/// Tells whether what takes long is to run as a whole, however long it takes. Otherwise it runs on a sample.
pub fn is_whole() -> bool {
    match env::var(VARIABLE) {
        Ok(value) if value == "all" || value == "rest" => true,
        Ok(value) if !value.is_empty() => {
            panic!("{VARIABLE} is {value:?}; expected all, rest or nothing")
        }
        _ => false,
    }
}
