//! Every application to a call that was not withdrawn, without what is written in it.

use chrono::{DateTime, Utc};
use programme::states::ApplicationState;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use super::{super::tables::application, state_code};
use crate::base::errors::Outcome;

/// An application without what is written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its id.
    pub id: Uuid,
    /// Its institution.
    pub institution: Uuid,
    /// Its state.
    pub state: ApplicationState,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

/// The applications to a call that were not withdrawn, drafts too, in the order in which they were begun.
pub async fn standing(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Standing>> {
    use application::Column;
    let rows: Vec<(Uuid, Uuid, String, DateTime<Utc>)> = application::Entity::find()
        .select_only()
        .columns([Column::Id, Column::InstitutionId, Column::State, Column::CreatedAt])
        .filter(Column::CallId.eq(call))
        .filter(Column::State.ne(state_code(ApplicationState::Withdrawn)?))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|(id, institution, state, created_at)| {
            let state = serde_json::from_value(Value::String(state))?;
            Ok(Standing { id, institution, state, created_at })
        })
        .collect()
}
