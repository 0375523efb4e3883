//! Applications: what is typed, what is attached, what was received and the proof of it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // live_key names institution, call and cluster while the application lives and is null once it is withdrawn:
        // the unique index is what keeps a second one out.
        let applications = Table::create()
            .table("applications")
            .col(uuid("id").primary_key())
            .col(uuid("call_id"))
            .col(uuid("institution_id"))
            .col(text("state"))
            .col(text_null("live_key").unique_key())
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid("created_by"))
            .col(timestamp_with_time_zone_null("received_at"))
            .col(text_null("receipt_number").unique_key())
            .col(text_null("eligibility"))
            .col(text_null("frozen_form"))
            .col(text_null("frozen_gates"))
            .foreign_key(ForeignKey::create().from("applications", "call_id").to("calls", "id"))
            .foreign_key(ForeignKey::create().from("applications", "institution_id").to("institutions", "id"))
            .to_owned();
        manager.create_table(applications).await?;
        manager
            .create_index(
                Index::create()
                    .name("applications_by_call")
                    .table("applications")
                    .col("call_id")
                    .col("state")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("applications_by_institution")
                    .table("applications")
                    .col("institution_id")
                    .to_owned(),
            )
            .await?;

        let answers = Table::create()
            .table("application_answers")
            .col(uuid("application_id"))
            .col(text("field"))
            .col(text("value"))
            .col(timestamp_with_time_zone("saved_at"))
            .col(uuid("saved_by"))
            .primary_key(Index::create().col("application_id").col("field"))
            .foreign_key(
                ForeignKey::create()
                    .from("application_answers", "application_id")
                    .to("applications", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(answers).await?;

        let files = Table::create()
            .table("application_files")
            .col(uuid("id").primary_key())
            .col(uuid("application_id"))
            .col(text("slot"))
            .col(text("name"))
            .col(text("media_type"))
            .col(big_integer("bytes"))
            .col(text("sha256"))
            .col(timestamp_with_time_zone("added_at"))
            .col(uuid("added_by"))
            .foreign_key(
                ForeignKey::create()
                    .from("application_files", "application_id")
                    .to("applications", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(files).await?;
        manager
            .create_index(
                Index::create()
                    .name("files_by_application")
                    .table("application_files")
                    .col("application_id")
                    .to_owned(),
            )
            .await?;

        // Who is named in which submitted application of a call, by a hash: the same person counts in neither.
        let people = Table::create()
            .table("application_people")
            .col(uuid("call_id"))
            .col(text("person"))
            .col(uuid("application_id"))
            .primary_key(Index::create().col("call_id").col("person").col("application_id"))
            .foreign_key(
                ForeignKey::create()
                    .from("application_people", "application_id")
                    .to("applications", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(people).await?;

        let receipts = Table::create()
            .table("receipts")
            .col(text("number").primary_key())
            .col(uuid("application_id").unique_key())
            .col(big_integer("leaf_index").unique_key())
            .col(timestamp_with_time_zone("received_at"))
            .col(text("body"))
            .foreign_key(ForeignKey::create().from("receipts", "application_id").to("applications", "id"))
            .to_owned();
        manager.create_table(receipts).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in
            ["receipts", "application_people", "application_files", "application_answers", "applications"]
        {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
