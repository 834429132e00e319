//! Names that none of the 26 has, such as those in other projects.

use super::Real;
use crate::spelling::nearest;

/// Names elsewhere, in lower case and without underscores, and the type that each may mean.
const ELSEWHERE: [(&str, &str); 34] = [
    ("half", "float16"),
    ("f16", "float16"),
    ("f2", "float16"),
    ("fp16", "float16"),
    ("binary16", "float16"),
    ("single", "float32"),
    ("float", "float32"),
    ("f32", "float32"),
    ("f4", "float32"),
    ("fp32", "float32"),
    ("binary32", "float32"),
    ("double", "float64"),
    ("f64", "float64"),
    ("f8", "float64"),
    ("fp64", "float64"),
    ("binary64", "float64"),
    ("bf16", "bfloat16"),
    ("brain", "bfloat16"),
    ("fp4", "float4_e2m1fn"),
    ("byte", "int8"),
    ("short", "int16"),
    ("int", "int32"),
    ("long", "int64"),
    ("i1", "int8"),
    ("i16", "int16"),
    ("i32", "int32"),
    ("i64", "int64"),
    ("u1", "uint8"),
    ("ubyte", "uint8"),
    ("uint", "uint32"),
    ("ushort", "uint16"),
    ("u16", "uint16"),
    ("u32", "uint32"),
    ("u64", "uint64"),
];

/// Names that count bits here and bytes there.
const EITHER: [(&str, &str, &str); 6] = [
    ("i2", "int2", "int16"),
    ("i4", "int4", "int32"),
    ("i8", "int8", "int64"),
    ("u2", "uint2", "uint16"),
    ("u4", "uint4", "uint32"),
    ("u8", "uint8", "uint64"),
];

/// The beginnings of names of small floats, before the exponent.
const SMALL: [&str; 8] = ["float8", "float6", "float4", "fp8", "fp6", "fp4", "f8", "f6"];

/// A name that no data type of the 26 has.
#[derive(Debug, thiserror::Error)]
#[error("unknown data type {name:?}{}", expected(name))]
pub struct UnknownReal {
    pub name: String,
}

impl UnknownReal {
    /// The type that was probably meant, as a sentence.
    pub fn hint(&self) -> Option<String> {
        hint(&self.name)
    }
}

/// The type that was probably meant, or all of them.
fn expected(name: &str) -> String {
    match hint(name) {
        Some(hint) => format!(": {hint}"),
        None => {
            let names: Vec<_> = Real::all().map(Real::name).collect();
            format!("; expected one of {}", names.join(", "))
        }
    }
}

/// The hint on a name that Zarr does not have.
fn hint(name: &str) -> Option<String> {
    let plain = plain(name);
    let small = SMALL.iter().find_map(|prefix| plain.strip_prefix(prefix)).unwrap_or(&plain);
    if small == "e4m3fn" || small == "e4m3" && plain != "float8e4m3" {
        return Some(
            "Zarr's float8_e4m3 has infinities, and is another format than the e4m3fn of OCP and ml_dtypes, which Zarr lacks (SN-39)"
                .to_owned(),
        );
    }
    if let Some((_, bits, bytes)) = EITHER.iter().find(|(other, ..)| *other == plain) {
        return Some(format!("did you mean {bits}, or {bytes} (as NumPy counts bytes)?"));
    }
    let elsewhere = || ELSEWHERE.iter().find(|(other, _)| *other == plain).map(|(_, name)| *name);
    let meant = elsewhere().or_else(|| small_float(small)).or_else(|| typo(name, &plain))?;
    Some(format!("did you mean {meant}?"))
}

/// `np.dtype("<f4")` and `torch.float32` are about `f4` and `float32`.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let last = lower.rsplit('.').next().unwrap_or_default();
    let last = last.strip_suffix("_t").unwrap_or(last);
    last.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The type whose name ends as this does, letters for what it lacks left out or not.
fn small_float(small: &str) -> Option<&'static str> {
    let is_layout = small.starts_with('e') && small.as_bytes().get(1)?.is_ascii_digit();
    let ends = |name: &str, suffix: &str| name.ends_with(&format!("_{small}{suffix}"));
    let mut suffixes = ["", "fn", "fnu", "fnuz"].into_iter().filter(|_| is_layout);
    suffixes.find_map(|suffix| Real::all().map(Real::name).find(|name| ends(name, suffix)))
}

fn typo(name: &str, plain: &str) -> Option<&'static str> {
    let mut names = Real::all().map(Real::name);
    let same = names.clone().find(|name| self::plain(name) == plain);
    // Another number of bits is no slip of the pen.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_near = |near: &&str| digits(near) == digits(name);
    same.or_else(|| nearest(name, &mut names).filter(is_near))
}
