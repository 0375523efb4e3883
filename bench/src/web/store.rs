//! What lies in the database afterwards, and how fast the disk and the database are on their own.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};

/// Commits of each floor.
const COMMITS: usize = 2_000;

/// The rows that submissions leave behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    pub receipts: i64,
    pub leaves: i64,
    pub submitted: i64,
}

/// Counts them.
pub(super) async fn rows(url: &str) -> io::Result<Rows> {
    let connection = Database::connect(url).await.map_err(io::Error::other)?;
    let counted = async {
        Ok::<_, DbErr>(Rows {
            receipts: count(&connection, "SELECT COUNT(*) AS n FROM receipts").await?,
            leaves: count(&connection, "SELECT COUNT(*) AS n FROM log_leaves").await?,
            submitted: count(
                &connection,
                "SELECT COUNT(*) AS n FROM applications WHERE received_at IS NOT NULL",
            )
            .await?,
        })
    };
    let rows = counted.await.map_err(io::Error::other);
    connection.close().await.map_err(io::Error::other)?;
    rows
}

async fn count(connection: &DatabaseConnection, statement: &str) -> Result<i64, DbErr> {
    let row = connection
        .query_one_raw(sea_orm::Statement::from_string(connection.get_database_backend(), statement))
        .await?;
    row.map_or(Ok(0), |row| row.try_get("", "n"))
}

/// A database of its own on a PostgreSQL server; `create` or `drop`.
pub(super) async fn on_server(url: &str, act: &str, name: &str) -> io::Result<()> {
    let connection = Database::connect(url).await.map_err(io::Error::other)?;
    let done = connection.execute_unprepared(&format!("{act} DATABASE {name}")).await;
    connection.close().await.map_err(io::Error::other)?;
    done.map(|_| ()).map_err(io::Error::other)
}

/// Writes of 4 KiB that the disk has confirmed, per second: nothing durable is faster one after the other.
pub(super) fn syncs_per_second(folder: &Path) -> io::Result<f64> {
    let path = folder.join("floor.bin");
    let mut file = File::create(&path)?;
    let begun = Instant::now();
    for _ in 0..COMMITS {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
    }
    let rate = COMMITS as f64 / begun.elapsed().as_secs_f64();
    std::fs::remove_file(path)?;
    Ok(rate)
}

/// Transactions of one small row each, per second, through the same driver with the same settings as Moru's.
pub(super) async fn commits_per_second(folder: &Path) -> io::Result<f64> {
    let path = folder.join("floor.db");
    let mut options = ConnectOptions::new(format!("sqlite:{}", path.display()));
    options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(|sqlite| {
        sqlite.create_if_missing(true).pragma("journal_mode", "WAL").pragma("synchronous", "FULL")
    });
    let connection = Database::connect(options).await.map_err(io::Error::other)?;
    let run = async {
        connection
            .execute_unprepared("CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
            .await?;
        let begun = Instant::now();
        for _ in 0..COMMITS {
            connection.execute_unprepared("INSERT INTO rows (body) VALUES ('a small row')").await?;
        }
        Ok::<_, DbErr>(COMMITS as f64 / begun.elapsed().as_secs_f64())
    };
    let rate = run.await.map_err(io::Error::other);
    connection.close().await.map_err(io::Error::other)?;
    for file in ["floor.db", "floor.db-wal", "floor.db-shm"] {
        let _ = std::fs::remove_file(folder.join(file));
    }
    rate
}
