//! One application in front of a member: reading, scoring, signing, stepping back.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use programme::scoring::{CardState, InspectionResult};
use uuid::Uuid;

use super::card_view::{CriterionView, criteria, draw, frame, total};
use crate::{
    applying::applications::store as applications,
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::{
            Visitor,
            actions::{Confirmed, locked},
        },
        readings::actions as readings,
    },
    judging::{
        panels::{forms::reason_problem, words as panel_words},
        scores::{
            access::Act,
            actions::{self, Saved, Signing},
            evidence::{Opened, opened},
            forms,
            store::{self, KeptCard},
        },
    },
    web::{
        download::{BYTES, attachment},
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Field, Problem},
        urls,
    },
};

#[derive(Template)]
#[template(path = "judging/scores/templates/sign.html")]
struct SignPage {
    summary: Vec<Problem>,
    institution: String,
    number: String,
    criteria: Vec<CriterionView>,
    total: String,
    version: i64,
    password: Field,
    proposal: Option<&'static str>,
    action: String,
    back: String,
    page: Page,
}

#[derive(Template)]
#[template(path = "judging/scores/templates/recusal.html")]
struct RecusalPage {
    summary: Vec<Problem>,
    institution: String,
    signed: bool,
    reason: Field,
    action: String,
    back: String,
    page: Page,
}

async fn seen(
    app: &App,
    visitor: &Visitor,
    place: (Uuid, Uuid),
    act: Act,
) -> Outcome<(Opened, Option<KeptCard>)> {
    let opened = opened(app.database.read(), app, visitor.actor()?, place, act).await?;
    let kept = store::find(app.database.read(), opened.card()).await?;
    Ok((opened, kept))
}

pub(super) async fn show(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(Uuid, Uuid)>,
) -> Outcome<Response> {
    let (opened, kept) = seen(&app, &visitor, place, Act::ReadPapers).await?;
    readings::seen(&app, visitor.actor()?, ("application", place.1, "card")).await?;
    draw(&app, &visitor, &opened, kept.as_ref(), None).await
}

