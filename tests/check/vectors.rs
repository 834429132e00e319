//! Vectors of one's own in a temporary directory: scenarios whose expectations the oracle gives, some
//! of the committed element vectors, and notes.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Deref;
use std::path::Path;

use zarrproof::codec::cast_value::conversion;
use zarrproof::codec::cast_value::{Configuration, Metadata};
use zarrproof::codec::notes::{self, Letter, Readings};
use zarrproof::codec::{Operation, scalar_rules};
use zarrproof::data_type::{Real, scalar};
use zarrproof::oracle::cast_value::Codec;
use zarrproof::vectors::{
    Advisory, Ask, Element, ElementFile, Expected, FORMAT, FileEntry, Layer, Manifest, Outcome,
    SPECIFICATION, Scenario, ScenarioFile, ScenarioKind, Store, Totals, sha256_hex,
};

/// A directory of vectors.
pub struct Vectors {
    directory: tempfile::TempDir,
    files: BTreeMap<String, FileEntry>,
}

impl Vectors {
    pub fn new() -> Vectors {
        let directory = tempfile::tempdir().expect("a directory");
        Vectors { directory, files: BTreeMap::new() }
    }

    /// A file of scenarios of one theme, whose ids so far are what follows the theme.
    pub fn with(self, kind: ScenarioKind, theme: &str, mut scenarios: Vec<Scenario>) -> Vectors {
        let theme = format!("{}/{theme}", kind.directory("cast_value"));
        for scenario in &mut scenarios {
            scenario.id = format!("{theme}/{}", scenario.id);
        }
        let path = format!("{theme}.json");
        let about = "made for a test".to_owned();
        let file = ScenarioFile { kind, path: path.clone(), about, scenarios };
        let (cases, expectations) = (file.scenarios.len(), file.expectations());
        self.write(path, &file.to_json(), cases, expectations)
    }

    /// The committed element vectors between two types.
    pub fn with_elements(self, input: &str, output: &str) -> Vectors {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
        let path = ElementFile::path(conversion(data_type(input), data_type(output)));
        let text = fs::read_to_string(committed.join(&path)).expect("readable");
        let file = ElementFile::from_json(&path, text.as_bytes()).expect("valid");
        self.write(path, &text, file.cases.len(), file.expectations())
    }

    pub fn with_notes(self, notes: &serde_json::Value) -> Vectors {
        fs::write(self.directory.path().join("notes.json"), notes.to_string()).expect("written");
        self
    }

    fn write(mut self, path: String, text: &str, cases: usize, expectations: usize) -> Vectors {
        let target = self.directory.path().join(&path);
        fs::create_dir_all(target.parent().expect("a parent")).expect("a directory");
        fs::write(target, text).expect("written");
        let entry = FileEntry {
            sha256: sha256_hex(text.as_bytes()),
            bytes: text.len() as u64,
            cases: cases as u64,
            expectations: expectations as u64,
        };
        self.files.insert(path, entry);
        self
    }

    pub fn store(self) -> OwnStore {
        let manifest = Manifest {
            format: FORMAT,
            oracle: "0".to_owned(),
            specification: SPECIFICATION.into(),
            totals: Totals::default(),
            files: self.files,
            stores: BTreeMap::new(),
        };
        let text = serde_json::to_string(&manifest).expect("JSON");
        fs::write(self.directory.path().join("manifest.json"), text).expect("written");
        let store = Store::directory(self.directory.path()).expect("vectors");
        OwnStore { store, _directory: self.directory }
    }
}

/// A store that takes its directory with it.
pub struct OwnStore {
    store: Store,
    _directory: tempfile::TempDir,
}

impl Deref for OwnStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

pub fn data_type(name: &str) -> Real {
    Real::from_name(name).expect("a data type's name")
}

/// Metadata to ask under.
#[derive(Clone, Copy)]
pub struct Setup<'a> {
    pub id: &'a str,
    pub clause: &'a str,
    pub codec: &'a str,
    pub data_type: &'a str,
    pub fill_value: &'a str,
    /// The advisory note that leaves room, if one does.
    pub note: Option<u16>,
}

