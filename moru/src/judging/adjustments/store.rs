//! Queries and writes of bonuses and penalties.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use programme::scoring::{Ground, Rubric, undecided};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::tables::{ActiveModel, Column, Entity, Model};
use crate::base::errors::Outcome;

/// What was decided of the grounds of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Of which application.
    pub application: Uuid,
    /// Which entry this is, counted from one.
    pub version: i64,
    /// Every ground.
    pub grounds: Vec<Ground>,
    /// Who entered them.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who confirmed them, and when.
    pub confirmed: Option<(Uuid, DateTime<Utc>)>,
}

impl Entered {
    /// Whether they count: confirmed, and of every ground that the rubric has now.
    pub fn counts(&self, rubric: &Rubric) -> bool {
        self.confirmed.is_some() && undecided(rubric, &self.grounds).is_empty()
    }
}

fn read(row: &Model) -> Outcome<Entered> {
    Ok(Entered {
        application: row.application_id,
        version: row.version,
        grounds: serde_json::from_str(&row.grounds)?,
        by: row.entered_by,
        at: row.entered_at,
        confirmed: row.confirmed_by.zip(row.confirmed_at),
    })
}

/// What was entered of an application.
pub async fn of_application(
    connection: &impl ConnectionTrait,
    application: Uuid,
) -> Outcome<Option<Entered>> {
    Entity::find_by_id(application).one(connection).await?.as_ref().map(read).transpose()
}

/// What was entered of the applications of a call, by application.
pub async fn of_call(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<BTreeMap<Uuid, Entered>> {
    let rows = Entity::find().filter(Column::CallId.eq(call)).all(connection).await?;
    rows.iter().map(|row| Ok((row.application_id, read(row)?))).collect()
}

/// Writes an entry in place of the one before it, which loses its confirmation. The call is held.
pub async fn write(connection: &impl ConnectionTrait, call: Uuid, new: &Entered) -> Outcome<()> {
    Entity::delete_by_id(new.application).exec(connection).await?;
    let row = ActiveModel {
        application_id: Set(new.application),
        call_id: Set(call),
        version: Set(new.version),
        grounds: Set(serde_json::to_string(&new.grounds)?),
        entered_by: Set(new.by),
        entered_at: Set(new.at),
        confirmed_by: Set(None),
        confirmed_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Notes the confirmation. The call is held.
pub async fn confirm(
    connection: &impl ConnectionTrait,
    application: Uuid,
    (by, at): (Uuid, DateTime<Utc>),
) -> Outcome<()> {
    Entity::update_many()
        .col_expr(Column::ConfirmedBy, Expr::value(by))
        .col_expr(Column::ConfirmedAt, Expr::value(at))
        .filter(Column::ApplicationId.eq(application))
        .exec(connection)
        .await?;
    Ok(())
}
