//! The tables of calls. Only this feature's store writes them.

pub(super) mod call {
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
        pub target_tolerance_percent: i32,
        pub announced_at: DateTimeUtc,
        pub opens_at: DateTimeUtc,
        pub closes_at: DateTimeUtc,
        pub term_end: Date,
        pub channel: String,
        pub ruleset: String,
        pub options: String,
        pub release_id: Option<Uuid>,
        pub published_at: Option<DateTimeUtc>,
        pub cancelled_at: Option<DateTimeUtc>,
        pub cancel_reason: Option<String>,
        pub decided_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod revision {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_revisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub call_id: Uuid,
        pub kind: String,
        pub state: String,
        pub slot: Option<String>,
        pub number: Option<i32>,
        pub version: i64,
        pub content: String,
        pub reason: String,
        pub writers: String,
        pub submitted_by: Option<Uuid>,
        pub submitted_at: Option<DateTimeUtc>,
        pub approved_by: Option<Uuid>,
        pub approved_at: Option<DateTimeUtc>,
        pub published_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
