//! What a member does before judging: the declaration and the code for being there.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Visitor},
    judging::panels::{
        access::{Act, require_seat},
        actions::{self, CheckIn},
        evidence::{self, Entrant},
        forms,
        store::{self, Meeting, Seat, SeatState},
        words,
    },
    notices::calls::store as calls,
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Choice, Field, Problem},
        urls,
    },
};

struct Asked {
    institution: String,
    zone: String,
    tie: Field,
    answers: Vec<Choice>,
    reason: Field,
}

#[derive(Template)]
#[template(path = "judging/panels/templates/declaration.html")]
struct DeclarationPage {
    summary: Vec<Problem>,
    action: String,
    stage: String,
    asked: Vec<Asked>,
    pledge: Field,
    pledged: bool,
    page: Page,
}

/// The meeting of an address, for one of its members who may do this now.
async fn seated<'a>(
    app: &App,
    visitor: &'a Visitor,
    id: Uuid,
) -> Outcome<(&'a Actor, Meeting, Vec<(Seat, Entrant)>)> {
    let actor = visitor.actor()?;
    let database = app.database.read();
    let meeting = store::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    let members = evidence::accepted(&store::candidates(database, id).await?);
    let seat = members.contains(&actor.scope).then_some(actor.scope);
    require_seat(Act::Declare, actor, seat, meeting.state)?;
    let call = calls::find(database, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let entrants = evidence::entrants(database, &call).await?;
    let seats = store::seats_of_evaluator(database, id, actor.scope).await?;
    let pairs = seats.into_iter().filter(|seat| seat.state == SeatState::Seated).filter_map(|seat| {
        let entrant = entrants.iter().find(|entrant| entrant.application == seat.application)?;
        Some((seat, entrant.clone()))
    });
    Ok((actor, meeting, pairs.collect()))
}

pub(super) async fn declaration(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, meeting, seats) = seated(&app, &visitor, id).await?;
    if store::declaration(app.database.read(), id, actor.scope).await?.is_some() {
        return Ok(Redirect::to(&urls::judging_meeting(&id)).into_response());
    }
    draw(&visitor, &meeting, &seats, (&Fields::default(), &Problems::default()))
}

fn draw(
    visitor: &Visitor,
    meeting: &Meeting,
    seats: &[(Seat, Entrant)],
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::JUDGING, page.t("오늘 할 평가"))
        .under(urls::judging_declaration(&meeting.id), page.t("서약"));
    let asked = |(_, entrant): &(Seat, Entrant)| {
        let (tie, reason) =
            (format!("tie.{}", entrant.application), format!("reason.{}", entrant.application));
        let chosen = fields.get(&tie);
        Asked {
            institution: entrant.institution.clone(),
            zone: entrant.zone.clone(),
            answers: vec![
                Choice::new("no", page.t("이해관계가 없습니다."), chosen),
                Choice::new("yes", page.t("이해관계가 있어 회피합니다."), chosen),
            ],
            tie: Field::sent(&page, &tie, fields, problems),
            reason: Field::sent(&page, &reason, fields, problems),
        }
    };
    html(&DeclarationPage {
        summary: parts::summary(&page, problems),
        action: urls::judging_declaration(&meeting.id),
        stage: page.t(words::stage(meeting.stage)).to_owned(),
        asked: seats.iter().map(asked).collect(),
        pledge: Field::sent(&page, "pledge", fields, problems),
        pledged: fields.has("pledge"),
        page,
    })
}

pub(super) async fn declare(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let (actor, meeting, seats) = seated(&app, &visitor, id).await?;
    let applications: Vec<Uuid> = seats.iter().map(|(seat, _)| seat.application).collect();
    match forms::declaration(&fields, &applications) {
        Ok(declared) => {
            actions::declare(&app, actor, id, &declared).await?;
            Ok(Redirect::to(&urls::judging_meeting(&id)).into_response())
        }
        Err(problems) => draw(&visitor, &meeting, &seats, (&fields, &problems)),
    }
}

pub(super) async fn check_in(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let back = urls::judging_meeting(&id);
    match actions::check_in(&app, actor, id, fields.get("code")).await? {
        CheckIn::Here => Ok(Redirect::to(&back).into_response()),
        CheckIn::Wrong => Err(Refusal::conflict(
            "출석 번호가 맞지 않습니다.",
            "접수대 화면에 나온 여섯 자리 숫자를 다시 확인해 주세요.",
        )
        .leading_to(back, "평가 화면으로")
        .into()),
        CheckIn::Over => Err(Refusal::conflict(
            "쓸 수 있는 출석 번호가 없습니다.",
            "접수대에서 새 출석 번호를 받아 10분 안에 입력해 주세요.",
        )
        .leading_to(back, "평가 화면으로")
        .into()),
    }
}
