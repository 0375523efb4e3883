//! What people do with press releases: bring one in, say from when it is public, move contacts.

use chrono::{DateTime, Days, NaiveDate, Utc};
use korea::dates::kst;
use programme::embargo::{Embargo, NotScheduled, schedule};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{
    access::{self, Act, State},
    banners::{self, CampaignBanner},
    document::{ReleaseDocument, channel_code},
    embargoes::{self, Decision, EmbargoRow, decided},
    import::quality,
    store::{self, Channel, NewRelease, Release},
};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::{Actor, permissions::Subject},
        audit::{self, By, Entry},
    },
    web::urls,
};

/// A campaign ends this long after its release unless a person says when.
const CAMPAIGN_DAYS: u64 = 30;

/// How bringing one in ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Import {
    /// It is kept under this name.
    Kept(String),
    /// Another release has the name already.
    NameTaken,
}

/// From when a release is public, as a person says it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settlement<'a> {
    /// The moments chosen; channels without one stay as the text has them.
    pub chosen: &'a [(Channel, DateTime<Utc>)],
    /// Why.
    pub reason: &'a str,
    /// Whether the person looked at the doubtful dates of the text.
    pub dates_checked: bool,
    /// The last day of the campaign that came with it.
    pub campaign_until: Option<NaiveDate>,
}

/// Brings a release in. Without a name of its own it gets one that says nothing of its content.
pub async fn import(app: &App, actor: &Actor, document: &ReleaseDocument, slug: &str) -> Outcome<Import> {
    let owner = access::scope(actor);
    access::admit(Act::Import, actor, &Subject { owner: Some(actor.scope), state: State::Waiting })?;
    let id = app.clock.id();
    let slug = if slug.is_empty() { name_of(document.year, id) } else { slug.to_owned() };
    let transaction = app.database.begin().await?;
    let new = NewRelease {
        id,
        slug: &slug,
        document,
        owner,
        imported_by: Some(actor.account),
        at: app.clock.now(),
    };
    match store::insert(&transaction, new).await {
        Err(error) if is_duplicate(&error) => return Ok(Import::NameTaken),
        written => written?,
    }
    let flagged = document.contacts.iter().filter(|entry| !entry.flags.is_empty()).count();
    let detail =
        json!({"contacts": document.contacts.len(), "flagged": flagged, "notes": document.notes.len()});
    audit::append(
        &transaction,
        &app.clock,
        actor.by(),
        Entry { act: "import", entity: "release", id, detail },
    )
    .await?;
    transaction.commit().await?;
    Ok(Import::Kept(slug))
}

/// A name in addresses from the end of an id, which is chance.
fn name_of(year: i32, id: Uuid) -> String {
    let digits = id.simple().to_string();
    format!("{year}-{}", &digits[digits.len() - 12..])
}

/// Says from when a release is public. Refused while a date and its weekday disagree and nobody chose, for a moment
/// before the one the text allows at the earliest, and to whoever brought the release in.
pub async fn confirm(app: &App, actor: &Actor, slug: &str, settlement: Settlement<'_>) -> Outcome<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let release = visible(store::find_for_update(&transaction, slug).await?, actor)?;
    access::admit(Act::Confirm, actor, &subject(&release, now))?;
    if release.imported_by == Some(actor.account) {
        return Err(someone_else(slug).into());
    }
    settle(&transaction, app, actor.by(), (&release, settlement)).await?;
    transaction.commit().await?;
    Ok(())
}

