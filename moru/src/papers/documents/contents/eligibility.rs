//! What the review of eligibility came to (신청자격 검토 결과 통보서, D-13): each gate with its reason, and how to object
//! (행정기본법 제36조).

use documents::{Column, Heading, Item, List};
use korea::calendar::Holidays;
use programme::{gates::last_day_to_object, states::ApplicationState};
use uuid::Uuid;

use super::{
    Paper, Reader,
    application::{addressee, around},
    blocks::table,
    korean,
    review::verdict,
};
use crate::{
    applying::{
        applications::store as applications,
        intake::{
            access::{Act, GRANTS},
            actions::is_restored,
            store, words,
        },
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::permissions::{Permission, decide},
    papers::documents::kinds::Kind,
    web::show,
};

/// The letter, once its applicant was told; for the applicant and for those who reviewed.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Paper> {
    let (actor, database) = (reader.signed_in()?, app.database.read());
    let application = applications::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    let may = |act| decide(GRANTS, &act, Some(actor), &application.subject()) == Permission::Granted;
    if !may(Act::ReadResult) && !may(Act::Read) {
        return Err(Refusal::not_found().into());
    }
    let review = store::review(database, id).await?.ok_or_else(Refusal::not_found)?;
    let told_at = review.published_at.ok_or_else(Refusal::not_found)?;
    let report = application.frozen_report()?.ok_or_else(|| Fault::new("a submission without findings"))?;
    let found = store::findings(database, id).await?;
    let (call, institution) = around(app, &application).await?;
    let is_eligible = application.state != ApplicationState::Ineligible;
    let office = Kind::Eligibility.office();
    let to = (office, addressee(&institution));
    let mut paper = Paper::letter("신청자격 검토 결과 통보", to, show::day(told_at));
    let number = application.receipt_number.clone().unwrap_or_default();
    let verdict_words = if is_restored(&application, &found)? {
        "이의신청을 인용하여 신청자격을 인정하고 평가합니다. 아래는 이의신청 전에 검토한 내용입니다."
    } else if is_eligible {
        "신청자격을 모두 충족하여 평가 대상이 되었습니다."
    } else {
        "신청자격을 충족하지 못하여 평가하지 않습니다."
    };
    paper.push(List::numbered([
        Item::from("귀 기관의 무궁한 발전을 기원합니다."),
        Item::from(format!(
            "귀 기관이 「{}」에 신청하신 내용(접수번호 {number})의 신청자격을 검토한 결과를 다음과 같이 알려 드립니다.",
            call.title
        )),
        Item::from(format!("검토 결과: {verdict_words}")),
    ]));
    let columns = [
        ("자격", Column::text(3)),
        ("판정", Column::centered(2)),
        ("까닭", Column::text(6)),
        ("근거", Column::text(5)),
    ];
    let lines = words::told(&korean(), &report, &found).into_iter();
    let rows = lines.map(|line| [line.title, verdict(line.state).to_owned(), line.detail, line.basis]);
    paper.push(table(columns, rows, ""));
    paper.push(Heading::plain(1, if is_eligible { "다음 단계" } else { "이의신청" }));
    if is_eligible {
        paper.push(List { start: 4, ..List::numbered(["평가 일정은 따로 알려 드립니다."]) });
    } else {
        let holidays = Holidays::embedded().map_err(Fault::new)?;
        let last_day = last_day_to_object(show::day(told_at), &holidays).map_err(Fault::new)?;
        paper.push(List { start: 4, ..objection(&show::date(last_day)) });
    }
    Ok(paper)
}

/// How to object, in two items.
pub(super) fn objection(last_day: &str) -> List {
    List::numbered([
        Item::from(format!(
            "이 결정이 옳지 않다고 생각하시면 {last_day}까지 누리집에서 이의신청을 할 수 있습니다(행정기본법 제36조)."
        )),
        Item::from("이의신청과 관계없이 행정심판이나 행정소송을 따로 할 수 있습니다."),
    ])
}
