#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod postgres;
mod sqlite;
mod template;

use std::error::Error;
use std::future::Future;
use std::path::PathBuf;

use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use sea_orm_migration::MigratorTrait;

/// The variable that holds the address of a PostgreSQL server whose account may create databases.
pub const POSTGRES_VARIABLE: &str = "MORU_TEST_POSTGRES";

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The two database engines that Moru runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file beside the server.
    Sqlite,
    /// A server of its own.
    Postgres,
}

/// A migrated, empty database that belongs to one test and disappears when this value is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    engine: Engine,
    remains: Remains,
}

/// What has to be removed in the end.
#[derive(Debug)]
enum Remains {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl TestDatabase {
    /// The address, as `moru serve --database` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The engine behind the address.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// A plain connection, for tests of tables and queries; the application opens its own from the address.
    pub async fn connect(&self) -> DatabaseConnection {
        // A file under SQLite has one writer: a second connection would only wait for the first.
        let connections = if self.engine == Engine::Sqlite { 1 } else { 8 };
        connect(&self.url, connections).await.expect("the test's own database can be reached")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        match &self.remains {
            Remains::Folder(folder) => sqlite::remove(folder),
            Remains::Database { server, name } => postgres::remove(server, name),
        }
    }
}

/// A database of its own for one test, with Moru's schema.
pub async fn create(engine: Engine) -> TestDatabase {
    create_with::<migrations::Migrator>(engine).await
}

/// The same with the schema of other migrations.
pub async fn create_with<M: MigratorTrait>(engine: Engine) -> TestDatabase {
    let made = match engine {
        Engine::Sqlite => sqlite::create::<M>().await,
        Engine::Postgres => postgres::create::<M>().await,
    };
    match made {
        Ok(database) => database,
        Err(error) => panic!("no database for this test: {error}"),
    }
}

/// A SQLite database of its own for one test, with Moru's schema.
pub async fn sqlite() -> TestDatabase {
    create(Engine::Sqlite).await
}

/// A PostgreSQL database of its own for one test, with Moru's schema.
pub async fn postgres() -> TestDatabase {
    create(Engine::Postgres).await
}

/// Runs a test's body with a database of its own, on a runtime that has ended when the result arrives.
///
/// [`on_both_engines!`] calls this; a test that needs one engine only may call it too.
pub fn run<F, T>(engine: Engine, body: impl FnOnce(TestDatabase) -> F) -> T
where
    F: Future<Output = T>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime for the test");
    runtime.block_on(async { body(create(engine).await).await })
}

/// Writes each test once and runs it on both engines, as `name::sqlite` and `name::postgres`.
///
/// Attributes before the function go to both tests; the function may return a `Result`.
#[macro_export]
macro_rules! on_both_engines {
    ($(
        $(#[$attribute:meta])*
        async fn $name:ident($database:ident: $kind:ty) $(-> $result:ty)? $body:block
    )+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a short test may need nothing from around it")]
            use super::*;

            async fn body($database: $kind) $(-> $result)? $body

            $(#[$attribute])*
            #[test]
            fn sqlite() $(-> $result)? {
                $crate::run($crate::Engine::Sqlite, body)
            }

            $(#[$attribute])*
            #[test]
            fn postgres() $(-> $result)? {
                $crate::run($crate::Engine::Postgres, body)
            }
        }
    )+};
}

async fn connect(url: &str, connections: u32) -> Outcome<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}
