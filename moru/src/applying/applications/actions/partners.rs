//! The consents of partners: each is asked by a letter with a link, and answers without an account. Whoever has the link is
//! the partner: it was sent to its address only.

use chrono::{DateTime, TimeDelta, Utc};
use ledger::Sha256;
use programme::{
    consortium::{Answer, Standing},
    deadline::{Change, DraftAccess, draft_access},
    states::ApplicationState,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{opened, still_open};
use crate::{
    applying::applications::{
        access::Act,
        evidence::{self, Partner},
        form::{self, PartnerAnswer, PartnerRow},
        mails,
        store::{
            self, Application,
            partners::{self, Answered, Asked},
        },
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
        mail,
    },
    identity::{
        accounts::{Actor, store as accounts},
        audit::{self, By, Entry},
    },
    notices::calls::{Call, store as calls},
    registry::{
        institutions::store::{self as institutions, Institution},
        zones::zones,
    },
    web::urls,
};

/// A partner that was asked just now is not sent a second letter for a second click.
const QUIET: TimeDelta = TimeDelta::minutes(1);

/// Who answers by a link.
const PARTNER: By = By { account: None, role: "partner" };

/// The hash under which the token of a link is stored.
fn token_hash(token: &str) -> String {
    Sha256::of(token.as_bytes()).to_hex()
}

/// Asks the partner in a row for its consent to what the row says now. False when the row cannot be asked about as it is:
/// what is wrong stands beside its fields. A partner that has agreed to just this, or was asked just now, is not asked
/// again.
pub async fn ask(app: &App, actor: &Actor, id: Uuid, row: usize) -> Outcome<bool> {
    ask_by(app, actor, (id, row), &hex::encode(app.clock.secret())).await
}

/// The same by a link with this token, which nobody may be able to guess.
pub async fn ask_by(app: &App, actor: &Actor, (id, row): (Uuid, usize), token: &str) -> Outcome<bool> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::OtherField, at)?;
    let lead = lead(&transaction, &application).await?;
    let (partners, asked) = written(&transaction, &application, (&call, &lead)).await?;
    let Some(partner) = partners.into_iter().find(|known| known.row == row && known.is_whole) else {
        return Ok(false);
    };
    let before = asked.into_iter().find(|asked| asked.number == partner.partner.business_number);
    let was_just_asked = |asked: &Asked| {
        partner.standing == Standing::Asked
            && asked.email == partner.partner.email
            && at.signed_duration_since(asked.at) < QUIET
    };
    if partner.standing == Standing::Agreed || before.as_ref().is_some_and(was_just_asked) {
        return Ok(true);
    }
    let asked = Asked {
        id: app.clock.id(),
        application: id,
        number: partner.partner.business_number.clone(),
        email: partner.partner.email.clone(),
        terms: partner.terms,
        at,
        by: actor.account,
        answered: None,
    };
    partners::ask(&transaction, &asked, token_hash(token)).await?;
    let detail = json!({ "partner": asked.number, "terms": asked.terms });
    let entry = Entry { act: "ask_partner", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    let letter = mails::asked(app, (&call, &lead), &partner.partner, token);
    mail::queue(&transaction, &app.clock, &[letter]).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn lead(connection: &impl ConnectionTrait, application: &Application) -> Outcome<Institution> {
    let lead = institutions::find(connection, application.institution).await?;
    lead.ok_or_else(|| Refusal::not_found().into())
}

/// The partners as they are written now, and what was asked.
async fn written(
    connection: &impl ConnectionTrait,
    application: &Application,
    around: (&Call, &Institution),
) -> Outcome<(Vec<Partner>, Vec<Asked>)> {
    let whole = store::whole(connection, application.id).await?.ok_or_else(Refusal::not_found)?;
    let mut reading = form::read(&whole.answers, zones());
    let partners = evidence::partners(&mut reading, &whole.answers, around, &whole.asked)?;
    Ok((partners, whole.asked))
}

/// What the page of a link shows.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What was asked and answered.
    pub asked: Asked,
    /// The call.
    pub call: Call,
    /// The institution that leads.
    pub lead: Institution,
    /// The partner as it stands in the form.
    pub partner: PartnerRow,
    /// SHA-256 of all that, hex.
    pub terms: String,
    /// Where its consent stands.
    pub standing: Standing,
    /// Whether it can still be answered: until the submission, and not after the close.
    pub is_open: bool,
}

/// What stands behind a link; refused where the link is no longer the one that counts, or the partner is named no more.
pub async fn shown(app: &App, token: &str) -> Outcome<Shown> {
    let (connection, now) = (app.database.read(), app.clock.now());
    let asked = partners::by_token(connection, &token_hash(token)).await?.ok_or_else(link_over)?;
    let application = store::find(connection, asked.application).await?.ok_or_else(link_over)?;
    standing_now(connection, asked, &application, now).await
}

