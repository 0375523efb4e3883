//! Official documents that were issued, and the last number of each series.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever issues holds the row of the series, so that numbers have no gap and nobody has another's.
        let series = Table::create()
            .table("document_series")
            .col(text("series"))
            .col(integer("year"))
            .col(integer("last"))
            .primary_key(Index::create().col("series").col("year"))
            .to_owned();
        manager.create_table(series).await?;

        // live_key is there while a document is valid: one for each kind and subject.
        let documents = Table::create()
            .table("documents")
            .col(uuid("id").primary_key())
            .col(text("kind"))
            .col(text("subject"))
            .col(text_null("live_key").unique_key())
            .col(text("series"))
            .col(integer("year"))
            .col(integer("number"))
            .col(text("code").unique_key())
            .col(text("content_sha256"))
            .col(text("pdf_sha256"))
            .col(text("hwpx_sha256"))
            .col(date("dated_on"))
            .col(timestamp_with_time_zone("issued_at"))
            .col(uuid_null("issued_by"))
            .col(text("state"))
            .col(text_null("reason"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .to_owned();
        manager.create_table(documents).await?;
        let numbers = Index::create()
            .name("documents_number")
            .table("documents")
            .col("series")
            .col("year")
            .col("number")
            .unique()
            .to_owned();
        manager.create_index(numbers).await?;
        let about =
            Index::create().name("documents_about").table("documents").col("kind").col("subject").to_owned();
        manager.create_index(about).await?;
        let newest = Index::create().name("documents_newest").table("documents").col("issued_at").to_owned();
        manager.create_index(newest).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["documents", "document_series"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
