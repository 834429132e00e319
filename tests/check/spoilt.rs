//! The oracle as a subject, under readings of one's own and wrong on purpose.

use zarrproof::codec::notes::{ReadingChoice, Readings};
use zarrproof::protocol::{Answer, Hello, Request};
use zarrproof::subject::{Reply, Subject, start_oracle};

/// Answers as the oracle does; `spoil` then has its way.
struct Spoilt {
    oracle: Box<dyn Subject>,
    hello: Hello,
    spoil: fn(&Request, &mut Answer),
}

/// The oracle with faults.
pub fn spoilt(spoil: fn(&Request, &mut Answer)) -> Box<dyn Subject> {
    doing(|_| {}, spoil)
}

/// The oracle with faults, which does not do all that it could.
pub fn doing(claim: fn(&mut Hello), spoil: fn(&Request, &mut Answer)) -> Box<dyn Subject> {
    doing_under(Readings::stand(), claim, spoil)
}

/// As [`doing`], under other readings than the stand.
pub fn doing_under(
    readings: Readings,
    claim: fn(&mut Hello),
    spoil: fn(&Request, &mut Answer),
) -> Box<dyn Subject> {
    let oracle = start_oracle(readings);
    let mut hello = oracle.hello().clone();
    claim(&mut hello);
    Box::new(Spoilt { oracle, hello, spoil })
}

/// The oracle under readings such as `SN-07=B`.
pub fn reading(choices: &[&str]) -> Box<dyn Subject> {
    let choices = choices.iter().map(|text| text.parse().expect("a reading"));
    start_oracle(Readings::choosing(&choices.collect::<Vec<ReadingChoice>>()))
}

impl Subject for Spoilt {
    fn hello(&self) -> &Hello {
        &self.hello
    }

    fn ask(&mut self, requests: &[Request]) -> Vec<Reply> {
        let mut replies = self.oracle.ask(requests);
        for (request, reply) in requests.iter().zip(&mut replies) {
            if let Reply::Answer(answer) = reply {
                (self.spoil)(request, answer);
            }
        }
        replies
    }
}
