//! Queries and writes of applications and their answers; files, people and receipts have rooms of their own.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use programme::{gates::GateReport, states::ApplicationState};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    form::ApplicationForm,
    tables::{answer, application, person},
};
use crate::{
    base::{errors::Outcome, question::Question},
    identity::accounts::permissions::Subject,
};

pub mod everything;
mod files;
pub mod partners;
mod people;
pub mod receipts;
mod standing;
mod whole;
mod writers;

pub use files::{AttachedFile, attached, files, insert_file, remove_file};
pub use people::{Named, elsewhere, insert_people, named};
pub use standing::{Standing, standing};
pub use whole::{Whole, asked, whole};
pub use writers::{Aside, aside, keepers, put_aside, set_keeper, take_aside};

/// An application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: Uuid,
    /// The call.
    pub call: Uuid,
    /// The institution, whose people may write it.
    pub institution: Uuid,
    /// Its state.
    pub state: ApplicationState,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was received.
    pub received_at: Option<DateTime<Utc>>,
    /// The number of its receipt.
    pub receipt_number: Option<String>,
    /// The form as it was submitted, canonical JSON.
    pub frozen_form: Option<String>,
    /// The findings with their evidence as they were at the submission, JSON.
    pub frozen_gates: Option<String>,
    /// Grows with every answer and file: while it is the same, so is the form.
    pub version: i64,
}

impl Application {
    /// What permissions look at.
    pub fn subject(&self) -> Subject<ApplicationState> {
        Subject { owner: Some(self.institution), state: self.state }
    }

