//! The desk: every release of one's scope, bringing one in, and the record with its findings.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{Datelike, Days};
use korea::dates::kst;

use super::{
    super::{
        access::{self, State as Stand},
        actions::{self, Import, Settlement},
        embargoes,
        forms::{self, ConfirmForm, ImportForm},
        store::{self, Contact, EmbargoRow, Release},
    },
    After, findings,
    show::{self, ContactView, RowView, StateView},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Visitor},
    web::{
        forms::Fields,
        page::{Page, html},
        parts::{self, Column, Field, FindingLine, Pair, Problem},
        urls,
    },
};

#[derive(Template)]
#[template(path = "notices/publications/templates/desk_list.html")]
struct DeskListPage {
    page: Page,
    rows: Vec<RowView>,
    columns: Vec<Column>,
    more: String,
}

#[derive(Template)]
#[template(path = "notices/publications/templates/import.html")]
struct ImportPage {
    summary: Vec<Problem>,
    year: Field,
    slug: Field,
    text: Field,
    page: Page,
}

#[derive(Template)]
#[template(path = "notices/publications/templates/record.html")]
struct RecordPage {
    state: StateView,
    facts: Vec<Pair>,
    findings: Vec<FindingLine>,
    form: Option<FormView>,
    is_own_import: bool,
    contacts: Vec<ContactView>,
    columns: Vec<Column>,
    can_move: bool,
    public: String,
    page: Page,
    release: Release,
}

/// The form that says from when a release is public.
struct FormView {
    summary: Vec<Problem>,
    as_stated: String,
    channels: Vec<ChannelView>,
    reason: Field,
    dates_checked: Option<Field>,
    campaign_until: Option<Field>,
}

struct ChannelView {
    label: String,
    date: Field,
    time: Option<Field>,
}

/// The person at the desk; to everybody else the desk is not there.
fn worker(visitor: &Visitor) -> Outcome<&Actor> {
    let actor = visitor.actor()?;
    if access::may_work(actor) { Ok(actor) } else { Err(Refusal::not_found().into()) }
}

fn frame(visitor: &Visitor) -> Page {
    let page = visitor.page();
    let name = page.t("보도자료 관리").to_owned();
    page.under(urls::DESK_RELEASES, name)
}

pub(super) async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<After>,
) -> Outcome<Response> {
    let scope = access::scope(worker(&visitor)?);
    let page = frame(&visitor);
    let found = store::list_all(app.database.read(), scope, query.after.as_deref()).await?;
    html(&DeskListPage {
        rows: found.rows.iter().map(|release| show::row(&page, release, visitor.now, true)).collect(),
        columns: ["제목", "발행기관", "상태", "공개 시각"].map(|name| Column::text(page.t(name))).to_vec(),
        more: found.more.map(|key| urls::page_after(urls::DESK_RELEASES, &key)).unwrap_or_default(),
        page,
    })
}

pub(super) async fn import_page(visitor: Visitor) -> Outcome<Response> {
    worker(&visitor)?;
    let year = kst::date(visitor.now).year().to_string();
    draw_import(&visitor, &ImportForm { year, ..ImportForm::default() })
}

pub(super) async fn import(State(app): State<App>, visitor: Visitor, fields: Fields) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let (mut form, document) = ImportForm::read(&fields);
    let Some(document) = document else { return draw_import(&visitor, &form) };
    match actions::import(&app, actor, &document, &form.slug).await? {
        Import::Kept(slug) => Ok(Redirect::to(&urls::desk_release(&slug)).into_response()),
        Import::NameTaken => {
            form.problems.add("slug", "이미 쓰고 있는 주소입니다. 다른 주소를 적거나 비워 두세요.");
            draw_import(&visitor, &form)
        }
    }
}

fn draw_import(visitor: &Visitor, form: &ImportForm) -> Outcome<Response> {
    let page = frame(visitor);
    let name = page.t("보도자료 올리기").to_owned();
    let page = page.under(urls::DESK_RELEASE_NEW, name);
    let field = |name: &str, value: &str| Field::new(&page, name, value, &form.problems);
    let lines =
        form.lines.iter().map(|line| Problem { name: "text".to_owned(), message: page.say(&line.words()) });
    // Where lines are named one by one, the sentence about all of them stays at the field.
    let summary = parts::summary(&page, &form.problems)
        .into_iter()
        .filter(|problem| problem.name != "text" || form.lines.is_empty());
    html(&ImportPage {
        summary: summary.chain(lines).collect(),
        year: field("year", &form.year),
        slug: field("slug", &form.slug),
        text: field("text", &form.text),
        page,
    })
}

pub(super) async fn record(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    let release = actions::known(app.database.read(), worker(&visitor)?, &slug).await?;
    let rows = embargoes::of(app.database.read(), release.id).await?;
    let form = ConfirmForm { fields: proposed(&release, &rows), ..ConfirmForm::default() };
    draw_record(&app, &visitor, release, (rows, form)).await
}

