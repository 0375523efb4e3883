//! The embargo of a release as rows: what the text says of each channel, and what a person decided about it.

use chrono::{DateTime, NaiveTime, Utc};
use korea::dates::{kst, weekday};
use programme::{
    embargo::{Embargo, Lift, Meant, PrintEdition},
    stated::StatedDate,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{
    document::{EmbargoLine, channel_code},
    tables::embargo,
};
use crate::base::errors::Outcome;

pub use programme::embargo::Channel;

/// One channel of an embargo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbargoRow {
    /// As written.
    pub raw_text: String,
    /// What it says.
    pub stated: Embargo,
    /// The moment a person decided on; of an edition, the beginning of its day.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
    /// When it was decided.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// What a person decides about one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The channel.
    pub channel: Channel,
    /// The moment; of an edition, the beginning of its day.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: &'a str,
    /// Who; none for the program.
    pub by: Option<Uuid>,
    /// Now.
    pub now: DateTime<Utc>,
}

impl EmbargoRow {
    /// The line as it counts now: what was decided, else what the text says.
    pub fn in_force(&self) -> Embargo {
        self.decided_at.map_or(self.stated, |at| decided(self.stated, at))
    }

    /// E-04: the moment that publishes nothing too early.
    pub fn proposed_at(&self) -> DateTime<Utc> {
        moment(self.stated.confirmed(Meant::Later))
    }

    /// Whether the channel has an hour and not only an edition.
    pub fn has_hour(&self) -> bool {
        matches!(self.stated.lift, Lift::At(_))
    }
}

/// A line with the moment a person decided on.
pub fn decided(stated: Embargo, at: DateTime<Utc>) -> Embargo {
    let local = kst::local(at);
    let lift = match stated.lift {
        Lift::At(_) => Lift::At(local.time()),
        edition @ Lift::Edition(_) => edition,
    };
    Embargo { day: StatedDate::plain(local.date()), lift, ..stated }
}

/// The moment a line names; of an edition, the beginning of its day.
fn moment(line: Embargo) -> DateTime<Utc> {
    let time = match line.lift {
        Lift::At(time) => time,
        Lift::Edition(_) => NaiveTime::MIN,
    };
    kst::instant(line.day.date.and_time(time))
}

pub(super) async fn insert(
    connection: &impl ConnectionTrait,
    id: Uuid,
    lines: &[EmbargoLine],
) -> Result<(), DbErr> {
    let rows: Vec<_> = lines.iter().map(|line| new_row(id, line)).collect();
    if !rows.is_empty() {
        embargo::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

fn new_row(id: Uuid, line: &EmbargoLine) -> embargo::ActiveModel {
    let (stated, day) = (line.stated, line.stated.day);
    let edition = match stated.lift {
        Lift::At(_) => None,
        Lift::Edition(PrintEdition::Morning) => Some("morning".to_owned()),
        Lift::Edition(PrintEdition::Evening) => Some("evening".to_owned()),
    };
    let consistent = stated.is_consistent();
    embargo::ActiveModel {
        release_id: Set(id),
        channel: Set(channel_code(stated.channel).to_owned()),
        raw_text: Set(line.raw_text.clone()),
        stated_at: Set(Some(moment(stated))),
        print_edition: Set(edition),
        weekday_in_text: Set(day.weekday.map(|day| weekday(day).to_owned())),
        weekday_computed: Set(Some(weekday(chrono::Datelike::weekday(&day.date)).to_owned())),
        consistent: Set(consistent),
        proposed_at: Set((!consistent).then(|| moment(stated.confirmed(Meant::Later)))),
        confirmed_by: Set(None),
        confirmed_at: Set(None),
        decided_at: Set(None),
        reason: Set(None),
    }
}

/// The channels of a release, the internet first.
pub async fn of(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Vec<EmbargoRow>> {
    let query = embargo::Entity::find().filter(embargo::Column::ReleaseId.eq(id));
    let rows = query.order_by_asc(embargo::Column::Channel).all(connection).await?;
    Ok(rows.into_iter().filter_map(read).collect())
}

fn read(row: embargo::Model) -> Option<EmbargoRow> {
    let channels = [Channel::Print, Channel::Internet, Channel::Broadcast];
    let channel = channels.into_iter().find(|channel| channel_code(*channel) == row.channel)?;
    let stated = kst::local(row.stated_at?);
    let lift = match row.print_edition.as_deref() {
        Some("morning") => Lift::Edition(PrintEdition::Morning),
        Some(_) => Lift::Edition(PrintEdition::Evening),
        None => Lift::At(stated.time()),
    };
    let day =
        StatedDate { date: stated.date(), weekday: row.weekday_in_text.as_deref().and_then(weekday_of) };
    Some(EmbargoRow {
        raw_text: row.raw_text,
        stated: Embargo { channel, day, lift },
        decided_at: row.decided_at,
        reason: row.reason.unwrap_or_default(),
        confirmed_at: row.confirmed_at,
    })
}

fn weekday_of(text: &str) -> Option<chrono::Weekday> {
    (0..7).filter_map(|day| chrono::Weekday::try_from(day).ok()).find(|day| weekday(*day) == text)
}

/// Writes what a person decided about a channel.
pub async fn decide(connection: &impl ConnectionTrait, id: Uuid, decision: &Decision<'_>) -> Outcome<()> {
    use embargo::Column;
    embargo::Entity::update_many()
        .col_expr(Column::DecidedAt, Expr::value(Some(decision.at)))
        .col_expr(Column::Reason, Expr::value(Some(decision.reason)))
        .col_expr(Column::ConfirmedBy, Expr::value(decision.by))
        .col_expr(Column::ConfirmedAt, Expr::value(Some(decision.now)))
        .filter(Column::ReleaseId.eq(id))
        .filter(Column::Channel.eq(channel_code(decision.channel)))
        .exec(connection)
        .await?;
    Ok(())
}
