//! The table of calls. Only this feature's store writes it.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "calls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub purpose: String,
    pub state: String,
    pub fiscal_year: i32,
    pub target_count: i32,
    pub target_is_approximate: bool,
    pub announced_at: DateTimeUtc,
    pub opens_at: DateTimeUtc,
    pub closes_at: DateTimeUtc,
    pub term_end: Date,
    pub channel: String,
    pub ruleset: String,
    pub options: String,
    pub release_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
