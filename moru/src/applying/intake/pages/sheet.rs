//! The sheet of the review (요건검토표): each gate with what was frozen, what people found, and the two decisions.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use programme::{
    gates::{Eligibility, Gate, GateReport},
    states::ApplicationState,
};
use uuid::Uuid;

use crate::{
    applying::{
        applications::{
            store::{self as applications, Application},
            words,
        },
        exchange::store::{self as exchange, Imported},
        intake::{
            access::{Act, GRANTS, require},
            actions::{self, Answer, LONGEST, Note},
            store::{self, Found, Proposal, Proposed, Review},
        },
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::{
            Actor, Visitor,
            permissions::{Permission, decide as permitted},
        },
        readings::actions as readings,
    },
    notices::calls::{Call, store as calls},
    registry::institutions::store as institutions,
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Choice, Column, Field, FindingLine, Pair, Problem, summary},
        show, urls,
    },
};

/// A gate on the sheet.
struct Row {
    state: &'static str,
    title: String,
    detail: String,
    basis: String,
    /// What people found, oldest first: outcome, reason, paper, when.
    found: Vec<(&'static str, String, String, String)>,
}

#[derive(Template)]
#[template(path = "applying/intake/templates/sheet.html")]
struct SheetPage {
    page: Page,
    id: Uuid,
    number: String,
    facts: Vec<Pair>,
    columns: Vec<Column>,
    /// Who applied together with the institution.
    partners: Vec<[String; 4]>,
    /// Where papers are asked for, from the first finding on.
    supplement: Option<String>,
    rows: Vec<Row>,
    together: String,
    summary: Vec<Problem>,
    /// The form of a finding, for those who may note one now.
    form: Option<FindingForm>,
    may_propose: bool,
    may_decide: bool,
    proposal: Option<Standing>,
    decided: Option<String>,
    files: Vec<(String, String)>,
    /// The sheet as a document, once the review has begun.
    paper: Option<String>,
}

/// A proposal as the sheet shows it.
struct Standing {
    what: String,
    at: String,
    /// Names the proposal that is decided on.
    seen: i64,
}

struct FindingForm {
    gate: Field,
    gates: Vec<Choice>,
    holds: Field,
    answers: Vec<Choice>,
    reason: Field,
    paper: Field,
    external: Option<Field>,
}

/// What the sheet is drawn from.
struct Sheet {
    application: Application,
    call: Call,
    review: Option<Review>,
    found: Vec<Found>,
    report: GateReport,
    /// The receipt that was brought from the other channel.
    brought: Option<Imported>,
}

impl Sheet {
    /// What gates and findings say together.
    fn together(&self) -> Eligibility {
        let found = store::latest(&self.found).into_iter();
        let holds: BTreeMap<Gate, bool> = found.map(|(gate, found)| (gate, found.holds)).collect();
        self.report.eligibility_with(&holds)
    }

    /// Submissions went elsewhere, and nobody has entered their receipt yet.
    fn needs_receipt(&self) -> bool {
        self.review.is_none() && self.brought.is_none() && self.call.channel.is_external()
    }
}

async fn opened(app: &App, actor: &Actor, id: Uuid) -> Outcome<Sheet> {
    let database = app.database.read();
    let application = applications::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Read, actor, &application.subject())?;
    let report = application.frozen_report()?.ok_or_else(|| Fault::new("a submission without findings"))?;
    Ok(Sheet {
        call: calls::find(database, application.call).await?.ok_or_else(Refusal::not_found)?,
        review: store::review(database, id).await?,
        found: store::findings(database, id).await?,
        brought: exchange::of_application(database, id).await?,
        report,
        application,
    })
}

