//! The pages of questions: what everybody reads, with the form to ask, and the desk.

mod desk;
mod public;

use axum::{
    Router,
    routing::{get, post},
};
use serde::Deserialize;
use uuid::Uuid;

use super::store::Question;
use crate::{
    base::app::App,
    web::{page::Page, show, urls},
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::CALL_QUESTIONS, get(public::list).post(public::ask))
        .route(urls::DESK_CALL_QUESTIONS, get(desk::list))
        .route(urls::DESK_QUESTION_ANSWER, post(desk::answer))
        .route(urls::DESK_QUESTION_CORRECT, post(desk::correct))
        .route(urls::DESK_QUESTION_DECLINE, post(desk::decline))
}

/// What the address of a list may say.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    /// What is searched for.
    #[serde(default)]
    q: String,
    /// The row after which the list goes on.
    after: Option<Uuid>,
}

/// A question with the answer that holds and the ones before it, the last of them first.
struct QuestionView {
    text: String,
    asked_on: String,
    answer: String,
    answered_at: String,
    before: Vec<(String, String)>,
}

/// A question as everybody sees it. Of the asking only the day is shown: the minute might tell who it was.
fn view(page: &Page, question: &Question) -> QuestionView {
    let last = question.last();
    let mut before: Vec<(String, String)> = Vec::new();
    for (earlier, later) in question.answers.iter().zip(question.answers.iter().skip(1)) {
        let at = page.tf("{at}에 정정하기 전의 답", &[("at", &show::date_time(later.at))]);
        before.insert(0, (at, earlier.text.clone()));
    }
    QuestionView {
        text: question.text.clone(),
        asked_on: page.tf("{day} 질문", &[("day", &show::date(show::day(question.asked_at)))]),
        answer: last.map(|last| last.text.clone()).unwrap_or_default(),
        answered_at: last.map(|last| show::date_time(last.at)).unwrap_or_default(),
        before,
    }
}
