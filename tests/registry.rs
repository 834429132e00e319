//! The table of names leaves nothing out that is defined here, and says of nothing that it is defined where it is not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use zarrproof::codec::{refused::REFUSED, table};
use zarrproof::data_type::DataType;
use zarrproof::registry::{
    CheckoutError, ExtensionPoint, KnownName, NameChange, NameStanding, PageChange,
    compare_checkout, names,
};
use zarrproof::report::write_registry;
use zarrproof::vectors::Store;

fn of(point: ExtensionPoint) -> impl Iterator<Item = &'static KnownName> {
    names().iter().filter(move |one| one.point == point)
}

fn is_defined(one: &KnownName) -> bool {
    one.standing == NameStanding::Defined
}

#[test]
fn each_name_of_an_extension_point_stands_once() {
    let all: BTreeSet<_> = names().iter().map(|one| (one.point, one.name)).collect();
    assert_eq!(all.len(), names().len());
    assert!(names().iter().all(|one| (one.origin == "zarr-extensions") == one.digest.is_some()));
}

#[test]
fn the_codecs_that_are_defined_are_those_of_the_suite() {
    let mut found = BTreeSet::new();
    for one in of(ExtensionPoint::Codec) {
        let codec = table::find(one.name);
        assert_eq!(is_defined(one), codec.is_some(), "{}", one.name);
        found.extend(codec.map(|codec| codec.name));
    }
    let all: BTreeSet<_> = table::ALL.iter().map(|codec| codec.name).collect();
    assert_eq!(found, all);
}

#[test]
fn the_codecs_that_are_refused_are_those_of_the_suite() {
    let found: Vec<_> = of(ExtensionPoint::Codec)
        .filter_map(|one| match one.standing {
            NameStanding::Refused(why) => Some((one.name, why)),
            _ => None,
        })
        .collect();
    let refused: Vec<_> = REFUSED.iter().map(|one| (one.name, one.reason)).collect();
    assert_eq!(found, refused);
}

#[test]
fn each_codec_that_is_defined_has_vectors_arrays_and_notes() {
    let store = Store::embedded().expect("vectors");
    let manifest = store.manifest();
    let vectors: BTreeSet<_> =
        manifest.files.keys().filter_map(|path| path.split('/').next()).collect();
    let arrays = manifest.golden_by_room();
    for codec in table::ALL {
        let room = codec.room();
        assert!(vectors.contains(room.as_str()), "{room} has no vectors");
        assert!(arrays.contains_key(room.as_str()), "{room} has no golden arrays");
        let page = format!("docs/notes/{room}.md");
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        assert!(page.exists(), "no {}", page.display());
    }
}

#[test]
fn the_data_types_that_are_defined_are_those_that_are_read() {
    for one in of(ExtensionPoint::DataType) {
        // Two pages are about types with a parameter.
        let text = match one.name {
            "r" => "r16".to_owned(),
            name if name.starts_with("numpy.") => format!("{name}[10s]"),
            name => name.to_owned(),
        };
        assert_eq!(is_defined(one), text.parse::<DataType>().is_ok(), "{text}");
    }
}

#[test]
fn the_page_shows_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md");
    let page = fs::read_to_string(path).expect("readable");
    let store = Store::embedded().expect("vectors");
    let written = write_registry(&page, store.manifest()).expect("a place for the table");
    assert_eq!(page, written, "zarrproof list --registry --write docs/coverage.md");
}

/// A checkout with a page of every name, none of which is the page that is known.
fn checkout(directory: &Path) {
    for point in ExtensionPoint::ALL {
        let folder = directory.join(point.folder());
        fs::create_dir_all(&folder).expect("created");
        fs::write(folder.join("README.md"), "about all of them").expect("written");
        for one in of(point).filter(|one| one.digest.is_some()) {
            fs::create_dir(folder.join(one.name)).expect("created");
            fs::write(folder.join(one.name).join("README.md"), "another page").expect("written");
        }
    }
}

#[test]
fn what_is_new_gone_or_changed_is_named() {
    let directory = tempfile::tempdir().expect("a directory");
    checkout(directory.path());
    let changes = compare_checkout(directory.path()).expect("a checkout");
    let with_page = names().iter().filter(|one| one.digest.is_some()).count();
    assert_eq!(changes.len(), with_page);
    assert!(changes.iter().all(|one| one.change == PageChange::Changed));

    let [codecs, types] = ["codecs", "data-types"].map(|name| directory.path().join(name));
    fs::create_dir(codecs.join("made_up")).expect("created");
    fs::write(codecs.join("made_up/README.md"), "").expect("written");
    fs::remove_dir_all(types.join("bool")).expect("removed");
    let changes = compare_checkout(directory.path()).expect("a checkout");
    let others: Vec<_> =
        changes.into_iter().filter(|one| one.change != PageChange::Changed).collect();
    let change = |point, name: &str, change| NameChange { point, name: name.to_owned(), change };
    let expected = [
        change(ExtensionPoint::Codec, "made_up", PageChange::New),
        change(ExtensionPoint::DataType, "bool", PageChange::Gone),
    ];
    assert_eq!(others, expected);

    fs::remove_dir_all(types).expect("removed");
    let error = compare_checkout(directory.path()).expect_err("data types are missing");
    assert!(matches!(error, CheckoutError::NoCheckout { folder: "data-types", .. }), "{error}");
}

#[test]
fn the_command_ends_with_what_it_found() {
    let list = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zarrproof"));
        let output = command.args(["list", "--registry"]).args(arguments).output();
        let output = output.expect("the program starts");
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(text).expect("UTF-8"))
    };
    let (code, text) = list(&[]);
    assert_eq!(code, Some(0));
    assert!(text.contains("\n  bitround  "), "{text}");
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().to_str().expect("UTF-8");
    let (code, text) = list(&["--against", path]);
    assert_eq!(code, Some(2));
    let message = "is no checkout of zarr-extensions: expected a folder codecs in it\n";
    assert!(text.ends_with(message), "{text}");
    checkout(directory.path());
    let (code, text) = list(&["--against", path]);
    assert_eq!(code, Some(1));
    assert!(text.starts_with("changed  codec bitround\n"), "{text}");
}
