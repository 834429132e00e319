//! Codecs that compute as NumPy does, held against the arithmetic of this machine: Rust's integers and floats of 32 and 64 bits.

use serde_json::Value;
use zarrproof::codec::Operation;
use zarrproof::vectors::{Ask, Scenario, Store, VectorData};

/// A number of one of the types, float16 excepted.
#[derive(Clone, Copy, Debug)]
enum Number {
    Integer(i128),
    Single(f32),
    Double(f64),
}

use Number::{Double, Integer, Single};

/// Kind and bytes of a type string or a name.
fn kind(text: &str) -> (char, usize) {
    let text = text.trim_matches(['<', '|', '"']);
    let size: usize = text.trim_start_matches(char::is_alphabetic).parse().expect("a size");
    let bytes = if text.len() > 3 { size / 8 } else { size };
    (text.chars().next().expect("a kind"), bytes)
}

impl Number {
    fn read((kind, bytes): (char, usize), from: &[u8]) -> Number {
        let mut wide = [0; 8];
        wide[..bytes].copy_from_slice(from);
        match kind {
            'f' if bytes == 4 => Single(f32::from_le_bytes(*from.first_chunk().expect("4"))),
            'f' => Double(f64::from_le_bytes(wide)),
            _ => Integer(i128::from(u64::from_le_bytes(wide))).cast((kind, bytes)),
        }
    }

    fn write(self, bytes: usize) -> Vec<u8> {
        match self {
            Integer(integer) => integer.to_le_bytes()[..bytes].to_vec(),
            Single(single) => single.to_le_bytes().to_vec(),
            Double(double) => double.to_le_bytes().to_vec(),
        }
    }

    fn cast(self, (kind, bytes): (char, usize)) -> Number {
        let unused = 128 - 8 * bytes as u32;
        match (self, kind, bytes) {
            (Integer(integer), 'i', _) => Integer(integer << unused >> unused),
            (Integer(integer), 'u', _) => Integer(((integer as u128) << unused >> unused) as i128),
            (Single(single), 'i' | 'u', _) => Integer(single as i128),
            (Double(double), 'i' | 'u', _) => Integer(double as i128),
            (Integer(integer), _, 4) => Single(integer as f32),
            (Double(double), _, 4) => Single(double as f32),
            (Integer(integer), ..) => Double(integer as f64),
            (Single(single), _, 8) => Double(single.into()),
            (same, ..) => same,
        }
    }

    fn nearest(self) -> Number {
        match self {
            Single(single) => Single(single.round_ties_even()),
            Double(double) => Double(double.round_ties_even()),
            integer => integer,
        }
    }

    /// Two numbers of one type.
    fn with(
        self,
        other: Number,
        integers: fn(i128, i128) -> i128,
        doubles: fn(f64, f64) -> f64,
        singles: fn(f32, f32) -> f32,
    ) -> Number {
        match (self, other) {
            (Integer(one), Integer(other)) => Integer(integers(one, other)),
            (Single(one), Single(other)) => Single(singles(one, other)),
            (Double(one), Double(other)) => Double(doubles(one, other)),
            mixed => panic!("{mixed:?}"),
        }
    }

    fn plus(self, other: Number) -> Number {
        self.with(other, |a, b| a + b, |a, b| a + b, |a, b| a + b)
    }

    fn minus(self, other: Number) -> Number {
        self.with(other, |a, b| a - b, |a, b| a - b, |a, b| a - b)
    }

    fn times(self, other: Number) -> Number {
        self.with(other, |a, b| a * b, |a, b| a * b, |a, b| a * b)
    }

    fn over(self, other: Number) -> Number {
        self.with(other, |_, _| panic!("integers are not divided"), |a, b| a / b, |a, b| a / b)
    }

    fn is_nan(self) -> bool {
        matches!(self, Single(single) if single.is_nan())
            || matches!(self, Double(double) if double.is_nan())
    }

    /// The type of the number, integers aside.
    fn float(self) -> (char, usize) {
        ('f', if matches!(self, Single(_)) { 4 } else { 8 })
    }

    /// This and a number of the configuration, in the type in which both are computed.
    fn and(self, json: &Value) -> (Number, Number) {
        match (self, json.as_i64()) {
            (Integer(_), Some(integer)) => (self, Integer(integer.into())),
            _ => {
                let float = self.float();
                let number = json.as_f64().expect("a number");
                (self.cast(float), Double(number).cast(float))
            }
        }
    }
}

type Kind = (char, usize);

/// What the machine makes of numbers of one type that are of another when stored.
type Machine = fn(&Value, Operation, [Kind; 2], &[Number]) -> Vec<Number>;

fn astype(_: &Value, _: Operation, _: [Kind; 2], numbers: &[Number]) -> Vec<Number> {
    numbers.to_vec()
}

fn quantize(
    members: &Value,
    operation: Operation,
    _: [Kind; 2],
    numbers: &[Number],
) -> Vec<Number> {
    if operation == Operation::Decode {
        return numbers.to_vec();
    }
    let digits = members["digits"].as_i64().expect("digits") as i32;
    let bits = (0..128).map(|bit| bit - 64).find(|bit| 2f64.powi(*bit) >= 10f64.powi(digits));
    let scale = Double(2f64.powi(bits.expect("a power")));
    let each = |number: &Number| {
        let scale = scale.cast(number.float());
        number.times(scale).nearest().over(scale)
    };
    numbers.iter().map(each).collect()
}

