//! A version for each application: it grows with every answer and file, so that whoever judged the form can tell in one
//! comparison whether it is still the form that was judged.

use sea_orm_migration::{prelude::*, schema::big_integer};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = big_integer("version").default(0).to_owned();
        manager.alter_table(Table::alter().table("applications").add_column(version).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("applications").drop_column("version").to_owned()).await
    }
}
