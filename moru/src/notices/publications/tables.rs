//! The tables of publications. Only this feature's store writes them.

pub(super) mod release {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "press_releases")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub slug: String,
        pub title: String,
        pub issuer: String,
        pub document: String,
        pub state: String,
        pub internet_lift_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
        pub owner_id: Option<Uuid>,
        pub imported_by: Option<Uuid>,
        pub call_slug: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod embargo {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "embargoes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub release_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub channel: String,
        pub raw_text: String,
        pub stated_at: Option<DateTimeUtc>,
        pub print_edition: Option<String>,
        pub weekday_in_text: Option<String>,
        pub weekday_computed: Option<String>,
        pub consistent: bool,
        pub proposed_at: Option<DateTimeUtc>,
        pub confirmed_by: Option<Uuid>,
        pub confirmed_at: Option<DateTimeUtc>,
        pub decided_at: Option<DateTimeUtc>,
        pub reason: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod contact {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub release_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub organisation: String,
        pub department: String,
        pub duty: String,
        pub rank: String,
        pub phone: String,
        pub flags: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod banner {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_banners")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub lines: String,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub release_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
