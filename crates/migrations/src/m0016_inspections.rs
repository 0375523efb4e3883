//! On-site inspections: who goes where, and what they record.

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
        // One inspection for an application. draw is the drawing of lots among the lines of the roster. report is the
        // hash of what was recorded when it was closed.
        let inspections = Table::create()
            .table("inspections")
            .col(uuid("id").primary_key())
            .col(uuid("application_id").unique_key())
            .col(uuid("call_id"))
            .col(text("state"))
            .col(text("checklist"))
            .col(uuid("first_id"))
            .col(uuid("second_id"))
            .col(timestamp_with_time_zone("planned_at"))
            .col(text("place"))
            .col(integer_null("latitude_e6"))
            .col(integer_null("longitude_e6"))
            .col(text("draw"))
            .col(uuid("planned_by"))
            .col(timestamp_with_time_zone("created_at"))
            .col(text_null("result"))
            .col(text_null("report"))
            .col(uuid_null("closed_by"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .foreign_key(ForeignKey::create().from("inspections", "application_id").to("applications", "id"))
            .foreign_key(ForeignKey::create().from("inspections", "call_id").to("calls", "id"))
            .foreign_key(ForeignKey::create().from("inspections", "first_id").to("evaluators", "id"))
            .foreign_key(ForeignKey::create().from("inspections", "second_id").to("evaluators", "id"))
            .to_owned();
        manager.create_table(inspections).await?;
        for column in ["call_id", "first_id", "second_id"] {
            let index = Index::create()
                .name(format!("inspections_{column}"))
                .table("inspections")
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }

        // What was recorded is only ever added to. The device makes its id: sent twice it is there once. made_at is
        // what the device's clock said, received_at is the server's.
        let records = Table::create()
            .table("inspection_records")
            .col(uuid("id"))
            .col(uuid("inspection_id"))
            .col(integer("item"))
            .col(text("bases"))
            .col(text("content"))
            .col(uuid("evaluator_id"))
            .col(timestamp_with_time_zone("made_at"))
            .col(timestamp_with_time_zone("received_at"))
            .primary_key(Index::create().col("inspection_id").col("id"))
            .foreign_key(
                ForeignKey::create().from("inspection_records", "inspection_id").to("inspections", "id"),
            )
            .to_owned();
        manager.create_table(records).await?;

        let photos = Table::create()
            .table("inspection_photos")
            .col(uuid("id"))
            .col(uuid("inspection_id"))
            .col(integer("item"))
            .col(text("sha256"))
            .col(big_integer("bytes"))
            .col(integer_null("latitude_e6"))
            .col(integer_null("longitude_e6"))
            .col(uuid("evaluator_id"))
            .col(timestamp_with_time_zone("made_at"))
            .col(timestamp_with_time_zone("received_at"))
            .primary_key(Index::create().col("inspection_id").col("id"))
            .foreign_key(
                ForeignKey::create().from("inspection_photos", "inspection_id").to("inspections", "id"),
            )
            .to_owned();
        manager.create_table(photos).await?;

        // report is the hash of what was recorded when somebody confirmed it: it counts while that is still what there is.
        let confirmations = Table::create()
            .table("inspection_confirmations")
            .col(uuid("id"))
            .col(uuid("inspection_id"))
            .col(text("signer"))
            .col(text("name"))
            .col(text("remark"))
            .col(text("report"))
            .col(uuid("evaluator_id"))
            .col(timestamp_with_time_zone("made_at"))
            .col(timestamp_with_time_zone("received_at"))
            .primary_key(Index::create().col("inspection_id").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .from("inspection_confirmations", "inspection_id")
                    .to("inspections", "id"),
            )
            .to_owned();
        manager.create_table(confirmations).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["inspection_confirmations", "inspection_photos", "inspection_records", "inspections"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
