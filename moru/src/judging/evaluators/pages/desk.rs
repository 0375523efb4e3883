//! The register at the desk: the list, an invitation, one person.

use askama::Template;
use axum::{
    extract::{Path, Query, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use korea::ksic::{Revision, division, divisions};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::{Actor, Visitor},
        readings::actions as readings,
    },
    judging::evaluators::{
        access::{Act, State, may, require},
        actions, forms,
        store::{self, Evaluator, Filter},
        words,
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Chip, Choice, Column, Field, Pair, Problem},
        show, urls,
    },
};

struct Row {
    href: String,
    name: String,
    institution: String,
    side: String,
    divisions: String,
    sittings: usize,
    state: (&'static str, String),
}

#[derive(Template)]
#[template(path = "judging/evaluators/templates/list.html")]
struct ListPage {
    rows: Vec<Row>,
    columns: Vec<Column>,
    chips: Vec<Chip>,
    more: String,
    can_invite: bool,
    page: Page,
}

#[derive(Template)]
#[template(path = "judging/evaluators/templates/new.html")]
struct NewPage {
    summary: Vec<Problem>,
    name: Field,
    email: Field,
    phone: Field,
    gender: Field,
    genders: Vec<Choice>,
    side: Field,
    sides: Vec<Choice>,
    institution: Field,
    institution_number: Field,
    since: Field,
    divisions: Field,
    known: Vec<Choice>,
    page: Page,
}

struct TieRow {
    kind: String,
    institution: String,
    period: String,
}

#[derive(Template)]
#[template(path = "judging/evaluators/templates/record.html")]
struct RecordPage {
    evaluator: Evaluator,
    state: (&'static str, String),
    facts: Vec<Pair>,
    ties: Vec<TieRow>,
    tie_columns: Vec<Column>,
    sittings: Vec<(String, String, String)>,
    sitting_columns: Vec<Column>,
    tie_form: Option<TieForm>,
    can_invite: bool,
    can_rest: bool,
    page: Page,
}

struct TieForm {
    summary: Vec<Problem>,
    kind: Field,
    kinds: Vec<Choice>,
    institution: Field,
    number: Field,
    from: Field,
    until: Field,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    division: Option<u8>,
    side: Option<String>,
    after: Option<Uuid>,
}

fn frame(visitor: &Visitor) -> Page {
    let page = visitor.page();
    let name = page.t("평가위원").to_owned();
    page.under(urls::DESK_EVALUATORS, name)
}

/// The name of a division with its number: "C25 금속가공제품".
fn division_name(code: u8) -> String {
    division(code, Revision::R10)
        .map_or_else(|| format!("C{code}"), |known| format!("C{code} {}", known.name))
}

pub(super) async fn list(
    Given(app): Given<App>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Read, actor, State::Active)?;
    let outside = wanted.side.as_deref().map(|side| side == "outside");
    let filter = Filter { division: wanted.division, outside, active: false, after: wanted.after };
    let mut found = store::list(app.database.read(), filter).await?;
    let more = found.len() as u64 > store::PAGE;
    found.truncate(store::PAGE as usize);
    let sittings = store::sittings(app.database.read(), found.iter().map(|one| one.id)).await?;
    let page = frame(&visitor);
    let last = found.last().map(|one| one.id.to_string()).unwrap_or_default();
    let row = |one: &Evaluator| Row {
        href: urls::desk_evaluator(&one.id),
        name: one.name.clone(),
        institution: one.institution.clone(),
        side: page.t(words::side(one.outside)).to_owned(),
        divisions: one.divisions.iter().map(|code| format!("C{code}")).collect::<Vec<_>>().join(", "),
        sittings: sittings.iter().filter(|sitting| sitting.evaluator == one.id).count(),
        state: state(&page, one.state),
    };
    html(&ListPage {
        rows: found.iter().map(row).collect(),
        columns: ["이름", "소속", "구분", "업종", "참여", "상태"]
            .map(|name| Column::text(page.t(name)))
            .to_vec(),
        chips: chips(&page, &wanted),
        more: if more { with_after(&page.path, &last) } else { String::new() },
        can_invite: may(Act::Invite, actor, State::Invited),
        page,
    })
}

fn with_after(path: &str, last: &str) -> String {
    let list = path.split("after=").next().unwrap_or_default().trim_end_matches(['?', '&']);
    let join = if list.contains('?') { '&' } else { '?' };
    format!("{list}{join}after={last}")
}

fn chips(page: &Page, wanted: &Wanted) -> Vec<Chip> {
    let chip = |side: Option<&str>, label: &str| Chip {
        href: urls::with_query(urls::DESK_EVALUATORS, side.map(|side| ("side", side))),
        label: page.t(label).to_owned(),
        count: String::new(),
        current: wanted.side.as_deref() == side,
    };
    vec![chip(None, "모두"), chip(Some("outside"), "외부"), chip(Some("inside"), "내부")]
}

fn state(page: &Page, state: State) -> (&'static str, String) {
    let (kind, korean) = words::state(state);
    (kind, page.t(korean).to_owned())
}

pub(super) async fn new(visitor: Visitor) -> Outcome<Response> {
    require(Act::Invite, visitor.actor()?, State::Invited)?;
    draw_new(&visitor, &Fields::default(), &Problems::default())
}

fn draw_new(visitor: &Visitor, fields: &Fields, problems: &Problems) -> Outcome<Response> {
    let page = frame(visitor);
    let name = page.t("평가위원 초대하기").to_owned();
    let page = page.under(urls::DESK_EVALUATOR_NEW, name);
    let field = |name: &str| Field::sent(&page, name, fields, problems);
    let chosen: Vec<&str> =
        fields.iter().filter(|(name, _)| *name == "divisions").map(|(_, value)| value).collect();
    let known = divisions(Revision::R10).map(|known| {
        let code = known.code.to_string();
        Choice {
            checked: chosen.contains(&code.as_str()),
            ..Choice::new(code, division_name(known.code), "")
        }
    });
    let pick = |name: &str, options: &[(&str, &str)]| {
        options.iter().map(|(code, word)| Choice::new(*code, page.t(word), fields.get(name))).collect()
    };
    html(&NewPage {
        summary: parts::summary(&page, problems),
        name: field("name"),
        email: field("email"),
        phone: field("phone"),
        gender: field("gender"),
        genders: pick("gender", &[("female", "여성"), ("male", "남성")]),
        side: field("side"),
        sides: pick("side", &[("outside", "외부 전문가"), ("inside", "전담기관 직원")]),
        institution: field("institution"),
        institution_number: field("institution_number"),
        since: field("since"),
        divisions: field("divisions"),
        known: known.collect(),
        page,
    })
}

pub(super) async fn invite(Given(app): Given<App>, visitor: Visitor, fields: Fields) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Invite, actor, State::Invited)?;
    let invited = match forms::invitation(&fields) {
        Ok(form) => actions::invite(&app, actor, form).await?,
        Err(problems) => Err(problems),
    };
    match invited {
        Ok(id) => Ok(Redirect::to(&urls::desk_evaluator(&id)).into_response()),
        Err(problems) => draw_new(&visitor, &fields, &problems),
    }
}

