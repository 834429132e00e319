//! Sharing files out among several processes of one program.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::subject::{External, Subject};

/// Runs every file on one of up to `jobs` processes of a program, of which one has been started. The
/// results are in the order of the files, whichever process ran them.
///
/// Whoever is free takes the next file, the heaviest first, so that no process is left with a heavy
/// one at the end. A process that does not start leaves its share to the others.
pub(super) fn share_out<F: Sync, T: Send, E: Send>(
    subject: &mut External,
    jobs: usize,
    files: &[F],
    weight: impl Fn(&F) -> u64,
    run: impl Fn(&mut dyn Subject, &F) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(weight(&files[*at])));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(files.len()));
    let work = |subject: &mut External| {
        while let Some(at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = run(subject, &files[*at]);
            if result.is_err() {
                // Nobody needs the others any more.
                next.store(files.len(), Ordering::Relaxed);
            }
            done.lock().unwrap_or_else(|poison| poison.into_inner()).push((*at, result));
        }
    };
    let others = jobs.min(files.len()).saturating_sub(1);
    let starter = subject.another();
    thread::scope(|scope| {
        for _ in 0..others {
            scope.spawn(|| {
                if let Some(mut another) = starter.start() {
                    work(&mut another);
                }
            });
        }
        work(subject);
    });
    let mut done = done.into_inner().unwrap_or_else(|poison| poison.into_inner());
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
