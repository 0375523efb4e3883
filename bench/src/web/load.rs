//! Load: so many connections, each sending its next request as soon as the last is answered, or at its set time.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::http::Connection;

/// Where a request goes and when.
pub(super) struct Plan {
    pub address: SocketAddr,
    pub connections: usize,
    /// What answers must say to count.
    pub status: u16,
    /// How many requests; none runs for `time` instead.
    pub count: Option<usize>,
    pub time: Duration,
    /// The time after the start at which a request is due; its latency counts from there. Without it, at once.
    pub due: Option<fn(usize, usize) -> Duration>,
    /// The bytes of the n-th request.
    pub request: Box<dyn Fn(usize) -> Vec<u8> + Send + Sync>,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    pub requests: usize,
    pub errors: usize,
    /// The first thing that went wrong.
    pub first_error: Option<String>,
    pub elapsed: Duration,
    /// Bytes of the last body.
    pub body: usize,
    /// Sorted.
    latencies: Vec<Duration>,
}

impl Outcome {
    pub(super) fn per_second(&self) -> f64 {
        self.requests as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that this share of the requests stayed within.
    pub(super) fn within(&self, share: f64) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        #[expect(clippy::cast_sign_loss, reason = "a share of a length is not negative")]
        let at = (self.latencies.len() as f64 * share) as usize;
        self.latencies.get(at.min(last)).copied().unwrap_or_default()
    }

    fn take_in(&mut self, one: Self) {
        self.requests += one.requests;
        self.errors += one.errors;
        self.first_error = self.first_error.take().or(one.first_error);
        self.body = self.body.max(one.body);
        self.latencies.extend(one.latencies);
    }
}

/// Runs a plan to its end.
pub(super) async fn run(plan: Plan) -> io::Result<Outcome> {
    let connections = plan.connections;
    let (plan, next) = (Arc::new(plan), Arc::new(AtomicUsize::new(0)));
    let mut open = Vec::with_capacity(connections);
    for _ in 0..connections {
        open.push(Connection::open(plan.address).await?);
    }
    let begun = Instant::now();
    let mut workers = JoinSet::new();
    for connection in open {
        workers.spawn(work(Arc::clone(&plan), connection, Arc::clone(&next), begun));
    }
    let mut whole = Outcome::default();
    while let Some(one) = workers.join_next().await {
        whole.take_in(one?);
    }
    whole.elapsed = begun.elapsed();
    whole.latencies.sort_unstable();
    Ok(whole)
}

async fn work(
    plan: Arc<Plan>,
    mut connection: Connection,
    next: Arc<AtomicUsize>,
    begun: Instant,
) -> Outcome {
    let mut outcome = Outcome::default();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if plan.count.map_or_else(|| begun.elapsed() >= plan.time, |count| number >= count) {
            return outcome;
        }
        let due = plan.due.map(|due| begun + due(number, plan.count.unwrap_or(1)));
        if let Some(due) = due {
            tokio::time::sleep_until(due.into()).await;
        }
        let request = (plan.request)(number);
        let sent = due.unwrap_or_else(Instant::now);
        let answer = connection.send(&request).await;
        outcome.requests += 1;
        outcome.latencies.push(sent.elapsed());
        match answer {
            Ok(status) if status == plan.status => outcome.body = connection.body().len(),
            Ok(status) => {
                outcome.errors += 1;
                let text = String::from_utf8_lossy(connection.body()).chars().take(300).collect::<String>();
                outcome.first_error.get_or_insert_with(|| format!("status {status}: {text}"));
            }
            Err(error) => {
                outcome.errors += 1;
                outcome.first_error.get_or_insert_with(|| error.to_string());
                match Connection::open(plan.address).await {
                    Ok(new) => connection = new,
                    Err(_) => return outcome,
                }
            }
        }
    }
}