pub(super) async fn record(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    draw_record(&app, &visitor, id, (&Fields::default(), &Problems::default())).await
}

async fn draw_record(
    app: &App,
    visitor: &Visitor,
    id: Uuid,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let evaluator = store::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Read, actor, evaluator.state)?;
    readings::seen(app, actor, ("evaluator", id, "")).await?;
    let ties = store::ties(app.database.read(), [id]).await?.remove(&id).unwrap_or_default();
    let sittings = store::sittings(app.database.read(), [id]).await?;
    let page = frame(visitor).under(urls::desk_evaluator(&id), evaluator.name.clone());
    let until = |until: Option<_>| until.map_or_else(|| page.t("지금까지").to_owned(), show::date);
    let tie = |known: &store::KnownTie| TieRow {
        kind: page.t(words::tie(&known.tie)).to_owned(),
        institution: known.institution.clone(),
        period: format!("{} – {}", show::date(known.from), until(known.until)),
    };
    let sitting = |one: &store::Sitting| {
        (show::date(one.held_on), page.t(&one.call).to_owned(), page.t(stage_of(&one.stage)).to_owned())
    };
    html(&RecordPage {
        state: state(&page, evaluator.state),
        facts: facts(&page, &evaluator),
        ties: ties.iter().map(tie).collect(),
        tie_columns: ["관계", "기관", "기간"].map(|name| Column::text(page.t(name))).to_vec(),
        sittings: sittings.iter().map(sitting).collect(),
        sitting_columns: ["날짜", "공고", "단계"].map(|name| Column::text(page.t(name))).to_vec(),
        tie_form: may(Act::EnterTie, actor, evaluator.state).then(|| tie_form(&page, fields, problems)),
        can_invite: may(Act::Invite, actor, evaluator.state),
        can_rest: may(Act::Rest, actor, evaluator.state),
        evaluator,
        page,
    })
}

