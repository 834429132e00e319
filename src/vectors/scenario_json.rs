//! Files of scenarios as JSON text: a header line, then a line for each scenario, or one for each of
//! its elements.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::json::{document, quoted, string};
use super::tree::Tree;
use super::{
    Accepted, AnyNan, Ask, CORE_SPECIFICATION, DataOutcome, Element, Expected, FORMAT, Layer,
    SPECIFICATION, Scenario, ScenarioFile, ScenarioKind, VectorData, VectorError, cite_page, lines,
};
use crate::codec::clause::Clause;
use crate::codec::definition::Definition;
use crate::codec::{Operation, table};
use crate::data_type::{DataType, Real};
use crate::json::given;

impl ScenarioFile {
    /// The file's text.
    pub fn to_json(&self) -> String {
        let of_all = match (self.codec(), self.scenarios.first()) {
            (Some(codec), _) => format!(r#""codec":{},"#, string(codec.name)),
            (None, Some(first)) if self.kind == ScenarioKind::Scalars => {
                format!(r#""data_type":{},"#, first.data_type)
            }
            _ => String::new(),
        };
        let of_file = self.scenarios.first().map(|first| &*first.data_type);
        let scenarios = self.scenarios.iter().map(|scenario| scenario.to_json(of_file));
        let scenarios: Vec<_> = scenarios.collect();
        format!(
            "{{\"format\":{FORMAT},{of_all}\"kind\":\"{}\",\"about\":{},{},\"cases\":[\n{}\n]}}\n",
            self.kind.name(),
            string(&self.about),
            self.specification(),
            scenarios.join(",\n"),
        )
    }

    /// The codec that it is about, if it is about one.
    pub fn codec(&self) -> Option<&'static Definition> {
        let (room, _) = self.path.split_once('/')?;
        table::of_room(room).filter(|_| self.kind.is_of_one_codec())
    }

    /// The members of the header that cite the texts: scalars answer to the core specification and to the
    /// page of their data type.
    fn specification(&self) -> String {
        let cited = |name: &str, text: String| format!("\"{name}\":{}", string(&text));
        if let Some(codec) = self.codec() {
            return cited("specification", cite_page(codec.page));
        }
        let first = self.scenarios.first().filter(|_| self.kind == ScenarioKind::Scalars);
        match first.and_then(Scenario::data_type_of_scalar) {
            // Each codec of a chain has its page.
            None => cited("specification", CORE_SPECIFICATION.cite("docs/v3/core/index.rst")),
            Some(data_type) => {
                // Raw bits of all widths have one.
                let is_raw = matches!(data_type.parse(), Ok(DataType::Raw(_)));
                let data_type = if is_raw { "r" } else { data_type };
                let core = CORE_SPECIFICATION.cite(CORE_SPECIFICATION.path);
                let page = SPECIFICATION.cite(&format!("data-types/{data_type}/README.md"));
                format!("{},{}", cited("specification", core), cited("page", page))
            }
        }
    }

    /// Reads what [`ScenarioFile::to_json`] writes; `path` is for errors.
    pub fn from_json(path: &str, json: &[u8]) -> Result<ScenarioFile, VectorError> {
        let syntax = |reason: String| VectorError::Syntax { path: path.to_owned(), reason };
        let document: Document = document(path, json, |document: &Document| document.format)?;
        let kind = ScenarioKind::ALL.into_iter().find(|kind| kind.name() == document.kind);
        let kind = kind.ok_or_else(|| syntax(format!("unknown kind {:?}", document.kind)))?;
        let wrong =
            |at: usize, reason| lines::error(path, json, (at, &document.cases[at].id), reason);
        let mut scenarios: Vec<Scenario> = Vec::with_capacity(document.cases.len());
        for (at, case) in document.cases.iter().enumerate() {
            let scenario = case.read(kind, document.data_type);
            scenarios.push(scenario.map_err(|reason| wrong(at, reason))?);
        }
        let ids = scenarios.iter().enumerate();
        let ids: Vec<_> =
            ids.flat_map(|(at, one)| one.ids().into_iter().map(move |id| (at, id))).collect();
        if let Some(repeated) = lines::first_repeated(ids.iter().map(|(_, id)| id)) {
            let (at, id) = &ids[repeated];
            return Err(wrong(*at, format!("the id {id} is that of an earlier case")));
        }
        let theme = scenarios.first().and_then(|first| kind.theme(&first.id)).map(str::to_owned);
        let theme = theme.ok_or_else(|| syntax("it has no case with an id".to_owned()))?;
        if let Some(other) = scenarios.iter().find(|one| kind.theme(&one.id) != Some(&theme)) {
            return Err(syntax(format!("{} is not about {theme}", other.id)));
        }
        let path = format!("{theme}.json");
        Ok(ScenarioFile { kind, path, about: document.about, scenarios })
    }
}

impl Scenario {
    /// The text of the case in a file, of which the header has the JSON of a data type if it is of scalars.
    fn to_json(&self, of_file: Option<&str>) -> String {
        let mut text = format!(
            r#"{{"id":{},"about":{},"clauses":[{}]"#,
            string(&self.id),
            string(&self.about),
            quoted(self.clauses.iter().map(String::as_str)),
        );
        let mut field = |name: &str, json: &str| text.push_str(&format!(r#","{name}":{json}"#));
        match &self.ask {
            Ask::Elements { operation, .. }
            | Ask::Array { operation, .. }
            | Ask::Data { operation, .. } => field("operation", &string(operation.name())),
            Ask::Validity { layer, .. } => field("layer", &string(layer.name())),
            Ask::FillValue { .. }
            | Ask::FillElement { .. }
            | Ask::Scalar { .. }
            | Ask::Element { .. } => {}
        }
        match &self.codec {
            Some(codec) => {
                field(if self.is_chain() { "codecs" } else { "codec" }, codec);
                if !matches!(self.ask, Ask::Data { shape: None, .. }) {
                    field("data_type", &self.data_type);
                    field("fill_value", &self.fill_value);
                }
            }
            None => {
                if of_file != Some(&*self.data_type) {
                    field("data_type", &self.data_type);
                }
                field("scalar", &self.fill_value);
            }
        }
        if let Some((input_type, output_type)) = self.types() {
            field("input_type", &string(input_type.name()));
            field("output_type", &string(output_type.name()));
        }
        match &self.ask {
            Ask::Elements { input_type, output_type, elements, .. } => {
                let lines = elements.iter().map(|one| one.to_json(*input_type, *output_type));
                let lines: Vec<_> = lines.collect();
                field("elements", &format!("[\n{}\n]", lines.join(",\n")));
            }
            Ask::Array { input_type, output_type, shape, input, expected, .. } => {
                let shape: Vec<_> = shape.iter().map(u64::to_string).collect();
                field("shape", &format!("[{}]", shape.join(",")));
                let width = 2 * input_type.bytes();
                let input: Vec<_> =
                    input.iter().map(|one| format!("\"0x{one:0width$x}\"")).collect();
                field("input", &format!("[{}]", input.join(",")));
                let expected = expected.as_ref().map_or("\"error\"".to_owned(), |expected| {
                    let texts =
                        expected.iter().map(|one| string(&output_type.pattern_to_text(*one)));
                    format!("[{}]", texts.collect::<Vec<_>>().join(","))
                });
                field("expect", &expected);
            }
            Ask::Data { shape, data, expected, any_nan, .. } => {
                if let Some(shape) = shape {
                    let shape: Vec<_> = shape.iter().map(u64::to_string).collect();
                    field("shape", &format!("[{}]", shape.join(",")));
                }
                field("data", &data.to_json());
                field("expect", &expected.to_json(data_outcome));
                if let Some(any_nan) = any_nan {
                    field("any_nan", &any_nan.to_json());
                }
            }
            Ask::FillValue { output_type, expected } => {
                field("output_type", &string(output_type.name()));
                field("expect", &expected.to_json(*output_type));
            }
            Ask::FillElement { output_type, expected, any_nan } => {
                field("output_type", &string(&output_type.to_string()));
                field("expect", &expected.to_json(data_outcome));
                if let Some(any_nan) = any_nan {
                    field("any_nan", &any_nan.to_json());
                }
            }
            Ask::Scalar { output_type, expected } => {
                field("expect", &expected.to_json(*output_type));
            }
            Ask::Element { expected } => field("expect", &expected.to_json(data_outcome)),
            // Validity is spelled alike for every type.
            Ask::Validity { expected, .. } => field("expect", &expected.to_json(Real::INT8)),
        }
        text.push('}');
        text
    }
}

fn data_outcome(outcome: &DataOutcome) -> String {
    match outcome {
        Some(payload) => payload.to_json(),
        None => "\"error\"".to_owned(),
    }
}

fn read_data_outcome(tree: &Tree) -> Result<DataOutcome, String> {
    match tree {
        Tree::Leaf("error") => Ok(None),
        tree => VectorData::from_tree(tree).map(Some),
    }
}

impl Element {
    fn to_json(&self, input_type: Real, output_type: Real) -> String {
        format!(
            r#"{{"input":"{}","value":"{}","expect":{}}}"#,
            input_type.pattern_to_text(self.input),
            input_type.value_to_text(self.input),
            self.expected.to_json(output_type),
        )
    }
}

#[derive(Deserialize)]
struct Document<'a> {
    format: u64,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    about: String,
    /// Of scalars; other cases each have their own.
    #[serde(borrow)]
    data_type: Option<&'a RawValue>,
    #[serde(borrow)]
    cases: Vec<CaseText<'a>>,
}

#[derive(Deserialize)]
struct CaseText<'a> {
    id: String,
    about: String,
    clauses: Vec<String>,
    operation: Option<Operation>,
    layer: Option<String>,
    #[serde(borrow, default, deserialize_with = "given")]
    codec: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    codecs: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    data_type: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    fill_value: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    scalar: Option<&'a RawValue>,
    input_type: Option<String>,
    output_type: Option<String>,
    #[serde(borrow)]
    elements: Option<Vec<ElementText<'a>>>,
    shape: Option<Vec<u64>>,
    #[serde(borrow)]
    input: Option<Vec<&'a str>>,
    #[serde(borrow)]
    data: Option<Tree<'a>>,
    any_nan: Option<AnyNan>,
    #[serde(borrow)]
    expect: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct ElementText<'a> {
    input: &'a str,
    #[serde(borrow)]
    expect: Tree<'a>,
}

fn need<T>(field: &str, value: Option<T>) -> Result<T, String> {
    value.ok_or_else(|| format!("it has no {field:?}"))
}

impl CaseText<'_> {
    fn read(&self, kind: ScenarioKind, of_file: Option<&RawValue>) -> Result<Scenario, String> {
        for clause in &self.clauses {
            clause.parse::<&Clause>().map_err(|error| error.to_string())?;
        }
        let is_data = matches!(kind, ScenarioKind::Encodings | ScenarioKind::Chains);
        let data_type = match self.data_type.or(of_file) {
            None if is_data && self.shape.is_none() => RawValue::NULL,
            data_type => need("data_type", data_type)?,
        };
        let named = |field, name: &Option<String>| {
            let name = need(field, name.as_deref())?;
            Real::from_name(name).map_err(|error| error.to_string())
        };
        let types = || -> Result<_, String> {
            Ok((named("input_type", &self.input_type)?, named("output_type", &self.output_type)?))
        };
        let ask = match kind {
            ScenarioKind::Encodings | ScenarioKind::Chains => Ask::Data {
                operation: need("operation", self.operation)?,
                shape: self.shape.clone(),
                data: VectorData::from_tree(need("data", self.data.as_ref())?)?,
                expected: self.data_expected()?,
                any_nan: self.any_nan.clone(),
            },
            ScenarioKind::ScalarMap | ScenarioKind::Elementwise => {
                let (input_type, output_type) = types()?;
                let elements = need("elements", self.elements.as_ref())?.iter();
                Ask::Elements {
                    operation: need("operation", self.operation)?,
                    input_type,
                    output_type,
                    elements: elements
                        .map(|one| one.read(input_type, output_type))
                        .collect::<Result<_, _>>()?,
                }
            }
            ScenarioKind::Arrays => {
                let (input_type, output_type) = types()?;
                Ask::Array {
                    operation: need("operation", self.operation)?,
                    input_type,
                    output_type,
                    shape: need("shape", self.shape.clone())?,
                    input: need("input", self.input.as_ref())?
                        .iter()
                        .map(|text| byte_pattern(input_type, text))
                        .collect::<Result<_, _>>()?,
                    expected: self.whole(output_type)?,
                }
            }
            ScenarioKind::FillValue => {
                let name = need("output_type", self.output_type.as_deref())?;
                match name.parse::<DataType>().map_err(|error| error.to_string())? {
                    DataType::Real(output_type) => {
                        Ask::FillValue { output_type, expected: self.expected(Some(output_type))? }
                    }
                    output_type => {
                        let (expected, any_nan) = (self.data_expected()?, self.any_nan.clone());
                        Ask::FillElement { output_type, expected, any_nan }
                    }
                }
            }
            ScenarioKind::Metadata => {
                let layer =
                    Layer::ALL.into_iter().find(|one| Some(one.name()) == self.layer.as_deref());
                Ask::Validity { layer: need("layer", layer)?, expected: self.expected(None)? }
            }
            ScenarioKind::Scalars => {
                match DataType::from_json(data_type.get()).ok().and_then(|one| one.real()) {
                    Some(output_type) => {
                        Ask::Scalar { output_type, expected: self.expected(Some(output_type))? }
                    }
                    // The metadata of the data type may be what is asked about.
                    None => Ask::Element { expected: self.data_expected()? },
                }
            }
        };
        let fill_value = match kind {
            ScenarioKind::Scalars => self.scalar,
            _ if is_data && self.shape.is_none() => Some(RawValue::NULL),
            _ => self.fill_value,
        };
        // A request is one line, and white space between tokens may be more.
        let json = |raw: &RawValue| Arc::from(raw.get().replace(['\n', '\r'], " "));
        let codec = match kind {
            ScenarioKind::Scalars => None,
            ScenarioKind::Chains => Some(json(need("codecs", self.codecs)?)),
            _ => Some(json(need("codec", self.codec)?)),
        };
        Ok(Scenario {
            id: self.id.clone(),
            about: self.about.clone(),
            clauses: self.clauses.clone(),
            codec,
            data_type: json(data_type),
            fill_value: json(need("fill_value", fill_value)?),
            ask,
        })
    }

