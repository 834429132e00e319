//! Any other program, over its standard input and output.
//!
//! Whatever it does, the run goes on. Where a program fails instead of answering, it is started again,
//! and the requests that may have been the cause are asked again in smaller company, until each
//! culprit has failed alone, as the first request to a program just started. A failure that does not
//! come back so is not attributed to any request. After a few culprits, what they have in common is left
//! out.

mod another;
mod asking;
mod blame;
mod dialogue;
mod doubt;
mod exchange;
mod group;
mod launcher;
mod lifespan;
mod likeness;
mod live;
mod pipes;
mod process;
mod query;
mod running;
mod shared;
mod single;
mod strays;
mod subject;
mod succession;

pub use self::another::Another;
pub use self::dialogue::{Dialogue, Heard};
pub use self::group::end_with_this_process;
pub use self::launcher::{launch, launch_from};
pub use self::likeness::Foresight;
pub use self::pipes::MAX_LINE;
pub(super) use self::single::{Ended, run_to_end};
pub use self::subject::External;
