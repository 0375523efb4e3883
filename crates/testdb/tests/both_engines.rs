//! The promises of this crate, on both engines.

use std::collections::BTreeSet;
use std::path::Path;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::prelude::*;
use testdb::{Engine, TestDatabase};

/// A schema of one table, so that these tests do not depend on Moru's.
struct Notes;

impl MigratorTrait for Notes {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(CreateNotes)]
    }
}

struct CreateNotes;

impl MigrationName for CreateNotes {
    fn name(&self) -> &'static str {
        "create_notes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateNotes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let text = ColumnDef::new("text").text().not_null().to_owned();
        manager.create_table(Table::create().table("notes").col(text).to_owned()).await
    }
}

async fn count(connection: &DatabaseConnection, question: &str) -> i64 {
    let statement = Statement::from_string(connection.get_database_backend(), question);
    let row = connection.query_one_raw(statement).await.expect("the question is answered");
    row.expect("with one row").try_get_by_index(0).expect("of one number")
}

testdb::on_both_engines! {
    async fn a_copy_has_the_whole_schema(database: TestDatabase) {
        let connection = database.connect().await;
        let applied = count(&connection, "SELECT COUNT(*) FROM seaql_migrations").await;
        assert_eq!(usize::try_from(applied), Ok(migrations::Migrator::migrations().len()));
    }

    async fn two_copies_share_nothing(first: TestDatabase) {
        let first = testdb::create_with::<Notes>(first.engine()).await;
        let second = testdb::create_with::<Notes>(first.engine()).await;
        assert_ne!(first.url(), second.url());
        let (here, there) = (first.connect().await, second.connect().await);
        here.execute_unprepared("INSERT INTO notes (text) VALUES ('예시')").await.expect("a row is written");
        assert_eq!(count(&here, "SELECT COUNT(*) FROM notes").await, 1);
        assert_eq!(count(&there, "SELECT COUNT(*) FROM notes").await, 0);
    }

    async fn many_tests_can_start_at_once(first: TestDatabase) {
        let engine = first.engine();
        let starts: Vec<_> = (0..8).map(|_| tokio::spawn(testdb::create_with::<Notes>(engine))).collect();
        let mut databases = Vec::new();
        for start in starts {
            databases.push(start.await.expect("a start does not panic"));
        }
        let addresses: BTreeSet<_> = databases.iter().map(TestDatabase::url).collect();
        assert_eq!(addresses.len(), 8);
    }

    async fn an_attribute_and_a_result_may_be_used(database: TestDatabase) -> Result<(), DbErr> {
        database.connect().await.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    #[should_panic(expected = "on purpose")]
    async fn a_failing_body_fails_the_test(database: TestDatabase) {
        panic!("on purpose: {}", database.url());
    }
}

#[test]
fn a_sqlite_copy_is_gone_after_its_test() {
    let url = testdb::run(Engine::Sqlite, async |database| {
        assert_eq!(database.engine(), Engine::Sqlite);
        let url = database.url().to_owned();
        assert!(Path::new(file_of(&url)).is_file());
        url
    });
    assert!(!Path::new(file_of(&url)).parent().unwrap().exists());
}

#[test]
fn a_postgres_copy_is_gone_after_its_test_even_with_open_connections() {
    let name = testdb::run(Engine::Postgres, async |database| {
        let open = database.connect().await;
        let name = open
            .query_one_raw(Statement::from_string(DbBackend::Postgres, "SELECT current_database()::text"));
        let name: String = name.await.unwrap().unwrap().try_get_by_index(0).unwrap();
        // Neither closed nor dropped before the database is.
        std::mem::forget(open);
        name
    });
    let left = testdb::run(Engine::Postgres, async |database| {
        let question = format!("SELECT COUNT(*) FROM pg_database WHERE datname = '{name}'");
        count(&database.connect().await, &question).await
    });
    assert_eq!(left, 0, "{name} is still there");
}

fn file_of(url: &str) -> &str {
    url.trim_start_matches("sqlite:")
}
