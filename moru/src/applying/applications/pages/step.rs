//! The steps of the form: showing, saving a whole step, saving one field, the findings as a fragment.

use askama::Template;
use axum::{
    Json,
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use programme::deadline::{DraftAccess, draft_access};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{
    allowed, consent_view, frame, opened_whole,
    step_view::{StepView, steps},
    writers_view::{said_aside, writers},
};
use crate::{
    applying::applications::{
        access::Act,
        actions::{self, Kept},
        evidence,
        form::{self, CONSENTS, Reading, SHOWN, Step, belongs_to, changed, check_partners},
        store::{self, Whole},
        words,
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Arrival, Visitor},
    registry::{institutions::store as institutions, zones::zones},
    web::{
        forms::Fields,
        page::{Page, html},
        parts::FindingLine,
        show, urls,
    },
};

/// What the address of a step may say.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// A group that gets one more empty row.
    add: Option<String>,
    /// Set after saving a step in which something is wrong: then every problem of the step is shown.
    check: Option<String>,
}

/// Shows a step.
pub(super) async fn show(
    State(app): State<App>,
    arrival: Arrival,
    Path((id, step)): Path<(Uuid, String)>,
    Query(asked): Query<Asked>,
) -> Outcome<Response> {
    let step = Step::from_code(&step).ok_or_else(Refusal::not_found)?;
    let (visitor, whole) = opened_whole(&app, &arrival, id, Act::Read).await?;
    if whole.application.receipt_number.is_some() {
        return Ok(Redirect::to(&urls::application(&id)).into_response());
    }
    let reading = form::read(&whole.answers, zones());
    draw(&app, &visitor, whole, Shown { step, reading, asked }).await
}

struct Shown {
    step: Step,
    reading: Reading,
    asked: Asked,
}

async fn draw(app: &App, visitor: &Visitor, whole: Whole, shown: Shown) -> Outcome<Response> {
    let Whole { application, answers, files, asked: partners } = whole;
    let Shown { step, mut reading, asked } = shown;
    let gathered = evidence::gathered(app.database.read(), &application, &reading).await?;
    let report = gathered.judge();
    let evidence::Gathered { call, institution, .. } = gathered;
    if draft_access(&call.window, visitor.now) == DraftAccess::Destroyed {
        return Err(Refusal::not_found().into());
    }
    let known = evidence::settle(&mut reading, &answers, (&call, institution.as_ref()), &partners)?;
    actions::missing_files(&mut reading.problems, &files);
    let writers = writers(app, &application, &answers).await?;
    let page = frame(visitor, &call, &application.id);
    let page =
        page.clone().under(urls::application_step(&application.id, step.code()), page.t(step.korean()));
    html(&StepView {
        step,
        steps: steps(&page, &application.id, step, &reading),
        id: application.id,
        institution,
        answers,
        files,
        consents: consent_view::lines(&page, &reading, &known.partners, &partners),
        lines: words::lines(&page, &report, Some(&application.id)),
        budget: words::budget(&page, report.budget()),
        together: page.say(&words::together(&report.eligibility())),
        writers,
        deadline: show::deadline(&page, call.window.closes_at(), visitor.now),
        questions: urls::call_questions(&call.slug),
        called_off: call.cancelled.is_some(),
        read_only: call.cancelled.is_some()
            || draft_access(&call.window, visitor.now) != DraftAccess::Editable,
        check_all: asked.check.is_some(),
        add: asked.add.unwrap_or_default(),
        on: visitor.now,
        reading,
        page,
    })
}

/// The last step with everything that is missing, after a submission that was not complete.
pub(super) async fn incomplete(
    app: &App,
    visitor: &Visitor,
    id: Uuid,
    reading: Reading,
) -> Outcome<Response> {
    let whole = allowed(visitor, store::whole(app.database.read(), id).await?, Act::Read)?;
    let asked = Asked { check: Some(String::new()), add: None };
    let page = draw(app, visitor, whole, Shown { step: Step::Review, reading, asked }).await?;
    Ok((http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Saves a whole step and goes on: to the next step, or back to this one where something is wrong.
pub(super) async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, step)): Path<(Uuid, String)>,
    fields: Fields,
) -> Outcome<Redirect> {
    let step = Step::from_code(&step).ok_or_else(Refusal::not_found)?;
    let actor = visitor.actor()?;
    let values = changed(sent(step, &fields), fields.get(SHOWN));
    actions::keep_shown(&app, actor, id, (values, fields.get(SHOWN))).await?;
    let here = urls::application_step(&id, step.code());
    if let Some(on) = pressed(&app, actor, (id, &here), &fields).await? {
        return Ok(Redirect::to(&on));
    }
    let reading = read(&app, actor, id).await?;
    let wrong_here = reading.problems.iter().any(|(field, _)| belongs_to(field) == Some(step));
    if wrong_here {
        return Ok(Redirect::to(&format!("{here}?check=1")));
    }
    let next = step.next().unwrap_or(step);
    Ok(Redirect::to(&urls::application_step(&id, next.code())))
}

