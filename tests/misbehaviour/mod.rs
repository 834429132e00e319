//! The harness against programs that misbehave: every way to fail is blamed on the case that it
//! happens at, every other case keeps its verdict, and the run ends.

mod blame;
mod dialects;
mod left_out;
mod limits;
mod lying_in_wait;
#[cfg(target_os = "linux")]
mod noted;
#[cfg(target_os = "linux")]
mod other_users;
#[cfg(target_os = "linux")]
mod processes;
mod programs;
#[cfg(target_os = "linux")]
mod signals;
mod waits;
