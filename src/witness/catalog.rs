//! The witnesses there are.

use std::path::Path;

use super::apfloat::Apfloat;
use super::mpfr::Mpfr;
#[cfg(all(feature = "softfloat", target_arch = "x86_64", target_os = "linux"))]
use super::softfloat::Softfloat;
use super::{Explanation, ProgramWitness, Witness, WitnessError, gfloat, ml_dtypes};
use crate::spelling::did_you_mean;
use crate::subject::Program;

/// Starts the adapters in Python, below the root of a checkout.
const START: &str = "adapters/python/start";

/// A witness that is known here.
#[derive(Debug)]
pub struct Entry {
    pub name: &'static str,
    pub about: &'static str,
    /// `None` if this build does not hold it.
    start: Option<Start>,
}

#[derive(Debug)]
enum Start {
    InProcess(fn() -> Box<dyn Witness>),
    /// An adapter in Python of the same name.
    Python(&'static [Explanation]),
}

/// All of them, in the order in which they are asked.
pub const WITNESSES: [Entry; 5] = [
    Entry {
        name: "apfloat",
        about: "LLVM's APFloat, through the crate rustc_apfloat",
        start: Some(Start::InProcess(Apfloat::start)),
    },
    Entry {
        name: "mpfr",
        about: "MPFR, through the crate rug",
        start: Some(Start::InProcess(Mpfr::start)),
    },
    Entry {
        name: "softfloat",
        about: "Berkeley SoftFloat, through the crate softfloat-wrapper (feature softfloat)",
        #[cfg(all(feature = "softfloat", target_arch = "x86_64", target_os = "linux"))]
        start: Some(Start::InProcess(Softfloat::start)),
        #[cfg(not(all(feature = "softfloat", target_arch = "x86_64", target_os = "linux")))]
        start: None,
    },
    Entry {
        name: "gfloat",
        about: "gfloat, through its functions for arrays (adapters/python, installed on first use)",
        start: Some(Start::Python(&gfloat::EXPLANATIONS)),
    },
    Entry {
        name: "ml_dtypes",
        about: "ml_dtypes, through NumPy's astype (adapters/python, installed on first use)",
        start: Some(Start::Python(&ml_dtypes::EXPLANATIONS)),
    },
];

/// The witness of a name.
pub fn find(name: &str) -> Result<&'static Entry, WitnessError> {
    let names = || WITNESSES.iter().map(|entry| entry.name);
    WITNESSES.iter().find(|entry| entry.name == name).ok_or_else(|| WitnessError::Unknown {
        name: name.to_owned(),
        meant: did_you_mean(name, names()),
        expected: names().collect::<Vec<_>>().join(", "),
    })
}

impl Entry {
    /// Whether this build holds it.
    pub fn is_built(&self) -> bool {
        self.start.is_some()
    }

    /// Starts it; a program from below `root`, a checkout of this repository.
    pub fn start(&self, root: &Path) -> Result<Box<dyn Witness>, WitnessError> {
        match &self.start {
            Some(Start::InProcess(start)) => Ok(start()),
            Some(Start::Python(explanations)) => {
                let program = root.join(START);
                if !program.is_file() {
                    return Err(WitnessError::NotHere { name: self.name, path: START });
                }
                let command = vec![program.display().to_string(), self.name.to_owned()];
                Ok(Box::new(ProgramWitness::start(Program::new(command), explanations)?))
            }
            None => Err(WitnessError::NotBuilt { name: self.name }),
        }
    }
}
