//! Calls as data: each revision of a call keeps the whole content as it was approved and is never edited after it was
//! published. What submissions read on every request stays in columns of the call.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, integer, integer_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tolerance = integer("target_tolerance_percent").default(20).to_owned();
        manager.alter_table(Table::alter().table("calls").add_column(tolerance).to_owned()).await?;
        let published_at = timestamp_with_time_zone_null("published_at");
        manager.alter_table(Table::alter().table("calls").add_column(published_at).to_owned()).await?;
        let known = Query::update()
            .table("calls")
            .value("published_at", Expr::col("announced_at"))
            .and_where(Expr::col("state").is_not_in(["draft", "approved"]))
            .to_owned();
        manager.execute(known).await?;

        // `slot` names the kind of work in progress, so that no two people begin the same one: "amendment",
        // "extension"; none once it has ended. `number` counts the published revisions of a call.
        let revisions = Table::create()
            .table("call_revisions")
            .col(uuid("id").primary_key())
            .col(uuid("call_id"))
            .col(text("kind"))
            .col(text("state"))
            .col(text_null("slot"))
            .col(integer_null("number"))
            .col(big_integer("version").default(0))
            .col(text("content"))
            .col(text("reason"))
            .col(text("writers"))
            .col(uuid_null("submitted_by"))
            .col(timestamp_with_time_zone_null("submitted_at"))
            .col(uuid_null("approved_by"))
            .col(timestamp_with_time_zone_null("approved_at"))
            .col(timestamp_with_time_zone_null("published_at"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(ForeignKey::create().from("call_revisions", "call_id").to("calls", "id"))
            .to_owned();
        manager.create_table(revisions).await?;
        for column in ["slot", "number"] {
            let index = Index::create()
                .name(format!("call_revisions_{column}"))
                .table("call_revisions")
                .col("call_id")
                .col(column)
                .unique()
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("call_revisions").to_owned()).await?;
        for column in ["published_at", "target_tolerance_percent"] {
            manager.alter_table(Table::alter().table("calls").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
