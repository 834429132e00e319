//! Implementations that do not see some of the bits that are cut off, made here and nowhere else: the
//! vectors and proofs find each of them.

use std::collections::BTreeSet;

use rayon::prelude::*;
use zarrproof::check::{Target, Trial};
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::{Metadata, Rounding};
use zarrproof::codec::notes::Readings;
use zarrproof::data_type::{Kind, Real, pack, unpack};
use zarrproof::oracle::cast_value::Codec;
use zarrproof::protocol::Implementation;
use zarrproof::prove::lone_bits::{of_step, roundest};
use zarrproof::prove::{Proof, Question, Session};
use zarrproof::subject::{BuiltIn, CastValue, Refusal, subject_of};
use zarrproof::vectors::{Selection, Store};

/// The oracle, but that of some patterns it sees another one.
struct Blind {
    from: Real,
    to: Real,
    rounding: Rounding,
    seen: Box<dyn Fn(u64) -> u64 + Send>,
}

impl CastValue for Blind {
    type Codec = Codec;

    fn implementation(&self) -> Implementation {
        Implementation::new("blind", "1")
    }

    fn data_types(&self) -> Vec<Real> {
        Real::all().collect()
    }

    fn codec(&mut self, metadata: Metadata) -> Result<Codec, Refusal> {
        Codec::new(metadata, &Readings::stand())
            .map_err(|error| Refusal::Metadata(error.to_string()))
    }

    fn cast(
        &mut self,
        codec: &Codec,
        operation: Operation,
        _: &[u64],
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let (input, output) = codec.instance.types(operation);
        let is_blind = (input, output) == (self.from, self.to)
            && codec.instance.configuration.rounding == self.rounding;
        let cast = |pattern| {
            let seen = if is_blind { (self.seen)(pattern) } else { pattern };
            codec.direction(operation).apply(seen)
        };
        let outputs: Result<Vec<_>, _> = unpack(input, data).map(cast).collect();
        Ok(pack(output, outputs.map_err(|error| Refusal::Value(error.to_string()))?))
    }
}

fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a data type's name")
}

fn mantissa_bits(data_type: Real) -> u32 {
    match data_type.kind() {
        Kind::Float(float) => float.mantissa_bits,
        Kind::Integer(_) => panic!("{data_type} is no float"),
    }
}

/// A pattern without some bits, if these are all that there is below its lowest `cut` bits, but for the
/// highest of those, which makes a tie.
fn without(pattern: u64, cut: u32, unseen: u64) -> u64 {
    let below = pattern & ((1 << cut) - 1);
    let half = 1 << (cut - 1);
    if below & !half & !unseen == 0 { pattern & !(unseen & ((1 << cut) - 1)) } else { pattern }
}

/// The vectors from one type to another.
fn selection(from: Real, to: Real, rounding: Rounding) -> Selection {
    Selection { from: vec![from], to: vec![to], ..Selection::default() }
        .having("rounding", &[rounding.name()])
        .having("out_of_range", &["clamp"])
}

/// The vectors from one type to another, read.
fn vectors(store: &Store, from: Real, to: Real) -> Trial<'_> {
    let selection = Selection { from: vec![from], to: vec![to], ..Selection::default() };
    Trial::new(store, &selection).expect("vectors of the pair")
}

/// Whether vectors find what is not seen.
fn is_found(vectors: &Trial, blind: Blind) -> bool {
    let selection = selection(blind.from, blind.to, blind.rounding);
    vectors.first_failure(subject_of(blind).as_mut(), &selection).is_some()
}

/// Whether a pair is asked about a bit: each bit is for some target, and each target for some bits.
fn has_turn(to: Real, bit: u32) -> bool {
    (bit as usize + to.index()).is_multiple_of(8)
}

fn pairs(from: &[&str], is_target: fn(Real, Real) -> bool) -> Vec<(Real, Real)> {
    let from = from.iter().map(|name| data_type(name));
    let pairs = from.flat_map(|from| Real::all().map(move |to| (from, to)));
    pairs.filter(|(from, to)| is_target(*from, *to)).collect()
}

