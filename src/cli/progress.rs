//! Progress on standard error, where that is a terminal.

use std::sync::OnceLock;

use indicatif::{ProgressBar, ProgressStyle};

use crate::check::Progress;

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

/// A bar for the files of vectors, which begins when their number is known.
#[derive(Default)]
pub(super) struct Files(OnceLock<Bar>);

impl Files {
    pub fn tell(&self, progress: Progress) {
        match progress {
            Progress::Files(files) => drop(self.0.set(Bar::new(files, "files"))),
            Progress::FileDone => self.0.get().into_iter().for_each(|bar| bar.advance(1)),
        }
    }

    pub fn finish(&self) {
        self.0.get().into_iter().for_each(Bar::finish);
    }
}
