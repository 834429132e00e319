//! Choosing among cases of all kinds.

use std::collections::BTreeMap;

use zarrproof::check::check;
use zarrproof::codec::Operation;
use zarrproof::vectors::{Criterion, Layer, ScenarioKind, Selection, Store, tags::TagSet};

use super::spoilt::reading;
use super::target;
use super::vectors::{OwnStore, Setup, Vectors, data_type};

const CLAMP: &str = r#"{"name":"cast_value","configuration":{"data_type":"int8","rounding":"towards-zero","out_of_range":"clamp"}}"#;

const SETUP: Setup = Setup {
    id: "one",
    clause: "range/clamp",
    codec: CLAMP,
    data_type: r#""int16""#,
    fill_value: "1",
    note: None,
};

/// Three elements, a fill value, an array, a validity and a scalar; and 256 elements of which 128
/// are negative, in 15 configurations.
pub fn store() -> OwnStore {
    let other = Setup { codec: r#"{"name":"cast_value"}"#, id: "other", ..SETUP };
    let metadata = vec![SETUP.validity(Layer::Extension), other.validity(Layer::Core)];
    let scalar = Setup { data_type: r#""int8""#, clause: "core/integer-scalar", ..SETUP };
    Vectors::new()
        .with_elements("int8", "int16")
        .with(ScenarioKind::ScalarMap, "a", vec![SETUP.elements(Operation::Encode, &[1, 2, 300])])
        .with(ScenarioKind::Arrays, "b", vec![SETUP.array(Operation::Decode, &[1], &[1])])
        .with(ScenarioKind::FillValue, "c", vec![SETUP.fill_value()])
        .with(ScenarioKind::Metadata, "d", metadata)
        .with(ScenarioKind::Scalars, "e", vec![scalar.scalar()])
        .store()
}

/// How many expectations of each kind pass a selection.
fn selected(selection: &Selection) -> Vec<(&'static str, u64)> {
    let report = check(&target(|| reading(&[])), &store(), selection, &|_| {}).expect("a report");
    assert!(report.tally.conforms());
    report.kinds.iter().map(|(kind, tally)| (kind.name(), tally.total())).collect()
}

const ELEMENTS: u64 = 256 * 15;

#[test]
fn nothing_chosen_is_everything() {
    assert_eq!(
        selected(&Selection::default()),
        [
            ("elements", ELEMENTS),
            ("scalar_map", 3),
            ("arrays", 1),
            ("fill_value", 1),
            ("metadata", 2),
            ("scalars", 1)
        ]
    );
}

#[test]
fn kinds_are_chosen_by_name() {
    let kinds = ["arrays", "scalars"].map(|name| name.parse().expect("a kind")).to_vec();
    let selection = Selection { kinds, ..Selection::default() };
    assert_eq!(selected(&selection), [("arrays", 1), ("scalars", 1)]);
    assert!("vectors".parse::<zarrproof::vectors::Kind>().is_err());
}

#[test]
fn clauses_choose_scenarios_and_elements_by_tag_and_configuration() {
    let choose = |id: &str| {
        let clauses = vec![id.parse().expect("a clause")];
        selected(&Selection { clauses, ..Selection::default() })
    };
    let scenarios = [("scalar_map", 3), ("arrays", 1), ("fill_value", 1), ("metadata", 2)];
    let clamped = [&[("elements", ELEMENTS / 3)], &scenarios[..]].concat();
    assert_eq!(choose("range/clamp"), clamped);
    assert_eq!(choose("procedure/exact"), [("elements", ELEMENTS)], "every int8 is an int16");
    assert_eq!(choose("rounding/nearest-away"), [("elements", ELEMENTS / 5)]);
    assert_eq!(choose("core/integer-scalar"), [("scalars", 1)]);
}

#[test]
fn types_and_configurations_choose_what_has_them() {
    let int16 = Selection { from: vec![data_type("int16")], ..Selection::default() };
    let found = [("scalar_map", 3), ("fill_value", 1), ("metadata", 2)];
    assert_eq!(selected(&int16), found, "decoding is from int8");
    let to_int8 = Selection { to: vec![data_type("int8")], ..Selection::default() };
    let found = [("scalar_map", 3), ("fill_value", 1), ("metadata", 1), ("scalars", 1)];
    assert_eq!(selected(&to_int8), found, "metadata without a configuration is to nothing");
    let clamp = Selection::default()
        .having("rounding", &["towards-zero"])
        .having("out_of_range", &["clamp"]);
    let found = [("scalar_map", 3), ("arrays", 1), ("fill_value", 1), ("metadata", 1)];
    assert_eq!(selected(&clamp), [&[("elements", 256)], &found[..]].concat());
}

#[test]
fn tags_choose_elements_only() {
    let mut tags = TagSet::default();
    tags.insert("zero").expect("a tag");
    let selection = Selection { tags, ..Selection::default() };
    assert_eq!(selected(&selection), [("elements", 15)]);
}

#[test]
fn globs_choose_by_id() {
    let filters = ["*/one/0x0001", "scalars/*"];
    let filters = filters.map(|glob| glob::Pattern::new(glob).expect("a glob")).to_vec();
    let selection = Selection { filters, ..Selection::default() };
    assert_eq!(selected(&selection), [("scalar_map", 1), ("scalars", 1)]);
}

#[test]
fn a_glob_chooses_the_ids_that_it_matches_wherever_its_first_sign_stands() {
    for (glob, chosen) in [
        ("cast_value/int8/int16/0x05/to?ards-zero/clamp", vec![("elements", 1)]),
        ("cast_value/int8/int16/0x0[5]/towards-zero/clamp", vec![("elements", 1)]),
        ("cast_value/int8/int1[!5]/0x05/towards-zero/clamp", vec![("elements", 1)]),
        ("cast_value/int8/int16/0x05/towards-zero/*", vec![("elements", 3)]),
        ("cast_value/int?/int16/0x05/*/clamp", vec![("elements", 5)]),
        ("?ast_value/int8/*/0x05/towards-zero/clamp", vec![("elements", 1)]),
        ("cast_value/int8/int16/0x05/towards-zero/clamp/*", vec![]),
        ("cast_value/int8/int16", vec![]),
        ("cast_value/arrays/*", vec![("arrays", 1)]),
        ("scalars/e/on*", vec![("scalars", 1)]),
    ] {
        let filters = vec![glob::Pattern::new(glob).expect("a glob")];
        let selection = Selection { filters, ..Selection::default() };
        assert_eq!(selected(&selection), chosen, "{glob}");
    }
}

/// How many scenarios of the files of this build have a facet, by codec or kind.
fn with_facet(facet: &str) -> BTreeMap<String, usize> {
    let store = Store::embedded().expect("vectors");
    let facets = vec![facet.parse().expect("a facet")];
    let selection = Selection { facets, ..Selection::default() };
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for path in store.scenario_paths() {
        let room = path.split('/').next().expect("a folder").to_owned();
        let scenarios = store.scenarios(&path).expect("a file").scenarios;
        let count = scenarios.iter().filter(|one| selection.includes_scenario(one)).count();
        if count > 0 {
            *found.entry(room).or_default() += count;
        }
    }
    found
}

#[test]
fn a_facet_chooses_by_the_configuration_of_any_codec() {
    let rooms = |facet| with_facet(facet).into_keys().collect::<Vec<_>>();
    assert_eq!(rooms("keepbits=3"), ["bitround", "chains"]);
    assert_eq!(rooms("endian=big"), ["bytes", "chains"]);
    assert_eq!(rooms("padding_encoding=last_byte"), ["packbits"]);
    assert_eq!(rooms("out_of_range=wrap"), ["cast_value"]);
    let complex = with_facet("data_type=complex_bfloat16");
    assert!(complex.contains_key("bitround") && !complex.contains_key("crc32c"), "{complex:?}");
    // What is absent has the word that holds then.
    assert!(with_facet("scale=1")["scale_offset"] > 0);
}

#[test]
fn elements_have_the_types_on_either_side() {
    let store = Store::embedded().expect("vectors");
    let facets = vec!["data_type=int2".parse().expect("a facet")];
    let selection = Selection { facets, ..Selection::default() };
    let conversions = store.conversions().into_iter();
    let found = conversions.filter(|one| selection.includes_conversion(*one)).count();
    assert_eq!(found, 26 + 25);
    let facets = ["from=int2", "to=float16,float32"].map(|one| one.parse().expect("a facet"));
    let selection = Selection { facets: facets.to_vec(), ..Selection::default() };
    let conversions = store.conversions().into_iter();
    assert_eq!(conversions.filter(|one| selection.includes_conversion(*one)).count(), 2);
}

#[test]
fn what_is_no_facet_is_refused_with_what_there_is() {
    let refused = |text: &str| text.parse::<Criterion>().expect_err("no facet").to_string();
    insta::assert_snapshot!(
        ["keepbits", "keepbit=3", "rounding=nearest", "data_type=float6", "endian=Big",]
            .map(refused)
            .join("\n")
    );
}