#[test]
fn the_vectors_see_every_bit_that_a_narrower_float_cannot_hold() {
    let store = Store::embedded().expect("vectors");
    let is_narrower = |from: Real, to: Real| {
        let wide = mantissa_bits(from);
        matches!(to.kind(), Kind::Float(float) if float.mantissa_bits < wide)
    };
    let modes = [Rounding::TowardsPositive, Rounding::TowardsNegative, Rounding::NearestEven];
    let pairs = pairs(&["float64", "float32", "float16", "bfloat16"], is_narrower);
    pairs.into_par_iter().for_each(|(from, to)| {
        let vectors = vectors(&store, from, to);
        let cut = mantissa_bits(from) - mantissa_bits(to);
        for rounding in modes {
            // Powers of two alone are not negative, and none of them is even.
            if mantissa_bits(to) == 0 && rounding != Rounding::TowardsPositive {
                continue;
            }
            // Next to a tie, its own bit is no bit beyond it.
            let bits = if rounding == Rounding::NearestEven { cut - 1 } else { cut };
            for bit in (0..bits).filter(|bit| has_turn(to, *bit)) {
                let seen = Box::new(move |pattern| without(pattern, cut, 1 << bit));
                let found = is_found(&vectors, Blind { from, to, rounding, seen });
                assert!(found, "{from} to {to}, {rounding}: bit {bit} is not seen");
            }
        }
    });
}

#[test]
fn the_vectors_see_every_bit_of_an_integer_that_a_float_cannot_hold() {
    let store = Store::embedded().expect("vectors");
    let is_wide = |_, to: Real| ["float64", "float32", "bfloat16"].contains(&to.name());
    let pairs = pairs(&["int64", "uint64", "int32", "uint32"], is_wide);
    pairs.into_par_iter().for_each(|(from, to)| {
        let vectors = vectors(&store, from, to);
        // But for the smallest one, no integer of a signed type is as long as the type.
        let length = from.bits() - u32::from(from.name().starts_with("int"));
        let cut = length.saturating_sub(mantissa_bits(to) + 1);
        for rounding in [Rounding::TowardsPositive, Rounding::NearestEven] {
            let bits = if rounding == Rounding::NearestEven { cut.saturating_sub(1) } else { cut };
            for bit in 0..bits {
                let seen = Box::new(move |pattern: u64| match pattern >> (length - 1) {
                    1 => without(pattern, cut, 1 << bit),
                    _ => pattern,
                });
                let found = is_found(&vectors, Blind { from, to, rounding, seen });
                assert!(found, "{from} to {to}, {rounding}: bit {bit} is not seen");
            }
        }
    });
}

#[test]
fn the_vectors_see_every_bit_of_a_fraction() {
    let store = Store::embedded().expect("vectors");
    let rounding = Rounding::TowardsPositive;
    let pairs = pairs(&["float64"], |_, to| to.is_integer());
    pairs.into_par_iter().for_each(|(from, to)| {
        let vectors = vectors(&store, from, to);
        for place in (1..=64).filter(|place| has_turn(to, *place)) {
            // An integer and 2^-place.
            let seen = Box::new(move |pattern| {
                let value = f64::from_bits(pattern);
                let is_it = value - value.floor() == (-f64::from(place)).exp2();
                if is_it { value.floor().to_bits() } else { pattern }
            });
            let found = is_found(&vectors, Blind { from, to, rounding, seen });
            assert!(found, "{from} to {to}: 2^-{place} is not seen");
        }
    });
}

