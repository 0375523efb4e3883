//! What applicants are told by mail: that there is a result, and where it stands. The mail itself says no points.

use programme::states::ApplicationState;

use crate::{
    applying::applications::store::Application,
    base::{app::App, errors::Outcome, mail::Letter},
    web::urls,
};

/// The letter about a result; none where the form names nobody.
pub(super) fn told(app: &App, application: &Application, state: ApplicationState) -> Outcome<Option<Letter>> {
    let form = application.form()?;
    let number = application.receipt_number.clone().unwrap_or_default();
    let url = format!("{}{}", app.config.public_url, urls::result(&application.id));
    let (korean, english) = match state {
        ApplicationState::Selected => ("선정되었습니다.", "Your application is selected."),
        ApplicationState::Reserve => ("예비로 선정되었습니다.", "Your application is in reserve."),
        ApplicationState::Forfeited => {
            ("선정을 포기한 것으로 적었습니다.", "It is noted that you give up the selection.")
        }
        _ => ("선정되지 않았습니다.", "Your application is not selected."),
    };
    Ok(form.map(|form| Letter {
        to: form.contact.email,
        subject: format!("[모루] 선정 결과 {number} / Result of the call"),
        text: format!(
            "접수번호: {number}\n{korean} 점수와 까닭, 이의신청 방법은 아래 주소에서 확인해 주세요.\n{url}\n\n\
             Receipt: {number}\n{english} The page below says why and how to object.\n{url}\n"
        ),
    }))
}
