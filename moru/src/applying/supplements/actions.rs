//! What is done in the round of papers.

use chrono::{DateTime, Utc};
use korea::{calendar::Holidays, dates::kst};
use programme::{
    deadline::{Change, SupplementRequest, may_change},
    states::{ApplicationRefused, ApplicationState},
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{
    access::{Act, require},
    mails,
    store::{self, Ended, Paper, Supplement},
};
use crate::{
    applying::{
        applications::{
            actions::taken,
            form::slot,
            store::{self as applications, Application},
        },
        intake::store as intake,
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        mail,
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    notices::calls::store as calls,
    web::{forms::Problems, show, upload::Upload, urls},
};

/// Working days in which the papers have to come (DOMAIN §5.6). `[PROP]`
const WORKING_DAYS: u32 = 5;
/// The most papers of a round.
const MOST: usize = 10;
/// The longest reason, in characters.
pub const LONGEST: usize = 2000;

/// What may be asked for: papers that do not state the plan, the budget, the people or the cluster.
pub const ASKABLE: [&str; 3] = ["articles", "roster", "other"];

async fn held(connection: &impl ConnectionTrait, actor: &Actor, id: Uuid, act: Act) -> Outcome<Application> {
    let application = applications::find_for_change(connection, id).await?.ok_or_else(Refusal::not_found)?;
    require(act, actor, &application.subject())?;
    Ok(application)
}

async fn round(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Supplement> {
    Ok(store::find(connection, id).await?.ok_or_else(Refusal::not_found)?)
}

async fn moved(
    connection: &impl ConnectionTrait,
    application: &Application,
    state: ApplicationState,
) -> Outcome<()> {
    if applications::move_to(connection, application, state).await? {
        return Ok(());
    }
    Err(Refusal::conflict("그사이에 바뀐 신청이 있습니다.", "다시 확인한 뒤 해 주세요.").into())
}

fn refused(refused: &ApplicationRefused, id: &Uuid) -> Refusal {
    let (what, at) = match refused {
        ApplicationRefused::TooLate { due_before } => ("보완 기한이 {at}에 지났습니다.", Some(*due_before)),
        ApplicationRefused::TooEarly { due_before } => {
            ("보완 기한은 {at} 전까지라 아직 남았습니다.", Some(*due_before))
        }
        _ => ("요청할 서류를 하나 이상 골라 주세요.", None),
    };
    let words = Words::new(what).with("at", at.map(show::date_time).unwrap_or_default());
    Refusal::conflict(words, "보완 화면에서 지금 할 수 있는 일을 확인해 주세요.")
        .leading_to(urls::supplement(id), "보완 화면으로")
}

/// Asks for papers, once, with the reason that the applicant reads. What is wrong with the form is said beside its fields.
pub async fn request(
    app: &App,
    actor: &Actor,
    id: Uuid,
    (papers, reason): (Vec<String>, &str),
) -> Outcome<Result<(), Problems>> {
    let mut problems = Problems::default();
    if papers.is_empty() || papers.iter().any(|paper| !ASKABLE.contains(&paper.as_str())) {
        problems.add("papers", Words::new("요청할 서류를 하나 이상 골라 주세요."));
    }
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        problems.add("reason", Words::new("무엇이 왜 필요한지 2,000자 안에서 적어 주세요."));
    }
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let application = held(&transaction, actor, id, Act::Request).await?;
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let review = intake::review(&transaction, id).await?.ok_or_else(Refusal::not_found)?;
    if review.proposal.is_some() {
        return Err(Refusal::conflict(
            "이미 검토 의견을 올려 결정을 기다리고 있습니다.",
            "고치려면 결정하는 사람이 돌려보내야 합니다.",
        )
        .into());
    }
    let request = SupplementRequest { documents: papers, due_before: due_before(at)? };
    let state = application.state.request_supplement(&request).map_err(|no| refused(&no, &id))?;
    let new = Supplement { request, reason: reason.to_owned(), requested_at: at, ended: None };
    store::insert(&transaction, id, &new, actor.account).await?;
    moved(&transaction, &application, state).await?;
    let letters: Vec<_> = mails::asked(app, &application, &new)?.into_iter().collect();
    mail::queue(&transaction, &app.clock, &letters).await?;
    let detail =
        json!({ "papers": new.request.documents, "due_before": show::exact(new.request.due_before) });
    let entry = Entry { act: "request_supplement", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Ok(()))
}

/// The midnight after the fifth working day, the day of the request not counted (행정기본법 제6조제1항).
fn due_before(at: DateTime<Utc>) -> Result<DateTime<Utc>, Fault> {
    let holidays = Holidays::embedded().map_err(Fault::new)?;
    let last = holidays.add_business_days(show::day(at), WORKING_DAYS).map_err(Fault::new)?;
    last.succ_opt().map(kst::start_of).ok_or_else(|| Fault::new("a day at the end of the calendar"))
}

/// Attaches a paper that was asked for. What is wrong with it is said beside its field, and nothing is kept of it.
pub async fn attach(app: &App, actor: &Actor, id: Uuid, upload: Upload) -> Outcome<Result<(), Problems>> {
    let paper = upload.fields.get("slot").to_owned();
    let problem = |words: Words| {
        let mut problems = Problems::default();
        problems.add(format!("file.{paper}"), words);
        problems
    };
    // The permission is asked before the bytes are looked at, and again in the transaction that notes them.
    let before = applications::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Attach, actor, &before.subject())?;
    let file = match taken(app, upload).await? {
        Ok(file) => file,
        Err(words) => return Ok(Err(problem(words))),
    };
    let at = app.clock.now();
    let new = Paper { file, added_at: at };
    let transaction = app.database.begin().await?;
    let application = held(&transaction, actor, id, Act::Attach).await?;
    let round = round(&transaction, id).await?;
    let call = calls::find(&transaction, application.call).await?.ok_or_else(Refusal::not_found)?;
    if may_change(Change::Document(&paper), &call.window, Some(&round.request), at).is_err() {
        let words = if at >= round.request.due_before {
            Words::new("보완 기한이 {at}에 지났습니다.").with("at", show::date_time(round.request.due_before))
        } else {
            Words::new("요청받은 서류만 낼 수 있습니다.")
        };
        return Ok(Err(problem(words)));
    }
    let papers = store::papers(&transaction, id).await?;
    if papers.len() >= MOST {
        return Ok(Err(problem(Words::new("파일은 {most}개까지 붙일 수 있습니다.").with("most", MOST))));
    }
    store::insert_paper(&transaction, id, &new, actor.account).await?;
    let file = &new.file;
    let detail =
        json!({ "slot": file.slot, "sha256": file.sha256, "bytes": file.bytes, "round": "supplement" });
    let entry = Entry { act: "attach", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Ok(()))
}

/// Hands the papers in, when there is one for each that was asked for. It had arrived at `received_at`.
pub async fn hand_in(app: &App, actor: &Actor, id: Uuid, received_at: DateTime<Utc>) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let application = held(&transaction, actor, id, Act::HandIn).await?;
    let round = round(&transaction, id).await?;
    let papers = store::papers(&transaction, id).await?;
    let missing =
        round.request.documents.iter().find(|asked| papers.iter().all(|paper| paper.file.slot != **asked));
    if let Some(missing) = missing {
        let paper = slot(missing).map_or("", |slot| slot.korean);
        return Err(Refusal::conflict(
            Words::new("아직 붙이지 않은 서류가 있습니다: {paper}").with("paper", paper),
            "요청받은 서류를 모두 붙인 뒤 제출해 주세요.",
        )
        .leading_to(urls::supplement(&id), "보완 화면으로")
        .into());
    }
    let state = application.state.supplement(&round.request, received_at).map_err(|no| refused(&no, &id))?;
    moved(&transaction, &application, state).await?;
    store::end(&transaction, id, Ended::HandedIn, received_at).await?;
    let letters: Vec<_> = mails::came(app, &application)?.into_iter().collect();
    mail::queue(&transaction, &app.clock, &letters).await?;
    let hashes: Vec<&str> = papers.iter().map(|paper| paper.file.sha256.as_str()).collect();
    let entry = Entry { act: "supplement", entity: "application", id, detail: json!({ "sha256": hashes }) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Ends a round whose time is over: the review goes on without the papers.
pub async fn lapse(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let application = held(&transaction, actor, id, Act::Lapse).await?;
    let round = round(&transaction, id).await?;
    let state = application.state.lapse_supplement(&round.request, at).map_err(|no| refused(&no, &id))?;
    moved(&transaction, &application, state).await?;
    store::end(&transaction, id, Ended::Lapsed, at).await?;
    let entry = Entry { act: "lapse_supplement", entity: "application", id, detail: json!({}) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