/// The part of [`confirm`] that the example programme shares.
pub(super) async fn settle(
    connection: &impl ConnectionTrait,
    app: &App,
    by: By,
    (release, settlement): (&Release, Settlement<'_>),
) -> Outcome<()> {
    let now = app.clock.now();
    let rows = embargoes::of(connection, release.id).await?;
    check(release, &rows, &settlement)?;
    let lines: Vec<Embargo> = rows.iter().map(|row| line(row, settlement.chosen)).collect();
    let lift_at = schedule(&lines).map_err(|why| not_scheduled(&release.slug, &why))?;
    for (channel, at) in settlement.chosen {
        let decision =
            Decision { channel: *channel, at: *at, reason: settlement.reason, by: by.account, now };
        embargoes::decide(connection, release.id, &decision).await?;
    }
    if !store::set_lift(connection, release.id, lift_at, now).await? {
        return Err(public_already().into());
    }
    if !release.document.campaign.is_empty() {
        let banner = campaign(release, lift_at, settlement.campaign_until);
        banners::replace(connection, app.clock.id(), release.id, &banner).await?;
    }
    let chosen: Vec<_> = settlement
        .chosen
        .iter()
        .map(|(channel, at)| json!({"channel": channel_code(*channel), "at": at}))
        .collect();
    let detail = json!({"lift_at": lift_at, "chosen": chosen, "reason": settlement.reason, "dates_checked": settlement.dates_checked});
    audit::append(
        connection,
        &app.clock,
        by,
        Entry { act: "confirm", entity: "release", id: release.id, detail },
    )
    .await
}

/// The line of a channel with what was chosen for it.
fn line(row: &EmbargoRow, chosen: &[(Channel, DateTime<Utc>)]) -> Embargo {
    let choice = chosen.iter().find(|(channel, _)| *channel == row.stated.channel);
    choice.map_or_else(|| row.in_force(), |(_, at)| decided(row.stated, *at))
}

fn check(release: &Release, rows: &[EmbargoRow], settlement: &Settlement<'_>) -> Outcome<()> {
    let way_on = urls::desk_release(&release.slug);
    if release.document.doubtful_dates().next().is_some() && !settlement.dates_checked {
        return Err(Refusal::conflict(
            "본문에 날짜와 요일이 맞지 않는 곳이 있어 공개 시각을 정할 수 없습니다.",
            "표시된 날짜를 확인하고 \"본문의 날짜를 확인했습니다\"를 골라 주세요.",
        )
        .leading_to(way_on, "보도자료로 돌아가기")
        .into());
    }
    if !settlement.chosen.is_empty() && settlement.reason.trim().is_empty() {
        return Err(Refusal::conflict("공개 시각을 정한 이유가 없습니다.", "어떻게 확인했는지 적어 주세요.")
            .leading_to(way_on, "보도자료로 돌아가기")
            .into());
    }
    let early = settlement.chosen.iter().any(|(channel, at)| {
        rows.iter().find(|row| row.stated.channel == *channel).is_none_or(|row| *at < row.proposed_at())
    });
    if early {
        return Err(Refusal::conflict(
            "글에서 읽을 수 있는 가장 늦은 시각보다 먼저 공개할 수 없습니다.",
            "제안한 시각이나 그 뒤를 골라 주세요. 더 이른 시각이 맞으면 보도시점을 고친 글을 새로 올려 주세요.",
        )
        .leading_to(way_on, "보도자료로 돌아가기")
        .into());
    }
    Ok(())
}

fn not_scheduled(slug: &str, why: &NotScheduled) -> Refusal {
    let refusal = match why {
        NotScheduled::Inconsistent(_) => Refusal::conflict(
            "보도시점의 날짜와 요일이 맞지 않아 공개를 예약할 수 없습니다.",
            "발행기관에 확인한 날짜와 시각을 고르고, 확인한 방법을 이유로 적어 주세요.",
        ),
        NotScheduled::NoInternetTime => Refusal::conflict(
            "인터넷 보도시점이 없어 공개를 예약할 수 없습니다.",
            "인터넷 보도시점을 적은 글을 새로 올려 주세요.",
        ),
    };
    refusal.leading_to(urls::desk_release(slug), "날짜와 시각 고르기")
}

/// SOD-3: whoever brings an edition in is not the one who approves it.
fn someone_else(slug: &str) -> Refusal {
    Refusal::conflict(
        "올린 사람이 공개 시각을 확인할 수 없습니다.",
        "다른 담당자나 책임자에게 확인을 부탁해 주세요.",
    )
    .leading_to(urls::desk_release(slug), "보도자료로 돌아가기")
}

fn public_already() -> Refusal {
    Refusal::conflict(
        "이미 공개된 보도자료라서 공개 시각을 바꿀 수 없습니다.",
        "고칠 내용이 있으면 정정한 보도자료를 새로 올려 주세요.",
    )
}

/// The campaign begins with the release and ends with its last day.
fn campaign(release: &Release, lift_at: DateTime<Utc>, until: Option<NaiveDate>) -> CampaignBanner {
    let after = |day: NaiveDate, days| day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    let last = until.unwrap_or_else(|| after(kst::date(lift_at), CAMPAIGN_DAYS));
    let ends_at = kst::start_of(after(last, 1)).max(lift_at);
    CampaignBanner { lines: release.document.campaign.clone(), starts_at: lift_at, ends_at }
}

/// Moves every contact whose number fits the organisation beside it there. The text as imported stays.
pub async fn move_contacts(app: &App, actor: &Actor, slug: &str) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let release = visible(store::find_for_update(&transaction, slug).await?, actor)?;
    access::admit(Act::MoveContacts, actor, &subject(&release, app.clock.now()))?;
    let contacts = store::contacts(&transaction, release.id).await?;
    let count = contacts.iter().filter(|contact| contact.has_suggestion()).count();
    if count == 0 {
        return Err(Refusal::conflict("옮길 담당자가 없습니다.", "담당 부서 표를 다시 확인해 주세요.").into());
    }
    let entries = quality::moved(&release.document.contacts);
    store::replace_contacts(&transaction, release.id, &entries).await?;
    let entry =
        Entry { act: "move-contacts", entity: "release", id: release.id, detail: json!({"moved": count}) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// A release for the desk, or the answer that nothing is there.
pub(super) async fn known(connection: &impl ConnectionTrait, actor: &Actor, slug: &str) -> Outcome<Release> {
    visible(store::find(connection, slug).await?, actor)
}

fn visible(release: Option<Release>, actor: &Actor) -> Outcome<Release> {
    release
        .filter(|release| access::may_read(actor, release.owner))
        .ok_or_else(|| Refusal::not_found().into())
}

fn subject(release: &Release, now: DateTime<Utc>) -> Subject<State> {
    Subject { owner: release.owner, state: State::at(release.lift_at, now) }
}