type Blindness = (&'static str, Rounding, fn(u64) -> u64);

/// Kinds of blindness that a proof meets: a target, a mode, and what is seen of a float64.
const BLIND: [Blindness; 6] = [
    ("float16", Rounding::TowardsPositive, |pattern| without(pattern, 42, (1 << 39) - (1 << 2))),
    ("float8_e4m3", Rounding::TowardsNegative, |pattern| without(pattern, 49, 1 << 7)),
    ("float8_e5m2", Rounding::NearestEven, |pattern| without(pattern, 50, 1 << 23)),
    ("float6_e3m2fn", Rounding::NearestEven, |pattern| without(pattern, 50, 1)),
    // Of 2.5 and a little more.
    ("int8", Rounding::NearestEven, |pattern| match f64::from_bits(pattern).trunc() == 2.0 {
        true => without(pattern, 51, 1 << 30),
        false => pattern,
    }),
    // Of subnormal results.
    ("float8_e4m3", Rounding::TowardsPositive, |pattern| {
        let value = f64::from_bits(pattern);
        let cut = 51;
        if (0.00390625..0.0078125).contains(&value) {
            without(pattern, cut, 1 << 11)
        } else {
            pattern
        }
    }),
];

fn blind<const N: usize>() -> Blind {
    let (to, rounding, seen) = BLIND[N];
    Blind { from: data_type("float64"), to: data_type(to), rounding, seen: Box::new(seen) }
}

/// Asserts that the vectors and a proof find what is not seen.
fn assert_found<const N: usize>() {
    let store = Store::embedded().expect("vectors");
    let Blind { from, to, rounding, .. } = blind::<N>();
    let vectors = vectors(&store, from, to);
    assert!(is_found(&vectors, blind::<N>()), "the vectors do not find {:?}", BLIND[N]);
    let start = || subject_of(blind::<N>());
    let target = Target::BuiltIn(BuiltIn { name: "blind", start });
    let mut session = Session::start(&target).expect("it starts");
    let selection = selection(from, to, rounding);
    let question = Question { selection, samples: 1, partition: None };
    let planned = session.plan(&question).len() as u64;
    let proved = session.prove(&question, &BTreeSet::new(), &|| None, &|_| {});
    let implementation = session.hello().implementation.clone();
    let proof = Proof::new(implementation, planned, Vec::new()).with(proved);
    assert!(proof.counts().fail > 0, "the proof does not find {:?}", BLIND[N]);
    assert!(!proof.holds());
}

#[test]
fn proofs_and_vectors_find_a_run_of_bits_that_is_not_seen() {
    assert_found::<0>();
}

#[test]
fn proofs_and_vectors_find_a_single_bit_that_is_not_seen() {
    assert_found::<1>();
    assert_found::<2>();
    assert_found::<3>();
}

#[test]
fn proofs_and_vectors_find_a_bit_that_is_not_seen_of_a_few_values_only() {
    assert_found::<4>();
    assert_found::<5>();
}

#[test]
fn the_roundest_number_has_the_most_zeros() {
    for first in 0..70_u64 {
        for last in first..70 {
            let most = (first..=last).map(u64::trailing_zeros).max();
            assert_eq!(Some(roundest(first, last).trailing_zeros()), most, "{first} to {last}");
        }
    }
}

#[test]
fn every_bit_of_a_step_comes_beyond_its_ends_and_its_middle() {
    // From a value, which is not in the step, to the next one, which is.
    let (first, last) = (0x4000_0001, 0x4000_1000);
    let inputs = of_step(first, last, None);
    for bit in 0..11 {
        for input in [0x4000_0000 + (1 << bit), 0x4000_1000 - (1 << bit)] {
            assert!(inputs.contains(&input), "{input:#x}");
        }
    }
    for bit in 0..10 {
        for input in [0x4000_0800 + (1 << bit), 0x4000_0800 - (1 << bit)] {
            assert!(inputs.contains(&input), "{input:#x}");
        }
    }
    assert!(inputs.iter().all(|input| (first..=last).contains(input)));
}

#[test]
fn in_turn_every_bit_comes_in_two_steps_that_follow_each_other() {
    let inputs = |turn| of_step(0x4000_0001, 0x4000_1000, Some(turn));
    for bit in 0..12 {
        for turn in [2 * bit, 2 * bit + 1] {
            assert!(inputs(turn).contains(&(0x4000_0000 + (1 << bit))), "bit {bit}");
        }
    }
}
