//! Golden arrays: what is in them, what the oracle reads in them, and what becomes of those that are changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;
use zarrproof::codec::notes::{ReadingChoice, Readings};
use zarrproof::codec::{clauses, notes};
use zarrproof::data_type::fill_value;
use zarrproof::oracle::stored::{DirectorySource, StoredArray, StoredError};
use zarrproof::vectors::golden::{GoldenArray, GoldenProfile, ZarrFormat, tags::GOLDEN_TAGS};
use zarrproof::vectors::{Copied, Store};

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn store() -> Store {
    Store::directory(directory()).expect("the vectors are there")
}

/// Every golden array of a set of vectors.
fn arrays(store: &Store) -> Vec<GoldenArray> {
    let rooms: Vec<_> = store.golden_rooms().into_iter().collect();
    let of_room = |room: &&str| store.golden_arrays(room).expect("readable");
    rooms.par_iter().flat_map_iter(of_room).collect()
}

/// The lines that the oracle prints of an array on disk.
fn read(path: &Path, readings: &Readings) -> Result<Vec<String>, StoredError> {
    let source = DirectorySource::new(path).expect("a directory");
    let array = StoredArray::open(&source, readings)?;
    let mut lines = Vec::new();
    array.each(&source, &mut |element| {
        lines.push(fill_value::write(&array.data_type, element.bytes));
        Ok(())
    })?;
    Ok(lines)
}

#[test]
fn the_oracle_reads_on_disk_what_is_expected_under_each_reading() {
    let (arrays, temporary) = (arrays(&store()), tempfile::tempdir().expect("a directory"));
    arrays.par_iter().enumerate().for_each(|(at, array)| {
        let path = temporary.path().join(at.to_string());
        array.unpack(&path).expect("written");
        let found = read(&path, &Readings::stand()).ok();
        assert_eq!(found, array.expected.stand, "{}", array.id);
        for other in &array.expected.others {
            let choices = other.readings.iter().map(|(number, letter)| ReadingChoice {
                note: notes::of_number(*number).expect("a note"),
                letter: *letter,
            });
            let readings = Readings::choosing(&choices.collect::<Vec<_>>());
            assert_eq!(read(&path, &readings).ok(), other.outcome, "{} {other:?}", array.id);
        }
    });
}

#[test]
fn each_array_says_what_it_is_about() {
    let (mut ids, mut tags) = (BTreeSet::new(), BTreeSet::new());
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./+-".contains(c);
    for array in arrays(&store()) {
        assert!(array.id.chars().all(is_plain), "{}", array.id);
        assert!(!array.comment.is_empty(), "{}", array.id);
        assert!(!array.clauses.is_empty(), "{}", array.id);
        for clause in &array.clauses {
            assert!(clauses::find(clause).is_some(), "{}: {clause}", array.id);
        }
        tags.extend(array.tags.iter().cloned());
        assert!(ids.insert(array.id.to_lowercase()), "{} is there twice", array.id);
        assert!(!array.files.is_empty(), "{}", array.id);
    }
    assert_eq!(tags, GOLDEN_TAGS.iter().map(|tag| tag.name.to_owned()).collect());
}

#[test]
fn the_arrays_keep_within_their_limits() {
    let store = store();
    let entries = &store.manifest().stores;
    let core = entries.values().filter(|entry| entry.profile == GoldenProfile::Core);
    assert!(core.clone().count() <= 300, "{} arrays of the core profile", core.count());
    assert!(entries.len() <= 2_000, "{} arrays", entries.len());
    let bytes: u64 = entries.values().map(|entry| entry.bytes).sum();
    assert!(bytes <= 8_000_000, "{bytes} bytes");
    let of_format = |format| entries.values().filter(|entry| entry.zarr_format == format).count();
    assert!(of_format(ZarrFormat::V2) >= 60, "{} arrays of version 2", of_format(ZarrFormat::V2));
}

#[test]
fn every_codec_has_arrays_and_every_type_is_one_of_them() {
    let arrays = arrays(&store());
    let rooms: BTreeSet<_> = arrays.iter().map(GoldenArray::room).collect();
    for codec in zarrproof::codec::table::ALL {
        assert!(rooms.contains(&*codec.room()), "{}", codec.name);
    }
    let types: BTreeSet<_> = arrays.iter().filter_map(GoldenArray::data_type).collect();
    for data_type in zarrproof::data_type::DataType::without_parameters() {
        assert!(data_type.bytes().is_none() || types.contains(&data_type), "{data_type}");
    }
}

