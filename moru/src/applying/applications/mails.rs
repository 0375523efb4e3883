//! What partners and the people who asked them are told by mail.

use programme::consortium::Answer;
use uuid::Uuid;

use super::{
    actions::partners::Shown,
    form::{PartnerRow, Step},
    store::partners::Answered,
};
use crate::{
    base::{app::App, mail::Letter},
    notices::calls::Call,
    registry::institutions::store::Institution,
    web::{show, urls},
};

/// A partner is asked for its consent.
pub(super) fn asked(
    app: &App,
    (call, lead): (&Call, &Institution),
    partner: &PartnerRow,
    token: &str,
) -> Letter {
    let link = format!("{}{}", app.config.public_url, urls::partner_consent(token));
    let until = show::date_time(call.window.closes_at());
    Letter {
        to: partner.email.clone(),
        subject: "[모루] 함께 신청하는 데 동의를 구합니다 / Consent to apply together".to_owned(),
        text: format!(
            "{} 귀중\n\n{}에서 귀 기관을 참여기관으로 적었습니다.\n공고: {}\n\n아래 주소에서 내용을 읽고 {until} 전까지 동의 여부를 알려 주십시오. \
             로그인은 필요하지 않습니다. 이 주소를 가진 사람은 누구나 답할 수 있으니 다른 사람에게 전하지 마십시오.\n\n\
             {} names you as a partner in its application. Please read it and say before {until} whether you agree:\n\n{link}\n",
            partner.name, lead.name, call.title, lead.name
        ),
    }
}

/// A partner has answered.
pub(super) fn answered(
    app: &App,
    to: String,
    (shown, answered): (&Shown, &Answered),
    application: Uuid,
) -> Letter {
    let (korean, english) = match answered.answer {
        Answer::Agreed => ("함께 신청하는 데 동의했습니다.", "agrees to apply together with you"),
        Answer::Declined => {
            ("함께 신청하는 데 동의하지 않았습니다.", "does not agree to apply together with you")
        }
        Answer::Withdrawn => ("함께 신청하는 데 한 동의를 거두었습니다.", "takes its consent back"),
    };
    let link = format!(
        "{}{}",
        app.config.public_url,
        urls::application_step(&application, Step::Institution.code())
    );
    let (name, at) = (&shown.partner.name, show::exact(answered.at));
    let reason = if answered.reason.is_empty() { String::new() } else { format!("\n{}\n", answered.reason) };
    Letter {
        to,
        subject: "[모루] 참여기관의 답 / Answer of a partner".to_owned(),
        text: format!("{name}: {korean}\n{at}\n{reason}\n{name} {english}.\n\n{link}\n"),
    }
}
