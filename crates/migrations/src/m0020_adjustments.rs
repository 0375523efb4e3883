//! Bonuses and penalties.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Every ground of an application in one row, so that none is forgotten. version says which entry somebody read
        // before confirming it; a new entry takes the place of the old one and its confirmation.
        let adjustments = Table::create()
            .table("adjustments")
            .col(uuid("application_id").primary_key())
            .col(uuid("call_id"))
            .col(big_integer("version"))
            .col(text("grounds"))
            .col(uuid("entered_by"))
            .col(timestamp_with_time_zone("entered_at"))
            .col(uuid_null("confirmed_by"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .foreign_key(ForeignKey::create().from("adjustments", "application_id").to("applications", "id"))
            .foreign_key(ForeignKey::create().from("adjustments", "call_id").to("calls", "id"))
            .to_owned();
        manager.create_table(adjustments).await?;
        let of_call = Index::create().name("adjustments_call").table("adjustments").col("call_id").to_owned();
        manager.create_index(of_call).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("adjustments").to_owned()).await
    }
}
