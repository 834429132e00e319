//! Further processes of one subject.

use std::sync::{Arc, Mutex, PoisonError};

use super::External;
use super::shared::Shared;
use crate::subject::{Program, Trouble};

/// Starts more processes of one subject.
pub struct Another {
    pub(super) program: Program,
    pub(super) shared: Arc<Mutex<Shared>>,
}

impl Another {
    /// Starts one, if that can be done; if not, there is one process less, which is noted.
    pub fn start(&self) -> Option<External> {
        let mut external = External::without_process(&self.program, Arc::clone(&self.shared))?;
        match external.running.start_process() {
            Ok(()) => Some(external),
            Err(_) if external.is_stopped() => None,
            Err(error) => {
                let trouble = Trouble::from(format!("a further process: {error}"));
                let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
                shared.health.keep(Arc::new(trouble));
                None
            }
        }
    }
}
