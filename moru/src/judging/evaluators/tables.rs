//! The tables of the register of evaluators. Only this feature's store writes them.

macro_rules! no_relations {
    () => {
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    };
}

pub(super) mod evaluator {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluators")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub name: String,
        pub email: String,
        pub phone: String,
        pub gender: Option<String>,
        pub outside: bool,
        pub institution: String,
        pub institution_number: Option<String>,
        pub state: String,
        pub invitation_hash: Option<String>,
        pub invitation_until: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
    }
    no_relations!();
}

pub(super) mod division {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluator_divisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluator_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub division: i32,
    }
    no_relations!();
}

pub(super) mod tie {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluator_ties")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub evaluator_id: Uuid,
        pub kind: String,
        pub detail: String,
        pub institution: String,
        pub institution_number: String,
        pub from_on: Date,
        pub until_on: Option<Date>,
        pub entered_at: DateTimeUtc,
        pub entered_by: Uuid,
    }
    no_relations!();
}

pub(super) mod sitting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluator_sittings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluator_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        pub year: i32,
        pub held_on: Date,
        pub call: String,
        pub stage: String,
        pub appointed_at: DateTimeUtc,
    }
    no_relations!();
}