#[test]
fn about_follows_its_schema() {
    let text = fs::read(directory().join("schema/stores.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_slice(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for id in store().manifest().stores.keys() {
        let text = fs::read(directory().join(id).join("about.json")).expect("readable");
        let document: Value = serde_json::from_slice(&text).expect("JSON");
        if let Err(error) = validator.validate(&document) {
            panic!("{id}: {error} at {}", error.instance_path());
        }
    }
}

#[test]
fn this_build_has_the_arrays_of_the_directory() {
    let embedded = Store::embedded().expect("vectors");
    assert_eq!(arrays(&embedded), arrays(&store()));
}

/// A copy of the arrays about a checksum, and the id of one of them.
fn copy() -> (tempfile::TempDir, PathBuf, String) {
    let temporary = tempfile::tempdir().expect("a directory");
    let path = temporary.path().join("golden");
    let rooms = BTreeSet::from(["crc32c".to_owned()]);
    store().copy(&Copied { profile: None, rooms }, &path).expect("written");
    let copied = Store::directory(&path).expect("a set of vectors");
    let id = copied.manifest().stores.keys().next().expect("an array").clone();
    (temporary, path, id)
}

#[test]
fn a_copy_is_a_set_of_vectors_of_its_own() {
    let (_temporary, path, id) = copy();
    let copied = Store::directory(&path).expect("a set of vectors");
    let array = copied.golden_array(&id).expect("an array");
    assert_eq!(array, store().golden_array(&id).expect("an array"));
    assert!(copied.manifest().stores.len() < store().manifest().stores.len());
    for file in ["README.md", "LICENSE", "notes.json", "clauses.json", "schema/stores.schema.json"]
    {
        assert!(path.join(file).is_file(), "{file}");
    }
}

#[test]
fn a_changed_array_is_refused_by_name() {
    let change = |how: &dyn Fn(&Path)| {
        let (_temporary, path, id) = copy();
        how(&path.join(&id));
        let copied = Store::directory(&path).expect("the manifest is there");
        let error = copied.golden_array(&id).expect_err("it was changed").to_string();
        assert!(error.contains(&id), "{error}");
        error.lines().count()
    };
    let about = |array: &Path| array.join("about.json");
    let changes: [&dyn Fn(&Path); 6] = [
        &|array| fs::write(array.join("array.zarr/more"), "more").expect("written"),
        &|array| fs::remove_file(about(array)).expect("removed"),
        &|array| fs::write(about(array), "{}").expect("written"),
        &|array| {
            let text = fs::read_to_string(about(array)).expect("readable");
            fs::write(about(array), text.replacen('a', "b", 1)).expect("written");
        },
        &|array| fs::remove_dir_all(array).expect("removed"),
        &|array| {
            fs::remove_file(about(array)).expect("removed");
            std::os::unix::fs::symlink("/dev/zero", about(array)).expect("linked");
        },
    ];
    for how in changes {
        assert_eq!(change(how), 1);
    }
}

#[test]
fn a_directory_that_is_not_empty_stays_as_it_is() {
    let temporary = tempfile::tempdir().expect("a directory");
    let path = temporary.path().join("golden");
    fs::create_dir(&path).expect("made");
    fs::write(path.join("mine"), "mine").expect("written");
    let error = store().copy(&Copied::default(), &path).expect_err("it holds a file");
    assert!(error.to_string().contains("not empty"), "{error}");
    assert_eq!(fs::read_dir(&path).expect("readable").count(), 1);
    fs::remove_file(path.join("mine")).expect("removed");
    let profile = Some(GoldenProfile::Core);
    let copied = Copied { profile, rooms: BTreeSet::from(["core".to_owned()]) };
    let counts = store().copy(&copied, &path).expect("an empty one is filled");
    assert_eq!(counts.files, 0);
    assert!(counts.arrays > 50, "{counts:?}");
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(temporary.path()).expect("readable").count(), 1);
}
