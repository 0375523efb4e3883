//! Whose edition a release is, who brought it in, what a person decided about its embargo and why, and which release a
//! campaign came with.

use sea_orm_migration::{
    prelude::*,
    schema::{text_null, timestamp_with_time_zone_null, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// SQLite adds one column at a time.
const NEW: [(&str, &str); 6] = [
    ("press_releases", "owner_id"),
    ("press_releases", "imported_by"),
    ("press_releases", "call_slug"),
    ("embargoes", "decided_at"),
    ("embargoes", "reason"),
    ("campaign_banners", "release_id"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in NEW {
            let definition = match column {
                "call_slug" | "reason" => text_null(column),
                "decided_at" => timestamp_with_time_zone_null(column),
                _ => uuid_null(column),
            };
            manager.alter_table(Table::alter().table(table).add_column(definition).to_owned()).await?;
        }
        let by_time = Index::create()
            .name("press_releases_by_time")
            .table("press_releases")
            .col("internet_lift_at")
            .to_owned();
        manager.create_index(by_time).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("press_releases_by_time").table("press_releases").to_owned())
            .await?;
        for (table, column) in NEW {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
