//! Queries and writes of questions and their answers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use korea::text::compose;
use ledger::Sha256;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LikeExpr},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    access::State,
    tables::{answer, question},
};
use crate::base::errors::Outcome;

/// How many rows a list shows at once.
pub const PAGE: usize = 20;
/// The most questions that a list of waiting or of one's own questions shows.
const MOST: u64 = 200;
/// The most words that are searched for.
const MOST_WORDS: usize = 8;
/// Escapes what has a meaning in a pattern.
const ESCAPE: char = '!';

/// An answer as it was written once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its number, from one.
    pub number: i32,
    /// What it says; of a declined question why.
    pub text: String,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: Uuid,
    /// About which call.
    pub call: Uuid,
    /// What is asked.
    pub text: String,
    /// Who asked; nobody is shown it.
    pub asked_by: Uuid,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// How far it is.
    pub state: State,
    /// Whether everybody reads it, once it is answered.
    pub is_public: bool,
    /// When it was answered or declined.
    pub settled_at: Option<DateTime<Utc>>,
    /// Every answer, the first one first: the last one holds.
    pub answers: Vec<Answer>,
}

impl Question {
    /// The answer that holds, or the reason why there is none.
    pub fn last(&self) -> Option<&Answer> {
        self.answers.last()
    }
}

/// A part of a list and where it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The rows.
    pub rows: Vec<Question>,
    /// The last row, when more follow.
    pub more: Option<Uuid>,
}

/// Which settled questions are listed, the last to be settled first.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Only what everybody may read.
    pub public_only: bool,
    /// What must stand in the question or its answer; empty for all.
    pub words: &'a str,
    /// The row after which the list goes on.
    pub after: Option<Uuid>,
}

fn code(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Answered => "answered",
        State::Declined => "declined",
    }
}

/// The key that is the same for the same words of the same account about the same call.
pub fn once_key(call: Uuid, account: Uuid, text: &str) -> String {
    Sha256::of_parts(&[call.as_bytes(), account.as_bytes(), text.as_bytes()]).to_hex()
}

/// Whether this account has asked the same already.
pub async fn is_asked(connection: &impl ConnectionTrait, once_key: &str) -> Outcome<bool> {
    let query = question::Entity::find().filter(question::Column::OnceKey.eq(once_key));
    Ok(query.count(connection).await? > 0)
}

/// How many questions of an account about a call wait.
pub async fn waiting_of(connection: &impl ConnectionTrait, call: Uuid, account: Uuid) -> Outcome<u64> {
    let query = of_call(call).filter(question::Column::AskedBy.eq(account));
    Ok(query.filter(question::Column::State.eq(code(State::Waiting))).count(connection).await?)
}

/// Whether the desk was written to since an instant about a question that still waits.
pub async fn desk_knows(
    connection: &impl ConnectionTrait,
    call: Uuid,
    since: DateTime<Utc>,
) -> Outcome<bool> {
    let query = of_call(call).filter(question::Column::State.eq(code(State::Waiting)));
    let query = query.filter(question::Column::ToldDesk.eq(true)).filter(question::Column::AskedAt.gt(since));
    Ok(query.count(connection).await? > 0)
}

fn of_call(call: Uuid) -> sea_orm::Select<question::Entity> {
    question::Entity::find().filter(question::Column::CallId.eq(call))
}

