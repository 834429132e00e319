//! The options `--codec` and `--profile`.

use clap::ValueEnum;

use super::{Failure, parse_list};
use crate::codec::table;
use crate::spelling::did_you_mean;
use crate::vectors::golden::{GoldenProfile, GoldenSelection};

/// Codecs, and a set of golden arrays.
#[derive(clap::Args)]
pub(super) struct RoomArguments {
    /// Only vectors and golden arrays of these codecs
    #[arg(long, value_name = "CODECS")]
    codec: Vec<String>,
    /// The set of golden arrays: `core` is a part of `whole` [default: core with --reader, else whole]
    #[arg(long, value_enum, value_name = "PROFILE")]
    profile: Option<Profile>,
}

/// A set of golden arrays.
#[derive(Clone, Copy, ValueEnum)]
enum Profile {
    Core,
    Whole,
}

impl RoomArguments {
    /// The rooms of the codecs that are named.
    pub fn rooms(&self) -> Result<Vec<String>, Failure> {
        let room = |name: String| match table::find(&name) {
            Some(codec) => Ok(codec.room()),
            None => {
                let meant = did_you_mean(&name, table::ALL.map(|codec| codec.name));
                let known = table::ALL.map(|codec| codec.name).join(", ");
                Err(Failure::usage(format!(
                    "unknown codec {name:?}{meant}; expected one of {known}"
                )))
            }
        };
        parse_list::<String>(&self.codec)?.into_iter().map(room).collect()
    }

    /// What is chosen of golden arrays.
    pub fn golden(&self) -> GoldenSelection {
        let profile = self.profile.map(|profile| match profile {
            Profile::Core => GoldenProfile::Core,
            Profile::Whole => GoldenProfile::Whole,
        });
        GoldenSelection { profile, tags: Vec::new() }
    }

    /// The option by which an array of the profile is found again.
    pub fn words(&self) -> Vec<String> {
        match self.profile {
            Some(Profile::Whole) => ["--profile", "whole"].map(str::to_owned).to_vec(),
            _ => Vec::new(),
        }
    }
}
