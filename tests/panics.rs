//! A subject of this process that panics. Alone in its program, for it replaces the panic hook.

use std::panic::{catch_unwind, set_hook};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use zarrproof::codec::Operation;
use zarrproof::codec::cast_value::Metadata;
use zarrproof::data_type::Real;
use zarrproof::protocol::{Implementation, Layout, Question, Request};
use zarrproof::subject::{BuiltIn, CastValue, Refusal, Reply};

/// Panics at the element 13, and returns all others as they are.
#[derive(Default)]
struct Superstitious;

impl CastValue for Superstitious {
    type Codec = ();

    fn implementation(&self) -> Implementation {
        Implementation::new("superstitious", "13")
    }

    fn data_types(&self) -> Vec<Real> {
        vec![Real::INT8]
    }

    fn codec(&mut self, _: Metadata) -> Result<(), Refusal> {
        Ok(())
    }

    fn cast(&mut self, (): &(), _: Operation, _: &[u64], data: &[u8]) -> Result<Vec<u8>, Refusal> {
        assert_ne!(data, [13], "bad luck");
        Ok(data.to_vec())
    }
}

#[test]
fn a_panic_is_a_reply_and_not_a_word_on_standard_error() {
    static SEEN: AtomicUsize = AtomicUsize::new(0);
    set_hook(Box::new(|_| {
        SEEN.fetch_add(1, Ordering::Relaxed);
    }));

    let mut subject = (BuiltIn::of::<Superstitious>("superstitious").start)();
    let request = |element| Request {
        id: 1,
        question: Question::Elements {
            operation: Operation::Encode,
            codec: Arc::from(r#"{"name":"cast_value","configuration":{"data_type":"int8"}}"#),
            shape: vec![1],
            data: vec![element],
            layout: Layout::C,
        },
        data_type: Arc::from(r#""int8""#),
        fill_value: Arc::from("0"),
    };
    let replies = subject.ask(&[12, 13, 14].map(request));
    assert!(matches!(&replies[1], Reply::Crash(trouble) if trouble.reason.contains("bad luck")));
    assert!(matches!((&replies[0], &replies[2]), (Reply::Answer(_), Reply::Answer(_))));
    assert_eq!(SEEN.load(Ordering::Relaxed), 0);

    assert!(catch_unwind(|| panic!("of somebody else")).is_err());
    assert_eq!(SEEN.load(Ordering::Relaxed), 1);
}
