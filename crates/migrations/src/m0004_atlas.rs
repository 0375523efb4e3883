//! The business census: snapshots that never change and their cells.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, date, integer, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let snapshots = Table::create()
            .table("census_snapshots")
            .col(uuid("id").primary_key())
            .col(text("name"))
            .col(date("reference_date"))
            .col(timestamp_with_time_zone("published_at"))
            .col(text("source"))
            .col(text("zone_system"))
            .col(integer("ksic_revision"))
            .col(text("headcount_basis"))
            .col(text("sha256"))
            .col(big_integer("establishments"))
            .col(boolean("is_synthetic"))
            .to_owned();
        manager.create_table(snapshots).await?;

        // A null count is a cell the source suppressed: unknown, never zero.
        let cells = Table::create()
            .table("census_cells")
            .col(uuid("snapshot_id"))
            .col(text("zone_code"))
            .col(text("division"))
            .col(big_integer_null("establishments"))
            .col(big_integer("at_least"))
            .primary_key(Index::create().col("snapshot_id").col("zone_code").col("division"))
            .foreign_key(
                ForeignKey::create()
                    .from("census_cells", "snapshot_id")
                    .to("census_snapshots", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(cells).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["census_cells", "census_snapshots"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
