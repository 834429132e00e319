//! Progress on standard error, where that is a terminal.

use std::sync::OnceLock;

use indicatif::{ProgressBar, ProgressStyle};

use super::Failure;
use crate::check::{CheckError, Progress};

/// A bar that shows nothing unless standard error is a terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub fn new(total: u64, unit: &str) -> Bar {
        let bar = ProgressBar::new(total);
        let template = format!("{{bar:40}} {{pos}}/{{len}} {unit}, {{eta}} left");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Bar(bar)
    }

    pub fn advance(&self, by: u64) {
        self.0.inc(by);
    }

    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// Runs a check with a bar that counts its files.
pub(super) fn with_bar<T>(
    check: impl FnOnce(&(dyn Fn(Progress) + Sync)) -> Result<T, CheckError>,
) -> Result<T, Failure> {
    let bar = OnceLock::new();
    let checked = check(&|progress| match progress {
        Progress::Files(files) => drop(bar.set(Bar::new(files, "files"))),
        Progress::FileDone => bar.get().into_iter().for_each(|bar: &Bar| bar.advance(1)),
    });
    bar.into_inner().iter().for_each(Bar::finish);
    checked.map_err(Failure::from)
}
