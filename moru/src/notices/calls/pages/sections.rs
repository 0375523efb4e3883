//! One section of a call as a form.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use programme::call::{CallContent, RevisionKind, Section};

use super::desk;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    notices::calls::{
        access::{self, Act},
        actions::{self, Edit, Written},
        evidence,
        form::{self, Control, Difference, Group, LONG_TEXT},
        store::{
            self, Call,
            revisions::{self, Revision},
        },
        words,
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, FindingLine, Problem, Step},
        urls,
    },
};

/// The field that says what the section was when it was shown.
const SEEN: &str = "seen";

#[derive(Template)]
#[template(path = "notices/calls/templates/section.html")]
struct SectionPage {
    title: String,
    steps: Vec<Step>,
    summary: Vec<Problem>,
    overtaken: bool,
    saved: bool,
    theirs: Vec<Difference>,
    seen: String,
    groups: Vec<Group>,
    findings: Vec<FindingLine>,
    action: String,
    back: String,
    page: Page,
}

/// The call and the revision that is being written.
struct Work {
    call: Call,
    revision: Revision,
    section: Section,
}

/// What is drawn: the fields, what is wrong with them, and the state of the section they belong to.
struct Sent<'a> {
    fields: &'a Fields,
    problems: &'a Problems,
    seen: String,
    overtaken: bool,
    saved: bool,
}

async fn work(app: &App, visitor: &Visitor, (slug, section): (&str, &str)) -> Outcome<Work> {
    let actor = desk::worker(visitor)?;
    let section = Section::from_code(section).ok_or_else(Refusal::not_found)?;
    let read = app.database.read();
    let call = store::by_slug(read, slug).await?.ok_or_else(Refusal::not_found)?;
    let open = revisions::open(read, call.id).await?;
    let revision = open.into_iter().find(|revision| revision.kind != RevisionKind::Extension);
    let revision = revision.ok_or_else(access::not_now)?;
    access::admit(Act::Write, actor, revision.state)?;
    Ok(Work { call, revision, section })
}

pub(super) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, section)): Path<(String, String)>,
) -> Outcome<Response> {
    let work = work(&app, &visitor, (&slug, &section)).await?;
    let fields = form::fill(&work.revision.content, work.section);
    let sent = Sent {
        fields: &fields,
        problems: &Problems::default(),
        seen: actions::mark(&work.revision.content, work.section)?,
        overtaken: false,
        saved: visitor.path.ends_with("?saved"),
    };
    draw(&app, &visitor, &work, sent).await
}

pub(super) async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, section)): Path<(String, String)>,
    fields: Fields,
) -> Outcome<Response> {
    let mut work = work(&app, &visitor, (&slug, &section)).await?;
    let mut seen = fields.get(SEEN).to_owned();
    let mut tried = work.revision.content.clone();
    let problems = form::apply(work.section, &fields, &mut tried);
    let mut overtaken = false;
    if problems.is_empty() {
        let apply = |content: &mut CallContent| drop(form::apply(work.section, &fields, content));
        let edit = Edit { section: work.section, seen: &seen, apply: &apply };
        match actions::write(&app, visitor.actor()?, &slug, edit).await? {
            Written::Kept => {
                let next = next(&fields, work.section);
                return Ok(Redirect::to(&to(&slug, next, work.section)).into_response());
            }
            Written::Overtaken(content) => {
                work.revision.content = *content;
                seen = actions::mark(&work.revision.content, work.section)?;
                overtaken = true;
            }
        }
    }
    let sent = Sent { fields: &fields, problems: &problems, seen, overtaken, saved: false };
    draw(&app, &visitor, &work, sent).await
}

/// The section after this one, if the button asked for it.
fn next(fields: &Fields, section: Section) -> Option<Section> {
    let place = Section::ALL.iter().position(|one| *one == section)?;
    fields.has("next").then(|| Section::ALL.get(place + 1).copied()).flatten()
}

fn to(slug: &str, next: Option<Section>, section: Section) -> String {
    let code = next.unwrap_or(section).code();
    let address = urls::desk_call_section(slug, code);
    if next.is_some() { address } else { format!("{address}?saved") }
}

async fn draw(app: &App, visitor: &Visitor, work: &Work, sent: Sent<'_>) -> Outcome<Response> {
    let Work { call, revision, section } = work;
    let in_force = revisions::in_force(app.database.read(), call.id).await?;
    let findings = evidence::findings(call, revision, in_force.as_ref(), visitor.now)?;
    let page = desk::frame(visitor);
    let title = page.t(words::section(*section)).to_owned();
    let action = urls::desk_call_section(&call.slug, section.code());
    let page = page
        .clone()
        .under(urls::desk_call(&call.slug), page.t(&revision.content.basics.title))
        .under(action.clone(), title.clone());
    let groups = form::sheet(&page, *section, &revision.content, (sent.fields, sent.problems));
    html(&SectionPage {
        steps: steps(&page, &call.slug, *section, &findings),
        summary: parts::summary(&page, sent.problems),
        overtaken: sent.overtaken,
        saved: sent.saved,
        theirs: if sent.overtaken { theirs(&page, work, sent.fields) } else { Vec::new() },
        seen: sent.seen,
        groups,
        findings: words::lines_of(&page, &revision.content, &findings, *section),
        action,
        back: urls::desk_call(&call.slug),
        title,
        page,
    })
}

/// The sections as steps; one about which nothing fails is done.
fn steps(page: &Page, slug: &str, current: Section, findings: &[programme::Finding]) -> Vec<Step> {
    let step = |section: Section| Step {
        label: page.t(words::section(section)).to_owned(),
        href: urls::desk_call_section(slug, section.code()),
        state: match words::outcome(findings, section) {
            _ if section == current => "active",
            "fail" | "unknown" => "todo",
            _ => "done",
        },
    };
    Section::ALL.into_iter().map(step).collect()
}

/// What somebody else has written meanwhile, where it differs from what was typed.
fn theirs(page: &Page, work: &Work, typed: &Fields) -> Vec<Difference> {
    let mut mine = work.revision.content.clone();
    form::apply(work.section, typed, &mut mine);
    form::differences(page, work.section, &mine, &work.revision.content)
}
