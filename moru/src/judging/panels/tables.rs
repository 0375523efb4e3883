//! The tables of meetings. Only this feature's store writes them.

macro_rules! no_relations {
    () => {
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    };
}

pub(super) mod meeting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "panel_meetings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub call_id: Uuid,
        pub stage: String,
        pub live_key: String,
        pub state: String,
        pub held_on: Date,
        pub place: String,
        pub seats: i32,
        pub seats_each: i32,
        pub rules: String,
        pub list_hash: Option<String>,
        pub frozen_at: Option<DateTimeUtc>,
        pub seed: Option<String>,
        pub seed_source: Option<String>,
        pub draw: Option<String>,
        pub drawn_at: Option<DateTimeUtc>,
        pub share_reason: Option<String>,
        pub chair_id: Option<Uuid>,
        pub assignment: Option<String>,
        pub appointed_by: Option<Uuid>,
        pub appointed_at: Option<DateTimeUtc>,
        pub closed_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
    }
    no_relations!();
}

pub(super) mod candidate {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "panel_candidates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluator_id: Uuid,
        pub place: Option<i32>,
        pub state: String,
        pub reason: String,
        pub changed_at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod seat {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "panel_seats")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluator_id: Uuid,
        pub state: String,
        pub reason: String,
        pub changed_at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod declaration {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "panel_declarations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluator_id: Uuid,
        pub version: i32,
        pub signed_at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod attendance {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "panel_attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluator_id: Uuid,
        pub code_hash: String,
        pub code_until: DateTimeUtc,
        pub failed: i32,
        pub issued_by: Uuid,
        pub checked_in_at: Option<DateTimeUtc>,
    }
    no_relations!();
}

pub(super) mod record {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "panel_records")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub meeting_id: Uuid,
        pub application_id: Uuid,
        pub evaluator_id: Uuid,
        pub kind: String,
        pub record: String,
        pub at: DateTimeUtc,
    }
    no_relations!();
}

pub(super) mod outcome {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "panel_outcomes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        pub result: String,
    }
    no_relations!();
}