async fn standing_now(
    connection: &impl ConnectionTrait,
    asked: Asked,
    application: &Application,
    now: DateTime<Utc>,
) -> Outcome<Shown> {
    let call = calls::find(connection, application.call).await?.ok_or_else(link_over)?;
    let lead = lead(connection, application).await?;
    let is_draft = application.state == ApplicationState::Draft;
    let access = draft_access(&call.window, now);
    if is_draft && access == DraftAccess::Destroyed {
        return Err(link_over().into());
    }
    let partner = if let Some(form) = application.form()? {
        form.partners.into_iter().find(|partner| partner.business_number == asked.number)
    } else {
        let (partners, _) = written(connection, application, (&call, &lead)).await?;
        let mut partners = partners.into_iter().filter(|known| known.is_whole);
        partners.find(|known| known.partner.business_number == asked.number).map(|known| known.partner)
    };
    let partner = partner.ok_or_else(named_no_more)?;
    // What was submitted keeps the terms that were agreed to, whatever the institution is called since.
    let terms = match &partner.consent {
        Some(consent) => consent.terms_sha256.clone(),
        None => evidence::terms_hash(&call, &lead, &partner)?,
    };
    let is_open = is_draft && access == DraftAccess::Editable;
    Ok(Shown { standing: asked.standing(&terms), asked, call, lead, partner, terms, is_open })
}

fn link_over() -> Refusal {
    Refusal::new(
        http::StatusCode::NOT_FOUND,
        "이 주소는 이제 쓰이지 않습니다.",
        "새로 받은 메일이 있으면 그 주소로 들어와 주세요. 없으면 신청기관 담당자에게 다시 보내 달라고 말씀해 주세요.",
    )
}

fn named_no_more() -> Refusal {
    Refusal::new(
        http::StatusCode::NOT_FOUND,
        "지금 이 신청서에는 귀 기관이 참여기관으로 적혀 있지 않습니다.",
        "신청기관이 내용을 고치고 있을 수 있습니다. 궁금한 점은 신청기관 담당자에게 물어봐 주세요.",
    )
}

/// How answering ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It is kept; saying it again changes nothing.
    Kept,
    /// What the page showed is no longer what stands in the form: it has to be read again.
    Changed,
}

/// Keeps the answer of a partner, until the application is submitted.
pub async fn answer(app: &App, token: &str, typed: PartnerAnswer) -> Outcome<Given> {
    let (at, hash) = (app.clock.now(), token_hash(token));
    let transaction = app.database.begin().await?;
    let asked = partners::by_token(&transaction, &hash).await?.ok_or_else(link_over)?;
    let application = store::find_for_change(&transaction, asked.application).await?.ok_or_else(link_over)?;
    // Read again now that nobody else changes it.
    let asked = partners::by_token(&transaction, &hash).await?.ok_or_else(link_over)?;
    let shown = standing_now(&transaction, asked, &application, at).await?;
    if !shown.is_open {
        return Err(closed(application.state, token).into());
    }
    if shown.terms != typed.terms {
        return Ok(Given::Changed);
    }
    let says_it_already = match typed.answer {
        Answer::Agreed => shown.standing == Standing::Agreed,
        Answer::Declined => shown.standing == Standing::Declined,
        // There is nothing to take back unless it was given.
        Answer::Withdrawn => shown.standing != Standing::Agreed,
    };
    if says_it_already {
        return Ok(Given::Kept);
    }
    let PartnerAnswer { terms, answer, person, position, reason } = typed;
    let answered = Answered { answer, terms, at, person, position, reason };
    partners::answer(&transaction, shown.asked.id, &answered).await?;
    // A submission that was judged before this is judged again.
    store::changed(&transaction, application.id).await?;
    let detail = json!({ "partner": shown.asked.number, "answer": answer, "terms": answered.terms });
    let entry = Entry { act: "answer_as_partner", entity: "application", id: application.id, detail };
    audit::append(&transaction, &app.clock, PARTNER, entry).await?;
    let to = accounts::addresses(&transaction, &[shown.asked.by]).await?;
    let letters: Vec<_> =
        to.into_iter().map(|to| mails::answered(app, to, (&shown, &answered), application.id)).collect();
    mail::queue(&transaction, &app.clock, &letters).await?;
    transaction.commit().await?;
    Ok(Given::Kept)
}

fn closed(state: ApplicationState, token: &str) -> Refusal {
    let what = if state == ApplicationState::Draft {
        "접수가 마감되어 더 답할 수 없습니다."
    } else {
        "신청기관이 이미 제출해 더 바꿀 수 없습니다."
    };
    Refusal::conflict(what, "바꾸어야 할 일이 있으면 신청기관 담당자에게 말씀해 주세요.")
        .leading_to(urls::partner_consent(token), "동의 화면으로")
}
