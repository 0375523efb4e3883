//! The call of 2024 as the press release of April 2024 describes it: gates, window, number, stages and inquiry lines. What
//! the release does not say is marked as made up for the example: the term, the days of the stages, the points (a
//! proposal), and that Moru itself receives (the real call was received by e나라도움).

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use korea::phone::parse_list;
use programme::{
    call::{
        Basics, CallContent, Contact, Dates, DeadlineWords, Milestone, MilestoneKind, Moment, Term, next_year,
    },
    deadline::Channel,
    stated::StatedDate,
    states::CallState,
};
use serde_json::json;

use super::{
    actions,
    store::{
        self, Call,
        revisions::{self, Revision},
    },
};
use crate::{
    base::{
        app::App,
        clock::Clock,
        errors::{Fault, Outcome},
    },
    identity::audit::{self, Entry, PROGRAM},
};

/// The address of the call of 2024.
pub const SLUG: &str = "2024";

/// The call of 2024: open from 2024-04-15 00:00 until before 2024-05-10 18:00 in Korea.
pub fn call_of_2024(clock: &Clock) -> Outcome<Call> {
    let content = content_of_2024()?;
    let call = Call::draft(clock.id(), SLUG, &content)?;
    Ok(Call { state: CallState::Scheduled, published_at: Some(call.announced_at), ..call })
}

/// What the call of 2024 says.
pub fn content_of_2024() -> Outcome<CallContent> {
    let mut content = CallContent::standard(2024).map_err(Fault::new)?;
    let Basics { title, term, .. } = &mut content.basics;
    "2024년 소공인특화지원센터 운영기관 모집".clone_into(title);
    *term = Term { starts_on: Some(day(6, 24)?), ends_on: NaiveDate::from_ymd_opt(2025, 1, 31) };
    content.dates = Dates {
        announced: Some(moment(4, 15, Weekday::Mon, None)?),
        opens: Some(moment(4, 15, Weekday::Mon, None)?),
        closes: Some(moment(5, 10, Weekday::Fri, NaiveTime::from_hms_opt(18, 0, 0))?),
        closes_words: DeadlineWords::Before,
        channel: Channel::SelfHosted,
        channel_url: String::new(),
    };
    content.schedule = vec![
        milestone(MilestoneKind::DocumentReview, (5, 13), (5, 17))?,
        milestone(MilestoneKind::SiteInspection, (5, 20), (5, 31))?,
        milestone(MilestoneKind::Presentation, (6, 4), (6, 5))?,
        milestone(MilestoneKind::Committee, (6, 11), (6, 11))?,
        milestone(MilestoneKind::Result, (6, 14), (6, 14))?,
        milestone(MilestoneKind::Agreement, (6, 17), (6, 21))?,
    ];
    content.contacts = vec![Contact {
        topic: "신청 문의".to_owned(),
        organisation: "소상공인시장진흥공단".to_owned(),
        region: "대전".to_owned(),
        role: "소공인지원실 담당자".to_owned(),
        phones: parse_list("042-363-7910, 7911").map_err(Fault::new)?,
        hours: "평일 09:00–18:00".to_owned(),
    }];
    Ok(content)
}

/// Enters the call of 2024 once; a second time changes nothing.
pub async fn seed(app: &App) -> Outcome<Call> {
    if let Some(known) = store::by_slug(app.database.read(), SLUG).await? {
        return Ok(known);
    }
    let call = call_of_2024(&app.clock)?;
    actions::enter_content(app, PROGRAM, (&call, content_of_2024()?)).await?;
    Ok(call)
}

/// The address of the call of the next year, which is being written.
pub const NEXT: &str = "2025";

/// Begins the call of 2025 as a copy of the one of 2024, with what has to be looked at still marked. The program wrote
/// it, so every manager may approve it.
pub async fn seed_next(app: &App) -> Outcome<()> {
    let content = next_year(&content_of_2024()?);
    let transaction = app.database.begin().await?;
    let call = Call::draft(app.clock.id(), NEXT, &content)?;
    store::insert(&transaction, &call).await?;
    let draft = Revision::draft(app.clock.id(), call.id, content, (None, app.clock.now()));
    revisions::insert(&transaction, &draft).await?;
    let detail = json!({ "slug": NEXT, "copied_from": SLUG });
    let entry = Entry { act: "begin", entity: "call", id: call.id, detail };
    audit::append(&transaction, &app.clock, PROGRAM, entry).await?;
    transaction.commit().await?;
    Ok(())
}

fn day(month: u32, day: u32) -> Outcome<NaiveDate> {
    NaiveDate::from_ymd_opt(2024, month, day).ok_or_else(|| Fault::new("a date of 2024").into())
}

fn moment(month: u32, on: u32, weekday: Weekday, time: Option<NaiveTime>) -> Outcome<Moment> {
    Ok(Moment { day: StatedDate { date: day(month, on)?, weekday: Some(weekday) }, time })
}

fn milestone(kind: MilestoneKind, from: (u32, u32), until: (u32, u32)) -> Outcome<Milestone> {
    let (starts, ends) = (day(from.0, from.1)?, day(until.0, until.1)?);
    let stated = |date: NaiveDate| StatedDate { date, weekday: Some(date.weekday()) };
    let ends = (starts != ends).then(|| stated(ends));
    Ok(Milestone { kind, name: String::new(), starts: Some(stated(starts)), ends })
}
