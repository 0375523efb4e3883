//! Who applies together and who writes: consents of partners, invitations of colleagues, who answers for which step, and
//! answers that a colleague wrote over.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A partner of an application is asked by one link at a time.
        let consents = Table::create()
            .table("partner_consents")
            .col(uuid("id").primary_key())
            .col(uuid("application_id"))
            .col(text("business_number"))
            .col(text("token_hash").unique_key())
            .col(text("email"))
            .col(text("terms"))
            .col(timestamp_with_time_zone("asked_at"))
            .col(uuid("asked_by"))
            .col(text_null("answer"))
            .col(text_null("answered_terms"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(text_null("person"))
            .col(text_null("position"))
            .col(text_null("reason"))
            .foreign_key(&mut of_application("partner_consents"))
            .to_owned();
        manager.create_table(consents).await?;
        let once = Index::create()
            .name("partner_consents_once")
            .table("partner_consents")
            .col("application_id")
            .col("business_number")
            .unique()
            .to_owned();
        manager.create_index(once).await?;

        // An address is invited to an institution once; inviting it again renews the link.
        let colleagues = Table::create()
            .table("colleague_invitations")
            .col(uuid("institution_id"))
            .col(text("email"))
            .col(text("name"))
            .col(text("token_hash").unique_key())
            .col(timestamp_with_time_zone("until"))
            .col(uuid("invited_by"))
            .primary_key(Index::create().col("institution_id").col("email"))
            .foreign_key(
                ForeignKey::create().from("colleague_invitations", "institution_id").to("institutions", "id"),
            )
            .to_owned();
        manager.create_table(colleagues).await?;

        let keepers = Table::create()
            .table("application_keepers")
            .col(uuid("application_id"))
            .col(text("step"))
            .col(uuid("account_id"))
            .primary_key(Index::create().col("application_id").col("step"))
            .foreign_key(&mut of_application("application_keepers"))
            .to_owned();
        manager.create_table(keepers).await?;

        let overwritten = Table::create()
            .table("overwritten_answers")
            .col(uuid("id").primary_key())
            .col(uuid("application_id"))
            .col(text("field"))
            .col(text("value"))
            .col(timestamp_with_time_zone("saved_at"))
            .col(uuid("saved_by"))
            .foreign_key(&mut of_application("overwritten_answers"))
            .to_owned();
        manager.create_table(overwritten).await?;
        let by_application = Index::create()
            .name("overwritten_answers_application")
            .table("overwritten_answers")
            .col("application_id")
            .to_owned();
        manager.create_index(by_application).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in
            ["overwritten_answers", "application_keepers", "colleague_invitations", "partner_consents"]
        {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn of_application(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "application_id")
        .to("applications", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
