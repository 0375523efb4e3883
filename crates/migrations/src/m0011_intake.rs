//! The review of eligibility: what people found, what was proposed, and what a second person decided.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Findings are only added; the last of a gate counts and the others are its history.
        let findings = Table::create()
            .table("intake_findings")
            .col(uuid("id").primary_key())
            .col(uuid("application_id"))
            .col(integer("place"))
            .col(text("gate"))
            .col(boolean("holds"))
            .col(text("reason"))
            .col(text("paper"))
            .col(uuid("found_by"))
            .col(timestamp_with_time_zone("found_at"))
            .foreign_key(
                ForeignKey::create().from("intake_findings", "application_id").to("applications", "id"),
            )
            .to_owned();
        manager.create_table(findings).await?;
        let of_application = Index::create()
            .name("intake_findings_application")
            .table("intake_findings")
            .col("application_id")
            .col("place")
            .unique()
            .to_owned();
        manager.create_index(of_application).await?;

        let reviews = Table::create()
            .table("intake_reviews")
            .col(uuid("application_id").primary_key())
            .col(text_null("external_receipt"))
            .col(timestamp_with_time_zone("taken_in_at"))
            .col(uuid("taken_in_by"))
            .col(text_null("proposed"))
            .col(uuid_null("proposed_by"))
            .col(timestamp_with_time_zone_null("proposed_at"))
            .col(uuid_null("decided_by"))
            .col(timestamp_with_time_zone_null("decided_at"))
            .col(timestamp_with_time_zone_null("published_at"))
            .foreign_key(
                ForeignKey::create().from("intake_reviews", "application_id").to("applications", "id"),
            )
            .to_owned();
        manager.create_table(reviews).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["intake_reviews", "intake_findings"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
