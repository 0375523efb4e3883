//! Questions about the call of 2024 (예시): one that was answered, one whose answer was corrected, one that waits.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::State,
    store::{self, Question},
};
use crate::{
    base::{app::App, errors::Outcome},
    notices::calls::Call,
};

/// A question, its day after the opening, and its answers with how many hours after the question they came.
type Told = (&'static str, i64, &'static [(&'static str, i64)]);

const QUESTIONS: [Told; 3] = [
    (
        "신청서를 낸 뒤에도 고칠 수 있습니까?",
        2,
        &[("낸 신청은 고칠 수 없습니다. 마감 전이면 취하하고 새로 쓸 수 있습니다.", 20)],
    ),
    (
        "마감일 18시 정각에 낸 신청도 받습니까?",
        3,
        &[("18시까지 받습니다.", 5), ("18시 전까지 받습니다. 18시 정각에 도착한 신청은 받지 않습니다.", 29)],
    ),
    ("접수 마감 뒤에 인력 한 명이 바뀌면 어떻게 합니까?", 14, &[]),
];

/// Enters the questions as one account asked them and another answered, those that the clock has reached.
pub async fn seed(app: &App, call: &Call, (asker, officer): (Uuid, Uuid)) -> Outcome<()> {
    let (opens_at, now) = (call.window.opens_at() + TimeDelta::hours(10), app.clock.now());
    let transaction = app.database.begin().await?;
    for (text, day, answers) in QUESTIONS {
        let asked_at = opens_at + TimeDelta::days(day);
        if asked_at >= now {
            continue;
        }
        let mut question = Question {
            id: app.clock.id(),
            call: call.id,
            text: text.to_owned(),
            asked_by: asker,
            asked_at,
            state: State::Waiting,
            is_public: true,
            settled_at: None,
            answers: Vec::new(),
        };
        store::insert(&transaction, &question, true).await?;
        let answers = answers.iter().map(|(text, hours)| (*text, asked_at + TimeDelta::hours(*hours)));
        for (text, at) in answers.filter(|(_, at)| *at < now) {
            answer(&transaction, &mut question, (text, officer, at)).await?;
        }
    }
    transaction.commit().await?;
    Ok(())
}

async fn answer(
    connection: &impl ConnectionTrait,
    question: &mut Question,
    (text, officer, at): (&str, Uuid, DateTime<Utc>),
) -> Outcome<()> {
    store::write(connection, question, (State::Answered, true), (text, officer, at)).await?;
    let number = question.last().map_or(1, |last| last.number + 1);
    question.answers.push(store::Answer { number, text: text.to_owned(), at });
    question.settled_at = question.settled_at.or(Some(at));
    Ok(())
}
