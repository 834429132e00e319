//! Streams of compressors: what the vectors say of each is what a decoder says that shares no code with the oracle.

use std::io::Read;

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use zarrproof::codec::Operation;
use zarrproof::vectors::{Ask, Store};

/// Every stream of a codec that is asked under an entry of the codec that is right, with its id and what it decodes to.
fn streams(codec: &str) -> Vec<(String, Vec<u8>, Option<Vec<u8>>)> {
    let store = Store::embedded().expect("vectors");
    let themes = store.scenario_paths();
    let of_codec = themes.iter().filter(|path| {
        path.starts_with(&format!("{codec}/encodings/")) && !path.contains("configuration")
    });
    let scenarios = of_codec.flat_map(|path| store.scenarios(path).expect("a file").scenarios);
    let stream = |scenario: zarrproof::vectors::Scenario| match scenario.ask {
        Ask::Data { operation: Operation::Decode, data, expected, .. } => {
            (scenario.id, data, expected.stand)
        }
        other => panic!("{}: {other:?}", scenario.id),
    };
    of_codec_count(scenarios.map(stream).collect())
}

fn of_codec_count(
    all: Vec<(String, Vec<u8>, Option<Vec<u8>>)>,
) -> Vec<(String, Vec<u8>, Option<Vec<u8>>)> {
    assert!(all.len() > 100, "only {} streams", all.len());
    all
}

/// The ids of streams of which a decoder says something else.
fn differences(codec: &str, decode: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Vec<String> {
    let differs = |(id, data, stand): (String, Vec<u8>, Option<Vec<u8>>)| {
        (decode(&data) != stand).then_some(id)
    };
    streams(codec).into_iter().filter_map(differs).collect()
}

fn all(mut decoder: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    decoder.read_to_end(&mut bytes).ok().map(|_| bytes)
}

#[test]
fn zlib_streams_are_what_flate2_makes_of_them() {
    let found = differences("numcodecs_zlib", |data| all(ZlibDecoder::new(data)));
    insta::assert_debug_snapshot!(found, @"[]");
}

#[test]
fn gzip_files_are_what_flate2_makes_of_them() {
    let found = differences("gzip", |data| all(MultiGzDecoder::new(data)));
    insta::assert_debug_snapshot!(found, @"[]");
}
