//! A list of codecs that need not be a chain: each is bound for itself, so that one that fails hides no
//! other.

use super::chain::{Link, entries};
use super::{ChainError, Fields, table};
use crate::chunk::Form;
use crate::codec::definition::Stage;
use crate::codec::notes::Readings;
use crate::codec::refused;
use crate::json::{Object, Repeated};

/// What was found of a list of codecs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    pub codecs: Vec<Surveyed>,
    /// What is wrong with the list as a whole.
    pub fault: Option<Fault>,
}

/// A codec of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surveyed {
    /// As the entry has it, if it has one.
    pub name: Option<String>,
    /// If the codec is known.
    pub stage: Option<Stage>,
    pub finding: Finding,
    pub after: Flow,
}

/// What was found of a codec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Bound,
    Faulty(Fault),
    /// Unknown to the suite. It is ignored where its entry says that it may be.
    Unknown {
        is_ignored: bool,
    },
    /// Known to the suite, which refuses it.
    Refused,
    /// What comes in is not known well enough.
    Unbound,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub error: ChainError,
    /// The position of a codec that is taken to leave the array as it is, for it fails or is ignored.
    pub assumes: Option<usize>,
    /// Whether it is a fault whatever the unknown codecs do.
    pub is_certain: bool,
}

/// What is known of what flows from one codec to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    Known(Form),
    /// Of another type or shape than is known.
    Array,
    /// After a codec that is not known.
    Anything,
}

impl Survey {
    /// Looks at a list of codecs for an array of a form, if that is known.
    pub fn new(codecs: &str, form: Option<Form>, readings: &Readings) -> Survey {
        let flow = form.map_or(Flow::Array, Flow::Known);
        let mut walk = Walk { readings, flow, assumes: None, is_certain: true };
        let entries = match entries(codecs) {
            Ok(entries) => entries,
            Err(error) => return Survey { codecs: Vec::new(), fault: Some(walk.fault(error)) },
        };
        let codecs = entries.into_iter().enumerate();
        let codecs = codecs.map(|(position, entry)| walk.step(position, entry)).collect();
        let fault = walk.flow.is_array().then(|| walk.fault(ChainError::NoArrayToBytes));
        Survey { codecs, fault }
    }

    /// What is wrong, in the order of the list.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.codecs.iter().filter_map(Surveyed::fault).chain(&self.fault)
    }
}

impl Surveyed {
    /// Why nothing is decided about it, if it is unknown or refused.
    pub fn absence(&self, position: usize) -> Option<ChainError> {
        let is_absent = matches!(self.finding, Finding::Unknown { .. } | Finding::Refused);
        let name = self.name.clone().unwrap_or_default();
        is_absent.then(|| ChainError::absent(position, name))
    }

    /// What is wrong with it, if anything is.
    pub fn fault(&self) -> Option<&Fault> {
        match &self.finding {
            Finding::Faulty(fault) => Some(fault),
            Finding::Bound | Finding::Unknown { .. } | Finding::Refused | Finding::Unbound => None,
        }
    }
}

impl Flow {
    /// Whether this is an array for certain.
    fn is_array(&self) -> bool {
        matches!(self, Flow::Known(Form::Array { .. }) | Flow::Array)
    }

    /// Bytes made from this.
    fn to_bytes(&self) -> Flow {
        let item_size = match self {
            Flow::Known(Form::Bytes { item_size, .. }) => Some(*item_size),
            Flow::Known(Form::Array { data_type, .. }) => {
                data_type.bytes().and_then(|bytes| u32::try_from(bytes).ok())
            }
            Flow::Array | Flow::Anything => None,
        };
        Flow::Known(Form::Bytes { length: None, item_size: item_size.unwrap_or(1) })
    }
}

/// The way along a list.
struct Walk<'a> {
    readings: &'a Readings,
    flow: Flow,
    /// As in [`Fault`].
    assumes: Option<usize>,
    is_certain: bool,
}

