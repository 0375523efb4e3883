//! The people who judge, the meetings they sit in, and who reads what there.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date, date_null, integer, integer_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables, the last one first.
const TABLES: [&str; 11] = [
    "panel_outcomes",
    "panel_records",
    "panel_attendance",
    "panel_declarations",
    "panel_seats",
    "panel_candidates",
    "panel_meetings",
    "evaluator_sittings",
    "evaluator_ties",
    "evaluator_divisions",
    "evaluators",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        registry(manager).await?;
        meetings(manager).await?;
        people_of_meetings(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn registry(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // The id is the scope for which the role of an evaluator is held. The invitation is kept as a hash: who reads the
    // table cannot accept it.
    let evaluators = Table::create()
        .table("evaluators")
        .col(uuid("id").primary_key())
        .col(uuid("account_id").unique_key())
        .col(text("name"))
        .col(text("email"))
        .col(text("phone"))
        .col(text_null("gender"))
        .col(boolean("outside"))
        .col(text("institution"))
        .col(text_null("institution_number"))
        .col(text("state"))
        .col(text_null("invitation_hash").unique_key())
        .col(timestamp_with_time_zone_null("invitation_until"))
        .col(timestamp_with_time_zone("created_at"))
        .col(uuid("created_by"))
        .foreign_key(ForeignKey::create().from("evaluators", "account_id").to("accounts", "id"))
        .to_owned();
    manager.create_table(evaluators).await?;

    let divisions = Table::create()
        .table("evaluator_divisions")
        .col(uuid("evaluator_id"))
        .col(integer("division"))
        .primary_key(Index::create().col("evaluator_id").col("division"))
        .foreign_key(ForeignKey::create().from("evaluator_divisions", "evaluator_id").to("evaluators", "id"))
        .to_owned();
    manager.create_table(divisions).await?;

    let ties = Table::create()
        .table("evaluator_ties")
        .col(uuid("id").primary_key())
        .col(uuid("evaluator_id"))
        .col(text("kind"))
        .col(text("detail"))
        .col(text("institution"))
        .col(text("institution_number"))
        .col(date("from_on"))
        .col(date_null("until_on"))
        .col(timestamp_with_time_zone("entered_at"))
        .col(uuid("entered_by"))
        .foreign_key(ForeignKey::create().from("evaluator_ties", "evaluator_id").to("evaluators", "id"))
        .to_owned();
    manager.create_table(ties).await?;
    manager
        .create_index(
            Index::create().name("ties_by_evaluator").table("evaluator_ties").col("evaluator_id").to_owned(),
        )
        .await?;

    // One row for each meeting that somebody was appointed to: how often a person sits in a year is counted here.
    let sittings = Table::create()
        .table("evaluator_sittings")
        .col(uuid("evaluator_id"))
        .col(uuid("meeting_id"))
        .col(integer("year"))
        .col(date("held_on"))
        .col(text("call"))
        .col(text("stage"))
        .col(timestamp_with_time_zone("appointed_at"))
        .primary_key(Index::create().col("evaluator_id").col("meeting_id"))
        .foreign_key(ForeignKey::create().from("evaluator_sittings", "evaluator_id").to("evaluators", "id"))
        .to_owned();
    manager.create_table(sittings).await
}

async fn meetings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // live_key names call and stage: a stage has one meeting.
    let meetings = Table::create()
        .table("panel_meetings")
        .col(uuid("id").primary_key())
        .col(uuid("call_id"))
        .col(text("stage"))
        .col(text("live_key").unique_key())
        .col(text("state"))
        .col(date("held_on"))
        .col(text("place"))
        .col(integer("seats"))
        .col(integer("seats_each"))
        .col(text("rules"))
        .col(text_null("list_hash"))
        .col(timestamp_with_time_zone_null("frozen_at"))
        .col(text_null("seed"))
        .col(text_null("seed_source"))
        .col(text_null("draw"))
        .col(timestamp_with_time_zone_null("drawn_at"))
        .col(text_null("share_reason"))
        .col(uuid_null("chair_id"))
        .col(text_null("assignment"))
        .col(uuid_null("appointed_by"))
        .col(timestamp_with_time_zone_null("appointed_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(uuid("created_by"))
        .foreign_key(ForeignKey::create().from("panel_meetings", "call_id").to("calls", "id"))
        .to_owned();
    manager.create_table(meetings).await
}

async fn people_of_meetings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let meeting = |table: &str| {
        ForeignKey::create().from(table.to_owned(), "meeting_id").to("panel_meetings", "id").to_owned()
    };
    let evaluator = |table: &str| {
        ForeignKey::create().from(table.to_owned(), "evaluator_id").to("evaluators", "id").to_owned()
    };
    let candidates = Table::create()
        .table("panel_candidates")
        .col(uuid("meeting_id"))
        .col(uuid("evaluator_id"))
        .col(integer_null("place"))
        .col(text("state"))
        .col(text("reason"))
        .col(timestamp_with_time_zone("changed_at"))
        .primary_key(Index::create().col("meeting_id").col("evaluator_id"))
        .foreign_key(&mut meeting("panel_candidates"))
        .foreign_key(&mut evaluator("panel_candidates"))
        .to_owned();
    manager.create_table(candidates).await?;

    let seats = Table::create()
        .table("panel_seats")
        .col(uuid("meeting_id"))
        .col(uuid("application_id"))
        .col(uuid("evaluator_id"))
        .col(text("state"))
        .col(text("reason"))
        .col(timestamp_with_time_zone("changed_at"))
        .primary_key(Index::create().col("meeting_id").col("application_id").col("evaluator_id"))
        .foreign_key(&mut meeting("panel_seats"))
        .foreign_key(&mut evaluator("panel_seats"))
        .foreign_key(ForeignKey::create().from("panel_seats", "application_id").to("applications", "id"))
        .to_owned();
    manager.create_table(seats).await?;

    let declarations = Table::create()
        .table("panel_declarations")
        .col(uuid("meeting_id"))
        .col(uuid("evaluator_id"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("signed_at"))
        .primary_key(Index::create().col("meeting_id").col("evaluator_id"))
        .foreign_key(&mut meeting("panel_declarations"))
        .to_owned();
    manager.create_table(declarations).await?;

    // A code is shown once at the desk and kept as a hash; typing it in marks the person as there.
    let attendance = Table::create()
        .table("panel_attendance")
        .col(uuid("meeting_id"))
        .col(uuid("evaluator_id"))
        .col(text("code_hash"))
        .col(timestamp_with_time_zone("code_until"))
        .col(integer("failed"))
        .col(uuid("issued_by"))
        .col(timestamp_with_time_zone_null("checked_in_at"))
        .primary_key(Index::create().col("meeting_id").col("evaluator_id"))
        .foreign_key(&mut meeting("panel_attendance"))
        .to_owned();
    manager.create_table(attendance).await?;

    // What a stage said about an application: the next one is opened by it.
    let outcomes = Table::create()
        .table("panel_outcomes")
        .col(uuid("meeting_id"))
        .col(uuid("application_id"))
        .col(text("result"))
        .primary_key(Index::create().col("meeting_id").col("application_id"))
        .foreign_key(&mut meeting("panel_outcomes"))
        .to_owned();
    manager.create_table(outcomes).await?;

    let records = Table::create()
        .table("panel_records")
        .col(uuid("id").primary_key())
        .col(uuid("meeting_id"))
        .col(uuid("application_id"))
        .col(uuid("evaluator_id"))
        .col(text("kind"))
        .col(text("record"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut meeting("panel_records"))
        .to_owned();
    manager.create_table(records).await?;
    manager
        .create_index(
            Index::create()
                .name("records_by_pair")
                .table("panel_records")
                .col("meeting_id")
                .col("application_id")
                .col("evaluator_id")
                .col("kind")
                .unique()
                .to_owned(),
        )
        .await
}
