//! The selection at the desk: what the order proposes, what was decided, and what became of it.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;

use super::{
    form::{self, Form},
    rows::{self, Row},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Visitor},
    judging::selection::{
        access::{Act, State, may, require},
        actions, evidence,
        store::{self, Chosen, Selection},
        words,
    },
    notices::calls::{Call, store as calls},
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Column, Pair, Problem, summary},
        show, urls,
    },
};

#[derive(Template)]
#[template(path = "judging/selection/templates/desk.html")]
struct DeskPage {
    call_title: String,
    note: String,
    /// The state in words and its shape.
    state: (&'static str, &'static str),
    facts: Vec<Pair>,
    rows: Vec<Row>,
    columns: Vec<Column>,
    changes: Vec<String>,
    summary: Vec<Problem>,
    form: Option<Form>,
    action: String,
    /// Where the decision is confirmed, and which one was read.
    confirm: Option<(String, i64)>,
    announce: Option<String>,
    public: Option<String>,
    page: Page,
}

/// A call with its selection.
pub(super) struct Known {
    pub(super) call: Call,
    pub(super) selection: Option<Selection>,
    pub(super) chosen: Vec<Chosen>,
}

impl Known {
    fn state(&self) -> State {
        self.selection.as_ref().map_or(State::Open, Selection::state)
    }
}

async fn known(app: &App, actor: &Actor, slug: &str) -> Outcome<Known> {
    require(Act::Read, actor, None, State::Open)?;
    let reader = app.database.read();
    let call = calls::by_slug(reader, slug).await?.ok_or_else(Refusal::not_found)?;
    let selection = store::find(reader, call.id).await?;
    let chosen = store::choices(reader, call.id).await?;
    Ok(Known { call, selection, chosen })
}

/// The page.
pub(super) async fn show(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    let known = known(&app, visitor.actor()?, &slug).await?;
    draw(&app, &visitor, known, None).await
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    known: Known,
    sent: Option<(&Fields, &Problems)>,
) -> Outcome<Response> {
    let (actor, state) = (visitor.actor()?, known.state());
    let page = framed(visitor.page(), &known.call);
    let may = |act| may(act, actor, state);
    let mut form = None;
    if may(Act::Propose) {
        let order = evidence::order(app.database.read(), &known.call).await?;
        let before = known.selection.as_ref().map(|selection| (selection, known.chosen.as_slice()));
        let (filled, none) = (form::filled(&order.computed.ranking, before), Problems::default());
        let sent = sent.unwrap_or((&filled, &none));
        form = Some(form::form(&page, &order.whole, &order.computed.ranking, sent));
    }
    let (rows, changes) = rows::read(app, (actor, visitor.now), &page, &known).await?;
    let slug = &known.call.slug;
    let version = known.selection.as_ref().map(|selection| selection.version);
    let is_others = known.selection.as_ref().is_some_and(|one| one.proposed_by != actor.account);
    html(&DeskPage {
        call_title: page.t(&known.call.title).to_owned(),
        note: page.tf(
            "공고한 선정 규모: {n}개. 순위는 제안이고, 다르게 정하면 까닭을 적습니다.",
            &[("n", &known.call.target.count)],
        ),
        state: state_of(state),
        facts: known.selection.as_ref().map(|one| facts(&page, one)).unwrap_or_default(),
        columns: ["순위", "신청기관", "점수", "결정"].map(|name| Column::text(page.t(name))).to_vec(),
        rows,
        changes,
        summary: sent.map(|(_, problems)| summary(&page, problems)).unwrap_or_default(),
        form,
        action: urls::desk_selection(slug),
        confirm: version
            .filter(|_| may(Act::Confirm) && is_others)
            .map(|version| (urls::desk_selection_confirm(slug), version)),
        announce: may(Act::Announce).then(|| urls::desk_selection_announce(slug)),
        public: (state == State::Announced).then(|| urls::call_result(slug)),
        page,
    })
}

pub(super) fn framed(page: Page, call: &Call) -> Page {
    let (judging, title) = (page.t("평가").to_owned(), page.t(&call.title).to_owned());
    let this = page.t("선정").to_owned();
    page.under(urls::DESK_JUDGING, judging)
        .under(urls::desk_meetings(&call.slug), title)
        .under(urls::desk_selection(&call.slug), this)
}

const fn state_of(state: State) -> (&'static str, &'static str) {
    match state {
        State::Open => ("unknown", "아직 의결을 적지 않았습니다."),
        State::Proposed => ("warn", "중소벤처기업부의 확정을 기다립니다."),
        State::Confirmed => ("warn", "확정함. 아직 알리지 않음."),
        State::Announced => ("pass", "모두에게 알렸습니다."),
    }
}

fn facts(page: &Page, selection: &Selection) -> Vec<Pair> {
    let mut facts = vec![
        Pair::new(page.t("위원회가 열린 날"), show::date(selection.met_on)),
        Pair::new(page.t("회의록"), &selection.minutes),
    ];
    if !selection.reason.is_empty() {
        facts.push(Pair::new(page.t("선정 규모가 다른 까닭"), &selection.reason));
    }
    facts.push(Pair::new(page.t("의결을 적은 때"), show::date_time(selection.proposed_at)));
    let later = [
        ("확정한 때", selection.confirmed_at.map(show::date_time)),
        ("알린 때", selection.announced_at.map(show::date_time)),
        ("예비 명단이 끝나는 날", selection.reserve_until.map(show::date)),
    ];
    facts.extend(later.into_iter().filter_map(|(name, value)| Some(Pair::new(page.t(name), value?))));
    facts.push(Pair::new(page.t("순위의 지문"), &selection.sha256[..selection.sha256.len().min(16)]));
    facts
}

/// Writes the decision down; what is wrong comes back beside its field with everything that was typed.
pub(super) async fn propose(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let problems = match form::read(&fields) {
        Err(problems) => problems,
        Ok(proposal) => match actions::propose(&app, actor, &slug, proposal).await? {
            Ok(()) => return Ok(Redirect::to(&urls::desk_selection(&slug)).into_response()),
            Err(found) => {
                let mut problems = Problems::default();
                for (field, text) in found.iter().map(words::problem) {
                    problems.add(field, text);
                }
                problems
            }
        },
    };
    let known = known(&app, actor, &slug).await?;
    let page = draw(&app, &visitor, known, Some((&fields, &problems))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Confirms.
pub(super) async fn confirm(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    fields: Fields,
) -> Outcome<Redirect> {
    let seen = fields.get("version").parse().map_err(|_| Refusal::malformed())?;
    actions::confirm(&app, visitor.actor()?, &slug, seen).await?;
    Ok(Redirect::to(&urls::desk_selection(&slug)))
}
