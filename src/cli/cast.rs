//! `zarrproof cast`.

use super::{Failure, Verdict};
use crate::codec::cast_value::{OutOfRange, Rounding};
use crate::data_type::{DataType, scalar};
use crate::oracle::cast_value::Cast;

/// Cast single values exactly
///
/// Prints a line a value: the value that the input type holds, its pattern, and the pattern and
/// value of the result or the reason why there is none. Exits with 1 if any value has none.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  zarrproof cast --from float64 --to int8 --rounding towards-zero --out-of-range wrap 1.5 300 0x7ff0000000000000"
)]
pub(super) struct Arguments {
    /// The type of the values
    #[arg(long, value_name = "TYPE")]
    from: DataType,
    /// The type to cast to
    #[arg(long, value_name = "TYPE")]
    to: DataType,
    /// nearest-even, towards-zero, towards-positive, towards-negative or nearest-away
    #[arg(long, value_name = "MODE", default_value_t)]
    rounding: Rounding,
    /// unset, clamp or wrap
    #[arg(long, value_name = "RULE", default_value_t)]
    out_of_range: OutOfRange,
    /// Decimals, NaN, Infinity, -Infinity, or patterns such as 0x3ff8000000000000
    #[arg(
        required = true,
        value_name = "VALUE",
        allow_negative_numbers = true,
        allow_hyphen_values = true
    )]
    values: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let Arguments { from, to, rounding, out_of_range, values } = arguments;
    if *out_of_range == OutOfRange::Wrap && !from.is_integer() && !to.is_integer() {
        return Err(Failure::usage(format!(
            "out_of_range wrap is only permitted where data_type is integral, and neither {from} nor {to} is"
        )));
    }
    let inputs = values
        .iter()
        .map(|text| scalar::from_text(*from, text).map_err(Failure::usage))
        .collect::<Result<Vec<_>, _>>()?;
    let cast = Cast::new(*from, *to, *rounding, *out_of_range);
    let mut verdict = Verdict::Good;
    for input in inputs {
        let shown = format!("{} ({})", from.value_to_text(input), from.pattern_to_text(input));
        match cast.apply(input) {
            Ok(pattern) => println!(
                "{shown} -> {} ({})",
                to.value_to_text(pattern),
                to.pattern_to_text(pattern)
            ),
            Err(error) => {
                verdict = Verdict::Bad;
                println!("{shown} -> error: {error}");
            }
        }
    }
    Ok(verdict)
}
