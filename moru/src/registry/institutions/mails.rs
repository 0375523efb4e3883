//! What colleagues are told by mail.

use super::store::{Institution, Invitation};
use crate::{
    base::{app::App, mail::Letter},
    web::{show, urls},
};

/// Somebody is invited to write for an institution.
pub(super) fn invited(app: &App, institution: &Institution, new: &Invitation, token: &str) -> Letter {
    let link = format!("{}{}", app.config.public_url, urls::join(token));
    let (name, until) = (&institution.name, show::date_time(new.until));
    Letter {
        to: new.email.clone(),
        subject: "[모루] 함께 신청서를 쓰자는 초대 / Invitation to write together".to_owned(),
        text: format!(
            "{name}의 신청서를 함께 쓰도록 초대받았습니다.\n아래 주소에서 {until}까지 수락하면 됩니다.\n\n\
             You are invited to write the applications of {name}. Please accept before {until}:\n\n{link}\n"
        ),
    }
}

/// Somebody can no longer write for an institution.
pub(super) fn removed(institution: &Institution, to: &str) -> Letter {
    let name = &institution.name;
    Letter {
        to: to.to_owned(),
        subject: "[모루] 신청기관 계정의 변경 / Your access has changed".to_owned(),
        text: format!(
            "{name}의 신청서를 더 보거나 쓸 수 없게 되었습니다. 잘못된 일이면 기관의 동료에게 말씀해 주십시오.\n\n\
             You can no longer see or write the applications of {name}. If this is a mistake, please tell a colleague there.\n"
        ),
    }
}
