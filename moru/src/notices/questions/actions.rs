//! What is done about questions.

use chrono::TimeDelta;
use korea::{numbers::resident, text::compose};
use programme::{
    questions::{AskRefused, MOST_WAITING, may_ask},
    states::CallPhase,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{
    access::{Act, State, may, require},
    mails::{self, News},
    store::{self, Question},
};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
        mail,
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    notices::calls::{Call, store as calls},
    web::{forms::Problems, show},
};

/// The longest question and the longest answer, in characters.
pub const LONGEST: usize = 2000;
/// So long the desk is not written to again about the same call while a question it was told of waits.
const QUIET: TimeDelta = TimeDelta::hours(1);

/// What was typed in a field, in composed form; what is wrong with it is noted beside the field. No text may hold a
/// resident registration number (개인정보 보호법 제24조의2), least of all one that everybody will read.
fn text(field: &str, typed: &str, problems: &mut Problems) -> String {
    let text = compose(typed.trim());
    if text.is_empty() {
        problems.add(field, "내용을 적어 주세요.");
    } else if text.chars().count() > LONGEST {
        problems.add(field, Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST));
    } else if resident::contains(&text) {
        problems.add(
            field,
            "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.",
        );
    }
    text
}

/// Asks about a call that everybody may know of. Asking the same again answers as the first time did. What is wrong is
/// said beside the field `question`.
pub async fn ask(app: &App, actor: &Actor, slug: &str, typed: &str) -> Outcome<Result<(), Problems>> {
    let at = app.clock.now();
    let mut problems = Problems::default();
    let text = text("question", typed, &mut problems);
    let transaction = app.database.begin().await?;
    // The call is held: neither its close moves meanwhile nor do two questions of one person pass the limit together.
    let call = calls::for_update(&transaction, slug).await?.ok_or_else(Refusal::not_found)?;
    if !call.is_public(at) {
        return Err(Refusal::not_found().into());
    }
    require(Act::Ask, actor, State::Waiting)?;
    if problems.is_empty()
        && store::is_asked(&transaction, &store::once_key(call.id, actor.account, &text)).await?
    {
        return Ok(Ok(()));
    }
    let waiting = store::waiting_of(&transaction, call.id, actor.account).await?;
    if let Err(refused) = may_ask(call.phase(at), waiting) {
        problems = Problems::default();
        problems.add("question", not_taken(refused, &call));
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let tells = !store::desk_knows(&transaction, call.id, at - QUIET).await?;
    let question = Question {
        id: app.clock.id(),
        call: call.id,
        text,
        asked_by: actor.account,
        asked_at: at,
        state: State::Waiting,
        is_public: true,
        settled_at: None,
        answers: Vec::new(),
    };
    match store::insert(&transaction, &question, tells).await {
        Err(error) if is_duplicate(&error) => return Ok(Ok(())),
        written => written?,
    }
    if tells {
        let letters = mails::asked(&transaction, app, &call).await?;
        mail::queue(&transaction, &app.clock, &letters).await?;
    }
    let entry = Entry { act: "ask", entity: "question", id: question.id, detail: json!({ "call": slug }) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Ok(()))
}

fn not_taken(refused: AskRefused, call: &Call) -> Words {
    match refused {
        AskRefused::TooMany => {
            Words::new("답을 기다리는 질문이 {n}건입니다. 답이 오면 다시 질문할 수 있습니다.")
                .with("n", MOST_WAITING)
        }
        AskRefused::NotOpen { phase: CallPhase::Cancelled } => {
            Words::new("취소된 공고라 질문을 받지 않습니다. 문의처로 연락해 주세요.")
        }
        AskRefused::NotOpen { .. } => {
            Words::new("질문은 접수 마감({at}) 전까지만 받습니다. 문의처로 연락해 주세요.")
                .with("at", show::date_time(call.window.closes_at()))
        }
    }
}

/// A question of a call, held, with its call.
async fn held(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    (slug, id): (&str, Uuid),
) -> Outcome<(Call, Question)> {
    require(Act::Read, actor, State::Waiting)?;
    let call = calls::by_slug(connection, slug).await?.ok_or_else(Refusal::not_found)?;
    let question = store::find_for_change(connection, id).await?.filter(|question| question.call == call.id);
    Ok((call, question.ok_or_else(Refusal::not_found)?))
}

/// What is said to a question.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// The field it was typed in, for what is wrong with it.
    pub field: &'a str,
    /// What was typed.
    pub typed: &'a str,
}

