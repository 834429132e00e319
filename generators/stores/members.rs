//! Metadata in which one member is other than usual; what is no JSON; and chunks that are not as long as they should be.

use super::expect::ArrayFiles;
use super::plan::ArrayPlan;
use crate::data_type::DataType;
use crate::generators::ask::{seeded, values};
use crate::generators::rows;

const TABLE: &str = include_str!("members.txt");

/// The rows that name several codecs.
const CHAINS: &str = include_str!("chains.txt");

/// What stands for a member that is left out.
const ABSENT: &str = "-";

/// How a text that should be JSON is spoilt. Each has a word for it, a sentence, and a clause.
type Spoilt = (&'static str, &'static str, &'static str, fn(String) -> Vec<u8>);

const NO_JSON: [Spoilt; 13] = [
    ("empty", "the file of metadata is empty", "core/array-metadata", |_| Vec::new()),
    ("cut", "the file of metadata is cut", "core/array-metadata", |text| {
        text.as_bytes()[..text.len() - 4].to_vec()
    }),
    ("comma", "a comma behind the last member", "core/array-metadata", |text| {
        text.replace("]\n}", "],\n}").into_bytes()
    }),
    ("comment", "a comment in the metadata", "core/array-metadata", |text| {
        text.replacen('{', "{ // Zarr", 1).into_bytes()
    }),
    ("quotes", "strings in single quotes", "core/array-metadata", |text| {
        text.replace('"', "'").into_bytes()
    }),
    ("behind", "something behind the object", "core/array-metadata", |text| {
        format!("{text}{{}}\n").into_bytes()
    }),
    ("list", "a list of the object", "core/array-metadata", |text| {
        format!("[{text}]").into_bytes()
    }),
    ("nan", "NaN without quotes", "core/array-metadata", |text| {
        text.replace("\"fill_value\": 1", "\"fill_value\": NaN").into_bytes()
    }),
    ("utf-16", "the metadata in UTF-16", "core/array-metadata", |text| {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }),
    ("latin-1", "a byte that is no UTF-8", "core/array-metadata", |text| {
        let end = b",\"attributes\":{\"name\":\"\xe9\"}}";
        [text.trim_end().trim_end_matches('}').as_bytes(), end].concat()
    }),
    ("mark", "a byte order mark before the object", "json/byte-order-mark", |text| {
        format!("\u{feff}{text}").into_bytes()
    }),
    ("repeated", "a member that is there twice", "json/names-unique", |text| {
        text.replacen('{', "{\n  \"fill_value\": 2,", 1).into_bytes()
    }),
    ("plus", "a number with a plus sign", "core/array-metadata", |text| {
        text.replace("\"fill_value\": 1", "\"fill_value\": +1").into_bytes()
    }),
];

/// Texts that say the same as the usual one.
const SAME: [Spoilt; 3] = [
    ("white-space", "no white space", "core/array-metadata", |text| {
        text.replace(['\n', ' '], "").into_bytes()
    }),
    ("escapes", "names with escapes", "core/array-metadata", |text| {
        text.replace("shape", "sh\\u0061pe").replace("int64", "int\\u00364").into_bytes()
    }),
    ("reversed", "the members in another order", "core/array-metadata", |text| {
        let members = text.trim().trim_matches(['{', '}']).trim();
        let mut lines: Vec<_> = members.split(",\n").collect();
        lines.reverse();
        format!("{{{}}}", lines.join(",\n")).into_bytes()
    }),
];

/// What is done to a chunk. Each has a word for it and a sentence.
type Damage = (&'static str, &'static str, fn(&mut Vec<u8>));

const DAMAGES: [Damage; 6] = [
    ("short", "a byte is missing", |chunk| {
        chunk.pop();
    }),
    ("long", "a byte follows", |chunk| chunk.push(0)),
    ("empty", "no bytes at all", Vec::clear),
    ("half", "half of the elements are missing", |chunk| chunk.truncate(chunk.len() / 2)),
    ("twice", "the bytes are there twice", |chunk| chunk.extend_from_within(..)),
    ("element", "an element more", |chunk| chunk.extend_from_within(..chunk.len() / 2)),
];

pub(super) fn plans() -> Vec<ArrayPlan> {
    let of_table = [TABLE, CHAINS].into_iter().flat_map(rows::rows).map(of_row);
    let no_json = NO_JSON.into_iter().map(|spoilt| text("no-json", spoilt));
    let same = SAME.into_iter().map(|same| text("json", same));
    let first = DAMAGES.into_iter().map(|damage| damaged(damage, "c/0"));
    let last = DAMAGES.into_iter().map(|damage| damaged(damage, "c/1").whole_profile());
    let all: Vec<_> = of_table.chain(no_json).chain(same).chain(first).chain(last).collect();
    all.into_iter().chain(others()).collect()
}

/// Four elements in two chunks, of which one is not there.
fn usual(case: &str, data_type: &str) -> ArrayPlan {
    let data_type = match data_type.parse::<DataType>() {
        Ok(data_type) => data_type,
        Err(error) => panic!("{case}: {error}"),
    };
    let elements = values(&data_type, 4, &mut seeded(&format!("members/{case}")));
    ArrayPlan::v3("core", case, data_type, &[4], &[2]).elements(elements).missing(&[1])
}

fn of_row((section, [case, about, clauses, data_type, member, json]): rows::Row<6>) -> ArrayPlan {
    let clauses: Vec<_> = clauses.split(',').collect();
    let case = match section[1] {
        "refused" => format!("refused-{case}"),
        _ => case.to_owned(),
    };
    let plan = usual(&case, data_type)
        .about(about)
        .clauses(&clauses)
        .tags(&[tag(member), "metadata"])
        .of_profile(section[0]);
    match (section[1], json) {
        ("accepted", json) => plan.member(member, json),
        (_, ABSENT) => plan.spoilt(member, None),
        (_, json) => plan.spoilt(member, Some(json)),
    }
}

fn tag(member: &str) -> &'static str {
    match member {
        "codecs" => "codecs",
        "data_type" => "data-type",
        "fill_value" => "fill-value",
        "chunk_grid" | "shape" => "grid",
        "chunk_key_encoding" => "chunk-keys",
        _ => "missing-chunks",
    }
}

