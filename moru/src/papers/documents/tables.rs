//! The tables of documents. Only this feature's store writes them.

macro_rules! no_relations {
    () => {
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    };
}

pub(super) mod series {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "document_series")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub series: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        pub last: i32,
    }
    no_relations!();
}

pub(super) mod document {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "documents")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub subject: String,
        pub live_key: Option<String>,
        pub series: String,
        pub year: i32,
        pub number: i32,
        pub code: String,
        pub content_sha256: String,
        pub pdf_sha256: String,
        pub hwpx_sha256: String,
        pub dated_on: Date,
        pub issued_at: DateTimeUtc,
        pub issued_by: Option<Uuid>,
        pub state: String,
        pub reason: Option<String>,
        pub ended_at: Option<DateTimeUtc>,
    }
    no_relations!();
}
