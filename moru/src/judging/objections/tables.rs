//! The table of objections. Only this feature's store writes it.

pub(super) mod objection {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "objections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub about: String,
        pub grounds: String,
        pub filed_by: Uuid,
        pub filed_at: DateTimeUtc,
        pub due_on: Date,
        pub put_off_reason: Option<String>,
        pub put_off_at: Option<DateTimeUtc>,
        pub answer: Option<String>,
        pub answer_reason: Option<String>,
        pub remedy: Option<String>,
        pub effect: Option<String>,
        pub answered_by: Option<Uuid>,
        pub answered_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
