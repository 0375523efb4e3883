//! Queries and writes of press releases, their embargoes and their contacts. Publicness is always a comparison of the
//! release's time with the present, never a column.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    document::{ContactEntry, Duty, Flag, ReleaseDocument},
    embargoes,
    tables::{contact, release},
};
use crate::base::errors::{Fault, Outcome};

pub use super::embargoes::{Channel, EmbargoRow, of as embargoes};

/// How many rows a list shows at once.
pub const PAGE: usize = 20;

/// A release about to be written.
#[derive(Clone, Debug)]
pub struct NewRelease<'a> {
    /// Its id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: &'a str,
    /// What it says.
    pub document: &'a ReleaseDocument,
    /// Whose edition; none for the whole country.
    pub owner: Option<Uuid>,
    /// Who brought it in; none for the program.
    pub imported_by: Option<Uuid>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// A release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// What it says.
    pub document: ReleaseDocument,
    /// Whose edition; none for the whole country.
    pub owner: Option<Uuid>,
    /// Who brought it in.
    pub imported_by: Option<Uuid>,
    /// From when it is public, once decided.
    pub lift_at: Option<DateTime<Utc>>,
    /// The call it announces, once that has been published.
    pub call_slug: Option<String>,
    /// When it was brought in.
    pub created_at: DateTime<Utc>,
}

/// A row of the directory as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The organisation.
    pub organisation: String,
    /// The department.
    pub department: String,
    /// Head or officer.
    pub duty: Duty,
    /// The rank.
    pub rank: String,
    /// The number as people write it.
    pub phone: String,
    /// What looks wrong.
    pub flags: Vec<Flag>,
}

impl Contact {
    /// Whether its number fits the organisation beside it in the table.
    pub fn has_suggestion(&self) -> bool {
        self.flags.iter().any(|flag| matches!(flag, Flag::AreaCodeMismatch { suggested: Some(_), .. }))
    }
}

/// A part of a list and where it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The rows.
    pub rows: Vec<Release>,
    /// The key of the last row when more follow.
    pub more: Option<String>,
}

/// Writes a release with its embargo and its contacts.
pub async fn insert(connection: &impl ConnectionTrait, new: NewRelease<'_>) -> Result<(), DbErr> {
    let document = serde_json::to_string(new.document).map_err(|error| DbErr::Custom(error.to_string()))?;
    let row = release::ActiveModel {
        id: Set(new.id),
        slug: Set(new.slug.to_owned()),
        title: Set(new.document.title.clone()),
        issuer: Set(new.document.issuer.name.clone()),
        document: Set(document),
        state: Set("imported".to_owned()),
        internet_lift_at: Set(None),
        created_at: Set(new.at),
        owner_id: Set(new.owner),
        imported_by: Set(new.imported_by),
        call_slug: Set(None),
    };
    release::Entity::insert(row).exec_without_returning(connection).await?;
    embargoes::insert(connection, new.id, &new.document.embargoes).await?;
    insert_contacts(connection, new.id, &new.document.contacts).await
}