fn text(kind: &str, (word, about, clause, spoil): Spoilt) -> ArrayPlan {
    let plan = usual(&format!("{kind}-{word}"), "int64")
        .about(about)
        .clauses(&[clause])
        .tags(&["metadata"])
        .change(move |files| {
            if let Some(json) = files.remove(METADATA) {
                let text = String::from_utf8_lossy(&json).into_owned();
                files.insert(METADATA.to_owned(), spoil(text));
            }
        });
    let is_of_core = ["empty", "cut", "list", "repeated", "escapes", "reversed"].contains(&word);
    if is_of_core { plan } else { plan.whole_profile() }
}

const METADATA: &str = "zarr.json";

/// Two chunks, of which one is damaged.
fn damaged((word, about, damage): Damage, key: &'static str) -> ArrayPlan {
    let which = if key == "c/0" { "first" } else { "last" };
    ArrayPlan::v3(
        "core",
        &format!("damaged-{which}-{word}"),
        crate::data_type::Real::INT64,
        &[4],
        &[2],
    )
    .about(format!("of the {which} chunk: {about}"))
    .clauses(&["core/codec-decoding", "bytes/representation"])
    .tags(&["damaged"])
    .patterns([1, 2, 3, 4])
    .change(move |files| {
        files.get_mut(key).into_iter().for_each(damage);
    })
}

/// What is about more than one member.
fn others() -> Vec<ArrayPlan> {
    let keep = |key: &'static str| move |files: &mut ArrayFiles| files.retain(|one, _| one == key);
    vec![
        super::grids::counted("core", "damaged-clipped", &[3], &[2])
            .about("the chunk at the edge holds no more than the array has of it")
            .clauses(&["core/chunk-shape", "core/codec-decoding"])
            .tags(&["damaged", "edge-chunks"])
            .change(|files| {
                files.get_mut("c/1").into_iter().for_each(|chunk| chunk.truncate(2));
            }),
        usual("refused-no-metadata", "int64")
            .about("there is a chunk, and no metadata")
            .clauses(&["core/metadata-key"])
            .tags(&["metadata"])
            .change(keep("c/0")),
        usual("all-missing", "int64")
            .about("no chunk is there")
            .clauses(&["core/fill-value"])
            .tags(&["missing-chunks"])
            .change(keep(METADATA)),
    ]
}
