//! Lines of public campaigns that came with a release. They have a region of their own and a period of their own, and
//! are never part of the release.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::tables::banner;
use crate::base::errors::Outcome;

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignBanner {
    /// Its lines, at most two.
    pub lines: Vec<String>,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when; at this moment it is gone.
    pub ends_at: DateTime<Utc>,
}

impl CampaignBanner {
    /// The lines in one, as the region at the top of a page shows them.
    pub fn text(&self) -> String {
        self.lines.join(" · ")
    }
}

/// The campaign of this moment: of several the one that began last.
pub async fn current(
    connection: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Outcome<Option<CampaignBanner>> {
    let query = banner::Entity::find()
        .filter(banner::Column::StartsAt.lte(now))
        .filter(banner::Column::EndsAt.gt(now));
    let row = query
        .order_by_desc(banner::Column::StartsAt)
        .order_by_desc(banner::Column::Id)
        .one(connection)
        .await?;
    Ok(row.map(|row| CampaignBanner {
        lines: row.lines.lines().map(str::to_owned).collect(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
    }))
}

/// Puts a campaign in place of the one a release had.
pub(super) async fn replace(
    connection: &impl ConnectionTrait,
    id: Uuid,
    release: Uuid,
    banner: &CampaignBanner,
) -> Outcome<()> {
    banner::Entity::delete_many().filter(banner::Column::ReleaseId.eq(release)).exec(connection).await?;
    let row = banner::ActiveModel {
        id: Set(id),
        lines: Set(banner.lines.join("\n")),
        starts_at: Set(banner.starts_at),
        ends_at: Set(banner.ends_at),
        release_id: Set(Some(release)),
    };
    banner::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}
