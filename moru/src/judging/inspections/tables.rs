//! The tables of inspections. Only this feature's store writes them.

macro_rules! no_relations {
    () => {
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    };
}

pub(super) mod inspection {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub call_id: Uuid,
        pub state: String,
        pub checklist: String,
        pub first_id: Uuid,
        pub second_id: Uuid,
        pub planned_at: DateTimeUtc,
        pub place: String,
        pub latitude_e6: Option<i32>,
        pub longitude_e6: Option<i32>,
        pub draw: String,
        pub planned_by: Uuid,
        pub created_at: DateTimeUtc,
        pub result: Option<String>,
        pub report: Option<String>,
        pub closed_by: Option<Uuid>,
        pub closed_at: Option<DateTimeUtc>,
    }
    no_relations!();
}

pub(super) mod draw {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection_draws")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub inspection_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub list: String,
        pub seed: String,
        pub drawn_at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod exchange {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection_exchanges")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub inspection_id: Uuid,
        pub leaves_id: Uuid,
        pub joins_id: Uuid,
        pub reason: String,
        pub exchanged_by: Uuid,
        pub exchanged_at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod record {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection_records")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub inspection_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub item: i32,
        pub bases: String,
        pub content: String,
        pub evaluator_id: Uuid,
        pub made_at: DateTimeUtc,
        pub received_at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod photo {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection_photos")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub inspection_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub item: i32,
        pub sha256: String,
        pub bytes: i64,
        pub latitude_e6: Option<i32>,
        pub longitude_e6: Option<i32>,
        pub evaluator_id: Uuid,
        pub made_at: DateTimeUtc,
        pub received_at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod confirmation {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection_confirmations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub inspection_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub signer: String,
        pub name: String,
        pub remark: String,
        pub report: String,
        pub evaluator_id: Uuid,
        pub made_at: DateTimeUtc,
        pub received_at: DateTimeUtc,
        pub voided_at: Option<DateTimeUtc>,
    }
    no_relations!();
}
