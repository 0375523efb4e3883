//! What other channels know of an application, and papers that are asked for after the close.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A number is given once in a call, and an application has one: a list brought twice doubles nothing.
        let receipts = Table::create()
            .table("external_receipts")
            .col(uuid("call_id"))
            .col(text("number"))
            .col(uuid("application_id").unique_key())
            .col(timestamp_with_time_zone("received_at"))
            .col(timestamp_with_time_zone("imported_at"))
            .col(uuid("imported_by"))
            .primary_key(Index::create().col("call_id").col("number"))
            .foreign_key(
                ForeignKey::create().from("external_receipts", "application_id").to("applications", "id"),
            )
            .to_owned();
        manager.create_table(receipts).await?;

        // One round, so one row for an application.
        let supplements = Table::create()
            .table("supplements")
            .col(uuid("application_id").primary_key())
            .col(text("papers"))
            .col(text("reason"))
            .col(timestamp_with_time_zone("requested_at"))
            .col(uuid("requested_by"))
            .col(timestamp_with_time_zone("due_before"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(text_null("ended_how"))
            .foreign_key(ForeignKey::create().from("supplements", "application_id").to("applications", "id"))
            .to_owned();
        manager.create_table(supplements).await?;

        let papers = Table::create()
            .table("supplement_papers")
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
                    .from("supplement_papers", "application_id")
                    .to("supplements", "application_id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(papers).await?;
        let of_application = Index::create()
            .name("supplement_papers_application")
            .table("supplement_papers")
            .col("application_id")
            .to_owned();
        manager.create_index(of_application).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["supplement_papers", "supplements", "external_receipts"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
