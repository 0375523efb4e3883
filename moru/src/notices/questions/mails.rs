//! Letters about questions. Neither the question nor its answer stands in them: the page says both.

use super::store::Question;
use crate::{
    base::{app::App, errors::Outcome, mail::Letter},
    identity::accounts::{Role, store as accounts},
    notices::calls::Call,
    web::urls,
};
use sea_orm::ConnectionTrait;

/// What whoever asked is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// There is an answer.
    Answered,
    /// The answer was corrected.
    Corrected,
    /// There will be no answer.
    Declined,
}

/// Somebody asked: to everybody who may answer.
pub(super) async fn asked(connection: &impl ConnectionTrait, app: &App, call: &Call) -> Outcome<Vec<Letter>> {
    let people = accounts::addresses_of_roles(connection, Role::AGENCY).await?;
    let url = format!("{}{}", app.config.public_url, urls::desk_call_questions(&call.slug));
    Ok(people
        .into_iter()
        .map(|to| Letter {
            to,
            subject: "[모루] 공고에 질문이 들어왔습니다. / A question about a call".to_owned(),
            text: format!(
                "{}\n\n질문이 답을 기다립니다.\nA question waits for an answer.\n{url}\n",
                call.title
            ),
        })
        .collect())
}

/// Something was said to a question: to whoever asked it.
pub(super) async fn told(
    connection: &impl ConnectionTrait,
    app: &App,
    (call, question): (&Call, &Question),
    news: News,
) -> Outcome<Vec<Letter>> {
    let (korean, english) = match news {
        News::Answered => ("물으신 것에 답했습니다.", "Your question was answered."),
        News::Corrected => {
            ("물으신 것에 대한 답을 고쳤습니다.", "The answer to your question was corrected.")
        }
        News::Declined => {
            ("물으신 것에 답하지 않는 까닭을 적었습니다.", "Your question was declined, with a reason.")
        }
    };
    let url = format!("{}{}", app.config.public_url, urls::call_questions(&call.slug));
    let people = accounts::addresses(connection, &[question.asked_by]).await?;
    Ok(people
        .into_iter()
        .map(|to| Letter {
            to,
            subject: format!("[모루] {korean} / {english}"),
            text: format!("{}\n\n{korean}\n{english}\n{url}\n", call.title),
        })
        .collect())
}