/// Writes a new question. The same one of the same account is refused by the database.
pub async fn insert(connection: &impl ConnectionTrait, new: &Question, told_desk: bool) -> Result<(), DbErr> {
    let row = question::ActiveModel {
        id: Set(new.id),
        call_id: Set(new.call),
        once_key: Set(once_key(new.call, new.asked_by, &new.text)),
        words: Set(searched(&new.text, "")),
        question: Set(new.text.clone()),
        asked_by: Set(new.asked_by),
        asked_at: Set(new.asked_at),
        told_desk: Set(told_desk),
        state: Set(code(new.state).to_owned()),
        is_public: Set(new.is_public),
        settled_at: Set(new.settled_at),
    };
    question::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// What a search looks into.
fn searched(question: &str, answer: &str) -> String {
    compose(&format!("{question}\n{answer}")).to_lowercase()
}

/// One question, held until the transaction ends.
pub async fn find_for_change(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Question>> {
    let mut query = question::Entity::find_by_id(id);
    // SQLite has one writer at a time; its transaction holds everything already.
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    let rows = query.all(connection).await?;
    Ok(with_answers(connection, rows).await?.pop())
}

/// Writes an answer or a reason as the next text of a question, which is in this state from now on.
pub async fn write(
    connection: &impl ConnectionTrait,
    question: &Question,
    (state, is_public): (State, bool),
    (text, by, at): (&str, Uuid, DateTime<Utc>),
) -> Outcome<()> {
    use question::Column;
    question::Entity::update_many()
        .col_expr(Column::State, Expr::value(code(state)))
        .col_expr(Column::IsPublic, Expr::value(is_public))
        .col_expr(Column::SettledAt, Expr::value(question.settled_at.unwrap_or(at)))
        .col_expr(Column::Words, Expr::value(searched(&question.text, text)))
        .filter(Column::Id.eq(question.id))
        .exec(connection)
        .await?;
    let row = answer::ActiveModel {
        question_id: Set(question.id),
        number: Set(question.last().map_or(1, |last| last.number + 1)),
        answer: Set(text.to_owned()),
        written_by: Set(by),
        written_at: Set(at),
    };
    answer::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// The questions about a call that wait, the first to be asked first.
pub async fn waiting(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Question>> {
    let query = of_call(call).filter(question::Column::State.eq(code(State::Waiting)));
    let rows = query.order_by_asc(question::Column::Id).limit(MOST).all(connection).await?;
    with_answers(connection, rows).await
}

/// What an account asked about a call, the last one first.
pub async fn own(connection: &impl ConnectionTrait, call: Uuid, account: Uuid) -> Outcome<Vec<Question>> {
    let query = of_call(call).filter(question::Column::AskedBy.eq(account));
    let rows = query.order_by_desc(question::Column::Id).limit(MOST).all(connection).await?;
    with_answers(connection, rows).await
}

/// A part of the settled questions about a call.
pub async fn settled(connection: &impl ConnectionTrait, call: Uuid, wanted: Wanted<'_>) -> Outcome<Listed> {
    use question::Column;
    let mut query = of_call(call).filter(Column::SettledAt.is_not_null());
    if wanted.public_only {
        query = query.filter(Column::State.eq(code(State::Answered))).filter(Column::IsPublic.eq(true));
    }
    for word in compose(wanted.words).to_lowercase().split_whitespace().take(MOST_WORDS) {
        query = query.filter(Expr::col(Column::Words).like(holding(word)));
    }
    let begin = match wanted.after {
        Some(after) => query.clone().filter(Column::Id.eq(after)).one(connection).await?,
        None => None,
    };
    if let Some((id, Some(at))) = begin.map(|row| (row.id, row.settled_at)) {
        let at_once = Condition::all().add(Column::SettledAt.eq(at)).add(Column::Id.lt(id));
        query = query.filter(Condition::any().add(Column::SettledAt.lt(at)).add(at_once));
    }
    let query = query.order_by_desc(Column::SettledAt).order_by_desc(Column::Id);
    let mut rows = query.limit(PAGE as u64 + 1).all(connection).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let more = rows.last().filter(|_| has_more).map(|row| row.id);
    Ok(Listed { rows: with_answers(connection, rows).await?, more })
}

/// The pattern of a text that holds a word.
fn holding(word: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in word.chars() {
        if matches!(c, '%' | '_' | ESCAPE) {
            pattern.push(ESCAPE);
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape(ESCAPE)
}

async fn with_answers(
    connection: &impl ConnectionTrait,
    rows: Vec<question::Model>,
) -> Outcome<Vec<Question>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let query =
        answer::Entity::find().filter(answer::Column::QuestionId.is_in(rows.iter().map(|row| row.id)));
    let mut answers: BTreeMap<Uuid, Vec<Answer>> = BTreeMap::new();
    for row in query.order_by_asc(answer::Column::Number).all(connection).await? {
        let answer = Answer { number: row.number, text: row.answer, at: row.written_at };
        answers.entry(row.question_id).or_default().push(answer);
    }
    let read = |row: question::Model| {
        Ok(Question {
            id: row.id,
            call: row.call_id,
            text: row.question,
            asked_by: row.asked_by,
            asked_at: row.asked_at,
            state: serde_json::from_value(Value::String(row.state))?,
            is_public: row.is_public,
            settled_at: row.settled_at,
            answers: answers.remove(&row.id).unwrap_or_default(),
        })
    };
    rows.into_iter().map(read).collect()
}
