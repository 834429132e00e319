//! Calling code that may panic, without a word about it on standard error: the panic is a verdict,
//! and there may be thousands.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Calls `function`. If it panics, returns the panic's message.
pub(super) fn guard<T>(function: impl FnOnce() -> T) -> Result<T, String> {
    quieten();
    let before = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(function));
    GUARDED.set(before);
    result.map_err(|panic| message(&*panic))
}

/// Makes the process's panic hook leave out the panics of guarded calls.
fn quieten() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                hook(info);
            }
        }));
    });
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panicked: {}", text.unwrap_or_else(|| "without a message".to_owned()))
}
