//! Sharing work out among several instances of one subject.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::subject::Subject;

/// Runs every item on one of up to `jobs` instances of a subject, of which one has been started. The
/// results are in the order of the items, whichever instance ran them.
///
/// Whoever is free takes the next item, the heaviest first, so that no instance is left with a heavy
/// one at the end. An instance that does not start leaves its share to the others.
pub(crate) fn share_out<F: Sync, T: Send, E: Send>(
    subject: &mut dyn Subject,
    start_another: &(dyn Fn() -> Option<Box<dyn Subject>> + Sync),
    jobs: usize,
    items: &[F],
    weight: impl Fn(&F) -> u64,
    run: impl Fn(&mut dyn Subject, &F) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(weight(&items[*at])));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let work = |subject: &mut dyn Subject| {
        while let Some(at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = run(subject, &items[*at]);
            if result.is_err() {
                // Nobody needs the others any more.
                next.store(items.len(), Ordering::Relaxed);
            }
            done.lock().unwrap_or_else(|poison| poison.into_inner()).push((*at, result));
        }
    };
    let others = jobs.min(items.len()).saturating_sub(1);
    thread::scope(|scope| {
        for _ in 0..others {
            // Where there is a limit of threads, the others do the work of one that is not there.
            let _ = thread::Builder::new().spawn_scoped(scope, || {
                if let Some(mut another) = start_another() {
                    work(another.as_mut());
                }
            });
        }
        work(subject);
    });
    let mut done = done.into_inner().unwrap_or_else(|poison| poison.into_inner());
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