    fn expected(&self, output_type: Option<Real>) -> Result<Expected, String> {
        let expect = need("expect", self.expect)?;
        let tree: Tree = serde_json::from_str(expect.get()).map_err(|error| error.to_string())?;
        tree.expected(output_type)
    }

    fn data_expected(&self) -> Result<Accepted<DataOutcome>, String> {
        let expect = need("expect", self.expect)?;
        let tree: Tree = serde_json::from_str(expect.get()).map_err(|error| error.to_string())?;
        match &tree {
            Tree::Object(entries) => Accepted::from_entries(entries, read_data_outcome),
            tree => read_data_outcome(tree).map(Accepted::only),
        }
    }

    /// What is expected of an array.
    fn whole(&self, output_type: Real) -> Result<Option<Vec<u64>>, String> {
        let expect = need("expect", self.expect)?.get();
        if expect == "\"error\"" {
            return Ok(None);
        }
        let texts: Vec<&str> = serde_json::from_str(expect).map_err(|error| error.to_string())?;
        let pattern =
            |text: &&str| output_type.pattern_from_text(text).map_err(|error| error.to_string());
        texts.iter().map(pattern).collect::<Result<_, _>>().map(Some)
    }
}

/// A pattern whose upper bits may be set.
fn byte_pattern(data_type: Real, text: &str) -> Result<u64, String> {
    let digits = text.strip_prefix("0x").filter(|digits| digits.len() == 2 * data_type.bytes());
    digits
        .and_then(|digits| u64::from_str_radix(digits, 16).ok())
        .ok_or_else(|| format!("{text:?} is not the bytes of a {data_type}"))
}

impl ElementText<'_> {
    fn read(&self, input_type: Real, output_type: Real) -> Result<Element, String> {
        let input = input_type.pattern_from_text(self.input).map_err(|error| error.to_string())?;
        Ok(Element { input, expected: self.expect.expected(Some(output_type))? })
    }
}
