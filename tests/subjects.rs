//! The real implementations of this build: what the suite must find in an older release, and what
//! each says of itself.

use glob::Pattern;
use serde_json::Value;
use zarrproof::check::{Report, Target, check};
use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::Metadata;
use zarrproof::data_type::{Real, pack};
use zarrproof::protocol::{
    AboutArray, Answer, ArrayContent, ArrayPart, Codecs, ErrorKind, ReadRequest, Request,
};
use zarrproof::subject::{CastValue, InProcess, Refusal, Reply, Zarrs, serve};
use zarrproof::vectors::{Kind, ScenarioKind, Selection, Store};

/// Checks a subject of this build.
fn check_with(subject: &str, selection: &Selection) -> Report {
    let target = Target::BuiltIn(InProcess::find(subject).expect("a subject of this build"));
    let store = Store::embedded().expect("vectors");
    check(&target, &store, selection, &|_| {}).expect("a verdict")
}

/// Whether a subject answers one case rightly.
fn passes(subject: &str, id: &str) -> bool {
    let filters = vec![Pattern::new(&Pattern::escape(id)).expect("a glob")];
    let report = check_with(subject, &Selection { filters, ..Selection::default() });
    assert_eq!(report.tally.judged(), 1, "{id}");
    report.tally.conforms()
}

#[test]
fn faults_of_an_older_release_are_found_and_gone_in_the_current_one() {
    for (fault, id) in [
        ("rounds to nearest", "cast_value/int64/float64/0x0020000000000001/towards-positive/unset"),
        ("saturates", "cast_value/float16/uint16/0xe400/nearest-even/wrap"),
        ("overflows to infinity", "cast_value/int32/float16/0x00010000/nearest-even/unset"),
        ("clamps infinity", "cast_value/float16/int8/0x7c00/nearest-even/clamp"),
        ("adds a half", "cast_value/float64/uint8/0xbfdfffffffffffff/nearest-away/unset"),
        ("only in arrays", "cast_value/arrays/failures/encode/float32/int64/above-first"),
    ] {
        assert!(!passes("zarr-cast-value-0.4.2", id), "{fault}: {id}");
        assert!(passes("zarr-cast-value", id), "{fault}: {id}");
    }
}

#[test]
fn zarrs_is_asked_for_the_scalars_of_all_types_and_for_the_codec_if_it_has_it() {
    let subject = InProcess::find("zarrs").expect("a subject of this build");
    let hello = (subject.start)().hello().clone();
    let (real, others): (Vec<_>, Vec<_>) =
        hello.scalars.iter().partition(|name| Real::from_name(name).is_ok());
    assert_eq!((real.len(), others.len()), (26, 25));
    for name in ["bool", "complex64", "r16", "numpy.datetime64", "string", "bytes"] {
        assert!(others.iter().any(|one| *one == name), "{name}");
    }

    let kinds = vec![Kind::Scenarios(ScenarioKind::Scalars)];
    let report = check_with("zarrs", &Selection { kinds, ..Selection::default() });
    assert_eq!(report.tally.unsupported, 0);
    // It panics at a letter of two bytes in a pattern, which two cases of each float have and which is a
    // verdict like any other; at that of a component, where its type is one of IEEE 754 or bfloat16.
    let texts = Real::all().filter(|data_type| !data_type.is_integer()).count();
    assert_eq!(report.tally.crash, 2 * texts as u64 + 2 * 4);
    assert!(report.tally.pass > report.tally.fail, "{:?}", report.tally);

    let kinds = vec![Kind::Elements];
    let report = check_with("zarrs", &Selection { kinds, ..Selection::default() });
    let has_codec = hello.codecs.contains_key("cast_value");
    assert_eq!(report.tally.judged() > 0, has_codec);
}

/// A codec that `zarrs` has today and that changes the data type, as `cast_value` will.
const METADATA: Metadata = Metadata {
    codec: r#"{"name":"numcodecs.fixedscaleoffset","configuration":{"offset":0,"scale":1,"dtype":"f8","astype":"i2"}}"#,
    data_type: r#""float64""#,
    fill_value: "-3",
};

#[test]
fn elements_and_fill_values_go_through_the_chain_of_zarrs() -> Result<(), Refusal> {
    let mut zarrs = Zarrs::default();
    let codec = zarrs.codec(METADATA)?;
    let decoded = pack(Real::FLOAT64, [2.0f64, -1.0].map(f64::to_bits));
    let encoded = vec![2, 0, 0xff, 0xff];
    assert_eq!(zarrs.cast(&codec, Operation::Encode, &[2], &decoded)?, encoded);
    assert_eq!(zarrs.cast(&codec, Operation::Decode, &[1, 2], &encoded)?, decoded);
    assert_eq!(zarrs.fill_value(&codec)?, [0xfd, 0xff]);
    zarrs.validate(METADATA)
}