/// The Korean of a stored stage.
fn stage_of(code: &str) -> &'static str {
    match code {
        "document_review" => "서류검토",
        "site_inspection" => "현장실사",
        _ => "발표평가",
    }
}

fn facts(page: &Page, evaluator: &Evaluator) -> Vec<Pair> {
    let divisions: Vec<String> = evaluator.divisions.iter().map(|code| division_name(*code)).collect();
    let mut facts = vec![
        Pair::new(page.t("소속"), &*evaluator.institution),
        Pair::new(page.t("구분"), page.t(words::side(evaluator.outside))),
        Pair::new(page.t("성별"), page.t(words::gender(evaluator.gender))),
        Pair::new(page.t("전문 업종"), divisions.join(", ")),
        Pair::new(page.t("이메일"), &*evaluator.email),
        Pair::new(page.t("전화"), korea_phone(&evaluator.phone)),
    ];
    if let (State::Invited, Some(until)) = (evaluator.state, evaluator.invitation_until) {
        facts.push(Pair::new(page.t("초대 기한"), show::date_time(until)));
    }
    facts
}

fn korea_phone(e164: &str) -> String {
    e164.parse::<korea::phone::Phone>().map_or_else(|_| e164.to_owned(), |phone| phone.to_string())
}

fn tie_form(page: &Page, fields: &Fields, problems: &Problems) -> TieForm {
    let field = |name: &str| Field::sent(page, name, fields, problems);
    TieForm {
        summary: parts::summary(page, problems),
        kind: field("kind"),
        kinds: words::TIES
            .iter()
            .map(|(code, korean)| Choice::new(*code, page.t(korean), fields.get("kind")))
            .collect(),
        institution: field("tie_institution"),
        number: field("tie_number"),
        from: field("from"),
        until: field("until"),
    }
}

/// The person of an address for somebody of the desk.
async fn known(app: &App, actor: &Actor, id: Uuid) -> Outcome<Evaluator> {
    let evaluator = store::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Read, actor, evaluator.state)?;
    Ok(evaluator)
}

pub(super) async fn enter_tie(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    known(&app, actor, id).await?;
    match forms::tie(&fields) {
        Ok(form) => {
            actions::enter_tie(&app, actor, id, &form).await?;
            Ok(Redirect::to(&urls::desk_evaluator(&id)).into_response())
        }
        Err(problems) => draw_record(&app, &visitor, id, (&fields, &problems)).await,
    }
}

pub(super) async fn set_state(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Redirect> {
    let actor = visitor.actor()?;
    known(&app, actor, id).await?;
    match fields.get("to") {
        "invite" => actions::invite_again(&app, actor, id).await?,
        "rest" => actions::rest(&app, actor, id, true).await?,
        "active" => actions::rest(&app, actor, id, false).await?,
        _ => return Err(Refusal::malformed().into()),
    }
    Ok(Redirect::to(&urls::desk_evaluator(&id)))
}
