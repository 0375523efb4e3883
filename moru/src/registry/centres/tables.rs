//! The table of centres. Only this feature's store writes it.

pub(super) mod centre {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "centres")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub region: String,
        pub operator: String,
        pub address: String,
        pub speciality: String,
        pub zone_code: String,
        pub longitude: f64,
        pub latitude: f64,
        pub opened_on: Date,
        pub closed_on: Option<Date>,
        pub is_example: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