async fn insert_contacts(
    connection: &impl ConnectionTrait,
    id: Uuid,
    entries: &[ContactEntry],
) -> Result<(), DbErr> {
    let mut rows = Vec::new();
    for (position, entry) in (0_i32..).zip(entries) {
        rows.push(contact::ActiveModel {
            release_id: Set(id),
            position: Set(position),
            organisation: Set(entry.organisation.clone()),
            department: Set(entry.department.clone()),
            duty: Set(entry.duty.code().to_owned()),
            rank: Set(entry.rank.clone()),
            phone: Set(entry.phone.to_string()),
            flags: Set(serde_json::to_string(&entry.flags).map_err(|error| DbErr::Custom(error.to_string()))?),
        });
    }
    if !rows.is_empty() {
        contact::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Puts other rows in place of the directory of a release.
pub async fn replace_contacts(
    connection: &impl ConnectionTrait,
    id: Uuid,
    entries: &[ContactEntry],
) -> Outcome<()> {
    contact::Entity::delete_many().filter(contact::Column::ReleaseId.eq(id)).exec(connection).await?;
    Ok(insert_contacts(connection, id, entries).await?)
}

/// A release by its name, embargoed or not: for the desk and for actions only.
pub async fn find(connection: &impl ConnectionTrait, slug: &str) -> Outcome<Option<Release>> {
    let row = release::Entity::find().filter(release::Column::Slug.eq(slug)).one(connection).await?;
    row.map(release).transpose()
}

/// A release by its id, embargoed or not.
pub async fn by_id(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Release>> {
    release::Entity::find_by_id(id).one(connection).await?.map(release).transpose()
}

/// The same for an act: until the transaction ends nobody else changes the release. SQLite has one writer anyway.
pub async fn find_for_update(connection: &impl ConnectionTrait, slug: &str) -> Outcome<Option<Release>> {
    let query = release::Entity::find().filter(release::Column::Slug.eq(slug));
    query.lock_exclusive().one(connection).await?.map(release).transpose()
}

/// E-01, E-02: a release by its name if it is public now.
pub async fn find_public(
    connection: &impl ConnectionTrait,
    slug: &str,
    now: DateTime<Utc>,
) -> Outcome<Option<Release>> {
    let query = release::Entity::find().filter(release::Column::Slug.eq(slug));
    query.filter(release::Column::InternetLiftAt.lte(now)).one(connection).await?.map(release).transpose()
}

/// The public releases, newest first, after the row with this key.
pub async fn list_public(
    connection: &impl ConnectionTrait,
    now: DateTime<Utc>,
    after: Option<&str>,
) -> Outcome<Listed> {
    use release::Column::{Id, InternetLiftAt};
    let mut query = release::Entity::find().filter(InternetLiftAt.lte(now));
    if let Some((at, id)) = after.and_then(key) {
        let earlier = Condition::all().add(InternetLiftAt.eq(at)).add(Id.lt(id));
        query = query.filter(Condition::any().add(InternetLiftAt.lt(at)).add(earlier));
    }
    let rows =
        query.order_by_desc(InternetLiftAt).order_by_desc(Id).limit(PAGE as u64 + 1).all(connection).await?;
    listed(rows, |row| row.lift_at.unwrap_or(row.created_at))
}

/// Every release of a scope (none: all), latest import first, after the row with this key.
pub async fn list_all(
    connection: &impl ConnectionTrait,
    owner: Option<Uuid>,
    after: Option<&str>,
) -> Outcome<Listed> {
    use release::Column::{CreatedAt, Id, OwnerId};
    let mut query = release::Entity::find();
    if let Some(owner) = owner {
        query = query.filter(OwnerId.eq(owner));
    }
    if let Some((at, id)) = after.and_then(key) {
        let earlier = Condition::all().add(CreatedAt.eq(at)).add(Id.lt(id));
        query = query.filter(Condition::any().add(CreatedAt.lt(at)).add(earlier));
    }
    let rows =
        query.order_by_desc(CreatedAt).order_by_desc(Id).limit(PAGE as u64 + 1).all(connection).await?;
    listed(rows, |row| row.created_at)
}

fn listed(rows: Vec<release::Model>, at: impl Fn(&Release) -> DateTime<Utc>) -> Outcome<Listed> {
    let mut rows = rows.into_iter().map(release).collect::<Outcome<Vec<_>>>()?;
    let goes_on = rows.len() > PAGE;
    rows.truncate(PAGE);
    let more =
        rows.last().filter(|_| goes_on).map(|row| format!("{}.{}", at(row).timestamp_millis(), row.id));
    Ok(Listed { rows, more })
}

/// Reads the key of a row; anything else is no key and shows the list from its beginning.
fn key(text: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (millis, id) = text.split_once('.')?;
    Some((DateTime::from_timestamp_millis(millis.parse().ok()?)?, Uuid::parse_str(id).ok()?))
}

/// The directory of a release in its order.
pub async fn contacts(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Vec<Contact>> {
    let query = contact::Entity::find().filter(contact::Column::ReleaseId.eq(id));
    let rows = query.order_by_asc(contact::Column::Position).all(connection).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Contact {
                duty: if row.duty == Duty::Head.code() { Duty::Head } else { Duty::Officer },
                flags: serde_json::from_str(&row.flags)?,
                organisation: row.organisation,
                department: row.department,
                rank: row.rank,
                phone: row.phone,
            })
        })
        .collect()
}

/// E-05: from when a release is public; none while that is not decided, or when there is no such release.
pub async fn public_from(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<DateTime<Utc>>> {
    let row = release::Entity::find_by_id(id).one(connection).await?;
    Ok(row.and_then(|row| row.internet_lift_at))
}

/// E-05: whether a release is public at a moment.
pub async fn is_public_at(connection: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Outcome<bool> {
    let lift_at = public_from(connection, id).await?;
    Ok(lift_at.is_some_and(|lift_at| programme::embargo::is_public(lift_at, now)))
}

/// Sets from when a release is public, unless it is public already. Says whether it did.
pub async fn set_lift(
    connection: &impl ConnectionTrait,
    id: Uuid,
    lift_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Outcome<bool> {
    use release::Column::{Id, InternetLiftAt, State};
    let open = Condition::any().add(InternetLiftAt.is_null()).add(InternetLiftAt.gt(now));
    let changed = release::Entity::update_many()
        .col_expr(InternetLiftAt, Expr::value(Some(lift_at)))
        .col_expr(State, Expr::value("scheduled"))
        .filter(Id.eq(id))
        .filter(open)
        .exec(connection)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Links the page of a release to the call it announces. Calls do this when they are published.
pub async fn link_call(connection: &impl ConnectionTrait, id: Uuid, call_slug: &str) -> Outcome<()> {
    release::Entity::update_many()
        .col_expr(release::Column::CallSlug, Expr::value(Some(call_slug)))
        .filter(release::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

fn release(row: release::Model) -> Outcome<Release> {
    let document = serde_json::from_str(&row.document)
        .map_err(|error| Fault::new(format!("press release {}: {error}", row.id)))?;
    Ok(Release {
        id: row.id,
        slug: row.slug,
        document,
        owner: row.owner_id,
        imported_by: row.imported_by,
        lift_at: row.internet_lift_at,
        call_slug: row.call_slug,
        created_at: row.created_at,
    })
}