#[test]
fn what_goes_wrong_in_zarrs_is_told_apart() -> Result<(), Refusal> {
    let mut zarrs = Zarrs::default();
    let codec = zarrs.codec(METADATA)?;
    let too_short = zarrs.cast(&codec, Operation::Encode, &[2], &[0; 8]);
    assert!(matches!(too_short, Err(Refusal::Value(_))), "{too_short:?}");
    let empty = zarrs.cast(&codec, Operation::Encode, &[0], &[]);
    assert!(matches!(empty, Err(Refusal::Unsupported(_))), "{empty:?}");
    for wrong in [
        Metadata { data_type: r#""float99""#, ..METADATA },
        Metadata { fill_value: r#""one""#, ..METADATA },
        Metadata { codec: r#"{"name":"no_such_codec"}"#, ..METADATA },
    ] {
        assert!(matches!(zarrs.validate(wrong), Err(Refusal::Metadata(_))), "{wrong:?}");
    }
    Ok(())
}

/// What zarrs makes of bytes, or of an array of int16.
fn chain(operation: Operation, codecs: Codecs, shape: Option<&[u64]>, data: &[u8]) -> Answer {
    let mut zarrs = (InProcess::find("zarrs").expect("a subject of this build").start)();
    let array = shape.map(|shape| ArrayPart {
        data_type: "\"int16\"".into(),
        fill_value: "0".into(),
        shape: shape.to_vec(),
    });
    let request = Request::about(0, operation, codecs, array, data.to_vec().into());
    match zarrs.ask(&[request]).remove(0) {
        Reply::Answer(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn all(list: &str) -> Codecs {
    Codecs::Chain(list.into())
}

fn one(entry: &str) -> Codecs {
    let json: Value = serde_json::from_str(entry).expect("JSON");
    let name = json["name"].as_str().or(json.as_str()).expect("a name").to_owned();
    Codecs::One { entry: entry.into(), name }
}

const BIG: &str = r#"{"name":"bytes","configuration":{"endian":"big"}}"#;
const TRANSPOSE: &str = r#"{"name":"transpose","configuration":{"order":[1,0]}}"#;

#[test]
fn zarrs_encodes_and_decodes_chains_and_each_codec_by_itself() {
    let values = [[1i16, 2, 3], [-4, -5, -6]];
    let transposed = [0, 1, 2].map(|at| values.map(|row| row[at]));
    let little = |values: &[i16]| values.iter().flat_map(|one| one.to_le_bytes()).collect();
    let elements: Vec<u8> = little(values.as_flattened());
    let in_order: Vec<u8> = little(transposed.as_flattened());
    let big = |values: &[i16]| values.iter().flat_map(|one| one.to_be_bytes()).collect();
    let chunk: Vec<u8> = big(transposed.as_flattened());
    for (codecs, encoded) in [
        (all(&format!("[{TRANSPOSE},{BIG}]")), &chunk),
        (one(TRANSPOSE), &in_order),
        (one(BIG), &big(values.as_flattened())),
    ] {
        let shape = Some(&[2, 3][..]);
        let found = chain(Operation::Encode, codecs.clone(), shape, &elements);
        assert_eq!(found, Answer::Data(encoded.clone()), "{codecs:?}");
        let found = chain(Operation::Decode, codecs.clone(), shape, encoded);
        assert_eq!(found, Answer::Data(elements.clone()), "{codecs:?}");
    }
    // RFC 3720 §B.4: 32 bytes of zeros.
    let checked = [&[0; 32][..], &[0xaa, 0x36, 0x91, 0x8a]].concat();
    for codecs in [all(r#"["crc32c"]"#), one("\"crc32c\"")] {
        let found = chain(Operation::Encode, codecs.clone(), None, &[0; 32]);
        assert_eq!(found, Answer::Data(checked.clone()));
        assert_eq!(chain(Operation::Decode, codecs, None, &checked), Answer::Data(vec![0; 32]));
    }
}

#[test]
fn what_zarrs_lacks_and_what_it_refuses_are_told_apart() {
    let kind = |codecs, shape, data: &[u8]| match chain(Operation::Decode, codecs, shape, data) {
        Answer::Error { kind, .. } => kind,
        Answer::Unsupported(_) => None,
        other => panic!("{other:?}"),
    };
    let (value, configuration) = (Some(ErrorKind::Value), Some(ErrorKind::Configuration));
    let two = Some(&[2][..]);
    for (codecs, shape, data, expected) in [
        (all(r#"["no_such_codec"]"#), None, &[0; 4][..], None),
        (all(&format!("[{BIG},\"no_such_codec\"]")), two, &[0; 4], None),
        (one("\"no_such_codec\""), two, &[0; 4], None),
        (all(&format!("[{BIG}]")), Some(&[0]), &[], None),
        (all(r#"["crc32c"]"#), two, &[0; 8], configuration),
        (all(&format!("[{BIG}]")), None, &[0; 4], configuration),
        (one(BIG), None, &[0; 4], configuration),
        (one("\"crc32c\""), two, &[0; 8], configuration),
        (all("7"), None, &[0; 4], configuration),
        (all(r#"["crc32c"]"#), None, &[0; 8], value),
        (all(r#"["crc32c"]"#), None, &[0; 3], value),
        (all(&format!("[{BIG}]")), two, &[0; 3], value),
        (one(BIG), two, &[0; 5], value),
    ] {
        assert_eq!(kind(codecs.clone(), shape, data), expected, "{codecs:?} {shape:?}");
    }
}

#[test]
fn zarrs_lists_the_codecs_that_it_has_and_the_data_types_of_each() {
    let zarrs = (InProcess::find("zarrs").expect("a subject of this build").start)();
    let hello = zarrs.hello();
    assert!(hello.chains);
    for (codec, data_type) in [
        ("bytes", "numpy.datetime64"),
        ("bytes", "r24"),
        ("bitround", "float16"),
        ("packbits", "int2"),
        ("transpose", "bool"),
        ("sharding_indexed", "complex64"),
    ] {
        assert!(hello.supports(codec, "decode", &[data_type]), "{codec} {data_type}");
    }
    assert!(hello.supports("crc32c", "encode", &[]));
    // Strings have no fixed size; what rounds bits has no use for one.
    for (codec, data_type) in [("bytes", "string"), ("bitround", "bool"), ("crc32c", "int8")] {
        assert!(!hello.supports(codec, "encode", &[data_type]), "{codec} {data_type}");
    }
    assert!(!hello.codecs.contains_key("scale_offset"));
}

#[test]
fn a_codec_that_a_subject_lists_is_served_whether_this_build_knows_it_or_not() {
    let mut zarrs = (InProcess::find("zarrs").expect("a subject of this build").start)();
    let request = |name: &str| {
        let entry = format!(r#"{{"name":"{name}","configuration":{{"elementsize":2}}}}"#);
        let codecs = Codecs::One { entry: entry.into(), name: name.to_owned() };
        Request::about(1, Operation::Encode, codecs, None, vec![1, 2, 3, 4].into())
    };
    let lines = ["numcodecs.shuffle", "own.codec"].map(|name| request(name).to_line()).concat();
    let mut output = Vec::new();
    serve(zarrs.as_mut(), lines.as_bytes(), &mut output).expect("it is served");
    let expected = [
        Answer::Data(vec![1, 3, 2, 4]).to_line(1),
        Answer::Unsupported("codec \"own.codec\" is not implemented".to_owned()).to_line(1),
    ];
    assert_eq!(String::from_utf8(output).expect("UTF-8"), expected.concat());
}

/// What zarrs makes of a golden array.
fn read(id: &str) -> Answer {
    let directory = tempfile::tempdir().expect("a directory");
    let place = directory.path().join("a");
    let store = Store::embedded().expect("vectors");
    store.golden_array(id).expect("readable").unpack(&place).expect("written");
    let path = place.to_str().expect("UTF-8").into();
    let mut zarrs = (InProcess::find("zarrs").expect("a subject of this build").start)();
    let request = ReadRequest { id: 1, path, about: AboutArray::default() };
    match zarrs.ask_reads(&[request]).remove(0) {
        Reply::Answer(answer) => answer,
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn zarrs_reads_arrays_on_disk_and_says_what_they_are() {
    for (id, data_type, shape) in [
        ("stores/core/v2-grid-scalar-C", "\"uint16\"", vec![]),
        ("stores/core/v2-grid-3x4x5-by-2x3x2-F", "\"uint16\"", vec![3, 4, 5]),
        ("stores/core/grid-scalar", "\"uint16\"", vec![]),
    ] {
        let Answer::Array(array) = read(id) else { panic!("{id}: {:?}", read(id)) };
        assert_eq!(array.data_type.as_deref(), Some(data_type), "{id}");
        let count: u64 = shape.iter().product();
        assert_eq!(array.shape, Some(shape), "{id}");
        let ArrayContent::Data(data) = array.content else { panic!("{id}: {:?}", array.content) };
        assert_eq!(data.len() as u64, 2 * count, "{id}");
    }
    let answer = read("stores/core/refused-codecs-unknown");
    assert!(matches!(answer, Answer::Unsupported(_)), "{answer:?}");
}

/// What a codec gets wrong is one cause, whichever version of the format the array has.
#[test]
fn arrays_of_both_versions_fail_for_one_cause() {
    let filters = vec![Pattern::new("stores/numcodecs_fletcher32/*").expect("a glob")];
    let report = check_with("zarrs", &Selection { filters, ..Selection::default() });
    let ids: Vec<_> = report.failures().map(|failure| failure.id()).collect();
    assert!(ids.iter().any(|id| id.contains("/v2-")) && ids.iter().any(|id| !id.contains("/v2-")));
    let groups: Vec<_> = report.groups.iter().map(|group| group.describe()).collect();
    assert_eq!(groups.len(), 1, "{groups:?}");
}

/// Opening it is undefined behaviour (`unwrap_unchecked` of a refusal), which no check may meet.
#[test]
fn zarrs_is_not_handed_an_array_of_order_f_without_dimensions() {
    let answer = read("stores/core/v2-grid-scalar-F");
    let Answer::Unsupported(reason) = answer else { panic!("{answer:?}") };
    assert!(reason.contains("unwrap_unchecked"), "{reason}");
}