/// The sheet.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    draw(&app, &visitor, id, (&Fields::default(), &Problems::default())).await
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    id: Uuid,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let sheet = opened(app, actor, id).await?;
    readings::seen(app, actor, ("application", id, "sheet")).await?;
    let institution = institutions::find(app.database.read(), sheet.application.institution).await?;
    let files = applications::files(app.database.read(), id).await?;
    let page = framed(visitor.page(), &sheet);
    let may =
        |act: Act| permitted(GRANTS, &act, Some(actor), &sheet.application.subject()) == Permission::Granted;
    let proposal = sheet.review.as_ref().and_then(|review| review.proposal.as_ref());
    let decided_at = sheet.review.as_ref().and_then(|review| review.decided_at);
    let is_closed = visitor.now >= sheet.call.window.closes_at();
    let is_others = proposal.is_some_and(|proposal| proposal.by != actor.account)
        && sheet.found.iter().all(|found| found.by != actor.account);
    html(&SheetPage {
        id,
        number: sheet.application.receipt_number.clone().unwrap_or_default(),
        facts: facts(&page, &sheet, institution.map(|known| known.name).unwrap_or_default())?,
        columns: words::partner_columns(&page),
        partners: sheet.application.form()?.map(|form| words::partners(&page, &form)).unwrap_or_default(),
        supplement: is_supplementable(sheet.application.state).then(|| urls::supplement(&id)),
        rows: rows(&page, &sheet),
        paper: sheet.review.as_ref().map(|_| urls::document(urls::paper::REVIEW, id)),
        together: page.say(&words::together(&sheet.together())),
        summary: summary(&page, problems),
        form: (may(Act::Note) && is_closed && proposal.is_none())
            .then(|| finding_form(&page, &sheet, fields, problems)),
        may_propose: may(Act::Propose) && sheet.review.is_some() && proposal.is_none(),
        may_decide: may(Act::Decide) && decided_at.is_none() && is_others,
        proposal: proposal.map(|proposal| standing(&page, proposal)),
        decided: decided_at.map(show::date_time),
        files: files.into_iter().map(|file| (urls::application_file(&id, &file.id), file.name)).collect(),
        page,
    })
}

/// Whether there may be a round of papers: while one can be asked for or goes on, and once it was. Later nothing is asked.
fn is_supplementable(state: ApplicationState) -> bool {
    use ApplicationState as State;
    matches!(state, State::Intake | State::SupplementRequested | State::Supplemented)
}

fn framed(page: Page, sheet: &Sheet) -> Page {
    let slug = &sheet.call.slug;
    let number = sheet.application.receipt_number.clone().unwrap_or_default();
    let (call, list) = (page.t(&sheet.call.title).to_owned(), page.t("접수된 신청").to_owned());
    page.under(urls::call(slug), call)
        .under(urls::intake(slug), list)
        .under(urls::review(&sheet.application.id), number)
}

fn standing(page: &Page, proposal: &Proposal) -> Standing {
    let what = match proposal.what {
        Proposed::Eligible => page.t("자격 충족"),
        Proposed::Ineligible => page.t("자격 미충족"),
    };
    Standing { what: what.to_owned(), at: show::date_time(proposal.at), seen: proposal.at.timestamp_micros() }
}

fn facts(page: &Page, sheet: &Sheet, institution: String) -> Outcome<Vec<Pair>> {
    let form = sheet.application.form()?;
    let cluster = form.map(|form| format!("{} · C{}", form.zone_name, form.division)).unwrap_or_default();
    let mut facts = vec![
        Pair::new(page.t("기관 이름"), institution),
        Pair::new(page.t("집적지"), cluster),
        Pair::new(page.t("받은 때"), sheet.application.received_at.map(show::exact).unwrap_or_default()),
        Pair::new(page.t("상태"), page.t(words::state_word(sheet.application.state))),
    ];
    let typed = sheet.review.as_ref().and_then(|review| review.external_receipt.clone());
    if let Some(number) = sheet.brought.as_ref().map(|brought| brought.number.clone()).or(typed) {
        facts.push(Pair::new(page.t("외부 접수번호"), number));
    }
    if let Some(brought) = &sheet.brought {
        let is_late = brought.received_at >= sheet.call.window.closes_at();
        let late = if is_late { format!(" ({})", page.t("마감 뒤에 접수됨")) } else { String::new() };
        facts.push(Pair::new(page.t("외부 접수 시각"), show::exact(brought.received_at) + &late));
    }
    Ok(facts)
}

