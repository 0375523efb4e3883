//! What the committee decided, what became of it, and objections.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, date, date_null, integer_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One decision for a call. Until it is told a new proposal takes the place of the old one; version says which
        // one somebody has read. computed is the whole order with its working as it was then.
        let selections = Table::create()
            .table("selections")
            .col(uuid("call_id").primary_key())
            .col(big_integer("version"))
            .col(text("computed"))
            .col(text("sha256"))
            .col(date("met_on"))
            .col(text("minutes"))
            .col(text("reason"))
            .col(uuid("proposed_by"))
            .col(timestamp_with_time_zone("proposed_at"))
            .col(uuid_null("confirmed_by"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(uuid_null("announced_by"))
            .col(timestamp_with_time_zone_null("announced_at"))
            .col(date_null("reserve_until"))
            .foreign_key(ForeignKey::create().from("selections", "call_id").to("calls", "id"))
            .to_owned();
        manager.create_table(selections).await?;

        let choices = Table::create()
            .table("selection_choices")
            .col(uuid("call_id"))
            .col(uuid("application_id"))
            .col(text("receipt_number"))
            .col(text("conclusion"))
            .col(text("reason"))
            .col(integer_null("place"))
            .col(big_integer_null("total_centi"))
            .primary_key(Index::create().col("call_id").col("application_id"))
            .foreign_key(
                ForeignKey::create().from("selection_choices", "call_id").to("selections", "call_id"),
            )
            .foreign_key(
                ForeignKey::create().from("selection_choices", "application_id").to("applications", "id"),
            )
            .to_owned();
        manager.create_table(choices).await?;

        // Who dropped out and who was promoted, in the order in which it happened.
        let changes = Table::create()
            .table("selection_changes")
            .col(uuid("id").primary_key())
            .col(uuid("call_id"))
            .col(uuid("application_id"))
            .col(text("act"))
            .col(text("reason"))
            .col(uuid("changed_by"))
            .col(timestamp_with_time_zone("changed_at"))
            .foreign_key(
                ForeignKey::create().from("selection_changes", "call_id").to("selections", "call_id"),
            )
            .foreign_key(
                ForeignKey::create().from("selection_changes", "application_id").to("applications", "id"),
            )
            .to_owned();
        manager.create_table(changes).await?;
        let of_call = Index::create()
            .name("selection_changes_call")
            .table("selection_changes")
            .col("call_id")
            .col("changed_at")
            .to_owned();
        manager.create_index(of_call).await?;

        let objections = Table::create()
            .table("objections")
            .col(uuid("id").primary_key())
            .col(uuid("application_id"))
            .col(text("about"))
            .col(text("grounds"))
            .col(uuid("filed_by"))
            .col(timestamp_with_time_zone("filed_at"))
            .col(date("due_on"))
            .col(text_null("put_off_reason"))
            .col(timestamp_with_time_zone_null("put_off_at"))
            .col(text_null("answer"))
            .col(text_null("answer_reason"))
            .col(text_null("remedy"))
            .col(uuid_null("answered_by"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .foreign_key(ForeignKey::create().from("objections", "application_id").to("applications", "id"))
            .to_owned();
        manager.create_table(objections).await?;
        let once = Index::create()
            .name("objections_once")
            .table("objections")
            .col("application_id")
            .col("about")
            .unique()
            .to_owned();
        manager.create_index(once).await?;
        let by_due = Index::create()
            .name("objections_due")
            .table("objections")
            .col("answered_at")
            .col("due_on")
            .to_owned();
        manager.create_index(by_due).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["objections", "selection_changes", "selection_choices", "selections"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
