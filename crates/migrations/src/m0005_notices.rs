//! What is announced: press releases with their embargoes and contacts, campaign banners, calls.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let releases = Table::create()
            .table("press_releases")
            .col(uuid("id").primary_key())
            .col(text("slug").unique_key())
            .col(text("title"))
            .col(text("issuer"))
            .col(text("document"))
            .col(text("state"))
            .col(timestamp_with_time_zone_null("internet_lift_at"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        manager.create_table(releases).await?;

        let embargoes = Table::create()
            .table("embargoes")
            .col(uuid("release_id"))
            .col(text("channel"))
            .col(text("raw_text"))
            .col(timestamp_with_time_zone_null("stated_at"))
            .col(text_null("print_edition"))
            .col(text_null("weekday_in_text"))
            .col(text_null("weekday_computed"))
            .col(boolean("consistent"))
            .col(timestamp_with_time_zone_null("proposed_at"))
            .col(uuid_null("confirmed_by"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .primary_key(Index::create().col("release_id").col("channel"))
            .foreign_key(
                ForeignKey::create()
                    .from("embargoes", "release_id")
                    .to("press_releases", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(embargoes).await?;

        let contacts = Table::create()
            .table("contact_entries")
            .col(uuid("release_id"))
            .col(integer("position"))
            .col(text("organisation"))
            .col(text("department"))
            .col(text("duty"))
            .col(text("rank"))
            .col(text("phone"))
            .col(text("flags"))
            .primary_key(Index::create().col("release_id").col("position"))
            .foreign_key(
                ForeignKey::create()
                    .from("contact_entries", "release_id")
                    .to("press_releases", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(contacts).await?;

        let banners = Table::create()
            .table("campaign_banners")
            .col(uuid("id").primary_key())
            .col(text("lines"))
            .col(timestamp_with_time_zone("starts_at"))
            .col(timestamp_with_time_zone("ends_at"))
            .to_owned();
        manager.create_table(banners).await?;

        let calls = Table::create()
            .table("calls")
            .col(uuid("id").primary_key())
            .col(text("slug").unique_key())
            .col(text("title"))
            .col(text("purpose"))
            .col(text("state"))
            .col(integer("fiscal_year"))
            .col(integer("target_count"))
            .col(boolean("target_is_approximate"))
            .col(timestamp_with_time_zone("announced_at"))
            .col(timestamp_with_time_zone("opens_at"))
            .col(timestamp_with_time_zone("closes_at"))
            .col(date("term_end"))
            .col(text("channel"))
            .col(text("ruleset"))
            .col(text("options"))
            .col(uuid_null("release_id"))
            .to_owned();
        manager.create_table(calls).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["calls", "campaign_banners", "contact_entries", "embargoes", "press_releases"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
