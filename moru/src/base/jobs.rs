//! Work for later, queued in the same transaction as the change that needs it (an outbox): if the change is kept, the
//! work will be done; if it is undone, so is the work. A job may run twice after a crash, so every kind is idempotent.

use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, QuerySelect, entity::prelude::*,
    sea_query::ExprTrait,
};
use tokio::sync::watch;

use super::{clock::Clock, database::Database, errors::Outcome};

mod table {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "jobs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub payload: String,
        pub run_at: DateTimeUtc,
        pub attempts: i32,
        pub locked_until: Option<DateTimeUtc>,
        pub done_at: Option<DateTimeUtc>,
        pub failed_at: Option<DateTimeUtc>,
        pub last_error: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

#[cfg(test)]
mod tests;

/// A job is given up after this many attempts and waits for a person.
const MOST_ATTEMPTS: i32 = 10;
/// A job whose worker died is taken again after this long.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Jobs taken together: two transactions serve them all, and none waits long for a slow one beside it.
const MOST_AT_ONCE: u64 = 16;
/// Work that takes longer counts as failed. Shorter than the lease, or another worker would begin it as well; and a
/// server that is asked to stop waits for the running job.
const LONGEST_JOB: Duration = Duration::from_secs(30);
/// How often an idle worker looks.
const PAUSE: Duration = Duration::from_secs(1);

/// A job that ran, and why it failed if it did.
type Settled = (table::Model, Option<String>);

/// What does the work of one kind of job; the argument is the payload.
pub type Handler = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Outcome<()>> + Send>> + Send + Sync>;

/// The kinds of jobs this program can do.
#[derive(Clone, Default)]
pub struct Handlers(HashMap<&'static str, Handler>);

impl Handlers {
    /// Adds a kind.
    #[must_use]
    pub fn with<F, W>(mut self, kind: &'static str, work: W) -> Self
    where
        F: Future<Output = Outcome<()>> + Send + 'static,
        W: Fn(String) -> F + Send + Sync + 'static,
    {
        self.0.insert(kind, Arc::new(move |payload| Box::pin(work(payload))));
        self
    }
}

/// Queues jobs in the caller's transaction. Each payload is what the handler of `kind` reads.
pub async fn queue(
    connection: &impl ConnectionTrait,
    clock: &Clock,
    kind: &'static str,
    payloads: &[impl serde::Serialize],
) -> Outcome<()> {
    let job = |payload| {
        Ok(table::ActiveModel {
            id: Set(clock.id()),
            kind: Set(kind.to_owned()),
            payload: Set(serde_json::to_string(payload)?),
            run_at: Set(clock.now()),
            attempts: Set(0),
            locked_until: Set(None),
            done_at: Set(None),
            failed_at: Set(None),
            last_error: Set(None),
        })
    };
    let jobs: Vec<_> = payloads.iter().map(job).collect::<Outcome<_>>()?;
    if !jobs.is_empty() {
        table::Entity::insert_many(jobs).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Does every job that is due, some side by side, and says how many were done.
pub async fn run_due(database: &Database, clock: &Clock, handlers: &Handlers) -> Outcome<usize> {
    let mut done = 0;
    loop {
        let jobs = claim(database, clock.now()).await?;
        if jobs.is_empty() {
            return Ok(done);
        }
        let settled = join_all(jobs.into_iter().map(|job| run(handlers, job))).await;
        done += settled.iter().filter(|(_, error)| error.is_none()).count();
        settle(database, clock.now(), settled).await?;
    }
}

/// Does one job; the text is why it failed.
async fn run(handlers: &Handlers, job: table::Model) -> Settled {
    let error = match handlers.0.get(job.kind.as_str()) {
        Some(handler) => in_time(LONGEST_JOB, handler(job.payload.clone())).await.err(),
        None => Some(format!("no handler for jobs of kind {}", job.kind)),
    };
    (job, error)
}

/// Waits for the work of a job, but not for ever.
async fn in_time(limit: Duration, work: impl Future<Output = Outcome<()>>) -> Result<(), String> {
    match tokio::time::timeout(limit, work).await {
        Ok(outcome) => outcome.map_err(|failure| failure.to_string()),
        Err(_) => Err(format!("took longer than {} s", limit.as_secs_f64())),
    }
}

/// Runs jobs until `stop` turns true.
pub async fn work(database: Database, clock: Clock, handlers: Handlers, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(failure) = run_due(&database, &clock, &handlers).await {
            tracing::error!(%failure, "job worker could not reach the queue");
        }
        tokio::select! {
            _ = stop.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Takes the oldest due jobs. Those that another worker took in between are left to it.
async fn claim(database: &Database, now: DateTime<Utc>) -> Outcome<Vec<table::Model>> {
    use table::Column;
    let is_free = || {
        let free = Column::LockedUntil.is_null().or(Column::LockedUntil.lt(now));
        Column::DoneAt.is_null().and(Column::FailedAt.is_null()).and(free)
    };
    let waiting: Vec<Uuid> = table::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(is_free())
        .filter(Column::RunAt.lte(now))
        .order_by_asc(Column::RunAt)
        .limit(MOST_AT_ONCE)
        .into_tuple()
        .all(database.read())
        .await?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let transaction = database.begin().await?;
    let taken = table::Entity::update_many()
        .col_expr(Column::LockedUntil, Expr::value(now + LEASE))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.is_in(waiting))
        .filter(is_free())
        .exec_with_returning(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(taken)
}

/// Notes what became of jobs: those done in one statement, each that failed with its reason and its next time.
async fn settle(database: &Database, now: DateTime<Utc>, settled: Vec<Settled>) -> Outcome<()> {
    use table::Column;
    let (done, failed): (Vec<_>, Vec<_>) = settled.into_iter().partition(|(_, error)| error.is_none());
    let transaction = database.begin().await?;
    if !done.is_empty() {
        table::Entity::update_many()
            .col_expr(Column::LockedUntil, Expr::value(Option::<DateTime<Utc>>::None))
            .col_expr(Column::DoneAt, Expr::value(now))
            .col_expr(Column::LastError, Expr::value(Option::<String>::None))
            .filter(Column::Id.is_in(done.iter().map(|(job, _)| job.id)))
            .exec(&transaction)
            .await?;
    }
    for (job, error) in failed {
        let gives_up = job.attempts >= MOST_ATTEMPTS;
        tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, gives_up, error, "job failed");
        let wait = TimeDelta::seconds(2_i64.pow(job.attempts.clamp(1, 12).unsigned_abs()));
        let change = table::ActiveModel {
            id: Set(job.id),
            locked_until: Set(None),
            run_at: Set(now + wait),
            failed_at: Set(gives_up.then_some(now)),
            last_error: Set(error),
            ..Default::default()
        };
        change.update(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}
