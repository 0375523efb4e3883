//! Doing together what arrives at the same time. While one lot is being done, what arrives waits; then all of it is the
//! next lot. A lone arrival waits for nobody, and a crowd shares one transaction and one wait for the disk.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::errors::{Fault, Outcome};

/// One that waits: what it brings, and where its result goes.
type Waiting<T, R> = (T, oneshot::Sender<Outcome<R>>);

/// Those who wait for the same kind of work.
pub struct Gather<T, R> {
    waiting: Mutex<Vec<Waiting<T, R>>>,
    turn: tokio::sync::Mutex<()>,
}

impl<T, R> Default for Gather<T, R> {
    fn default() -> Self {
        Self { waiting: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }
}

impl<T: Send + 'static, R: Send + 'static> Gather<T, R> {
    /// Adds an item and returns its result. `work` is handed at most `most` items in the order in which they came, and
    /// gives one result for each in that order.
    ///
    /// The work runs to its end even if whoever asked goes away, for others wait for it as well.
    pub async fn join<F>(
        self: Arc<Self>,
        item: T,
        most: usize,
        work: impl FnOnce(Vec<T>) -> F + Send + 'static,
    ) -> Outcome<R>
    where
        F: Future<Output = Vec<Outcome<R>>> + Send,
    {
        let (answer, answered) = oneshot::channel();
        self.lock().push((item, answer));
        // Each item brings a turn, so the last item is in the last turn at the latest; turns left over do nothing.
        tokio::spawn(async move {
            let _turn = self.turn.lock().await;
            let (items, answers): (Vec<T>, Vec<_>) = {
                let mut waiting = self.lock();
                let lot = waiting.len().min(most.max(1));
                waiting.drain(..lot).unzip()
            };
            if items.is_empty() {
                return;
            }
            for (answer, result) in answers.into_iter().zip(work(items).await) {
                // Whoever asked may be gone; what was done stays done.
                let _ = answer.send(result);
            }
        });
        answered.await.unwrap_or_else(|_| Err(Fault::new("shared work ended without a result").into()))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Waiting<T, R>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use tokio::sync::Semaphore;

    use super::*;

    /// While the first lot is being done all others wait; they are the next lots, in order and none twice.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_crowd_goes_together() {
        let gather = Arc::new(Gather::<usize, usize>::default());
        let (gate, lots) = (Arc::new(Semaphore::new(0)), Arc::new(AtomicUsize::new(0)));
        let send = |item: usize| {
            let (gate, lots) = (Arc::clone(&gate), Arc::clone(&lots));
            tokio::spawn(Arc::clone(&gather).join(item, 8, move |items| async move {
                lots.fetch_add(1, SeqCst);
                let _open = gate.acquire().await;
                items.into_iter().map(|item| Ok(item * 2)).collect()
            }))
        };
        let first = send(0);
        while lots.load(SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
        let others: Vec<_> = (1..=16).map(send).collect();
        while gather.lock().len() < 16 {
            tokio::task::yield_now().await;
        }
        gate.add_permits(1);
        assert_eq!(first.await.expect("a task").expect("a result"), 0);
        for (item, other) in (1..=16).zip(others) {
            assert_eq!(other.await.expect("a task").expect("a result"), item * 2);
        }
        assert_eq!(lots.load(SeqCst), 3, "one alone, then sixteen in lots of eight");
    }

    /// Work that breaks is a fault for those in it; those after it are served.
    #[tokio::test]
    async fn broken_work_is_a_fault() {
        let gather = Arc::new(Gather::<usize, usize>::default());
        let none = Arc::clone(&gather).join(1, 8, |_| async { Vec::new() }).await;
        assert!(none.is_err());
        let one = gather.join(2, 8, |items| async move { items.into_iter().map(Ok).collect() }).await;
        assert_eq!(one.expect("a result"), 2);
    }
}