/// The form filled with the moment that publishes nothing too early.
fn proposed(release: &Release, rows: &[EmbargoRow]) -> Fields {
    let mut fields = Fields::default();
    for row in rows {
        let at = kst::local(row.decided_at.unwrap_or_else(|| row.proposed_at()));
        fields.set(&forms::date_name(row), &at.format("%Y-%m-%d").to_string());
        fields.set(&forms::time_name(row), &at.format("%H:%M").to_string());
    }
    let internet = rows.iter().find(|row| row.has_hour()).map_or(release.created_at, EmbargoRow::proposed_at);
    let until = kst::date(internet).checked_add_days(Days::new(30)).unwrap_or(chrono::NaiveDate::MAX);
    fields.set("campaign_until", &until.to_string());
    fields
}

async fn draw_record(
    app: &App,
    visitor: &Visitor,
    release: Release,
    (rows, form): (Vec<EmbargoRow>, ConfirmForm),
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let contacts = store::contacts(app.database.read(), release.id).await?;
    let page = frame(visitor).under(urls::desk_release(&release.slug), release.document.title.clone());
    let stand = Stand::at(release.lift_at, visitor.now);
    let is_own_import = release.imported_by == Some(actor.account) && stand != Stand::Released;
    html(&RecordPage {
        state: show::state(&page, stand),
        facts: facts(app, &page, &release),
        findings: findings::of(&page, &release, &rows, &contacts),
        form: (stand != Stand::Released && !is_own_import).then(|| form_view(&page, &release, &rows, &form)),
        is_own_import,
        can_move: contacts.iter().any(Contact::has_suggestion),
        contacts: contacts.iter().map(|contact| show::contact(&page, contact)).collect(),
        columns: ["기관", "부서", "구분", "직급", "전화"].map(|name| Column::text(page.t(name))).to_vec(),
        public: if stand == Stand::Released { urls::release(&release.slug) } else { String::new() },
        page,
        release,
    })
}

fn facts(app: &App, page: &Page, release: &Release) -> Vec<Pair> {
    let issuer = &release.document.issuer;
    let names = [issuer.parent.as_deref(), Some(issuer.name.as_str()), issuer.head.as_deref()];
    let undecided = || page.t("정하지 않음").to_owned();
    vec![
        Pair::new(page.t("발행기관"), names.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        Pair::new(page.t("공개 시각"), release.lift_at.map_or_else(undecided, crate::web::show::date_time)),
        Pair::new(page.t("올린 때"), crate::web::show::date_time(release.created_at)),
        Pair::new(page.t("공개 주소"), format!("{}{}", app.config.public_url, urls::release(&release.slug))),
    ]
}

fn form_view(page: &Page, release: &Release, rows: &[EmbargoRow], form: &ConfirmForm) -> FormView {
    let sent = |name: &str| Field::sent(page, name, &form.fields, &form.problems);
    let is_clear = rows.iter().all(|row| row.in_force().is_consistent());
    let stated =
        rows.iter().find(|row| row.has_hour()).map(|row| show::embargo_moment(page, row)).unwrap_or_default();
    let channel = |row: &EmbargoRow| ChannelView {
        label: show::embargo_title(page, row),
        date: sent(&forms::date_name(row)),
        time: row.has_hour().then(|| sent(&forms::time_name(row))),
    };
    let is_first = is_clear && release.lift_at.is_none();
    FormView {
        summary: parts::summary(page, &form.problems),
        as_stated: if is_first { stated } else { String::new() },
        channels: rows.iter().filter(|row| forms::is_asked(row)).map(channel).collect(),
        reason: sent("reason"),
        dates_checked: release.document.doubtful_dates().next().map(|_| sent("dates_checked")),
        campaign_until: (!release.document.campaign.is_empty()).then(|| sent("campaign_until")),
    }
}

pub(super) async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let release = actions::known(app.database.read(), actor, &slug).await?;
    let there = Redirect::to(&urls::desk_release(&slug)).into_response();
    let rows = embargoes::of(app.database.read(), release.id).await?;
    let form = ConfirmForm::read(fields, &rows, &release.document);
    if !form.problems.is_empty() {
        return draw_record(&app, &visitor, release, (rows, form)).await;
    }
    let settlement = Settlement {
        chosen: &form.chosen,
        reason: form.fields.get("reason"),
        dates_checked: form.fields.has("dates_checked"),
        campaign_until: form.campaign_until,
    };
    actions::confirm(&app, actor, &slug, settlement).await?;
    Ok(there)
}

pub(super) async fn move_contacts(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    actions::move_contacts(&app, worker(&visitor)?, &slug).await?;
    Ok(Redirect::to(&urls::desk_release(&slug)).into_response())
}