/// Answers a question: for everybody, or for whoever asked it alone. Answering twice with the same words is answering
/// once.
pub async fn answer(
    app: &App,
    actor: &Actor,
    which: (&str, Uuid),
    (reply, is_public): (Reply<'_>, bool),
) -> Outcome<Result<(), Problems>> {
    let next = Next { act: Act::Answer, state: State::Answered, is_public, seen: 0 };
    settle(app, actor, which, (reply, next)).await
}

/// Says why a question is not answered: it is about somebody's personal data, or not about this call. Only whoever asked
/// it reads the reason.
pub async fn decline(
    app: &App,
    actor: &Actor,
    which: (&str, Uuid),
    reply: Reply<'_>,
) -> Outcome<Result<(), Problems>> {
    let next = Next { act: Act::Decline, state: State::Declined, is_public: false, seen: 0 };
    settle(app, actor, which, (reply, next)).await
}

/// Puts another answer in place of the one with the number `seen`, which stays readable as what was said before (정정).
pub async fn correct(
    app: &App,
    actor: &Actor,
    which: (&str, Uuid),
    (reply, seen): (Reply<'_>, i32),
) -> Outcome<Result<(), Problems>> {
    let next = Next { act: Act::Correct, state: State::Answered, is_public: false, seen };
    settle(app, actor, which, (reply, next)).await
}

/// Where a reply leads.
struct Next {
    act: Act,
    state: State,
    is_public: bool,
    /// The number of the answer that was on the page; 0 where there was none.
    seen: i32,
}

impl Next {
    /// The state in which the act is possible.
    const fn from(&self) -> State {
        if matches!(self.act, Act::Correct) { State::Answered } else { State::Waiting }
    }

    /// Whether the question is what this reply has made of it already.
    fn is_done(&self, question: &Question, text: &str) -> bool {
        let audience = self.act == Act::Correct || question.is_public == self.is_public;
        let last = question.last();
        question.state == self.state
            && audience
            && last.is_some_and(|last| last.number == self.seen + 1 && last.text == text)
    }
}

async fn settle(
    app: &App,
    actor: &Actor,
    which: (&str, Uuid),
    (reply, next): (Reply<'_>, Next),
) -> Outcome<Result<(), Problems>> {
    let mut problems = Problems::default();
    let text = text(reply.field, reply.typed, &mut problems);
    let transaction = app.database.begin().await?;
    let (call, question) = held(&transaction, actor, which).await?;
    if problems.is_empty() && next.is_done(&question, &text) {
        return Ok(Ok(()));
    }
    let last = question.last();
    if question.state != next.from() && may(next.act, Some(actor), next.from()) {
        // Said beside the field, so that what was typed is not lost.
        problems = Problems::default();
        problems.add(reply.field, "그사이 다른 담당자가 이 질문을 처리했습니다. 아무것도 보내지 않았습니다.");
        return Ok(Err(problems));
    }
    require(next.act, actor, question.state)?;
    if last.map_or(0, |last| last.number) != next.seen {
        problems.add(reply.field, "그사이 다른 담당자가 답을 고쳤습니다. 지금 답을 읽고 다시 정해 주세요.");
    } else if last.is_some_and(|last| last.text == text) {
        problems.add(reply.field, "지금 답과 같습니다. 고칠 내용을 적어 주세요.");
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let at = app.clock.now();
    let (act, news, is_public) = match next.act {
        Act::Correct => ("correct", News::Corrected, question.is_public),
        Act::Decline => ("decline", News::Declined, false),
        _ => ("answer", News::Answered, next.is_public),
    };
    store::write(&transaction, &question, (next.state, is_public), (&text, actor.account, at)).await?;
    let letters = mails::told(&transaction, app, (&call, &question), news).await?;
    mail::queue(&transaction, &app.clock, &letters).await?;
    let number = last.map_or(1, |last| last.number + 1);
    let detail = json!({ "call": call.slug, "number": number, "public": is_public });
    let entry = Entry { act, entity: "question", id: question.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Ok(()))
}
