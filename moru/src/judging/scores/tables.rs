//! The tables of cards and results. Only this feature's store writes them.

macro_rules! no_relations {
    () => {
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    };
}

pub(super) mod card {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "score_cards")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluator_id: Uuid,
        pub stage: String,
        pub state: String,
        pub scores: String,
        pub version: i64,
        pub saved_at: DateTimeUtc,
        pub signed_at: Option<DateTimeUtc>,
        pub digest: Option<String>,
        pub seal: Option<String>,
        pub void_reason: Option<String>,
        pub voided_at: Option<DateTimeUtc>,
    }
    no_relations!();
}

pub(super) mod inspection {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "score_inspections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        pub stage: String,
        pub result: String,
        pub found: String,
        pub signed_by: Uuid,
        pub signed_at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod closing {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "score_closings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub results: String,
        pub sha256: String,
        pub reason: String,
        pub at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod lot {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "score_lots")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub call_id: Uuid,
        pub minute: String,
        pub drawn_on: Date,
        pub drawn: String,
        pub at: DateTimeUtc,
    }
    no_relations!();
}
