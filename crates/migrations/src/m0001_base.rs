//! What every feature stands on: queued work, the receipt log, the audit trail.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let jobs = Table::create()
            .table("jobs")
            .col(uuid("id").primary_key())
            .col(text("kind"))
            .col(text("payload"))
            .col(timestamp_with_time_zone("run_at"))
            .col(integer("attempts").default(0))
            .col(timestamp_with_time_zone_null("locked_until"))
            .col(timestamp_with_time_zone_null("done_at"))
            .col(timestamp_with_time_zone_null("failed_at"))
            .col(text_null("last_error"))
            .to_owned();
        manager.create_table(jobs).await?;
        manager
            .create_index(
                Index::create()
                    .name("jobs_waiting")
                    .table("jobs")
                    .col("done_at")
                    .col("failed_at")
                    .col("run_at")
                    .to_owned(),
            )
            .await?;

        let audit = Table::create()
            .table("audit_entries")
            .col(uuid("id").primary_key())
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("actor_id"))
            .col(text("actor_role"))
            .col(text("act"))
            .col(text("entity"))
            .col(uuid_null("entity_id"))
            .col(text("detail"))
            .to_owned();
        manager.create_table(audit).await?;
        manager
            .create_index(
                Index::create()
                    .name("audit_by_entity")
                    .table("audit_entries")
                    .col("entity_id")
                    .col("at")
                    .to_owned(),
            )
            .await?;

        let logs = Table::create()
            .table("log_heads")
            .col(text("log").primary_key())
            .col(big_integer("size"))
            .col(text("frontier"))
            .to_owned();
        manager.create_table(logs).await?;
        let leaves = Table::create()
            .table("log_leaves")
            .col(text("log"))
            .col(big_integer("leaf_index"))
            .col(text("leaf_hash"))
            .primary_key(Index::create().col("log").col("leaf_index"))
            .to_owned();
        manager.create_table(leaves).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["log_leaves", "log_heads", "audit_entries", "jobs"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
