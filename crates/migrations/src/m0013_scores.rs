//! Score cards, what was found on site, and what came out when a stage was closed.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, date, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One card for a person, an application and a meeting. version grows with every change of a draft, so that
        // what is signed is what was read.
        let cards = Table::create()
            .table("score_cards")
            .col(uuid("meeting_id"))
            .col(uuid("application_id"))
            .col(uuid("evaluator_id"))
            .col(text("stage"))
            .col(text("state"))
            .col(text("scores"))
            .col(big_integer("version"))
            .col(timestamp_with_time_zone("saved_at"))
            .col(timestamp_with_time_zone_null("signed_at"))
            .col(text_null("digest"))
            .col(text_null("seal"))
            .col(text_null("void_reason"))
            .col(timestamp_with_time_zone_null("voided_at"))
            .primary_key(Index::create().col("meeting_id").col("application_id").col("evaluator_id"))
            .foreign_key(ForeignKey::create().from("score_cards", "meeting_id").to("panel_meetings", "id"))
            .foreign_key(ForeignKey::create().from("score_cards", "application_id").to("applications", "id"))
            .foreign_key(ForeignKey::create().from("score_cards", "evaluator_id").to("evaluators", "id"))
            .to_owned();
        manager.create_table(cards).await?;

        let inspections = Table::create()
            .table("score_inspections")
            .col(uuid("meeting_id"))
            .col(uuid("application_id"))
            .col(text("stage"))
            .col(text("result"))
            .col(text("found"))
            .col(uuid("signed_by"))
            .col(timestamp_with_time_zone("signed_at"))
            .primary_key(Index::create().col("meeting_id").col("application_id"))
            .foreign_key(
                ForeignKey::create().from("score_inspections", "meeting_id").to("panel_meetings", "id"),
            )
            .foreign_key(
                ForeignKey::create().from("score_inspections", "application_id").to("applications", "id"),
            )
            .to_owned();
        manager.create_table(inspections).await?;

        // What came out is computed from the cards and kept each time it is: a later version says why there is one.
        let closings = Table::create()
            .table("score_closings")
            .col(uuid("meeting_id"))
            .col(integer("version"))
            .col(text("results"))
            .col(text("sha256"))
            .col(text("reason"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("meeting_id").col("version"))
            .foreign_key(ForeignKey::create().from("score_closings", "meeting_id").to("panel_meetings", "id"))
            .to_owned();
        manager.create_table(closings).await?;

        let lots = Table::create()
            .table("score_lots")
            .col(uuid("id").primary_key())
            .col(uuid("call_id"))
            .col(text("minute"))
            .col(date("drawn_on"))
            .col(text("drawn"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(ForeignKey::create().from("score_lots", "call_id").to("calls", "id"))
            .to_owned();
        manager.create_table(lots).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["score_lots", "score_closings", "score_inspections", "score_cards"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