/// What another button of the step than "save" does, once the step is kept, and where it leads.
async fn pressed(
    app: &App,
    actor: &Actor,
    (id, here): (Uuid, &str),
    fields: &Fields,
) -> Outcome<Option<String>> {
    for (button, take) in [("_take", true), ("_seen", false)] {
        if fields.has(button) {
            let aside = fields.get(button).parse().map_err(|_| Refusal::malformed())?;
            actions::settle_aside(app, actor, id, (aside, take)).await?;
            return Ok(Some(here.to_owned()));
        }
    }
    if fields.has("_remove") {
        actions::forget_row(app, actor, id, fields.get("_remove")).await?;
        return Ok(Some(here.to_owned()));
    }
    if fields.has("_add") {
        let group: String = fields.get("_add").chars().filter(char::is_ascii_alphabetic).collect();
        return Ok(Some(format!("{here}?add={group}")));
    }
    if fields.has("_ask") {
        let row = fields.get("_ask").parse().map_err(|_| Refusal::malformed())?;
        let asked = actions::partners::ask(app, actor, id, row).await?;
        return Ok(Some(if asked { here.to_owned() } else { format!("{here}?check=1") }));
    }
    Ok(None)
}

/// Says who answers for a step.
pub(super) async fn set_keeper(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, step)): Path<(Uuid, String)>,
    fields: Fields,
) -> Outcome<Redirect> {
    let step = Step::from_code(&step).ok_or_else(Refusal::not_found)?;
    let account = match fields.get("keeper") {
        "" => None,
        account => Some(account.parse().map_err(|_| Refusal::malformed())?),
    };
    actions::set_keeper(&app, visitor.actor()?, id, (step, account)).await?;
    Ok(Redirect::to(&urls::application_step(&id, step.code())))
}

/// The answers read again after something was kept. Consents that are missing keep nobody from going on.
async fn read(app: &App, actor: &Actor, id: Uuid) -> Outcome<Reading> {
    let answers = store::answers(app.database.read(), id).await?;
    let mut reading = form::read(&answers, zones());
    if !reading.form.partners.is_empty() {
        let lead = institutions::find(app.database.read(), actor.scope).await?;
        let number = lead.map(|lead| lead.business_number).unwrap_or_default();
        check_partners(&mut reading.problems, &answers, &reading.form.partners, &number);
    }
    Ok(reading)
}

/// The answers of a step as they were sent. An unticked box sends nothing, so the boxes of the rows that were sent are
/// cleared first; the zone picked from a list stands above the one typed.
fn sent(step: Step, fields: &Fields) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    let mut put = |field: String, value: &str| {
        values.retain(|(known, _)| *known != field);
        values.push((field, value.to_owned()));
    };
    for (field, _) in fields.iter().filter(|(field, _)| belongs_to(field) == Some(Step::Resources)) {
        if let Some((row, "name" | "address")) = field.rsplit_once('.') {
            put(format!("{row}.dedicated"), "");
            if row.starts_with("premises") {
                put(format!("{row}.pledge"), "");
            }
        }
    }
    if step == Step::Review {
        for consent in &CONSENTS {
            put(consent.field.to_owned(), "");
        }
    }
    for (field, value) in fields.iter().filter(|(field, _)| belongs_to(field) == Some(step)) {
        put(field.to_owned(), value);
    }
    if fields.has("_zone_pick") {
        put("zone".to_owned(), fields.get("_zone_pick"));
    }
    values
}

/// Keeps one field while the person types, and says what is wrong with it.
pub(super) async fn autosave(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let field = fields.get("_field").to_owned();
    let Kept { at, aside } = if field == "_remove" {
        actions::forget_row(&app, actor, id, fields.get("_remove")).await?
    } else {
        let value = fields.get(&field).to_owned();
        let values = vec![(field.clone(), value)];
        actions::keep_shown(&app, actor, id, (values, fields.get(SHOWN))).await?
    };
    let page = visitor.page();
    let is_empty = fields.get(&field).is_empty();
    let reading = read(&app, actor, id).await?;
    // While someone is still writing, an empty field is not a mistake yet.
    let error =
        reading.problems.of(&field).filter(|_| !is_empty).map(|words| page.say(words)).unwrap_or_default();
    let echo = match (field.as_str(), reading.form.requested_won) {
        ("requested_won", Some(won)) => show::won_in_words(&page, won),
        _ => String::new(),
    };
    let kept = page.tf("{time} 자동 저장됨", &[("time", &show::clock(at))]);
    let message = format!("{kept} {}", said_aside(&app, &page, &aside).await?).trim().to_owned();
    Ok(Json(json!({ "message": message, "error": error, "echo": echo })).into_response())
}

#[derive(Template)]
#[template(path = "applying/applications/templates/gates.html")]
struct GatesFragment {
    page: Page,
    lines: Vec<FindingLine>,
    together: String,
    budget: String,
    deadline: crate::web::parts::Deadline,
}

/// The findings as they stand now, for the panel.
pub(super) async fn gates(
    State(app): State<App>,
    arrival: Arrival,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (visitor, Whole { application, answers, .. }) = opened_whole(&app, &arrival, id, Act::Read).await?;
    let reading = form::read(&answers, zones());
    let gathered = evidence::gathered(app.database.read(), &application, &reading).await?;
    let (report, call) = (gathered.judge(), gathered.call);
    let page = visitor.page();
    html(&GatesFragment {
        lines: words::lines(&page, &report, Some(&id)),
        budget: words::budget(&page, report.budget()),
        together: page.say(&words::together(&report.eligibility())),
        deadline: show::deadline(&page, call.window.closes_at(), visitor.now),
        page,
    })
}