fn fixedscaleoffset(
    members: &Value,
    operation: Operation,
    [real, _]: [Kind; 2],
    numbers: &[Number],
) -> Vec<Number> {
    let each = |number: &Number| match operation {
        Operation::Encode => {
            let (number, offset) = number.and(&members["offset"]);
            let moved = number.minus(offset);
            let moved = if let Integer(_) = moved { moved.cast(real) } else { moved };
            let (moved, scale) = moved.and(&members["scale"]);
            match moved.times(scale) {
                Integer(integer) => Integer(integer).cast(real),
                float => float.nearest(),
            }
        }
        Operation::Decode => {
            let number = number.cast(number.float());
            let (number, scale) = number.and(&members["scale"]);
            let (divided, offset) = number.over(scale).and(&members["offset"]);
            divided.plus(offset)
        }
    };
    numbers.iter().map(each).collect()
}

fn delta(
    _: &Value,
    operation: Operation,
    [real, stored]: [Kind; 2],
    numbers: &[Number],
) -> Vec<Number> {
    if operation == Operation::Encode {
        let first = numbers.iter().take(1).copied();
        let rest = numbers.windows(2).map(|pair| pair[1].minus(pair[0]).cast(real));
        return first.chain(rest).collect();
    }
    let is_single = |(kind, bytes): Kind| bytes == if kind == 'f' { 4 } else { bytes.min(2) };
    let is_float = [real, stored].iter().any(|(kind, _)| *kind == 'f');
    // NumPy has no integer for both int64 and uint64.
    let is_mixed = [real, stored].contains(&('u', 8)) && real.0 != stored.0;
    let sum = match (is_float || is_mixed, is_single(real) && is_single(stored)) {
        (true, true) if !is_mixed => ('f', 4),
        (true, _) => ('f', 8),
        (false, _) => ('i', 16),
    };
    let step = |total: &mut Option<Number>, number: &Number| {
        let number = if sum.1 == 16 { *number } else { number.cast(sum) };
        *total = Some(total.map_or(number, |total| total.plus(number)));
        *total
    };
    numbers.iter().scan(None, step).collect()
}

/// The ids of scenarios of which the machine says something else, and how many were asked.
fn differences(codec: &str, machine: Machine) -> (Vec<String>, usize) {
    let store = Store::embedded().expect("vectors");
    let paths = store.scenario_paths().into_iter();
    let paths = paths.filter(|path| path.starts_with(&format!("{codec}/encodings/")));
    let scenarios = paths.filter(|path| !path.contains("configuration"));
    let scenarios = scenarios.flat_map(|path| store.scenarios(&path).expect("a file").scenarios);
    let judged: Vec<_> = scenarios.filter_map(|scenario| is_other(&scenario, machine)).collect();
    let asked = judged.len();
    (judged.into_iter().flatten().collect(), asked)
}

/// The id where it is other; `None` where the machine lacks a type.
fn is_other(scenario: &Scenario, machine: Machine) -> Option<Option<String>> {
    let entry: Value = serde_json::from_str(scenario.codec.as_deref()?).ok()?;
    let members = &entry["configuration"];
    let real = kind(&scenario.data_type);
    let stored = members["astype"].as_str().or(members["encode_dtype"].as_str());
    let types = [real, stored.map_or(real, kind)];
    let Ask::Data { operation, data, expected, .. } = &scenario.ask else { return None };
    if types.contains(&('f', 2)) {
        return None;
    }
    let (from, to) = match operation {
        Operation::Encode => (types[0], types[1]),
        Operation::Decode => (types[1], types[0]),
    };
    let bytes = data.bytes().expect("numbers");
    let numbers: Vec<_> = bytes.chunks(from.1).map(|bytes| Number::read(from, bytes)).collect();
    let found = machine(members, *operation, types, &numbers);
    let due = expected.stand.as_ref().and_then(VectorData::bytes).expect("a value");
    let due = due.chunks(to.1).map(|bytes| Number::read(to, bytes));
    let is_same = |(one, due): (&Number, Number)| {
        let one = one.cast(to);
        one.is_nan() && due.is_nan() || one.write(to.1) == due.write(to.1)
    };
    Some((!found.iter().zip(due).all(is_same)).then(|| scenario.id.clone()))
}

#[test]
fn arrays_are_what_this_machine_computes() {
    let codecs: [(&str, Machine, usize); 4] = [
        ("numcodecs_delta", delta, 300),
        ("numcodecs_fixedscaleoffset", fixedscaleoffset, 400),
        ("numcodecs_quantize", quantize, 60),
        ("numcodecs_astype", astype, 250),
    ];
    for (codec, machine, least) in codecs {
        let (different, asked) = differences(codec, machine);
        assert!(asked >= least, "only {asked} of {codec}");
        assert!(different.is_empty(), "{different:#?}");
    }
}
