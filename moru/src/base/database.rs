//! Both engines behind one code path. SQLite gets one writer connection, whose transactions begin IMMEDIATE so that
//! none fails half-way for a lock, and a pool of readers; PostgreSQL gets one pool.

use std::time::Duration;

use migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement,
    TransactionOptions, TransactionTrait, sqlx::Connection,
};
use sea_orm_migration::MigratorTrait;

use super::errors::{Failure, Outcome};

/// Readers on SQLite. More than the cores of a small server only wait for each other.
const SQLITE_READERS: u32 = 4;
/// Pages of the write-ahead log before SQLite carries them into the database: 32 MiB. Carrying them waits for the disk
/// twice and blocks the writer, so it should not happen every few dozen submissions.
const CHECKPOINT_PAGES: &str = "8000";
/// Connections to PostgreSQL per process.
const POSTGRES_POOL: u32 = 16;
/// A connection to PostgreSQL that was not used for so long is asked whether it still stands before it is used: after
/// a restart of the database none does, and each would cost somebody a failed request.
const MAY_HAVE_GONE: Duration = Duration::from_secs(1);
/// The question whether the database answers is answered within this time, because whoever asks does not wait long.
const READY_WITHIN: Duration = Duration::from_secs(2);
/// PostgreSQL advisory lock held while migrations run, so that servers starting together do it once.
const MIGRATION_LOCK: i64 = 0x6d6f_7275;

/// Where rows are kept.
#[derive(Clone, Debug)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

impl Database {
    /// Opens `sqlite:PATH` (created when missing) or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            let writer = sea_orm::Database::connect(sqlite(url, 1, false)).await?;
            let reader = sea_orm::Database::connect(sqlite(url, SQLITE_READERS, true)).await?;
            Ok(Self { reader, writer })
        } else {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(POSTGRES_POOL)
                .min_connections(2)
                .acquire_timeout(Duration::from_secs(10))
                .test_before_acquire_if_idle_for(MAY_HAVE_GONE)
                .sqlx_logging(false);
            let pool = sea_orm::Database::connect(options).await?;
            Ok(Self { reader: pool.clone(), writer: pool })
        }
    }

    /// Brings the schema up to date, once, however many servers start together.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        if self.writer.get_database_backend() == DbBackend::Postgres {
            let lock = self.writer.begin().await?;
            let statement = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
            lock.execute_raw(Statement::from_string(DbBackend::Postgres, statement)).await?;
            Migrator::up(&self.writer, None).await?;
            lock.commit().await
        } else {
            Migrator::up(&self.writer, None).await
        }
    }

    /// Whether the database answers and its schema is the one this program knows.
    pub async fn is_ready(&self) -> bool {
        let pending = Migrator::get_pending_migrations_read_only(&self.reader);
        matches!(tokio::time::timeout(READY_WITHIN, pending).await, Ok(Ok(pending)) if pending.is_empty())
    }

    /// For queries that change nothing.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Whether the rows live in SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// Writes all of a SQLite database as it is at this moment into a new file, while servers go on writing.
    pub async fn copy_into(&self, path: &str) -> Result<(), DbErr> {
        let path = path.replace('\'', "''");
        self.writer.execute_unprepared(&format!("VACUUM INTO '{path}'")).await.map(drop)
    }

    /// Closes every connection; the last one carries the write-ahead log of SQLite into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }

    /// Begins a unit of work; dropping it without `commit` undoes all of it. Actions call this, and nothing else does.
    pub async fn begin(&self) -> Outcome<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(sea_orm::SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.writer.begin_with_options(options).await.map_err(Failure::from)
    }
}

fn sqlite(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(connections)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        .sqlx_logging(false)
        // When a disk is full SQLite undoes the transaction by itself, and the driver goes on counting it as begun. What
        // is committed on such a connection is told to be kept and is not, so it is never used again.
        .map_sqlx_sqlite_before_acquire(|connection, _| {
            let counts_as_begun = connection.is_in_transaction();
            Box::pin(async move { Ok(!counts_as_begun) })
        })
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(!read_only)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("query_only", if read_only { "ON" } else { "OFF" })
                .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
                .pragma("cache_size", "-6000")
                .busy_timeout(Duration::from_secs(30))
                .statement_cache_capacity(200)
        });
    options
}

/// Whether an error is the database refusing a second row with the same unique key: the one way to lose a race.
pub fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
