//! The page of the round: the agency asks on it, the applicant hands in on it.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use http::StatusCode;
use uuid::Uuid;

use super::{
    access::{Act, may, require},
    actions::{self, ASKABLE, LONGEST},
    store::{self, Ended, Paper, Supplement},
};
use crate::{
    applying::applications::{
        form::slot,
        store::{self as applications, Application},
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::{Role, Visitor},
        readings::actions as readings,
    },
    web::{
        download::{BYTES, attachment},
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Choice, Field, Pair, Problem, summary},
        show,
        upload::{LARGEST_UPLOAD, Upload},
        urls,
    },
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::SUPPLEMENT, get(page).post(request))
        .route(urls::SUPPLEMENT_PAPERS, post(attach).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)))
        .route(urls::SUPPLEMENT_PAPER, get(download))
        .route(urls::SUPPLEMENT_HAND_IN, post(hand_in))
        .route(urls::SUPPLEMENT_LAPSE, post(lapse))
}

/// A paper that was asked for, its field, and what came for it.
struct Asked {
    code: String,
    korean: &'static str,
    field: Field,
    came: Vec<Paper>,
}

#[derive(Template)]
#[template(path = "applying/supplements/templates/supplement.html")]
struct SupplementPage {
    page: Page,
    id: Uuid,
    number: String,
    facts: Vec<Pair>,
    summary: Vec<Problem>,
    reason: String,
    asked: Vec<Asked>,
    /// The form of the request, for the agency before there is one: papers and reason.
    form: Option<(Field, Vec<Choice>, Field)>,
    may_attach: bool,
    may_lapse: bool,
    back: String,
}

/// What was typed, and what is wrong with it.
type Typed<'a> = (&'a Fields, &'a Problems);

async fn page(State(app): State<App>, visitor: Visitor, Path(id): Path<Uuid>) -> Outcome<Response> {
    draw(&app, &visitor, id, (&Fields::default(), &Problems::default())).await
}

async fn draw(app: &App, visitor: &Visitor, id: Uuid, (fields, problems): Typed<'_>) -> Outcome<Response> {
    let (actor, database) = (visitor.actor()?, app.database.read());
    let application = applications::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    let subject = application.subject();
    require(Act::Read, actor, &subject)?;
    let round = store::find(database, id).await?;
    let may_request = round.is_none() && may(Act::Request, actor, &subject);
    if round.is_none() && !may_request {
        return Err(Refusal::not_found().into());
    }
    let papers = store::papers(database, id).await?;
    let is_applicant = actor.role == Role::Applicant;
    let back = if is_applicant { urls::application(&id) } else { urls::review(&id) };
    let page = visitor.page();
    let page = page
        .clone()
        .under(back.clone(), number(&application))
        .under(urls::supplement(&id), page.t("서류 보완"));
    html(&SupplementPage {
        id,
        number: number(&application),
        facts: round.as_ref().map(|round| facts(&page, round)).unwrap_or_default(),
        summary: summary(&page, problems),
        reason: round.as_ref().map(|round| round.reason.clone()).unwrap_or_default(),
        asked: round.as_ref().map(|round| asked(&page, round, &papers, problems)).unwrap_or_default(),
        form: may_request.then(|| form(&page, fields, problems)),
        may_attach: may(Act::Attach, actor, &subject),
        may_lapse: may(Act::Lapse, actor, &subject)
            && round.as_ref().is_some_and(|round| visitor.now >= round.request.due_before),
        back,
        page,
    })
}

fn number(application: &Application) -> String {
    application.receipt_number.clone().unwrap_or_default()
}

fn facts(page: &Page, round: &Supplement) -> Vec<Pair> {
    let due = page.tf("{at} 전까지", &[("at", &show::date_time(round.request.due_before))]);
    let mut facts = vec![
        Pair::new(page.t("요청한 때"), show::date_time(round.requested_at)),
        Pair::new(page.t("내야 하는 때"), due),
    ];
    if let Some((how, at)) = round.ended {
        let word = match how {
            Ended::HandedIn => "보완 서류를 받음",
            Ended::Lapsed => "기한 안에 오지 않아 없이 검토함",
        };
        facts.push(Pair::new(page.t("결과"), format!("{} ({})", page.t(word), show::exact(at))));
    }
    facts
}

fn asked(page: &Page, round: &Supplement, papers: &[Paper], problems: &Problems) -> Vec<Asked> {
    let one = |code: &String| Asked {
        field: Field::sent(page, &format!("file.{code}"), &Fields::default(), problems),
        korean: slot(code).map_or("", |slot| slot.korean),
        came: papers.iter().filter(|paper| paper.file.slot == *code).cloned().collect(),
        code: code.clone(),
    };
    round.request.documents.iter().map(one).collect()
}

fn form(page: &Page, fields: &Fields, problems: &Problems) -> (Field, Vec<Choice>, Field) {
    let chosen = fields.all("papers");
    let choice = |code: &&str| {
        let label = page.t(slot(code).map_or("", |slot| slot.korean));
        let is_chosen = chosen.iter().any(|one| one == code);
        Choice::new(*code, label, if is_chosen { code } else { "" })
    };
    let papers = Field::sent(page, "papers", fields, problems);
    (papers, ASKABLE.iter().map(choice).collect(), Field::sent(page, "reason", fields, problems))
}

async fn request(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let papers = fields.all("papers").iter().map(|paper| (*paper).to_owned()).collect();
    let made = actions::request(&app, visitor.actor()?, id, (papers, fields.get("reason"))).await?;
    answered(&app, &visitor, id, (&fields, made)).await
}

/// Back to the page, or the page with what is wrong.
async fn answered(
    app: &App,
    visitor: &Visitor,
    id: Uuid,
    (fields, done): (&Fields, Result<(), Problems>),
) -> Outcome<Response> {
    match done {
        Ok(()) => Ok(Redirect::to(&urls::supplement(&id)).into_response()),
        Err(problems) => {
            let page = draw(app, visitor, id, (fields, &problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn attach(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    form: Multipart,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let upload = Upload::read(form).await?;
    let made = actions::attach(&app, actor, id, upload).await?;
    answered(&app, &visitor, id, (&Fields::default(), made)).await
}

async fn download(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, paper)): Path<(Uuid, Uuid)>,
) -> Outcome<Response> {
    let application = applications::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    let actor = visitor.actor()?;
    require(Act::Read, actor, &application.subject())?;
    let papers = store::papers(app.database.read(), id).await?;
    let paper = papers.into_iter().find(|known| known.file.id == paper).ok_or_else(Refusal::not_found)?;
    if actor.role != Role::Applicant {
        readings::taken(&app, actor, ("application", id, &paper.file.slot)).await?;
    }
    Ok(attachment(&paper.file.name, BYTES, app.files.fetch(&paper.file.sha256).await?))
}

/// What arrives after this line had arrived at this moment, however long the rest takes.
async fn hand_in(State(app): State<App>, visitor: Visitor, Path(id): Path<Uuid>) -> Outcome<Redirect> {
    actions::hand_in(&app, visitor.actor()?, id, visitor.now).await?;
    Ok(Redirect::to(&urls::supplement(&id)))
}

async fn lapse(State(app): State<App>, visitor: Visitor, Path(id): Path<Uuid>) -> Outcome<Redirect> {
    actions::lapse(&app, visitor.actor()?, id).await?;
    Ok(Redirect::to(&urls::review(&id)))
}
