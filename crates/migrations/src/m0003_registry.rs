//! Who exists: institutions that may operate a centre, and the centres that run.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, date, date_null, double, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let institutions = Table::create()
            .table("institutions")
            .col(uuid("id").primary_key())
            .col(text("name"))
            .col(text("kind"))
            .col(text("business_number").unique_key())
            .col(text("representative_title"))
            .col(text("address"))
            .col(text("phone"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        manager.create_table(institutions).await?;

        let centres = Table::create()
            .table("centres")
            .col(uuid("id").primary_key())
            .col(text("name"))
            .col(text("region"))
            .col(text("operator"))
            .col(text("address"))
            .col(text("speciality"))
            .col(text("zone_code"))
            .col(double("longitude"))
            .col(double("latitude"))
            .col(date("opened_on"))
            .col(date_null("closed_on"))
            .col(boolean("is_example"))
            .to_owned();
        manager.create_table(centres).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["centres", "institutions"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
