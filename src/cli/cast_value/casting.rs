//! What `cast` and `explain` are asked about single values.

use crate::cli::Failure;
use crate::codec::cast_value::{self, OutOfRange, Rounding};
use crate::codec::column::Column;
use crate::codec::notes::Readings;
use crate::data_type::{Real, TypedError, scalar};
use crate::report::explain::cast_value::mapped;

/// Types and configuration.
#[derive(clap::Args)]
pub struct Casting {
    /// The type of the values
    #[arg(long, value_name = "TYPE")]
    from: Option<Real>,
    /// The type to cast to
    #[arg(long, value_name = "TYPE")]
    to: Option<Real>,
    /// nearest-even (the default), towards-zero, towards-positive, towards-negative or nearest-away
    #[arg(long, value_name = "MODE")]
    rounding: Option<Rounding>,
    /// unset (the default), clamp or wrap
    #[arg(long, value_name = "RULE")]
    out_of_range: Option<OutOfRange>,
    /// Entries of scalar_map for this cast, in fill-value JSON of the two types: '[["NaN",0]]'
    #[arg(long, value_name = "JSON")]
    pub scalar_map: Option<String>,
}

impl Casting {
    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        let Casting { from, to, rounding, out_of_range, scalar_map } = self;
        from.is_none()
            && to.is_none()
            && rounding.is_none()
            && out_of_range.is_none()
            && scalar_map.is_none()
    }

    /// The types before and after.
    pub fn types(&self) -> Result<(Real, Real), Failure> {
        match (self.from, self.to) {
            (Some(from), Some(to)) => Ok((from, to)),
            _ => Err(Failure::usage("a value needs its types: --from <TYPE> --to <TYPE>")),
        }
    }

    /// The configuration.
    pub fn column(&self) -> Result<Column, Failure> {
        let (from, to) = self.types()?;
        let rounding = self.rounding.unwrap_or_default();
        let out_of_range = self.out_of_range.unwrap_or_default();
        cast_value::column((from, to), rounding, out_of_range).ok_or_else(|| {
            Failure::usage(format!(
                "out_of_range {out_of_range} is only permitted where data_type is an integer type, and {from} and {to} are floats"
            ))
        })
    }

    /// The pattern that a person means by `text`.
    pub fn input(&self, text: &str) -> Result<u64, Failure> {
        let input_type = self.types()?.0;
        scalar::from_text(input_type, text).map_err(|error| match error {
            // A value may begin with a sign, so that any word is taken for one.
            TypedError::Unreadable { .. } if text.starts_with("--") => {
                Failure::usage(format!("unknown option {text:?} (try `--help`)"))
            }
            error => Failure::usage(error),
        })
    }

    /// Explains what a value becomes, if there are entries of a map.
    pub fn explain_mapped(
        &self,
        text: &str,
        readings: &Readings,
    ) -> Result<Option<String>, Failure> {
        let Some(entries) = &self.scalar_map else { return Ok(None) };
        let text = mapped(&self.column()?, self.input(text)?, entries, readings);
        text.map(Some).map_err(Failure::usage)
    }
}
