//! The tables of supplements. Only this feature's store writes them.

pub(super) mod supplement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        pub papers: String,
        pub reason: String,
        pub requested_at: DateTimeUtc,
        pub requested_by: Uuid,
        pub due_before: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        pub ended_how: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod paper {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplement_papers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub slot: String,
        pub name: String,
        pub media_type: String,
        pub bytes: i64,
        pub sha256: String,
        pub added_at: DateTimeUtc,
        pub added_by: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
