//! The tables of the atlas. Only this feature's store writes them, and only by adding.

pub(super) mod snapshot {
    use sea_orm::entity::prelude::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
    #[sea_orm(table_name = "census_snapshots")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub reference_date: Date,
        pub published_at: DateTimeUtc,
        pub source: String,
        pub zone_system: String,
        pub ksic_revision: i32,
        pub headcount_basis: String,
        pub sha256: String,
        pub establishments: i64,
        pub is_synthetic: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod cell {
    use sea_orm::entity::prelude::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
    #[sea_orm(table_name = "census_cells")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub snapshot_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub zone_code: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub division: String,
        /// Null where the source withholds the number.
        pub establishments: Option<i64>,
        pub at_least: i64,
        pub at_most: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
