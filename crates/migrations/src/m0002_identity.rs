//! Accounts, the roles they hold and their signed-in sessions.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let accounts = Table::create()
            .table("accounts")
            .col(uuid("id").primary_key())
            .col(text("email").unique_key())
            .col(text("name"))
            .col(text("password_hash"))
            .col(integer("failed_sign_ins").default(0))
            .col(timestamp_with_time_zone_null("locked_until"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        manager.create_table(accounts).await?;

        // scope_id is the institution, centre or region the role is held for; the nil id means the whole country.
        let roles = Table::create()
            .table("account_roles")
            .col(uuid("account_id"))
            .col(text("role"))
            .col(uuid("scope_id"))
            .col(timestamp_with_time_zone("granted_at"))
            .primary_key(Index::create().col("account_id").col("role").col("scope_id"))
            .foreign_key(
                ForeignKey::create()
                    .from("account_roles", "account_id")
                    .to("accounts", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(roles).await?;

        let sessions = Table::create()
            .table("sessions")
            .col(text("token_hash").primary_key())
            .col(uuid("account_id"))
            .col(text("role"))
            .col(uuid("scope_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("sessions", "account_id")
                    .to("accounts", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(sessions).await?;
        manager
            .create_index(
                Index::create().name("sessions_by_expiry").table("sessions").col("expires_at").to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["sessions", "account_roles", "accounts"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
