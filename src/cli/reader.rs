//! The options `--reader` and `--unsupported`.

use super::Failure;
use crate::check::Target;
use crate::subject::ReaderProgram;
use crate::vectors::Selection;
use crate::vectors::golden::GoldenProfile;

/// A program that opens an array and prints its elements.
#[derive(clap::Args)]
pub(super) struct ReaderArguments {
    /// The command after `--` is a reader: it is started as `COMMAND --array_path=DIR` for each golden array, and prints the
    /// elements (docs/readers.md)
    #[arg(long, requires = "command")]
    reader: bool,
    /// The exit status by which a reader says that it does not have what an array needs
    #[arg(long, value_name = "STATUS", requires = "reader", value_parser = clap::value_parser!(i32).range(1..=255))]
    unsupported: Option<i32>,
}

impl ReaderArguments {
    /// The subject, which is a reader if that is wanted.
    pub fn target(&self, target: Target) -> Result<Target, Failure> {
        match target {
            Target::External(program) if self.reader => {
                let unsupported = self.unsupported;
                Ok(Target::Reader(ReaderProgram { program, unsupported }))
            }
            Target::BuiltIn(_) if self.reader => Err(Failure::usage(
                "--reader needs a command after `--`, not a subject of this build",
            )),
            target => Ok(target),
        }
    }

    /// A program that starts once an array is asked for the core set, unless another one is chosen.
    pub fn choose_profile(&self, selection: &mut Selection) {
        if self.reader {
            selection.golden.profile.get_or_insert(GoldenProfile::Core);
        }
    }

    /// The options as they stand on the command line.
    pub fn words(&self) -> Vec<String> {
        let reader = self.reader.then(|| "--reader".to_owned());
        let status = self.unsupported.map(|status| format!("--unsupported={status}"));
        reader.into_iter().chain(status).collect()
    }
}
