//! Queries and writes of selections.

use chrono::{DateTime, NaiveDate, Utc};
use programme::{
    scoring::{ApplicationKey, CentiPoints, Outcome as Published},
    selection::Choice,
    states::Conclusion,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    access::State,
    tables::{change, choice, selection},
};
use crate::base::errors::{Fault, Outcome};

/// A selection.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Of which call.
    pub call: Uuid,
    /// Which proposal this is, counted from one.
    pub version: i64,
    /// The order it rests on, with its working.
    pub computed: Published,
    /// SHA-256 of the canonical bytes of that order, hex.
    pub sha256: String,
    /// When the committee met.
    pub met_on: NaiveDate,
    /// Its minutes.
    pub minutes: String,
    /// Why the number is not what the notice announced; may be empty.
    pub reason: String,
    /// Who wrote it down.
    pub proposed_by: Uuid,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Who confirmed it for the ministry.
    pub confirmed_by: Option<Uuid>,
    /// When.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When everybody was told.
    pub announced_at: Option<DateTime<Utc>>,
    /// The last day of the reserve.
    pub reserve_until: Option<NaiveDate>,
}

impl Selection {
    /// How far it is.
    pub const fn state(&self) -> State {
        match (self.confirmed_at, self.announced_at) {
            (_, Some(_)) => State::Announced,
            (Some(_), None) => State::Confirmed,
            (None, None) => State::Proposed,
        }
    }
}

/// What was decided of one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The application.
    pub application: Uuid,
    /// What was decided.
    pub choice: Choice,
    /// Its place in the order.
    pub place: Option<u32>,
    /// Its final points.
    pub total: Option<CentiPoints>,
}

/// What happened after everybody was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Somebody selected dropped out.
    Forfeited,
    /// Somebody in reserve was promoted.
    Promoted,
    /// Somebody was selected because an objection was upheld.
    SelectedOnObjection,
    /// Somebody went to the reserve because an objection was upheld.
    ReserveOnObjection,
}

impl Changed {
    const ALL: [Self; 4] =
        [Self::Forfeited, Self::Promoted, Self::SelectedOnObjection, Self::ReserveOnObjection];

    /// The name in the table.
    const fn code(self) -> &'static str {
        match self {
            Self::Forfeited => "forfeit",
            Self::Promoted => "promote",
            Self::SelectedOnObjection => "uphold-selected",
            Self::ReserveOnObjection => "uphold-reserve",
        }
    }
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The application.
    pub application: Uuid,
    /// What happened.
    pub what: Changed,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// The selection of a call.
