//! Implementations in this process that have other codecs than those that convert elements, and chains.

use std::collections::BTreeMap;
use std::path::Path;

use super::guard::guard;
use super::{Block, BlockError, Refusal, Reply, Subject};
use crate::codec::Operation;
use crate::protocol::{
    Answer, ArrayPart, Capability, Codecs, DataQuestion, Hello, InputPart, Question, ReadRequest,
    Request, Stores, WriteRequest,
};

/// An implementation of chains, and of codecs by themselves, in this process.
pub(super) trait ChainImplementation: Send {
    /// Codecs, bound to the array that they belong to or to bytes.
    type Bound: Send;

    /// What it does with each codec, by name. Those that convert elements speak for themselves.
    fn abilities(&self) -> BTreeMap<String, Capability>;

    /// Whether it takes elements in JSON.
    fn takes_elements(&self) -> bool {
        false
    }

    /// The versions of the storage format in which it reads arrays on disk.
    fn reads(&self) -> Vec<u64> {
        Vec::new()
    }

    /// The array in a directory.
    fn read(&mut self, _path: &Path) -> Result<Answer, Refusal> {
        Err(Refusal::Unsupported(ReadRequest::UNSUPPORTED.to_owned()))
    }

    /// The versions of the storage format in which it writes arrays on disk.
    fn writes(&self) -> Vec<u64> {
        Vec::new()
    }

    /// Writes an array into a directory that is not there yet.
    fn write(&mut self, _request: &WriteRequest) -> Result<Answer, Refusal> {
        Err(Refusal::Unsupported(WriteRequest::UNSUPPORTED.to_owned()))
    }

    /// Binds codecs, once for all requests in a row that share them and their array.
    fn bind(&mut self, codecs: &Codecs, array: Option<&ArrayPart>) -> Result<Self::Bound, Refusal>;

    /// The chunk, or whatever else the codecs encode to.
    fn encode(&mut self, bound: &Self::Bound, input: InputPart) -> Result<Answer, Refusal>;

    /// The elements, or whatever else the codecs decode to.
    fn decode(&mut self, bound: &Self::Bound, input: InputPart) -> Result<Answer, Refusal>;

    /// The fill value after a codec, as one element.
    fn fill_value(&mut self, bound: &Self::Bound) -> Result<Answer, Refusal>;

    /// Whether metadata is acceptable.
    fn validate(&mut self, codecs: &Codecs, array: &ArrayPart) -> Result<(), Refusal>;
}

/// Conversions and chains as one [`Subject`].
pub(super) struct WithChains<I: ChainImplementation> {
    conversions: Box<dyn Subject>,
    chains: I,
    hello: Hello,
    /// The codecs asked for last, and of what they were made.
    last: Option<(Key, Result<I::Bound, Refusal>)>,
}

/// What codecs are bound by.
type Key = (Codecs, Option<ArrayPart>);

impl<I: ChainImplementation> WithChains<I> {
    pub fn new(conversions: Box<dyn Subject>, chains: I) -> WithChains<I> {
        let variable = chains.takes_elements();
        let stores = Stores { read: chains.reads(), write: chains.writes() };
        let mut hello = Hello { chains: true, variable, stores, ..conversions.hello().clone() };
        for (name, capability) in chains.abilities() {
            hello.codecs.entry(name).or_insert(capability);
        }
        WithChains { conversions, chains, hello, last: None }
    }

    fn ask_about(&mut self, question: &DataQuestion) -> Reply {
        if !self.hello.lists(question) {
            return Reply::Answer(Answer::Unsupported(question.unsupported()));
        }
        guarded(|| self.answer(question))
    }

    fn answer(&mut self, question: &DataQuestion) -> Result<Answer, Refusal> {
        let DataQuestion { operation, codecs, array, input } = question;
        let (chains, bound) = self.bound(codecs, array.as_ref())?;
        match operation {
            Operation::Encode => chains.encode(bound, *input),
            Operation::Decode => chains.decode(bound, *input),
        }
    }

    /// The implementation, and codecs as it binds them.
    fn bound(
        &mut self,
        codecs: &Codecs,
        array: Option<&ArrayPart>,
    ) -> Result<(&mut I, &I::Bound), Refusal> {
        let bound = match self.last.take() {
            Some((of, bound)) if of.0 == *codecs && of.1.as_ref() == array => bound,
            _ => self.chains.bind(codecs, array),
        };
        let (_, bound) = self.last.insert(((codecs.clone(), array.cloned()), bound));
        Ok((&mut self.chains, bound.as_ref().map_err(Refusal::clone)?))
    }

    fn ask_about_metadata(&mut self, request: &Request) -> Option<Reply> {
        let (codecs, array) = request.metadata_question()?;
        let Codecs::One { name, .. } = &codecs else { return None };
        let operation = request.question.name();
        if !self.hello.lists_operation(name, operation) {
            let reason = format!("operation {operation:?} of {name} is not implemented");
            return Some(Reply::Answer(Answer::Unsupported(reason)));
        }
        Some(guarded(|| match request.question {
            Question::FillValue { .. } => {
                let (chains, bound) = self.bound(&codecs, Some(&array))?;
                chains.fill_value(bound)
            }
            _ => match self.chains.validate(&codecs, &array) {
                Ok(()) => Ok(Answer::Validity { valid: true, message: String::new() }),
                Err(Refusal::Metadata(message) | Refusal::Value(message)) => {
                    Ok(Answer::Validity { valid: false, message })
                }
                Err(refusal) => Err(refusal),
            },
        }))
    }

    /// The reply to a request that is not for the conversions.
    fn reply(&mut self, request: &Request) -> Reply {
        if let Some(question) = request.data_question() {
            return self.ask_about(&question);
        }
        let unasked = || Reply::Answer(Answer::Unsupported("it asks for nothing".to_owned()));
        self.ask_about_metadata(request).unwrap_or_else(unasked)
    }
}

/// The reply of an implementation that may panic.
fn guarded(answer: impl FnOnce() -> Result<Answer, Refusal>) -> Reply {
    match guard(answer) {
        Ok(answer) => Reply::Answer(answer.unwrap_or_else(Refusal::answer)),
        Err(panic) => Reply::crash(panic),
    }
}

impl<I: ChainImplementation> Subject for WithChains<I> {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        // Requests come in long runs of the same codec.
        let mut replies = Vec::with_capacity(requests.len());
        for run in requests.chunk_by(|one, next| one.converts() == next.converts()) {
            if run.first().is_some_and(Request::converts) {
                replies.extend(self.conversions.ask(run));
                continue;
            }
            replies.extend(run.iter().map(|request| self.reply(request)));
        }
        replies
    }

    fn ask_reads(&mut self, requests: &[ReadRequest]) -> Vec<Reply> {
        let read = |request: &ReadRequest| guarded(|| self.chains.read(Path::new(&*request.path)));
        requests.iter().map(read).collect()
    }

    fn ask_writes(&mut self, requests: &[WriteRequest]) -> Vec<Reply> {
        requests.iter().map(|request| guarded(|| self.chains.write(request))).collect()
    }

    fn cast_array(&mut self, block: &mut Block) -> Result<(), BlockError> {
        self.conversions.cast_array(block)
    }

    fn cast_each(&mut self, block: &mut Block) -> Result<(), BlockError> {
        self.conversions.cast_each(block)
    }

    fn has_directions(&self) -> bool {
        self.conversions.has_directions()
    }
}