fn rows(page: &Page, sheet: &Sheet) -> Vec<Row> {
    let latest = store::latest(&sheet.found);
    let lines = words::lines(page, &sheet.report, None);
    let row = |(gate, line): (Gate, FindingLine)| Row {
        state: words::state(sheet.report.reviewed(gate, latest.get(&gate).map(|found| found.holds))),
        title: line.title,
        detail: line.detail,
        basis: line.basis,
        found: sheet
            .found
            .iter()
            .filter(|found| found.gate == gate)
            .map(|found| {
                let state = if found.holds { "pass" } else { "fail" };
                (state, found.reason.clone(), found.paper.clone(), show::date_time(found.at))
            })
            .collect(),
    };
    Gate::ALL.into_iter().zip(lines).map(row).collect()
}

fn finding_form(page: &Page, sheet: &Sheet, fields: &Fields, problems: &Problems) -> FindingForm {
    let field = |name: &str| Field::sent(page, name, fields, problems);
    FindingForm {
        gate: field("gate"),
        gates: Gate::ALL
            .into_iter()
            .map(|gate| Choice::new(store::code_of(gate), page.t(words::title(gate)), fields.get("gate")))
            .collect(),
        holds: field("holds"),
        answers: [("yes", "충족"), ("no", "미충족")]
            .into_iter()
            .map(|(code, korean)| Choice::new(code, page.t(korean), fields.get("holds")))
            .collect(),
        reason: field("reason"),
        paper: field("paper"),
        external: sheet.needs_receipt().then(|| field("external_receipt")),
    }
}

/// What was typed, or what is wrong with it.
fn read(fields: &Fields, needs_receipt: bool) -> Result<Note, Problems> {
    let mut problems = Problems::default();
    let gate = store::gate_of(fields.get("gate"));
    if gate.is_none() {
        problems.add("gate", Words::new("어느 자격인지 골라 주세요."));
    }
    let holds = fields.get("holds");
    if !matches!(holds, "yes" | "no") {
        problems.add("holds", Words::new("충족하는지 골라 주세요."));
    }
    let reason = fields.get("reason").trim();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        problems.add("reason", Words::new("확인한 까닭을 2,000자 안에서 적어 주세요."));
    }
    if needs_receipt && fields.get("external_receipt").trim().is_empty() {
        problems.add("external_receipt", Words::new("신청을 받은 시스템의 접수번호를 적어 주세요."));
    }
    match gate {
        Some(gate) if problems.is_empty() => Ok(Note {
            gate,
            holds: holds == "yes",
            reason: reason.to_owned(),
            paper: fields.get("paper").to_owned(),
            external_receipt: fields.get("external_receipt").to_owned(),
        }),
        _ => Err(problems),
    }
}

/// Notes what was found; what is wrong comes back beside its field with everything that was typed.
pub(super) async fn note(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    match read(&fields, opened(&app, actor, id).await?.needs_receipt()) {
        Ok(note) => {
            actions::note(&app, actor, id, note).await?;
            Ok(Redirect::to(&urls::review(&id)).into_response())
        }
        Err(problems) => {
            let page = draw(&app, &visitor, id, (&fields, &problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Proposes.
pub(super) async fn propose(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Redirect> {
    actions::propose(&app, visitor.actor()?, id).await?;
    Ok(Redirect::to(&urls::review(&id)))
}

/// Decides.
pub(super) async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Redirect> {
    let answer = if fields.get("answer") == "agreed" { Answer::Agreed } else { Answer::SentBack };
    let seen = fields.get("proposal").parse().map_err(|_| Refusal::malformed())?;
    actions::decide(&app, visitor.actor()?, id, seen, answer).await?;
    Ok(Redirect::to(&urls::review(&id)))
}
