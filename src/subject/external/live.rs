//! The leaders of the groups that are not known to have ended.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Those that a signal ends.
static LIVE: Mutex<Vec<Live>> = Mutex::new(Vec::new());

/// A leader that is not known to have ended.
pub(super) struct Live {
    pub number: u32,
    pub mark: String,
}

pub(super) fn live() -> MutexGuard<'static, Vec<Live>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}