pub async fn find(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Option<Selection>> {
    selection::Entity::find_by_id(call).one(connection).await?.map(read).transpose()
}

fn read(row: selection::Model) -> Outcome<Selection> {
    Ok(Selection {
        call: row.call_id,
        version: row.version,
        computed: serde_json::from_str(&row.computed)?,
        sha256: row.sha256,
        met_on: row.met_on,
        minutes: row.minutes,
        reason: row.reason,
        proposed_by: row.proposed_by,
        proposed_at: row.proposed_at,
        confirmed_by: row.confirmed_by,
        confirmed_at: row.confirmed_at,
        announced_at: row.announced_at,
        reserve_until: row.reserve_until,
    })
}

/// What was decided of the applications of a call: those with a place first, in the order, then the others by number.
pub async fn choices(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Chosen>> {
    let rows = choice::Entity::find().filter(choice::Column::CallId.eq(call)).all(connection).await?;
    let mut chosen: Vec<Chosen> = rows.into_iter().map(chosen).collect::<Outcome<_>>()?;
    chosen.sort_by_key(|one| (one.place.unwrap_or(u32::MAX), one.choice.application.clone()));
    Ok(chosen)
}

fn chosen(row: choice::Model) -> Outcome<Chosen> {
    Ok(Chosen {
        application: row.application_id,
        choice: Choice {
            application: ApplicationKey(row.receipt_number),
            conclusion: serde_json::from_value(Value::String(row.conclusion))?,
            reason: row.reason,
        },
        place: row.place.and_then(|place| u32::try_from(place).ok()),
        total: row.total_centi.map(CentiPoints),
    })
}

/// What was decided of one application.
pub async fn choice_of(
    connection: &impl ConnectionTrait,
    call: Uuid,
    application: Uuid,
) -> Outcome<Option<Chosen>> {
    choice::Entity::find_by_id((call, application)).one(connection).await?.map(chosen).transpose()
}

/// Writes a proposal in place of the one before it, which loses its confirmation; the call is held.
pub async fn write(connection: &impl ConnectionTrait, new: &Selection, choices: &[Chosen]) -> Outcome<()> {
    choice::Entity::delete_many().filter(choice::Column::CallId.eq(new.call)).exec(connection).await?;
    selection::Entity::delete_by_id(new.call).exec(connection).await?;
    let row = selection::ActiveModel {
        call_id: Set(new.call),
        version: Set(new.version),
        computed: Set(serde_json::to_string(&new.computed)?),
        sha256: Set(new.sha256.clone()),
        met_on: Set(new.met_on),
        minutes: Set(new.minutes.clone()),
        reason: Set(new.reason.clone()),
        proposed_by: Set(new.proposed_by),
        proposed_at: Set(new.proposed_at),
        confirmed_by: Set(None),
        confirmed_at: Set(None),
        announced_by: Set(None),
        announced_at: Set(None),
        reserve_until: Set(None),
    };
    selection::Entity::insert(row).exec_without_returning(connection).await?;
    let rows = choices.iter().map(|one| {
        Ok(choice::ActiveModel {
            call_id: Set(new.call),
            application_id: Set(one.application),
            receipt_number: Set(one.choice.application.0.clone()),
            conclusion: Set(code(one.choice.conclusion)?),
            reason: Set(one.choice.reason.clone()),
            place: Set(one.place.and_then(|place| i32::try_from(place).ok())),
            total_centi: Set(one.total.map(|total| total.0)),
        })
    });
    let rows = rows.collect::<Outcome<Vec<_>>>()?;
    choice::Entity::insert_many(rows).exec_without_returning(connection).await?;
    Ok(())
}

/// The text under which a conclusion is stored and sent.
pub fn code(conclusion: Conclusion) -> Outcome<String> {
    Ok(serde_json::to_string(&conclusion)?.trim_matches('"').to_owned())
}

/// The conclusion of a text.
pub fn conclusion(code: &str) -> Option<Conclusion> {
    serde_json::from_value(Value::String(code.to_owned())).ok()
}

/// Notes the confirmation.
pub async fn confirm(
    connection: &impl ConnectionTrait,
    call: Uuid,
    by: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use selection::Column;
    selection::Entity::update_many()
        .col_expr(Column::ConfirmedBy, Expr::value(by))
        .col_expr(Column::ConfirmedAt, Expr::value(at))
        .filter(Column::CallId.eq(call))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes that everybody was told, and until when the reserve stands.
pub async fn announce(
    connection: &impl ConnectionTrait,
    call: Uuid,
    (by, at): (Uuid, DateTime<Utc>),
    reserve_until: NaiveDate,
) -> Outcome<()> {
    use selection::Column;
    selection::Entity::update_many()
        .col_expr(Column::AnnouncedBy, Expr::value(by))
        .col_expr(Column::AnnouncedAt, Expr::value(at))
        .col_expr(Column::ReserveUntil, Expr::value(reserve_until))
        .filter(Column::CallId.eq(call))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes a change.
pub async fn insert_change(
    connection: &impl ConnectionTrait,
    (id, call): (Uuid, Uuid),
    new: &Change,
) -> Outcome<()> {
    let row = change::ActiveModel {
        id: Set(id),
        call_id: Set(call),
        application_id: Set(new.application),
        act: Set(new.what.code().to_owned()),
        reason: Set(new.reason.clone()),
        changed_by: Set(new.by),
        changed_at: Set(new.at),
    };
    change::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// What happened since everybody was told, oldest first.
pub async fn changes(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Change>> {
    let rows = change::Entity::find()
        .filter(change::Column::CallId.eq(call))
        .order_by_asc(change::Column::ChangedAt)
        .order_by_asc(change::Column::Id)
        .all(connection)
        .await?;
    let read = |row: change::Model| {
        let what = Changed::ALL.into_iter().find(|known| known.code() == row.act);
        Ok(Change {
            application: row.application_id,
            what: what.ok_or_else(|| Fault::new("a change of no known kind"))?,
            reason: row.reason,
            by: row.changed_by,
            at: row.changed_at,
        })
    };
    rows.into_iter().map(read).collect()
}
