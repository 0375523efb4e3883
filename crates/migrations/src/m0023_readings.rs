//! Who read or took personal data.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Ids grow with time, so the last readings are found by the key.
        let readings = Table::create()
            .table("readings")
            .col(uuid("id").primary_key())
            .col(timestamp_with_time_zone("at"))
            .col(uuid("account_id"))
            .col(text("role"))
            .col(text("act"))
            .col(text("entity"))
            .col(uuid("entity_id"))
            .col(text("what"))
            .col(text("reason"))
            .to_owned();
        manager.create_table(readings).await?;
        for (name, column) in [("readings_entity", "entity_id"), ("readings_at", "at")] {
            let index = Index::create().name(name).table("readings").col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("readings").to_owned()).await
    }
}
