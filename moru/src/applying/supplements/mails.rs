//! What applicants are told by mail about their papers.

use super::store::Supplement;
use crate::{
    applying::applications::store::Application,
    base::{app::App, errors::Outcome, mail::Letter},
    web::{show, urls},
};

/// Papers are asked for.
pub(super) fn asked(app: &App, application: &Application, round: &Supplement) -> Outcome<Option<Letter>> {
    let day = show::date_time(round.request.due_before);
    letter(
        app,
        application,
        &format!("서류를 보완해 주세요. {day} 전까지 내야 합니다."),
        &format!("Please hand in further papers before {day} (Korean time)."),
    )
}

/// The papers have come.
pub(super) fn came(app: &App, application: &Application) -> Outcome<Option<Letter>> {
    letter(app, application, "보완 서류를 받았습니다.", "We received your papers.")
}

fn letter(app: &App, application: &Application, korean: &str, english: &str) -> Outcome<Option<Letter>> {
    let form = application.form()?;
    let number = application.receipt_number.clone().unwrap_or_default();
    let url = format!("{}{}", app.config.public_url, urls::supplement(&application.id));
    Ok(form.map(|form| Letter {
        to: form.contact.email,
        subject: format!("[모루] 서류 보완 {number} / Further papers"),
        text: format!("접수번호: {number}\n{korean}\n{url}\n\nReceipt: {number}\n{english}\n{url}\n"),
    }))
}
