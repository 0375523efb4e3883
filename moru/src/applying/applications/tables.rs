//! The tables of applications. Only this feature's store writes them.

macro_rules! no_relations {
    () => {
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    };
}

pub(super) mod application {
    use sea_orm::entity::prelude::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
    #[sea_orm(table_name = "applications")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub call_id: Uuid,
        pub institution_id: Uuid,
        pub state: String,
        pub live_key: Option<String>,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
        pub received_at: Option<DateTimeUtc>,
        pub receipt_number: Option<String>,
        pub eligibility: Option<String>,
        pub frozen_form: Option<String>,
        pub frozen_gates: Option<String>,
        pub version: i64,
    }
    no_relations!();
}

pub(super) mod answer {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "application_answers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub field: String,
        pub value: String,
        pub saved_at: DateTimeUtc,
        pub saved_by: Uuid,
    }
    no_relations!();
}

pub(super) mod overwritten {
    use sea_orm::entity::prelude::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
    #[sea_orm(table_name = "overwritten_answers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub field: String,
        pub value: String,
        pub saved_at: DateTimeUtc,
        pub saved_by: Uuid,
    }
    no_relations!();
}

pub(super) mod keeper {
    use sea_orm::entity::prelude::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
    #[sea_orm(table_name = "application_keepers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub step: String,
        pub account_id: Uuid,
    }
    no_relations!();
}

pub(super) mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "application_files")]
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
    no_relations!();
}

pub(super) mod person {
    use sea_orm::entity::prelude::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
    #[sea_orm(table_name = "application_people")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub call_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
    }
    no_relations!();
}

pub(super) mod partner_consent {
    use sea_orm::entity::prelude::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
    #[sea_orm(table_name = "partner_consents")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub business_number: String,
        pub token_hash: String,
        pub email: String,
        pub terms: String,
        pub asked_at: DateTimeUtc,
        pub asked_by: Uuid,
        pub answer: Option<String>,
        pub answered_terms: Option<String>,
        pub answered_at: Option<DateTimeUtc>,
        pub person: Option<String>,
        pub position: Option<String>,
        pub reason: Option<String>,
    }
    no_relations!();
}

pub(super) mod receipt {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "receipts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: String,
        pub application_id: Uuid,
        pub leaf_index: i64,
        pub received_at: DateTimeUtc,
        pub body: String,
    }
    no_relations!();
}

pub(super) mod log_head {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "log_heads")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub log: String,
        pub size: i64,
        pub frontier: String,
    }
    no_relations!();
}

pub(super) mod log_leaf {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "log_leaves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub log: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub leaf_index: i64,
        pub leaf_hash: String,
    }
    no_relations!();
}
