//! PostgreSQL: a template database, migrated once, copied by the server for each test.

use std::env;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;
use url::Url;

use crate::{Engine, Outcome, POSTGRES_VARIABLE, Remains, TestDatabase, connect, template};

pub(crate) async fn create<M: MigratorTrait>() -> Outcome<TestDatabase> {
    let server = server()?;
    // One connection, so that a lock taken by one statement covers the next.
    let connection = connect(&server, 1).await?;
    sweep(&connection).await?;
    let template = template::<M>(&connection, &server).await?;
    let name = template::fresh_name();
    connection.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await?;
    connection.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
    connection.close().await?;
    let url = with_database(&server, &name)?;
    Ok(TestDatabase { url, engine: Engine::Postgres, remains: Remains::Database { server, name } })
}

/// Removes a test's database, cutting what is still connected to it.
///
/// The test's runtime may be ending or busy, so this uses a thread, a runtime and a connection of its own. What
/// cannot be removed now is swept up by the next process.
pub(crate) fn remove(server: &str, name: &str) {
    let (server, name) = (server.to_owned(), name.to_owned());
    let removal = thread::spawn(move || -> Outcome<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let connection = connect(&server, 1).await?;
            drop_database(&connection, &name).await?;
            Ok(connection.close().await?)
        })
    });
    drop(removal.join());
}

fn server() -> Outcome<String> {
    let server = env::var(POSTGRES_VARIABLE).map_err(|_| {
        format!(
            "{POSTGRES_VARIABLE} is not set. `cargo xtask test` starts a PostgreSQL server and sets it; \
             `cargo xtask postgres` starts one to work with and prints the line to set it by hand."
        )
    })?;
    Ok(server)
}

fn with_database(server: &str, name: &str) -> Outcome<String> {
    let mut url =
        Url::parse(server).map_err(|error| format!("{POSTGRES_VARIABLE} is not an address: {error}"))?;
    url.set_path(name);
    Ok(url.into())
}

/// The migrated database, made by whoever comes first. It gets its name only when it is complete.
async fn template<M: MigratorTrait>(connection: &DatabaseConnection, server: &str) -> Outcome<String> {
    let key = template::key::<M>();
    let finished = format!("moru_template_{key}");
    if exists(connection, &finished).await? {
        return Ok(finished);
    }
    // Sixteen hexadecimal digits are one 64-bit number, which is what the server's locks are named by.
    let lock = u64::from_str_radix(&key, 16)?.cast_signed();
    connection.execute_unprepared(&format!("SELECT pg_advisory_lock({lock})")).await?;
    if !exists(connection, &finished).await? {
        make_template::<M>(connection, server, &finished).await?;
    }
    connection.execute_unprepared(&format!("SELECT pg_advisory_unlock({lock})")).await?;
    Ok(finished)
}

async fn make_template<M: MigratorTrait>(
    connection: &DatabaseConnection,
    server: &str,
    finished: &str,
) -> Outcome<()> {
    let unfinished = format!("{finished}_unfinished");
    drop_database(connection, &unfinished).await?;
    connection.execute_unprepared(&format!("CREATE DATABASE {unfinished} TEMPLATE template0")).await?;
    let migrating = connect(&with_database(server, &unfinished)?, 1).await?;
    M::up(&migrating, None).await?;
    migrating.close().await?;
    // A template that somebody is connected to cannot be copied: from here on nobody can connect.
    connection.execute_unprepared(&format!("ALTER DATABASE {unfinished} ALLOW_CONNECTIONS false")).await?;
    connection.execute_unprepared(&format!("ALTER DATABASE {unfinished} RENAME TO {finished}")).await?;
    Ok(())
}

async fn exists(connection: &DatabaseConnection, name: &str) -> Outcome<bool> {
    let question = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    Ok(connection.query_one_raw(Statement::from_string(DbBackend::Postgres, question)).await?.is_some())
}

async fn drop_database(connection: &DatabaseConnection, name: &str) -> Outcome<()> {
    connection.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    Ok(())
}

/// Once per process: removes databases of tests that were killed.
async fn sweep(connection: &DatabaseConnection) -> Outcome<()> {
    static SWEPT: AtomicBool = AtomicBool::new(false);
    if SWEPT.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    let question = r"SELECT datname FROM pg_database WHERE datname LIKE 't\_%\_%'";
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Postgres, question)).await?;
    for row in rows {
        let name: String = row.try_get_by_index(0)?;
        if template::is_abandoned(&name) {
            // Another process may be sweeping the same one at this moment.
            drop(drop_database(connection, &name).await);
        }
    }
    Ok(())
}
