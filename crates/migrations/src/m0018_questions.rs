//! Questions about calls with their answers, why a call was called off, and the letters about calls that were written.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // once_key is the same for the same words of the same account about the same call: a question is there once.
        // words is what a search looks into: question and answer in small letters.
        let questions = Table::create()
            .table("call_questions")
            .col(uuid("id").primary_key())
            .col(uuid("call_id"))
            .col(text("question"))
            .col(text("once_key").unique_key())
            .col(uuid("asked_by"))
            .col(timestamp_with_time_zone("asked_at"))
            .col(boolean("told_desk"))
            .col(text("state"))
            .col(boolean("is_public"))
            .col(timestamp_with_time_zone_null("settled_at"))
            .col(text("words"))
            .foreign_key(ForeignKey::create().from("call_questions", "call_id").to("calls", "id"))
            .to_owned();
        manager.create_table(questions).await?;
        for (name, columns) in [
            ("call_questions_settled", ["call_id", "settled_at", "id"]),
            ("call_questions_own", ["call_id", "asked_by", "id"]),
        ] {
            let mut index = Index::create().name(name).table("call_questions").to_owned();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }

        // A correction is the next text; the ones before stay. What declines a question is its only text.
        let answers = Table::create()
            .table("call_answers")
            .col(uuid("question_id"))
            .col(integer("number"))
            .col(text("answer"))
            .col(uuid("written_by"))
            .col(timestamp_with_time_zone("written_at"))
            .primary_key(Index::create().col("question_id").col("number"))
            .foreign_key(ForeignKey::create().from("call_answers", "question_id").to("call_questions", "id"))
            .to_owned();
        manager.create_table(answers).await?;

        let columns = [
            timestamp_with_time_zone_null("cancelled_at"),
            text_null("cancel_reason"),
            timestamp_with_time_zone_null("decided_at"),
        ];
        for column in columns {
            manager.alter_table(Table::alter().table("calls").add_column(column).to_owned()).await?;
        }
        // What is decided already cannot be called off either.
        let decided = "UPDATE calls SET decided_at = \
                       (SELECT confirmed_at FROM selections WHERE selections.call_id = calls.id)";
        manager.get_connection().execute_unprepared(decided).await?;

        // One letter for an application about one thing, however often and by however many it is tried.
        let letters = Table::create()
            .table("application_letters")
            .col(uuid("application_id"))
            .col(text("about"))
            .col(uuid("call_id"))
            .col(timestamp_with_time_zone("written_at"))
            .primary_key(Index::create().col("application_id").col("about"))
            .foreign_key(
                ForeignKey::create().from("application_letters", "application_id").to("applications", "id"),
            )
            .to_owned();
        manager.create_table(letters).await?;
        let by_call = Index::create()
            .name("application_letters_call")
            .table("application_letters")
            .col("call_id")
            .to_owned();
        manager.create_index(by_call).await?;
        // Nobody is written to about what has been public for long.
        let known = "INSERT INTO application_letters (application_id, about, call_id, written_at) \
                     SELECT applications.id, 'revision:' || call_revisions.number, calls.id, call_revisions.published_at \
                     FROM applications \
                     JOIN calls ON calls.id = applications.call_id \
                     JOIN call_revisions ON call_revisions.call_id = calls.id \
                     WHERE call_revisions.number > 1 AND call_revisions.published_at IS NOT NULL";
        manager.get_connection().execute_unprepared(known).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["application_letters", "call_answers", "call_questions"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for column in ["cancelled_at", "cancel_reason", "decided_at"] {
            manager.alter_table(Table::alter().table("calls").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
