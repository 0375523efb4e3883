//! The buttons of a call at the desk.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use korea::{dates, numbers::resident};
use programme::{
    call::{Moment, RevisionKind},
    stated::StatedDate,
};

use super::{
    desk::worker,
    record::{self, Sent},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    notices::calls::{actions, store},
    web::{
        forms::{Fields, Problems},
        urls,
    },
};

/// A reason is a sentence, not a file.
const LONGEST_REASON: usize = 500;

type Slug = Path<String>;

fn done(slug: &str) -> Response {
    Redirect::to(&urls::desk_call(slug)).into_response()
}

/// The version of what the person has read.
fn version(fields: &Fields) -> Outcome<i64> {
    fields.get("version").parse().map_err(|_| Refusal::malformed().into())
}

/// A reason, or what is wrong with it.
fn reason<'a>(fields: &'a Fields, name: &str, problems: &mut Problems) -> &'a str {
    let reason = fields.get(name);
    if reason.is_empty() {
        problems.add(name, "다른 사람이 알 수 있게 이유를 적어 주세요.");
    } else if reason.chars().count() > LONGEST_REASON {
        problems.add(name, "이유는 500자까지 적을 수 있습니다.");
    } else if resident::contains(reason) {
        problems.add(name, "주민등록번호로 보이는 숫자가 있습니다. 지워 주세요.");
    }
    reason
}

pub(super) async fn submit(State(app): State<App>, visitor: Visitor, Path(slug): Slug) -> Outcome<Response> {
    actions::submit(&app, worker(&visitor)?, &slug).await?;
    Ok(done(&slug))
}

pub(super) async fn send_back(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Slug,
    fields: Fields,
) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let mut problems = Problems::default();
    let reason = reason(&fields, "back_reason", &mut problems);
    if problems.is_empty() {
        actions::send_back(&app, actor, &slug, reason).await?;
        return Ok(done(&slug));
    }
    record::draw(&app, &visitor, &slug, &Sent { fields, problems }).await
}

pub(super) async fn approve(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Slug,
    fields: Fields,
) -> Outcome<Response> {
    actions::approve(&app, worker(&visitor)?, &slug, version(&fields)?).await?;
    Ok(done(&slug))
}

pub(super) async fn publish(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Slug,
    fields: Fields,
) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let release = Some(fields.get("release")).filter(|release| !release.is_empty());
    actions::publish(&app, actor, &slug, (version(&fields)?, release)).await?;
    Ok(done(&slug))
}

pub(super) async fn amend(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Slug,
    fields: Fields,
) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let mut problems = Problems::default();
    let reason = reason(&fields, "amend_reason", &mut problems);
    if problems.is_empty() {
        actions::amend(&app, actor, &slug, reason).await?;
        return Ok(done(&slug));
    }
    record::draw(&app, &visitor, &slug, &Sent { fields, problems }).await
}

pub(super) async fn extend(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Slug,
    fields: Fields,
) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let call = store::by_slug(app.database.read(), &slug).await?.ok_or_else(Refusal::not_found)?;
    let mut problems = Problems::default();
    let closes = closes(fields.get("extend_closes"), call.fiscal_year, &mut problems);
    let reason = reason(&fields, "extend_reason", &mut problems);
    if let (Some(closes), true) = (closes, problems.is_empty()) {
        actions::extend(&app, actor, &slug, (closes, reason)).await?;
        return Ok(done(&slug));
    }
    record::draw(&app, &visitor, &slug, &Sent { fields, problems }).await
}

/// A day and a time. A weekday beside the day must be right: an extension is public as soon as it is approved.
fn closes(typed: &str, year: i32, problems: &mut Problems) -> Option<Moment> {
    let found = dates::parse(typed, year).ok().filter(|found| found.time.is_some());
    let Some((found, date)) = found.and_then(|found| found.date().map(|date| (found, date))) else {
        problems.add("extend_closes", "새 마감을 2024. 5. 17.(금) 18:00처럼 날짜와 시각으로 적어 주세요.");
        return None;
    };
    if !found.consistent {
        problems.add("extend_closes", "적은 날짜와 요일이 맞지 않습니다.");
    }
    Some(Moment { day: StatedDate { date, weekday: found.weekday_in_text }, time: found.time })
}

pub(super) async fn approve_extension(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Slug,
    fields: Fields,
) -> Outcome<Response> {
    actions::approve_extension(&app, worker(&visitor)?, &slug, version(&fields)?).await?;
    Ok(done(&slug))
}

pub(super) async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Slug,
    fields: Fields,
) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let (kind, name) = match fields.get("what") {
        "extension" => (RevisionKind::Extension, "withdraw_extension_reason"),
        _ => (RevisionKind::Amendment, "withdraw_reason"),
    };
    let mut problems = Problems::default();
    let reason = reason(&fields, name, &mut problems);
    if problems.is_empty() {
        actions::withdraw(&app, actor, &slug, (kind, reason)).await?;
        return Ok(done(&slug));
    }
    record::draw(&app, &visitor, &slug, &Sent { fields, problems }).await
}

pub(super) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Slug,
    fields: Fields,
) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let mut problems = Problems::default();
    let reason = reason(&fields, "cancel_reason", &mut problems);
    if problems.is_empty() {
        actions::cancel(&app, actor, &slug, reason).await?;
        return Ok(done(&slug));
    }
    record::draw(&app, &visitor, &slug, &Sent { fields, problems }).await
}
