//! The same work on many things, with a few threads.

use std::{num::NonZero, sync::Mutex, thread};

/// More threads wait for memory, for the disk and for each other.
const MAX_THREADS: usize = 4;

/// Works on the items with a few threads; the results keep the order of the items.
pub(crate) fn parallel<I: Send, T: Send>(
    items: impl Iterator<Item = I> + Send,
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let most = items.size_hint().1.unwrap_or(usize::MAX);
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS);
    let items = Mutex::new(items.enumerate());
    let next = || items.lock().map_or(None, |mut items| items.next());
    let run = || {
        let done = std::iter::from_fn(next).map(|(index, item)| (index, work(&item)));
        done.collect::<Vec<_>>()
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(most)).map(|_| scope.spawn(run)).collect();
        let mut done = run();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let doubled = parallel(0..1000, |item| item * 2);
        assert_eq!(doubled, (0..1000).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(parallel(0..0, |item| item * 2), [0; 0]);
    }

    #[test]
    #[should_panic(expected = "the 7th")]
    fn a_panic_in_a_thread_is_not_lost() {
        parallel(0..1000, |&item| assert_ne!(item, 7, "the {item}th"));
    }
}
