//! Streams of compressors, checksums and shuffled bytes: what the vectors say of each is what something else says that
//! shares no code with the oracle.

use std::io::{Read, Write};

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use zarrproof::chunk::{Data, Form};
use zarrproof::codec::Operation;
use zarrproof::codec::notes::Readings;
use zarrproof::oracle::{Chain, Codec, Told};
use zarrproof::vectors::{Ask, Store, VectorData};

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
            Some((scenario.id, bytes(&data), expected.stand.as_ref().map(bytes)))
        }
        _ => None,
    };
    let all: Vec<_> = scenarios.filter_map(stream).collect();
    assert!(all.len() > 100, "only {} streams", all.len());
    all
}

fn bytes(data: &VectorData) -> Vec<u8> {
    data.bytes().expect("bytes").to_vec()
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

/// What the vectors say that bytes encode to under an entry of a codec that is right, with the ids.
fn encoded(codec: &str, themes: &[&str]) -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let store = Store::embedded().expect("vectors");
    let paths = themes.iter().map(|theme| format!("{codec}/encodings/{theme}.json"));
    let scenarios = paths.flat_map(|path| store.scenarios(&path).expect("a file").scenarios);
    let encoded = |scenario: zarrproof::vectors::Scenario| match scenario.ask {
        Ask::Data { operation: Operation::Encode, data, expected, .. } => {
            Some((scenario.id, bytes(&data), bytes(&expected.stand?)))
        }
        _ => None,
    };
    let all: Vec<_> = scenarios.filter_map(encoded).collect();
    assert!(all.len() > 20, "only {} of {codec}", all.len());
    all
}

/// The ids of bytes whose checksum, behind them or before them, is another.
fn other_sums(codec: &str, is_behind: bool, sum: impl Fn(&[u8]) -> u32) -> Vec<String> {
    let differs = |(id, bytes, encoded): (String, Vec<u8>, Vec<u8>)| {
        let sum = sum(&bytes).to_le_bytes();
        let due = if is_behind { [&bytes[..], &sum].concat() } else { [&sum[..], &bytes].concat() };
        (encoded != due).then_some(id)
    };
    encoded(codec, &["lengths", "published"]).into_iter().filter_map(differs).collect()
}

#[test]
fn crc32_is_what_crc32fast_computes() {
    let sum = |bytes: &[u8]| {
        let mut sum = Crc::new();
        sum.update(bytes);
        sum.sum()
    };
    assert_eq!(sum(b"123456789"), 0xcbf4_3926, "the check value that is published");
    assert!(other_sums("numcodecs_crc32", false, sum).is_empty());
}

#[test]
fn crc32c_is_what_the_crate_of_this_name_computes() {
    assert!(other_sums("numcodecs_crc32c", true, crc32c::crc32c).is_empty());
}

#[test]
fn adler32_is_what_ends_a_zlib_stream() {
    let sum = |bytes: &[u8]| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("memory");
        let stream = encoder.finish().expect("memory");
        u32::from_be_bytes(*stream.last_chunk().expect("a checksum"))
    };
    assert!(other_sums("numcodecs_adler32", false, sum).is_empty());
}

/// The sum of words, and of each as often as there are words from it on, modulo 65535: 0 only if all words are.
fn fletcher32_by_remainders(bytes: &[u8]) -> u32 {
    let word = |pair: &[u8]| u64::from(pair[0]) << 8 | pair.get(1).map_or(0, |byte| (*byte).into());
    let words: Vec<u64> = bytes.chunks(2).map(word).collect();
    let remainder = |sum: u64| if sum == 0 { 0 } else { ((sum - 1) % 65535 + 1) as u32 };
    let times = (1..=words.len() as u64).rev();
    let sums = remainder(words.iter().zip(times).map(|(word, times)| word * times).sum());
    sums << 16 | remainder(words.iter().sum())
}

#[test]
fn fletcher32_is_a_remainder_of_sums() {
    assert!(other_sums("numcodecs_fletcher32", true, fletcher32_by_remainders).is_empty());
}

/// What `lookup3.c` prints of itself (B. Jenkins, 2006, `driver5`).
#[test]
fn lookup3_hashes_what_its_author_hashed() {
    let text = "Four score and seven years ago";
    let published = [
        ("", 0, 0xdead_beef),
        ("", 0xdead_beef_u32, 0xbd5b_7dde_u32),
        (text, 0, 0x1777_0551),
        (text, 1, 0xcd62_8161),
    ];
    for (text, initial, hash) in published {
        let entry = format!(
            r#"[{{"name":"numcodecs.jenkins_lookup3","configuration":{{"initval":{initial}}}}}]"#
        );
        let form = Form::Bytes { length: None, item_size: 1 };
        let chain = Chain::bind(&entry, form, &Readings::stand()).expect("a chain");
        let encoded = chain.encode(&Data::Bytes(text.into()), &mut Told::nobody());
        let expected = [text.as_bytes(), &hash.to_le_bytes()].concat();
        assert_eq!(encoded, Ok(Data::Bytes(expected)), "{text:?} from {initial}");
    }
}

#[test]
fn shuffled_bytes_stand_where_the_formula_says() {
    for (id, bytes, encoded) in encoded("numcodecs_shuffle", &["sizes"]) {
        let size = id.rsplit('/').next().and_then(|last| last.split_once('x')).expect("a size").0;
        let size: usize = size.parse().expect("a size");
        let count = bytes.len() / size;
        for (at, byte) in bytes.iter().enumerate() {
            assert_eq!(encoded[at % size * count + at / size], *byte, "{id}: byte {at}");
        }
    }
}

#[test]
fn base64_is_what_the_crate_of_this_name_writes() {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    let all = encoded("numcodecs_base64", &["lengths", "bytes"]);
    for (id, bytes, stand) in all {
        assert_eq!(
            String::from_utf8(stand).expect("characters"),
            BASE64_STANDARD.encode(bytes),
            "{id}"
        );
    }
}

/// What Python makes of characters: those of no alphabet are dropped, and so is padding that completes no group; what is
/// left is cut off behind the first padding that does.
fn base64_by_parts(characters: &[u8]) -> Option<Vec<u8>> {
    use base64::Engine;
    use base64::engine::general_purpose::GeneralPurposeConfig;
    use base64::engine::{DecodePaddingMode, GeneralPurpose};
    let is_data = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    let text: String = characters
        .iter()
        .filter(|one| is_data(one) || **one == b'=')
        .map(|one| char::from(*one))
        .collect();
    let places = (0..text.len()).filter(|at| text.as_bytes()[*at] == b'=');
    let ends = |at: &usize| {
        let before = &text[..*at];
        let padding = 1 + before.len() - before.trim_end_matches('=').len();
        let data = before.bytes().filter(|one| *one != b'=').count() % 4;
        (data == 2 && padding >= 2) || data == 3
    };
    let (end, is_padded) = places.clone().find(ends).map_or((text.len(), false), |at| (at, true));
    let data: String = text[..end].chars().filter(|one| *one != '=').collect();
    if !data.len().is_multiple_of(4) && !is_padded {
        return None;
    }
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&base64::alphabet::STANDARD, config).decode(data).ok()
}

#[test]
fn base64_is_read_as_python_reads_it() {
    insta::assert_debug_snapshot!(differences("numcodecs_base64", base64_by_parts), @"[]");
}
