//! What the letters say. Both languages stand in one letter.

use programme::call::RevisionKind;

use super::evidence::About;
use crate::{
    base::{app::App, mail::Letter},
    notices::calls::Call,
    web::{show, urls},
};

/// The words of a letter: subject and text in both languages, and where it leads.
struct Words {
    subject: (String, &'static str),
    korean: String,
    english: String,
    url: String,
}

/// What everybody in `to` is written about an application to a call. `open_steps` is how many steps of a draft are not
/// complete.
pub(super) fn letters(
    app: &App,
    (call, about): (&Call, &About),
    (to, application, open_steps): (Vec<String>, uuid::Uuid, Option<usize>),
) -> Vec<Letter> {
    let closes = show::date_time(call.window.closes_at());
    let words = match about {
        About::Close(_) => {
            let (korean, english) = missing(open_steps);
            Words {
                subject: (format!("접수 마감 {closes}"), "A call closes soon"),
                korean: format!(
                    "아직 제출하지 않은 신청서가 있습니다. {closes} 전까지 제출해야 합니다.\n{korean}"
                ),
                english: format!(
                    "You have an application that is not submitted. It must be submitted before {closes} (Korea).\n{english}"
                ),
                url: urls::application(&application),
            }
        }
        About::Revision(issue) => {
            let (korean, english) = match issue.kind {
                RevisionKind::Extension => ("접수 기간을 연장했습니다.", "The call closes later."),
                _ => ("공고를 정정했습니다.", "The call was amended."),
            };
            Words {
                subject: (korean.to_owned(), english),
                korean: format!("{korean}\n이유: {}\n접수 마감: {closes} 전까지", issue.reason),
                english: format!("{english} The reason stands above. It closes at {closes} (Korea)."),
                url: urls::call_history(&call.slug),
            }
        }
        About::Cancelled => {
            let reason =
                call.cancelled.as_ref().map(|cancelled| cancelled.reason.clone()).unwrap_or_default();
            Words {
                subject: ("공고가 취소되었습니다.".to_owned(), "A call was cancelled"),
                korean: format!(
                    "공고가 취소되어 더 이상 신청을 받지 않습니다. 낸 신청은 심사하지 않습니다.\n이유: {reason}"
                ),
                english:
                    "The call was cancelled. It takes no applications any more, and those submitted are not \
                          evaluated. The reason stands above."
                        .to_owned(),
                url: urls::call(&call.slug),
            }
        }
    };
    let Words { subject: (subject, in_english), korean, english, url } = words;
    let url = format!("{}{url}", app.config.public_url);
    let letter = |to| Letter {
        to,
        subject: format!("[모루] {subject} / {in_english}"),
        text: format!("{}\n\n{korean}\n\n{english}\n\n{url}\n", call.title),
    };
    to.into_iter().map(letter).collect()
}

fn missing(open_steps: Option<usize>) -> (String, String) {
    match open_steps {
        None => (String::new(), String::new()),
        Some(0) => (
            "모든 단계를 다 썼습니다. 제출만 남았습니다.".to_owned(),
            "Every step is complete; only submitting is left.".to_owned(),
        ),
        Some(n) => (format!("덜 쓴 단계가 {n}개 있습니다."), format!("Steps that are not complete: {n}.")),
    }
}
