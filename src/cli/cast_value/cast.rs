//! `zarrproof cast`.

use super::casting::Casting;
use crate::cli::output::print;
use crate::cli::reading::Reading;
use crate::cli::{Failure, Verdict};
use crate::codec::cast_value::rules;
use crate::oracle::cast_value::Direction;

/// Cast single values exactly
///
/// Prints a line a value: the value that the input type holds, its pattern, and the pattern and
/// value of the result or the reason why there is none. Exits with 1 if any value has none.
#[derive(clap::Args)]
#[command(
    mut_arg("from", |arg| arg.required(true)),
    mut_arg("to", |arg| arg.required(true)),
    after_help = "Examples:\n  zarrproof cast --from float64 --to int8 --rounding towards-zero --out-of-range wrap 1.5 300 0x7ff0000000000000\n  zarrproof cast --from float64 --to uint8 --scalar-map '[[\"NaN\",0]]' NaN"
)]
pub struct Arguments {
    #[command(flatten)]
    casting: Casting,
    #[command(flatten)]
    reading: Reading,
    /// Decimals (1.5, -2e9, 1_000), NaN, inf, hexadecimal floats (0x1.8p3), or bits as
    /// 0x3ff8000000000000
    #[arg(
        required = true,
        value_name = "VALUE",
        allow_negative_numbers = true,
        allow_hyphen_values = true
    )]
    values: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let Arguments { casting, reading, values } = arguments;
    let (types, column) = (casting.types()?, casting.column()?);
    let inputs: Vec<_> = values.iter().map(|text| casting.input(text)).collect::<Result<_, _>>()?;
    let (rounding, out_of_range) = rules(&column);
    let entries = casting.scalar_map.as_deref();
    let direction =
        Direction::between(types, rounding, out_of_range, entries, &reading.readings()?);
    let direction = direction.map_err(Failure::usage)?;
    let (from, to) = direction.types();
    let (mut verdict, mut text) = (Verdict::Good, String::new());
    for input in inputs {
        let shown = format!("{} ({})", from.value_to_text(input), from.pattern_to_text(input));
        match direction.apply(input) {
            Ok(pattern) => {
                let (value, bits) = (to.value_to_text(pattern), to.pattern_to_text(pattern));
                text.push_str(&format!("{shown} -> {value} ({bits})\n"));
            }
            Err(error) => {
                verdict = Verdict::Bad;
                text.push_str(&format!("{shown} -> error: {error}\n"));
            }
        }
    }
    print(&text)?;
    Ok(verdict)
}
