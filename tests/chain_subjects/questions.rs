//! What the subjects are asked.

use serde_json::Value;
use zarrproof::codec::Operation::{self, Decode, Encode};
use zarrproof::data_type::{DataType, pack};
use zarrproof::protocol::{Answer, ArrayPart, Codecs, Request};
use zarrproof::subject::{Reply, Subject};

/// A request under a name.
pub struct Asking {
    pub family: &'static str,
    /// Codecs, data type and what else there is to say.
    pub words: String,
    /// The names of the codecs.
    pub names: Vec<String>,
    pub data_type: Option<DataType>,
    /// By itself, if it is one.
    pub codecs: Codecs,
    pub request: Request,
}

impl Asking {
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.family, self.words, self.request.question.name())
    }
}

/// All requests. Chunks to decode are those of the oracle.
pub fn all(oracle: &mut dyn Subject) -> Vec<Asking> {
    let mut asked = Questions { all: Vec::new(), oracle };
    asked.bytes();
    asked.broken_chunks();
    asked.checksums();
    asked.bitround();
    asked.packbits();
    asked.packed_parts();
    asked.scale_offset();
    asked.transpose();
    asked.lists();
    asked.all
}

struct Questions<'a> {
    all: Vec<Asking>,
    oracle: &'a mut dyn Subject,
}

/// The decoded side of a request.
#[derive(Clone, Copy)]
struct Side<'a> {
    data_type: &'a DataType,
    shape: &'a [u64],
    elements: &'a [u8],
    /// If it is none that counts as zero.
    fill_value: Option<&'a str>,
}