impl Setup<'_> {
    fn metadata(&self) -> Metadata<'_> {
        let Setup { codec, data_type, fill_value, .. } = *self;
        Metadata { codec, data_type, fill_value }
    }

    fn scenario(&self, ask: Ask) -> Scenario {
        let is_scalar = matches!(ask, Ask::Scalar { .. });
        Scenario {
            id: self.id.to_owned(),
            about: format!("a test of {}", self.id),
            clauses: vec![self.clause.to_owned()],
            codec: (!is_scalar).then(|| self.codec.into()),
            data_type: self.data_type.into(),
            fill_value: self.fill_value.into(),
            ask,
        }
    }

    fn expected(&self, outcome: impl Fn(&Readings) -> Outcome) -> Expected {
        let Some(number) = self.note else { return Expected::Only(outcome(&Readings::stand())) };
        let note = notes::all().find(|note| note.number == number).expect("a note");
        let outcome = |(letter, _): (Letter, _)| {
            let readings = Readings::stand().with(note, letter).expect("a reading");
            (letter, outcome(&readings))
        };
        let outcomes = note.lettered().map(outcome).collect();
        Expected::Advisory(Box::new(Advisory { note: number, outcomes }))
    }

    fn types(&self, operation: Operation) -> (Real, Real) {
        let codec = Codec::new(self.metadata(), &Readings::stand()).expect("valid metadata");
        codec.instance.types(operation)
    }

    pub fn elements(&self, operation: Operation, inputs: &[u64]) -> Scenario {
        let (input_type, output_type) = self.types(operation);
        let element = |input: &u64| {
            let outcome = |readings: &Readings| {
                let codec = Codec::new(self.metadata(), readings).expect("valid metadata");
                let direction = codec.direction(operation);
                match direction.apply(*input) {
                    Ok(pattern) if direction.maps(*input) => Outcome::Bits(pattern),
                    Ok(pattern) => Outcome::of_pattern(output_type, pattern),
                    Err(_) => Outcome::Error,
                }
            };
            Element { input: *input, expected: self.expected(outcome) }
        };
        let elements = inputs.iter().map(element).collect();
        self.scenario(Ask::Elements { operation, input_type, output_type, elements })
    }

    pub fn array(&self, operation: Operation, shape: &[u64], input: &[u64]) -> Scenario {
        let (input_type, output_type) = self.types(operation);
        let codec = Codec::new(self.metadata(), &Readings::stand()).expect("valid metadata");
        let expected = codec.direction(operation).apply_all(input).ok();
        let (shape, input) = (shape.to_vec(), input.to_vec());
        self.scenario(Ask::Array { operation, input_type, output_type, shape, input, expected })
    }

    pub fn fill_value(&self) -> Scenario {
        let output_type = Configuration::from_json(self.codec).expect("valid").data_type;
        let expected = self.expected(|readings| {
            match Codec::new(self.metadata(), readings).map(|codec| codec.fill_value()) {
                Ok(Ok(pattern)) => Outcome::of_pattern(output_type, pattern),
                _ => Outcome::Error,
            }
        });
        self.scenario(Ask::FillValue { output_type, expected })
    }

    pub fn validity(&self, layer: Layer) -> Scenario {
        let expected = self.expected(|readings| match Codec::validate(self.metadata(), readings) {
            Ok(()) => Outcome::Valid,
            Err(_) => Outcome::Invalid,
        });
        self.scenario(Ask::Validity { layer, expected })
    }

    pub fn scalar(&self) -> Scenario {
        let output_type = data_type(self.data_type.trim_matches('"'));
        let expected = self.expected(|readings| {
            match scalar::read(output_type, self.fill_value, &scalar_rules(readings)) {
                Ok(scalar) => Outcome::Bits(scalar.pattern),
                Err(_) => Outcome::Error,
            }
        });
        self.scenario(Ask::Scalar { output_type, expected })
    }
}
