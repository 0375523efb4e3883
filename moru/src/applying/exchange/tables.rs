//! The table of receipts of other channels. Only this feature's store writes it.

pub(super) mod receipt {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "external_receipts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub call_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: String,
        pub application_id: Uuid,
        pub received_at: DateTimeUtc,
        pub imported_at: DateTimeUtc,
        pub imported_by: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
