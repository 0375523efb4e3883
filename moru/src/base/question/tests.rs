//! On both engines, with a table of its own that has a column of every kind that is asked for.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, Schema};
use testdb::TestDatabase;
use uuid::Uuid;

use super::Question;
use crate::base::database::Database;

mod thing {
    use sea_orm::entity::prelude::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
    #[sea_orm(table_name = "things")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub is_new: bool,
        pub made_at: DateTimeUtc,
        pub day: Date,
        pub number: i64,
        pub owner: Option<Uuid>,
        pub note: Option<String>,
        pub ended_at: Option<DateTimeUtc>,
        pub is_kept: Option<bool>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn day() -> NaiveDate {
    "2024-05-10".parse().expect("a day")
}

fn full(id: Uuid) -> thing::Model {
    thing::Model {
        id,
        name: "따옴표 \" 와 ' 와 줄\n바꿈 ? 그리고 🙂".to_owned(),
        is_new: true,
        made_at: at("2024-05-10T08:59:59.999123Z"),
        day: day(),
        number: i64::MAX,
        owner: Some(Uuid::from_u128(7)),
        note: Some(String::new()),
        ended_at: Some(at("2024-05-10T09:00:00Z")),
        is_kept: Some(true),
    }
}

fn bare(id: Uuid) -> thing::Model {
    thing::Model {
        is_new: false,
        number: -1,
        owner: None,
        note: None,
        ended_at: None,
        is_kept: None,
        ..full(id)
    }
}

async fn with_things(test: &TestDatabase) -> Database {
    let database = Database::open(test.url()).await.expect("a database");
    let transaction = database.begin().await.expect("a transaction");
    let schema = Schema::new(transaction.get_database_backend());
    transaction.execute(&schema.create_table_from_entity(thing::Entity)).await.expect("a table");
    for row in [full(Uuid::from_u128(1)), bare(Uuid::from_u128(2))] {
        let row = thing::ActiveModel {
            id: Set(row.id),
            name: Set(row.name),
            is_new: Set(row.is_new),
            made_at: Set(row.made_at),
            day: Set(row.day),
            number: Set(row.number),
            owner: Set(row.owner),
            note: Set(row.note),
            ended_at: Set(row.ended_at),
            is_kept: Set(row.is_kept),
        };
        thing::Entity::insert(row).exec_without_returning(&transaction).await.expect("a row");
    }
    transaction.commit().await.expect("a commit");
    database
}

fn one(id: u128) -> Question<Option<thing::Model>> {
    Question::row::<thing::Entity>("WHERE id = ?", vec![Uuid::from_u128(id).into()], Ok)
}

fn numbered(least: i64, note: &str) -> Question<Vec<thing::Model>> {
    let values = vec![least.into(), note.into()];
    Question::rows::<thing::Entity>("WHERE number >= ? AND coalesce(note, '-') <> ?", values, Ok)
}

/// Owner and truth of every thing, by name.
fn picked() -> Question<Vec<(Option<Uuid>, bool, String)>> {
    use thing::Column::{IsNew, Name, Owner};
    Question::picked::<thing::Entity, _>([Owner, IsNew, Name], "WHERE number <> ?", vec![0.into()], Ok)
}

testdb::on_both_engines! {
async fn questions_of_several_tables_are_one_statement(test: TestDatabase) {
    let database = with_things(&test).await;
    let reader = database.read();

    assert_eq!(one(1).ask(reader).await.expect("an answer"), Some(full(Uuid::from_u128(1))));
    assert_eq!(one(2).ask(reader).await.expect("an answer"), Some(bare(Uuid::from_u128(2))));
    assert_eq!(one(3).ask(reader).await.expect("an answer"), None);

    let together = one(2).and(numbered(0, "x")).and(one(3)).and(Question::known(5)).and(numbered(-9, "x"));
    let ((((second, large), none), five), mut all) = together.ask(reader).await.expect("answers");
    all.sort_by_key(|row| row.id);
    assert_eq!(second, Some(bare(Uuid::from_u128(2))));
    assert_eq!(large, [full(Uuid::from_u128(1))]);
    assert_eq!((none, five), (None, 5));
    assert_eq!(all, [full(Uuid::from_u128(1)), bare(Uuid::from_u128(2))]);

    let mut some = picked().ask(reader).await.expect("an answer");
    some.sort();
    let (full, bare) = (full(Uuid::from_u128(1)), bare(Uuid::from_u128(2)));
    assert_eq!(some, [(None, false, bare.name), (full.owner, true, full.name)]);

    assert_eq!(numbered(0, "").map(|rows| rows.len()).ask(reader).await.expect("an answer"), 0);
    assert_eq!(Question::known("여기").ask(reader).await.expect("an answer"), "여기");
    database.close().await.expect("closed");
}
}