impl Walk<'_> {
    fn fault(&self, error: ChainError) -> Fault {
        Fault { error, assumes: self.assumes, is_certain: self.is_certain }
    }

    /// Looks at the next codec.
    fn step(&mut self, position: usize, entry: &str) -> Surveyed {
        let fields = Fields::read(entry, self.readings);
        let name = match &fields {
            Ok(fields) => Some(fields.name().to_owned()),
            Err(_) => name(entry),
        };
        let refused = name.as_deref().and_then(refused::find);
        let known = name.as_deref().and_then(table::find).map(|(definition, _)| definition.stage);
        let stage = known.or_else(|| refused.map(|codec| codec.stage));
        let finding = match (fields, stage) {
            (Err(error), _) => {
                let error = ChainError::of_codec(position, name.as_deref(), error);
                self.fail(position, stage);
                Finding::Faulty(Fault { error, assumes: None, is_certain: true })
            }
            (Ok(_), Some(_)) if refused.is_some() => {
                self.go_on(self.flow.to_bytes());
                Finding::Refused
            }
            (Ok(fields), None) => self.pass_unknown(position, fields.may_be_ignored()),
            (Ok(fields), Some(stage)) => self.bind(position, fields, stage),
        };
        Surveyed { name, stage, finding, after: self.flow.clone() }
    }

    /// Bytes come out of a codec into which bytes come.
    fn pass_unknown(&mut self, position: usize, is_ignored: bool) -> Finding {
        match (&self.flow, is_ignored) {
            (Flow::Known(Form::Bytes { .. }), _) => self.go_on(self.flow.to_bytes()),
            (_, true) => {
                self.assumes = Some(position);
                self.is_certain = false;
            }
            (_, false) => self.go_on(Flow::Anything),
        }
        Finding::Unknown { is_ignored }
    }

    fn bind(&mut self, position: usize, fields: Fields, stage: Stage) -> Finding {
        let form = match (&self.flow, stage) {
            (Flow::Known(form), _) => form.clone(),
            (Flow::Array, Stage::BytesToBytes) => {
                let name = fields.name().to_owned();
                let found = "an array".to_owned();
                let error = ChainError::order(position, name, stage, found);
                return Finding::Faulty(self.fault(error));
            }
            // A codec that is not known has made bytes of the array.
            (Flow::Anything, Stage::BytesToBytes) => Form::Bytes { length: None, item_size: 1 },
            (_, Stage::ArrayToArray) => {
                self.go_on(Flow::Array);
                return Finding::Unbound;
            }
            (_, Stage::ArrayToBytes) => {
                self.go_on(self.flow.to_bytes());
                return Finding::Unbound;
            }
        };
        let entry = fields.entry();
        match Link::bind(position, fields, &form, self.readings) {
            Ok(link) => {
                self.pass(link.encoded().clone(), stage);
                Finding::Bound
            }
            Err(error) => {
                let fault = self.fault(error);
                match self.without_fill_value(position, entry, form) {
                    Some(encoded) => self.pass(encoded, stage),
                    None => self.fail(position, Some(stage)),
                }
                Finding::Faulty(fault)
            }
        }
    }

    /// The form after a codec that binds as soon as there is no fill value.
    fn without_fill_value(&self, position: usize, entry: &str, mut form: Form) -> Option<Form> {
        match &mut form {
            Form::Array { fill_value, .. } if *fill_value != Ok(None) => *fill_value = Ok(None),
            _ => return None,
        }
        let fields = Fields::read(entry, self.readings).ok()?;
        let link = Link::bind(position, fields, &form, self.readings).ok()?;
        Some(link.encoded().clone())
    }

    /// What comes out of a codec that is bound.
    fn pass(&mut self, encoded: Form, stage: Stage) {
        match stage {
            // The length of bytes is known no better than what they were made from.
            Stage::ArrayToBytes if self.assumes.is_some() => self.go_on(self.flow.to_bytes()),
            Stage::ArrayToBytes => self.go_on(Flow::Known(encoded)),
            Stage::ArrayToArray | Stage::BytesToBytes => self.flow = Flow::Known(encoded),
        }
    }

    /// What comes out of a codec that fails. One at the wrong place is as if it were absent.
    fn fail(&mut self, position: usize, stage: Option<Stage>) {
        let is_bytes = matches!(self.flow, Flow::Known(Form::Bytes { .. }));
        match (is_bytes, stage) {
            (true, None | Some(Stage::BytesToBytes)) | (false, Some(Stage::ArrayToBytes)) => {
                self.go_on(self.flow.to_bytes());
            }
            (false, Some(Stage::ArrayToArray)) => self.assumes = Some(position),
            (false, None) => self.go_on(Flow::Anything),
            (true, Some(_)) | (false, Some(Stage::BytesToBytes)) => {}
        }
    }

    /// Goes on with what rests on no assumption.
    fn go_on(&mut self, flow: Flow) {
        *self = Walk { readings: self.readings, flow, assumes: None, is_certain: true };
    }
}

/// The name in an entry that is not acceptable, if there is one.
fn name(entry: &str) -> Option<String> {
    let mut object = Object::read(entry, Repeated::Last).ok()?;
    serde_json::from_str(object.take("name")?).ok()
}