    /// The form as it was submitted; none in a draft.
    pub fn form(&self) -> Outcome<Option<ApplicationForm>> {
        Ok(self.frozen_form.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// The findings as they were frozen; none in a draft.
    pub fn frozen_report(&self) -> Outcome<Option<GateReport>> {
        Ok(self.frozen_gates.as_deref().map(serde_json::from_str).transpose()?)
    }
}

/// One application.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Application>> {
    application::Entity::find_by_id(id).one(connection).await?.map(from_row).transpose()
}

/// One application, held so that nobody else changes it until the transaction ends.
pub async fn find_for_change(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Application>> {
    let mut query = application::Entity::find_by_id(id);
    // SQLite has one writer at a time; its transaction holds everything already.
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    query.one(connection).await?.map(from_row).transpose()
}

/// Applications by their ids, held like [`find_for_change`] does, always in the same order so that nobody waits in a
/// circle.
pub async fn find_all_for_change(
    connection: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Outcome<BTreeMap<Uuid, Application>> {
    let mut query = application::Entity::find()
        .filter(application::Column::Id.is_in(ids))
        .order_by_asc(application::Column::Id);
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    let rows = query.all(connection).await?;
    rows.into_iter().map(|row| Ok((row.id, from_row(row)?))).collect()
}

/// Applications by their ids as they are now.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Outcome<BTreeMap<Uuid, Application>> {
    let rows = application::Entity::find().filter(application::Column::Id.is_in(ids)).all(connection).await?;
    rows.into_iter().map(|row| Ok((row.id, from_row(row)?))).collect()
}

/// The live application of an institution to a call that has not been submitted yet.
pub async fn draft_of(
    connection: &impl ConnectionTrait,
    call: Uuid,
    institution: Uuid,
) -> Outcome<Option<Uuid>> {
    let row = application::Entity::find()
        .filter(application::Column::LiveKey.eq(draft_key(call, institution)))
        .one(connection)
        .await?;
    Ok(row.map(|row| row.id))
}

/// The applications of an institution, the newest first.
pub async fn of_institution(
    connection: &impl ConnectionTrait,
    institution: Uuid,
) -> Outcome<Vec<Application>> {
    let rows = application::Entity::find()
        .filter(application::Column::InstitutionId.eq(institution))
        .order_by_desc(application::Column::CreatedAt)
        .limit(200)
        .all(connection)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The applications to a call that have been handed in, in the order of their receipts, after a receipt number.
pub async fn handed_in(
    connection: &impl ConnectionTrait,
    call: Uuid,
    after: Option<&str>,
    most: u64,
) -> Outcome<Vec<Application>> {
    let mut query = application::Entity::find()
        .filter(application::Column::CallId.eq(call))
        .filter(application::Column::ReceiptNumber.is_not_null());
    if let Some(after) = after {
        query = query.filter(application::Column::ReceiptNumber.gt(after));
    }
    let rows = query.order_by_asc(application::Column::ReceiptNumber).limit(most).all(connection).await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: application::Model) -> Outcome<Application> {
    Ok(Application {
        id: row.id,
        call: row.call_id,
        institution: row.institution_id,
        state: serde_json::from_value(Value::String(row.state))?,
        created_at: row.created_at,
        received_at: row.received_at,
        receipt_number: row.receipt_number,
        frozen_form: row.frozen_form,
        frozen_gates: row.frozen_gates,
        version: row.version,
    })
}

/// The text under which a state is stored.
pub(super) fn state_code(state: ApplicationState) -> Outcome<String> {
    Ok(serde_json::to_string(&state)?.trim_matches('"').to_owned())
}

/// A draft to write.
#[derive(Clone, Copy, Debug)]
pub struct NewDraft {
    /// Its id.
    pub id: Uuid,
    /// The call.
    pub call: Uuid,
    /// The institution.
    pub institution: Uuid,
    /// Now.
    pub at: DateTime<Utc>,
    /// Who begins it.
    pub by: Uuid,
}

fn draft_key(call: Uuid, institution: Uuid) -> String {
    format!("{call}:{institution}:draft")
}

/// Writes a draft. A second draft of the institution for the same call is refused by the database.
pub async fn insert_draft(connection: &impl ConnectionTrait, new: NewDraft) -> Result<(), DbErr> {
    let row = application::ActiveModel {
        id: Set(new.id),
        call_id: Set(new.call),
        institution_id: Set(new.institution),
        state: Set("draft".to_owned()),
        live_key: Set(Some(draft_key(new.call, new.institution))),
        created_at: Set(new.at),
        created_by: Set(new.by),
        received_at: Set(None),
        receipt_number: Set(None),
        eligibility: Set(None),
        frozen_form: Set(None),
        frozen_gates: Set(None),
        version: Set(0),
    };
    application::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// What a submission freezes.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The number of the receipt.
    pub receipt_number: String,
    /// What the gates said together.
    pub eligibility: &'static str,
    /// The form, canonical JSON.
    pub form: String,
    /// The findings, JSON.
    pub gates: String,
    /// Zone and division, for the key that keeps a second application of the same cluster out.
    pub cluster: (String, u8),
}

/// Freezes a draft into a submission. The database refuses a second live one for the same cluster, and a draft that
/// was submitted already is not touched.
pub async fn freeze(
    connection: &impl ConnectionTrait,
    draft: &Application,
    frozen: Frozen,
) -> Result<(), DbErr> {
    use application::Column;
    let (zone, division) = frozen.cluster;
    let live_key = format!("{}:{}:{zone}:{division}", draft.call, draft.institution);
    let written = application::Entity::update_many()
        .col_expr(Column::State, Expr::value("submitted"))
        .col_expr(Column::LiveKey, Expr::value(live_key))
        .col_expr(Column::ReceivedAt, Expr::value(frozen.received_at))
        .col_expr(Column::ReceiptNumber, Expr::value(frozen.receipt_number))
        .col_expr(Column::Eligibility, Expr::value(frozen.eligibility))
        .col_expr(Column::FrozenForm, Expr::value(frozen.form))
        .col_expr(Column::FrozenGates, Expr::value(frozen.gates))
        .filter(Column::Id.eq(draft.id))
        .filter(Column::ReceiptNumber.is_null())
        .exec(connection)
        .await?;
    match written.rows_affected {
        1 => Ok(()),
        _ => Err(DbErr::RecordNotUpdated),
    }
}

/// Puts an application from one state into another; false if somebody else moved it in between.
pub async fn move_to(
    connection: &impl ConnectionTrait,
    application: &Application,
    state: ApplicationState,
) -> Outcome<bool> {
    use application::Column;
    let moved = application::Entity::update_many()
        .col_expr(Column::State, Expr::value(state_code(state)?))
        .filter(Column::Id.eq(application.id))
        .filter(Column::State.eq(state_code(application.state)?))
        .exec(connection)
        .await?;
    Ok(moved.rows_affected == 1)
}

/// Marks an application as withdrawn: its cluster is free for another one.
pub async fn withdraw(connection: &impl ConnectionTrait, id: Uuid, state: ApplicationState) -> Outcome<()> {
    use application::Column;
    application::Entity::update_many()
        .col_expr(Column::State, Expr::value(state_code(state)?))
        .col_expr(Column::LiveKey, Expr::value(Option::<String>::None))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    person::Entity::delete_many().filter(person::Column::ApplicationId.eq(id)).exec(connection).await?;
    Ok(())
}

/// An answer as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The text.
    pub value: String,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
    /// Who wrote it.
    pub saved_by: Uuid,
}

/// All answers of an application by field.
pub type Answers = BTreeMap<String, Answer>;

/// The answers of an application.
pub async fn answers(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Answers> {
    written(application).ask(connection).await
}

/// The same as a question.
fn written(application: Uuid) -> Question<Answers> {
    use answer::Column::{Field, SavedAt, SavedBy, Value};
    type Row = (String, String, DateTime<Utc>, Uuid);
    let (columns, of_it) = ([Field, Value, SavedAt, SavedBy], vec![application.into()]);
    Question::picked::<answer::Entity, Row>(columns, "WHERE application_id = ?", of_it, |rows| {
        let answer = |(field, value, saved_at, saved_by)| (field, Answer { value, saved_at, saved_by });
        Ok(rows.into_iter().map(answer).collect())
    })
}

/// Keeps answers; the last writer of a field wins, and other fields are not touched.
pub async fn keep_answers(
    connection: &impl ConnectionTrait,
    application: Uuid,
    values: Vec<(String, String)>,
    by: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use answer::Column;
    if values.is_empty() {
        return Ok(());
    }
    let rows = values.into_iter().map(|(field, value)| answer::ActiveModel {
        application_id: Set(application),
        field: Set(field),
        value: Set(value),
        saved_at: Set(at),
        saved_by: Set(by),
    });
    answer::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::columns([Column::ApplicationId, Column::Field])
                .update_columns([Column::Value, Column::SavedAt, Column::SavedBy])
                .to_owned(),
        )
        .exec_without_returning(connection)
        .await?;
    changed(connection, application).await
}

/// Notes that a form is no longer what it was.
pub async fn changed(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<()> {
    use application::Column;
    application::Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets the answers of one row of a repeated group, such as `staff.2.`.
pub async fn forget_row(connection: &impl ConnectionTrait, application: Uuid, prefix: &str) -> Outcome<()> {
    answer::Entity::delete_many()
        .filter(answer::Column::ApplicationId.eq(application))
        .filter(answer::Column::Field.starts_with(prefix))
        .exec(connection)
        .await?;
    changed(connection, application).await
}