impl<'a> Side<'a> {
    fn of(data_type: &'a DataType, shape: &'a [u64], elements: &'a [u8]) -> Side<'a> {
        Side { data_type, shape, elements, fill_value: None }
    }
}

const LITTLE: &str = r#"{"name":"bytes","configuration":{"endian":"little"}}"#;

fn chain(entries: &[&str]) -> Codecs {
    Codecs::Chain(format!("[{}]", entries.join(",")).into())
}

fn one(entry: &str) -> Codecs {
    Codecs::One { entry: entry.into(), name: names(&format!("[{entry}]")).remove(0) }
}

fn names(list: &str) -> Vec<String> {
    let entries = serde_json::from_str::<Vec<Value>>(list).unwrap_or_default();
    let name = |entry: &Value| entry["name"].as_str().or(entry.as_str()).map(str::to_owned);
    entries.iter().filter_map(name).collect()
}

pub fn data_type(text: &str) -> DataType {
    text.parse().expect("a data type")
}

/// A fill value that is zero, or one where there is no zero.
fn zero(data_type: &DataType) -> String {
    let has_zero = !data_type.name().ends_with("e8m0fnu");
    match data_type {
        DataType::Bool => "false".to_owned(),
        DataType::Complex(_) if has_zero => "[0,0]".to_owned(),
        DataType::Complex(_) => "[1,1]".to_owned(),
        DataType::Raw(bits) => format!("{:?}", vec![0; usize::from(*bits / 8)]),
        _ if has_zero => "0".to_owned(),
        _ => "1".to_owned(),
    }
}

/// So many elements whose free bits are zero, no two components alike.
fn elements(data_type: &DataType, count: usize) -> Vec<u8> {
    let bits = data_type.component_bits().expect("a fixed size");
    let mask = if bits < 8 { (1 << bits) - 1 } else { u8::MAX };
    let length = count * data_type.bytes().expect("a fixed size");
    (0..length).map(|at| (at * 37 + 11) as u8 & mask).collect()
}

impl Questions<'_> {
    fn ask(
        &mut self,
        (family, words): (&'static str, &str),
        operation: Operation,
        codecs: &Codecs,
        array: Option<ArrayPart>,
        data: &[u8],
    ) {
        let data_type = array.as_ref();
        let data_type = data_type.and_then(|array| DataType::from_json(&array.data_type).ok());
        let names = match codecs {
            Codecs::Chain(list) => names(list),
            Codecs::One { name, .. } => vec![name.clone()],
        };
        let (words, codecs) = (words.to_owned(), codecs.clone());
        let request = Request::about(0, operation, codecs.clone(), array, data.to_vec().into());
        self.all.push(Asking { family, words, names, data_type, codecs, request });
    }

    fn of_array(
        &mut self,
        name: (&'static str, &str),
        operation: Operation,
        codecs: &Codecs,
        side: &Side,
        data: &[u8],
    ) {
        let array = Some(ArrayPart {
            data_type: side.data_type.to_json().into(),
            fill_value: side.fill_value.map_or_else(|| zero(side.data_type), str::to_owned).into(),
            shape: side.shape.to_vec(),
        });
        self.ask(name, operation, codecs, array, data);
    }

    fn of_bytes(
        &mut self,
        name: (&'static str, &str),
        operation: Operation,
        codecs: &Codecs,
        data: &[u8],
    ) {
        self.ask(name, operation, codecs, None, data);
    }

    /// What the oracle makes of the last request.
    fn last(&mut self) -> Option<Vec<u8>> {
        let request = self.all.last().expect("a request").request.clone();
        match self.oracle.ask(&[request]).remove(0) {
            Reply::Answer(Answer::Data(data)) => Some(data),
            _ => None,
        }
    }

    /// Elements to a chunk, and the chunk back.
    fn both(&mut self, name: (&'static str, &str), codecs: &Codecs, side: &Side) {
        self.of_array(name, Encode, codecs, side, side.elements);
        if let Some(chunk) = self.last() {
            self.of_array(name, Decode, codecs, side, &chunk);
        }
    }

    /// Every type in both byte orders.
    fn bytes(&mut self) {
        let parameters = ["r8", "r16", "r24", "numpy.datetime64[10s]", "numpy.timedelta64[1us]"];
        let all = DataType::without_parameters().chain(parameters.map(data_type));
        for data_type in all.filter(|data_type| data_type.bytes().is_some()) {
            let elements = elements(&data_type, 6);
            let side = Side::of(&data_type, &[2, 3], &elements);
            let width = data_type.component_bytes().expect("a fixed size");
            for endian in ["little", "big"] {
                let entry =
                    format!(r#"{{"name":"bytes","configuration":{{"endian":"{endian}"}}}}"#);
                let codecs = chain(&[&entry]);
                self.both(("bytes", &format!("{data_type}/{endian}")), &codecs, &side);
            }
            if width == 1 {
                let codecs = chain(&[r#"{"name":"bytes"}"#]);
                self.both(("bytes", &format!("{data_type}/no-endian")), &codecs, &side);
            }
        }
        for (name, shape, count) in
            [("int16", &[][..], 1), ("float64", &[], 1), ("bool", &[], 1), ("int32", &[1, 6, 1], 6)]
        {
            let data_type = data_type(name);
            let elements = elements(&data_type, count);
            let side = Side::of(&data_type, shape, &elements);
            self.both(("bytes", &format!("{data_type}/shape-{shape:?}")), &chain(&[LITTLE]), &side);
            self.both(("bytes", &format!("{data_type}/alone-{shape:?}")), &one(LITTLE), &side);
        }
        let entries = [
            ("endian-missing", r#"{"name":"bytes"}"#),
            ("endian-unknown", r#"{"name":"bytes","configuration":{"endian":"middle"}}"#),
            ("member-unknown", r#"{"name":"bytes","configuration":{"endian":"little","x":1}}"#),
            (
                "entry-member-unknown",
                r#"{"name":"bytes","configuration":{"endian":"little"},"x":1}"#,
            ),
        ];
        for (words, entry) in entries {
            let int16 = data_type("int16");
            let side = Side::of(&int16, &[2], &[1, 2, 3, 4]);
            self.of_array(("bytes", words), Encode, &chain(&[entry]), &side, side.elements);
        }
        let uint8 = data_type("uint8");
        let side = Side::of(&uint8, &[2], &[1, 2]);
        self.both(("bytes", "uint8/bare-name"), &chain(&["\"bytes\""]), &side);
    }

    /// Chunks of another length than the shape asks for, and bytes that no element is.
    fn broken_chunks(&mut self) {
        for name in ["int8", "int16", "float64", "bool", "complex64", "int4"] {
            let data_type = data_type(name);
            let chunk = elements(&data_type, 3);
            let side = Side::of(&data_type, &[3], &chunk);
            let longer = [&chunk[..], &[0]].concat();
            let words = [("short", &chunk[1..]), ("long", &longer), ("empty", &[])];
            for (words, data) in words {
                let words = format!("{data_type}/{words}");
                self.of_array(("chunks", &words), Decode, &chain(&[LITTLE]), &side, data);
            }
        }
        let bool = data_type("bool");
        let side = Side::of(&bool, &[2], &[]);
        self.of_array(("chunks", "bool/2"), Decode, &chain(&[LITTLE]), &side, &[1, 2]);
        let int4 = data_type("int4");
        let side = Side::of(&int4, &[2], &[]);
        self.of_array(
            ("chunks", "int4/upper-bits"),
            Decode,
            &chain(&[LITTLE]),
            &side,
            &[0x71, 0x2f],
        );
    }

    fn checksums(&mut self) {
        let entry = r#"{"name":"crc32c"}"#;
        let data: Vec<u8> = (0..9).map(|at| at * 29).collect();
        let uint8 = data_type("uint8");
        let side = Side::of(&uint8, &[9], &data);
        let behind = chain(&[LITTLE, entry]);
        self.of_array(("crc32c", "uint8/behind"), Encode, &behind, &side, &data);
        let checked_behind = self.last().expect("a checksum");
        self.of_array(("crc32c", "uint8/behind"), Decode, &behind, &side, &checked_behind);
        self.both(("crc32c", "uint8/twice"), &chain(&[LITTLE, entry, entry]), &side);
        self.both(("crc32c", "uint8/bare-name"), &chain(&[LITTLE, "\"crc32c\""]), &side);
        let empty = r#"{"name":"crc32c","configuration":{}}"#;
        self.both(("crc32c", "uint8/configuration-empty"), &chain(&[LITTLE, empty]), &side);
        let more = r#"{"name":"crc32c","configuration":{"x":1}}"#;
        self.both(("crc32c", "uint8/member-unknown"), &chain(&[LITTLE, more]), &side);
        for (words, data) in [("9-bytes", &data[..]), ("1-byte", &[7]), ("32-zeros", &[0; 32])] {
            self.of_bytes(("crc32c", words), Encode, &one(entry), data);
            let checked = self.last().expect("a checksum");
            self.of_bytes(("crc32c", words), Decode, &one(entry), &checked);
            self.of_bytes(("crc32c", &format!("{words}/chain")), Encode, &chain(&[entry]), data);
        }
        self.of_bytes(("crc32c", "no-bytes"), Encode, &one(entry), &[]);
        let checked = self.last().expect("a checksum");
        self.of_bytes(("crc32c", "no-bytes"), Decode, &one(entry), &checked);
        let checked = checked_behind;
        let flipped = |at: usize, bit: u8| {
            let mut flipped = checked.clone();
            flipped[at] ^= bit;
            flipped
        };
        let reversed =
            [&data[..], &checked[9..].iter().rev().copied().collect::<Vec<_>>()].concat();
        for (words, chunk) in [
            ("data-wrong", flipped(0, 1)),
            ("checksum-wrong", flipped(9, 1)),
            ("checksum-wrong-at-the-end", flipped(12, 0x80)),
            ("checksum-big-endian", reversed),
            ("checksum-missing", data.clone()),
            ("cut-off", checked[..12].to_vec()),
            ("3-bytes", checked[..3].to_vec()),
            ("empty", Vec::new()),
            ("too-long", [&checked[..], &[0]].concat()),
        ] {
            let (behind_words, alone) = (format!("uint8/{words}"), format!("alone/{words}"));
            self.of_array(("crc32c", &behind_words), Decode, &behind, &side, &chunk);
            self.of_bytes(("crc32c", &alone), Decode, &one(entry), &chunk);
        }
    }

    /// Ties and neighbours of ties at the last bit that is kept, signs, limits and special values.
    fn bitround(&mut self) {
        for (name, mantissa) in [("float16", 10), ("float32", 23), ("float64", 52), ("bfloat16", 7)]
        {
            let data_type = data_type(name);
            let real = data_type.real().expect("a real type");
            // A bias of all bits but the first, without a mantissa.
            let one_pattern = ((1 << (real.bits() - mantissa as u32 - 2)) - 1) << mantissa;
            for keepbits in [1, 2, mantissa - 1, mantissa] {
                let unit = 1u64 << (mantissa - keepbits);
                let half = unit >> 1;
                let near = [half, unit + half, unit, half.saturating_sub(1), half + 1, unit - 1];
                let mut patterns: Vec<_> = near.iter().map(|bits| one_pattern + bits).collect();
                patterns.push(one_pattern + (1 << mantissa) - 1);
                patterns.push(half + 1);
                patterns.extend([0, real.max_finite(), real.infinity(false).expect("infinity")]);
                let sign = 1 << (real.bits() - 1);
                patterns.extend(patterns.clone().iter().map(|pattern| pattern | sign));
                self.bitrounds(&data_type, keepbits, &pack(real, patterns));
            }
            for keepbits in [0, mantissa + 1] {
                self.bitrounds(&data_type, keepbits, &pack(real, [one_pattern]));
            }
        }
        for name in ["int8", "uint8", "int32", "uint64"] {
            let data_type = data_type(name);
            let real = data_type.real().expect("a real type");
            let positive = [0u64, 1, 2, 3, 5, 6, 7, 11, 13, 54, 90];
            for keepbits in [1, 3] {
                self.bitrounds(&data_type, keepbits, &pack(real, positive));
                self.bitrounds(&data_type, keepbits, &pack(real, [real.max_finite()]));
            }
            if name.starts_with('i') {
                self.bitrounds(&data_type, 3, &pack(real, [real.mask(), real.mask() - 10]));
            }
        }
        let complex = data_type("complex64");
        let elements: Vec<u8> = [1.1f32, -3.7].into_iter().flat_map(f32::to_le_bytes).collect();
        self.bitrounds(&complex, 3, &elements);
    }

    fn bitrounds(&mut self, data_type: &DataType, keepbits: u64, elements: &[u8]) {
        let entry = format!(r#"{{"name":"bitround","configuration":{{"keepbits":{keepbits}}}}}"#);
        let width = data_type.bytes().expect("a fixed size");
        let shape = [(elements.len() / width) as u64];
        let side = Side::of(data_type, &shape, elements);
        let first = elements.iter().rev().skip(elements.len() - width);
        let first: String = first.map(|byte| format!("{byte:02x}")).collect();
        let words = format!("{data_type}/keepbits-{keepbits}/{}x0x{first}", shape[0]);
        self.both(("bitround", &words), &chain(&[&entry, LITTLE]), &side);
    }

    fn packbits(&mut self) {
        let paddings = ["none", "first_byte", "last_byte"];
        for (name, shape) in
            [("bool", &[3][..]), ("bool", &[8]), ("bool", &[3, 3]), ("int2", &[5]), ("uint4", &[3])]
        {
            let data_type = data_type(name);
            let count = shape.iter().product::<u64>() as usize;
            let elements = elements(&data_type, count);
            let side = Side::of(&data_type, shape, &elements);
            for padding in paddings {
                let entry = format!(
                    r#"{{"name":"packbits","configuration":{{"padding_encoding":"{padding}"}}}}"#
                );
                let words = format!("{data_type}/{shape:?}/{padding}");
                self.both(("packbits", &words), &chain(&[&entry]), &side);
            }
        }
    }

    /// Types that need no packing, and some of their bits.
    fn packed_parts(&mut self) {
        for (name, configuration) in [
            ("uint8", r#""padding_encoding":"first_byte""#),
            ("float32", r#""padding_encoding":"last_byte""#),
            ("int8", r#""first_bit":2,"last_bit":4"#),
            ("int16", r#""first_bit":0,"last_bit":3"#),
            ("int64", r#""first_bit":8,"last_bit":12"#),
            ("uint16", r#""first_bit":4"#),
            ("complex64", r#""last_bit":30"#),
            ("uint8", r#""first_bit":5,"last_bit":4"#),
        ] {
            let data_type = data_type(name);
            let elements = elements(&data_type, 3);
            let side = Side::of(&data_type, &[3], &elements);
            let entry = format!(r#"{{"name":"packbits","configuration":{{{configuration}}}}}"#);
            let words = format!("{data_type}/{}", configuration.replace('"', ""));
            self.both(("packbits", &words), &chain(&[&entry]), &side);
        }
    }

    fn scale_offset(&mut self) {
        let float = |values: &[f64]| values.iter().flat_map(|one| one.to_le_bytes()).collect();
        let values: Vec<u8> = float(&[0.0, 1.0, -1.5, 100.25, 0.1]);
        let small: Vec<u8> = vec![10, 11, 12, 20, 50];
        for (name, configuration, elements) in [
            ("float64", r#""offset":5,"scale":100"#, &values),
            ("float64", r#""offset":0.1,"scale":0.1"#, &values),
            ("float64", r#""scale":2"#, &values),
            ("float64", r#""offset":-0.5"#, &values),
            ("float64", "", &values),
            ("float64", r#""offset":"0x3fb999999999999a","scale":10"#, &values),
            // What this decodes to is no number, of which each is right.
            ("float64", r#""scale":0"#, &values),
            ("float64", r#""scale":"NaN""#, &values),
            ("float64", r#""scale":1,"x":1"#, &values),
            ("uint8", r#""offset":10,"scale":3"#, &small),
            ("uint8", r#""offset":11"#, &small),
            ("uint8", r#""scale":6"#, &small),
            ("uint8", r#""scale":0.5"#, &small),
            ("uint8", r#""offset":256"#, &small),
            ("int8", r#""offset":-100"#, &small),
            ("int8", r#""offset":100,"scale":-1"#, &small),
        ] {
            let data_type = data_type(name);
            let entry = format!(r#"{{"name":"scale_offset","configuration":{{{configuration}}}}}"#);
            // Which is neither cut off nor out of range.
            let fill_value = Some(if name == "uint8" { "20" } else { "0" });
            let side = Side { fill_value, ..Side::of(&data_type, &[5], elements) };
            let words = format!("{data_type}/{}", configuration.replace('"', ""));
            self.both(("scale_offset", &words), &chain(&[&entry, LITTLE]), &side);
        }
        let entry = r#"{"name":"scale_offset","configuration":{"offset":10,"scale":3}}"#;
        let uint8 = data_type("uint8");
        let side = Side { fill_value: Some("20"), ..Side::of(&uint8, &[5], &small) };
        self.both(("scale_offset", "uint8/alone"), &one(entry), &side);
        self.of_array(
            ("scale_offset", "uint8/not-divisible"),
            Decode,
            &one(entry),
            &side,
            &[1, 2, 3, 4, 5],
        );
        let scale = r#"{"name":"scale_offset","configuration":{"offset":-5,"scale":100}}"#;
        let cast = r#"{"name":"cast_value","configuration":{"data_type":"int16","rounding":"nearest-even"}}"#;
        let float64 = data_type("float64");
        for (words, elements) in [
            ("in-range", &values),
            ("tie", &float(&[0.005, 0.015, 0.025, 1.125, 2.0])),
            ("out-of-range", &float(&[0.0, 1.0, 2.0, 3.0, 400.0])),
        ] {
            let side = Side::of(&float64, &[5], elements);
            let codecs = chain(&[scale, cast, LITTLE, r#"{"name":"crc32c"}"#]);
            self.both(("scale_offset+cast_value", &format!("float64/{words}")), &codecs, &side);
        }
    }

    fn transpose(&mut self) {
        for (name, order, shape) in [
            ("int16", "[1,0]", &[2, 3][..]),
            ("bool", "[1,0]", &[2, 3]),
            ("float64", "[2,0,1]", &[2, 3, 4]),
            ("uint8", "[0]", &[3]),
            ("uint8", "[]", &[]),
            ("uint8", "[0,0]", &[2, 3]),
            ("uint8", "[0]", &[2, 3]),
            ("uint8", "\"F\"", &[2, 3]),
            ("uint8", "[-1,0]", &[2, 3]),
        ] {
            let data_type = data_type(name);
            let elements = elements(&data_type, shape.iter().product::<u64>() as usize);
            let side = Side::of(&data_type, shape, &elements);
            let entry = format!(r#"{{"name":"transpose","configuration":{{"order":{order}}}}}"#);
            let words = format!("{data_type}/{shape:?}/{}", order.replace('"', ""));
            self.both(("transpose", &words), &chain(&[&entry, LITTLE]), &side);
        }
    }

    /// Lists of codecs that are none, and entries that need not be understood.
    fn lists(&mut self) {
        let crc32c = r#"{"name":"crc32c"}"#;
        let scale = r#"{"name":"scale_offset","configuration":{"scale":2}}"#;
        let uint8 = data_type("uint8");
        let side = Side::of(&uint8, &[2], &[1, 2]);
        for (words, entries) in [
            ("empty", &[][..]),
            ("checksum-before-bytes", &[crc32c, LITTLE]),
            ("bytes-twice", &[LITTLE, LITTLE]),
            ("no-bytes", &[scale]),
            ("array-codec-behind-bytes", &[LITTLE, scale]),
        ] {
            self.of_array(("lists", words), Encode, &chain(entries), &side, side.elements);
        }
    }
}
