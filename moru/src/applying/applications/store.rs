//! Queries and writes of applications, their answers and files. Receipts and the log are in [`receipts`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use programme::{gates::PersonKey, states::ApplicationState};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde_json::Value;
use uuid::Uuid;

use super::tables::{answer, application, file, person};
use crate::{base::errors::Outcome, identity::accounts::permissions::Subject};

pub mod receipts;
pub mod whole;

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
}

impl Application {
    /// What permissions look at.
    pub fn subject(&self) -> Subject<ApplicationState> {
        Subject { owner: Some(self.institution), state: self.state }
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

/// Freezes a draft into a submission. The database refuses a second live one for the same cluster.
pub async fn freeze(
    connection: &impl ConnectionTrait,
    draft: &Application,
    frozen: Frozen,
) -> Result<(), DbErr> {
    use application::Column;
    let (zone, division) = frozen.cluster;
    let live_key = format!("{}:{}:{zone}:{division}", draft.call, draft.institution);
    application::Entity::update_many()
        .col_expr(Column::State, Expr::value("submitted"))
        .col_expr(Column::LiveKey, Expr::value(live_key))
        .col_expr(Column::ReceivedAt, Expr::value(frozen.received_at))
        .col_expr(Column::ReceiptNumber, Expr::value(frozen.receipt_number))
        .col_expr(Column::Eligibility, Expr::value(frozen.eligibility))
        .col_expr(Column::FrozenForm, Expr::value(frozen.form))
        .col_expr(Column::FrozenGates, Expr::value(frozen.gates))
        .filter(Column::Id.eq(draft.id))
        .exec(connection)
        .await?;
    Ok(())
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
}

/// All answers of an application by field.
pub type Answers = BTreeMap<String, Answer>;

/// The answers of an application. The database puts them together: rows travel one by one from the thread of the
/// connection to the one of the request, and an application has fifty of them.
pub async fn answers(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Answers> {
    let together = match connection.get_database_backend() {
        DbBackend::Postgres => "CAST(json_agg(json_build_array(field, value, saved_at)) AS TEXT)",
        _ => "json_group_array(json_array(field, value, saved_at))",
    };
    let row = answer::Entity::find()
        .select_only()
        .column_as(Expr::cust(together), "together")
        .filter(answer::Column::ApplicationId.eq(application))
        .into_tuple::<Option<String>>()
        .one(connection)
        .await?;
    let rows: Vec<(String, String, DateTime<Utc>)> =
        row.flatten().map_or(Ok(Vec::new()), |text| serde_json::from_str(&text))?;
    Ok(rows.into_iter().map(|(field, value, saved_at)| (field, Answer { value, saved_at })).collect())
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
    Ok(())
}

/// Forgets the answers of one row of a repeated group, such as `staff.2.`.
pub async fn forget_row(connection: &impl ConnectionTrait, application: Uuid, prefix: &str) -> Outcome<()> {
    answer::Entity::delete_many()
        .filter(answer::Column::ApplicationId.eq(application))
        .filter(answer::Column::Field.starts_with(prefix))
        .exec(connection)
        .await?;
    Ok(())
}

/// A file attached to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub slot: String,
    /// Its name as the applicant gave it, in composed form.
    pub name: String,
    /// What its content is.
    pub media_type: String,
    /// Its length.
    pub bytes: u64,
    /// The hash of its content, hex.
    pub sha256: String,
}

/// The files of an application in the order they were added.
pub async fn files(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Vec<AttachedFile>> {
    let rows = file::Entity::find()
        .filter(file::Column::ApplicationId.eq(application))
        .order_by_asc(file::Column::AddedAt)
        .order_by_asc(file::Column::Id)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| AttachedFile {
            id: row.id,
            slot: row.slot,
            name: row.name,
            media_type: row.media_type,
            bytes: u64::try_from(row.bytes).unwrap_or_default(),
            sha256: row.sha256,
        })
        .collect())
}

/// Notes a file.
pub async fn insert_file(
    connection: &impl ConnectionTrait,
    application: Uuid,
    new: &AttachedFile,
    by: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let row = file::ActiveModel {
        id: Set(new.id),
        application_id: Set(application),
        slot: Set(new.slot.clone()),
        name: Set(new.name.clone()),
        media_type: Set(new.media_type.clone()),
        bytes: Set(i64::try_from(new.bytes).unwrap_or(i64::MAX)),
        sha256: Set(new.sha256.clone()),
        added_at: Set(at),
        added_by: Set(by),
    };
    file::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Takes a file out of a draft.
pub async fn remove_file(connection: &impl ConnectionTrait, application: Uuid, id: Uuid) -> Outcome<()> {
    file::Entity::delete_many()
        .filter(file::Column::ApplicationId.eq(application))
        .filter(file::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Which of these people other submitted applications of the call name too.
pub async fn people_elsewhere(
    connection: &impl ConnectionTrait,
    call: Uuid,
    application: Uuid,
    people: &[PersonKey],
) -> Outcome<BTreeSet<PersonKey>> {
    if people.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = person::Entity::find()
        .filter(person::Column::CallId.eq(call))
        .filter(person::Column::Person.is_in(people.iter().map(|key| key.0.clone())))
        .filter(person::Column::ApplicationId.ne(application))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| PersonKey(row.person)).collect())
}

/// Notes whom a submitted application names.
pub async fn insert_people(
    connection: &impl ConnectionTrait,
    call: Uuid,
    application: Uuid,
    people: BTreeSet<PersonKey>,
) -> Outcome<()> {
    if people.is_empty() {
        return Ok(());
    }
    let rows = people.into_iter().map(|key| person::ActiveModel {
        call_id: Set(call),
        person: Set(key.0),
        application_id: Set(application),
    });
    person::Entity::insert_many(rows).exec_without_returning(connection).await?;
    Ok(())
}
