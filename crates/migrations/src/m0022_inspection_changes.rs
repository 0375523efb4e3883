//! What may change about an inspection: the roster among whose firms lots are drawn, and who inspects.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The seed with which lots were drawn among the firms of a roster: whoever gives the same one again has the same
        // firms drawn, whatever was given in between.
        let draws = Table::create()
            .table("inspection_draws")
            .col(uuid("inspection_id"))
            .col(text("list"))
            .col(text("seed"))
            .col(timestamp_with_time_zone("drawn_at"))
            .primary_key(Index::create().col("inspection_id").col("list"))
            .foreign_key(
                ForeignKey::create().from("inspection_draws", "inspection_id").to("inspections", "id"),
            )
            .to_owned();
        manager.create_table(draws).await?;
        let (list, seed) = match manager.get_database_backend() {
            DbBackend::Postgres => ("draw::json->>'list'", "draw::json->>'seed'"),
            _ => ("json_extract(draw, '$.list')", "json_extract(draw, '$.seed')"),
        };
        let drawn = format!(
            "INSERT INTO inspection_draws (inspection_id, list, seed, drawn_at) \
             SELECT id, {list}, {seed}, created_at FROM inspections"
        );
        manager.get_connection().execute_unprepared(&drawn).await?;

        // Who gave a place to whom, and why. Records stay with whoever wrote them.
        let exchanges = Table::create()
            .table("inspection_exchanges")
            .col(uuid("id").primary_key())
            .col(uuid("inspection_id"))
            .col(uuid("leaves_id"))
            .col(uuid("joins_id"))
            .col(text("reason"))
            .col(uuid("exchanged_by"))
            .col(timestamp_with_time_zone("exchanged_at"))
            .foreign_key(
                ForeignKey::create().from("inspection_exchanges", "inspection_id").to("inspections", "id"),
            )
            .foreign_key(
                ForeignKey::create().from("inspection_exchanges", "leaves_id").to("evaluators", "id"),
            )
            .foreign_key(ForeignKey::create().from("inspection_exchanges", "joins_id").to("evaluators", "id"))
            .to_owned();
        manager.create_table(exchanges).await?;
        let of_inspection = Index::create()
            .name("inspection_exchanges_inspection")
            .table("inspection_exchanges")
            .col("inspection_id")
            .to_owned();
        manager.create_index(of_inspection).await?;

        // What was confirmed before somebody else came counts no more.
        let voided = timestamp_with_time_zone_null("voided_at");
        let confirmations = Table::alter().table("inspection_confirmations").add_column(voided).to_owned();
        manager.alter_table(confirmations).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let voided = Table::alter().table("inspection_confirmations").drop_column("voided_at").to_owned();
        manager.alter_table(voided).await?;
        for table in ["inspection_exchanges", "inspection_draws"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
