//! Implementations in this process that have other codecs than casts, and chains.

use std::collections::BTreeMap;
use std::path::Path;

use super::guard::guard;
use super::in_process::{CastValue, Local, Refusal};
use super::{Block, BlockError, Reply, Subject};
use crate::protocol::{Answer, Capability, ChainRequest, Hello, ReadRequest, Request, Stores};

/// An implementation of chains, and of codecs by themselves, in this process.
pub(super) trait Chains: Send {
    /// What it does with each codec, by name. Casts speak for themselves.
    fn codecs(&self) -> BTreeMap<String, Capability>;

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

    /// The chunk, or the elements.
    fn ask(&mut self, request: &ChainRequest) -> Result<Answer, Refusal>;
}

/// Casts and chains as one [`Subject`].
pub(super) struct WithChains<C: CastValue, H: Chains> {
    casts: Local<C>,
    chains: H,
    hello: Hello,
}

impl<C: CastValue, H: Chains> WithChains<C, H> {
    pub fn new(casts: C, chains: H) -> WithChains<C, H> {
        let casts = Local::new(casts);
        let variable = chains.takes_elements();
        let stores = Stores { read: chains.reads(), ..Stores::default() };
        let mut hello = Hello { chains: true, variable, stores, ..casts.hello().clone() };
        for (name, capability) in chains.codecs() {
            hello.codecs.entry(name).or_insert(capability);
        }
        WithChains { casts, chains, hello }
    }
}

impl<C: CastValue, H: Chains> Subject for WithChains<C, H> {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        // Requests come in long runs of the same codec.
        let mut replies = Vec::with_capacity(requests.len());
        for run in requests.chunk_by(|one, next| one.converts() == next.converts()) {
            if run.first().is_some_and(Request::converts) {
                replies.extend(self.casts.ask(run));
                continue;
            }
            let chains: Vec<_> = run.iter().filter_map(Request::chain).collect();
            replies.extend(self.ask_chains(&chains));
        }
        replies
    }

    fn ask_chains(&mut self, requests: &[ChainRequest]) -> Vec<Reply> {
        let ask = |request: &ChainRequest| {
            if !self.hello.lists(request) {
                return Reply::Answer(Answer::Unsupported(request.unsupported()));
            }
            match guard(|| self.chains.ask(request)) {
                Ok(answer) => Reply::Answer(answer.unwrap_or_else(Refusal::answer)),
                Err(panic) => Reply::crash(panic),
            }
        };
        requests.iter().map(ask).collect()
    }

    fn ask_reads(&mut self, requests: &[ReadRequest]) -> Vec<Reply> {
        let ask =
            |request: &ReadRequest| match guard(|| self.chains.read(Path::new(&*request.path))) {
                Ok(answer) => Reply::Answer(answer.unwrap_or_else(Refusal::answer)),
                Err(panic) => Reply::crash(panic),
            };
        requests.iter().map(ask).collect()
    }

    fn cast_array(&mut self, block: &mut Block) -> Result<(), BlockError> {
        self.casts.cast_array(block)
    }

    fn cast_each(&mut self, block: &mut Block) -> Result<(), BlockError> {
        self.casts.cast_each(block)
    }

    fn has_directions(&self) -> bool {
        self.casts.has_directions()
    }
}
