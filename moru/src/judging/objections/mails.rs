//! What applicants are told by mail about their objection.

use super::store::Objection;
use crate::{
    applying::applications::store::Application,
    base::{app::App, errors::Outcome, mail::Letter},
    web::{show, urls},
};

/// It was filed.
pub(super) fn filed(app: &App, application: &Application, new: &Objection) -> Outcome<Option<Letter>> {
    let day = show::date(new.due_on);
    let korean = format!("이의신청을 받았습니다. {day}까지 답합니다.");
    letter(app, application, &korean, &format!("We received your objection and answer it by {}.", new.due_on))
}

/// The answer takes longer.
pub(super) fn put_off(app: &App, application: &Application, later: &Objection) -> Outcome<Option<Letter>> {
    let day = show::date(later.due_on);
    let korean = format!("이의신청에 답하는 날을 {day}까지로 늦추었습니다.");
    letter(
        app,
        application,
        &korean,
        &format!("The answer to your objection is put off to {}.", later.due_on),
    )
}

/// It is answered.
pub(super) fn answered(app: &App, application: &Application) -> Outcome<Option<Letter>> {
    letter(app, application, "이의신청에 답했습니다.", "Your objection is answered.")
}

fn letter(app: &App, application: &Application, korean: &str, english: &str) -> Outcome<Option<Letter>> {
    let form = application.form()?;
    let number = application.receipt_number.clone().unwrap_or_default();
    let url = format!("{}{}", app.config.public_url, urls::objection(&application.id));
    Ok(form.map(|form| Letter {
        to: form.contact.email,
        subject: format!("[모루] 이의신청 {number} / Objection"),
        text: format!("접수번호: {number}\n{korean}\n{url}\n\nReceipt: {number}\n{english}\n{url}\n"),
    }))
}