/// Keeps the draft. The second button of the form leads on to the signature, if nothing stands in its way.
pub(super) async fn save(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(Uuid, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let (opened, _) = seen(&app, &visitor, place, Act::Score).await?;
    let stage = opened.plan.rubric.scored_stage(opened.meeting.stage).ok_or_else(Refusal::not_found)?;
    let typed = forms::typed(&fields, stage);
    if let Saved::Unfit(problems) = actions::save(&app, actor, place, &typed).await? {
        let kept = store::find(app.database.read(), opened.card()).await?;
        return draw(&app, &visitor, &opened, kept.as_ref(), Some((&fields, &problems))).await;
    }
    let (meeting, application) = place;
    if !fields.has("sign") {
        return Ok(Redirect::to(&urls::judging_card(&meeting, &application)).into_response());
    }
    let problems = forms::problems(&opened.plan.rubric, opened.meeting.stage, &typed);
    if problems.is_empty() {
        return Ok(Redirect::to(&urls::judging_sign(&meeting, &application)).into_response());
    }
    let kept = store::find(app.database.read(), opened.card()).await?;
    draw(&app, &visitor, &opened, kept.as_ref(), Some((&fields, &problems))).await
}

pub(super) async fn sign_page(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(Uuid, Uuid)>,
) -> Outcome<Response> {
    let (opened, kept) = seen(&app, &visitor, place, Act::Sign).await?;
    let back = urls::judging_card(&place.0, &place.1);
    let ready = kept.filter(|kept| {
        kept.state == CardState::Open
            && forms::problems(&opened.plan.rubric, opened.meeting.stage, &kept.typed).is_empty()
    });
    match ready {
        Some(kept) => draw_sign(&visitor, &opened, &kept, &Problems::default()),
        None => Ok(Redirect::to(&back).into_response()),
    }
}

fn draw_sign(visitor: &Visitor, opened: &Opened, kept: &KeptCard, problems: &Problems) -> Outcome<Response> {
    let place = (opened.meeting.id, opened.entrant.application);
    let page = frame(visitor, opened);
    let page = page.clone().under(urls::judging_sign(&place.0, &place.1), page.t("서명"));
    let scored = opened.plan.rubric.scored_stage(opened.meeting.stage);
    let none = (&Fields::default(), &Problems::default());
    html(&SignPage {
        summary: parts::summary(&page, problems),
        institution: opened.entrant.institution.clone(),
        number: opened.entrant.key.0.clone(),
        criteria: scored.map(|stage| criteria(&page, stage, &kept.typed, none)).unwrap_or_default(),
        total: total(&kept.typed),
        version: kept.version,
        password: Field::new(&page, "password", "", problems),
        proposal: panel_words::proposal(opened.plan.rubric.status),
        action: urls::judging_sign(&place.0, &place.1),
        back: urls::judging_card(&place.0, &place.1),
        page,
    })
}

/// The sentence beside the password that was not taken.
fn refused(confirmed: Confirmed) -> Words {
    match confirmed {
        Confirmed::Locked(until) => locked(until),
        Confirmed::Wrong | Confirmed::Yes => {
            "비밀번호가 맞지 않습니다. 로그인할 때 쓰는 비밀번호를 입력해 주세요.".into()
        }
    }
}

pub(super) async fn sign(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(Uuid, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let version = fields.get("version").parse().map_err(|_| Refusal::malformed())?;
    match actions::sign(&app, actor, place, version, fields.get("password")).await? {
        Signing::Signed => Ok(Redirect::to(&urls::judging_meeting(&place.0)).into_response()),
        Signing::Refused(confirmed) => {
            let (opened, kept) = seen(&app, &visitor, place, Act::Sign).await?;
            let kept = kept.ok_or_else(Refusal::not_found)?;
            let mut problems = Problems::default();
            problems.add("password", refused(confirmed));
            draw_sign(&visitor, &opened, &kept, &problems)
        }
    }
}

pub(super) async fn recusal_page(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(Uuid, Uuid)>,
) -> Outcome<Response> {
    let (opened, kept) = seen(&app, &visitor, place, Act::StepBack).await?;
    draw_recusal(&visitor, &opened, kept.as_ref(), (&Fields::default(), &Problems::default()))
}

fn draw_recusal(
    visitor: &Visitor,
    opened: &Opened,
    kept: Option<&KeptCard>,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let place = (opened.meeting.id, opened.entrant.application);
    let page = frame(visitor, opened);
    let page = page.clone().under(urls::judging_recusal(&place.0, &place.1), page.t("회피"));
    html(&RecusalPage {
        summary: parts::summary(&page, problems),
        institution: opened.entrant.institution.clone(),
        signed: kept.is_some_and(|kept| matches!(kept.state, CardState::Locked { .. })),
        reason: Field::sent(&page, "reason", fields, problems),
        action: urls::judging_recusal(&place.0, &place.1),
        back: urls::judging_card(&place.0, &place.1),
        page,
    })
}

pub(super) async fn recuse(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(Uuid, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    if let Some(problem) = reason_problem(fields.get("reason")) {
        let (opened, kept) = seen(&app, &visitor, place, Act::StepBack).await?;
        let mut problems = Problems::default();
        problems.add("reason", problem);
        return draw_recusal(&visitor, &opened, kept.as_ref(), (&fields, &problems));
    }
    actions::recuse(&app, actor, place, fields.get("reason")).await?;
    Ok(Redirect::to(&urls::judging_meeting(&place.0)).into_response())
}

pub(super) async fn inspect(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(Uuid, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let result = match fields.get("result") {
        "conform" => InspectionResult::Conform,
        "conform_after_fix" => InspectionResult::ConformAfterFix,
        "non_conform" => InspectionResult::NonConform,
        _ => {
            return Err(Refusal::conflict("실사 결과를 고르지 않았습니다.", "적합한지 골라 주세요.")
                .leading_to(urls::judging_card(&place.0, &place.1), "돌아가기")
                .into());
        }
    };
    let found = (result, fields.get("found"));
    match actions::inspect(&app, actor, place, found, fields.get("password")).await? {
        Signing::Signed => Ok(Redirect::to(&urls::judging_meeting(&place.0)).into_response()),
        Signing::Refused(confirmed) => {
            Err(Refusal::conflict(refused(confirmed), "실사 결과를 다시 적고 서명해 주세요.")
                .leading_to(urls::judging_card(&place.0, &place.1), "돌아가기")
                .into())
        }
    }
}

/// Sends a paper to a member who reads the application. It is saved, never shown, so that nothing in it runs.
pub(super) async fn file(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((meeting, application, file)): Path<(Uuid, Uuid, Uuid)>,
) -> Outcome<Response> {
    seen(&app, &visitor, (meeting, application), Act::ReadPapers).await?;
    let files = applications::files(app.database.read(), application).await?;
    let file = files.into_iter().find(|known| known.id == file).ok_or_else(Refusal::not_found)?;
    readings::taken(&app, visitor.actor()?, ("application", application, &file.slot)).await?;
    Ok(attachment(&file.name, BYTES, app.files.fetch(&file.sha256).await?))
}
