//! What was decided of an application (선정 결과 통보서, D-13), as it was told: the own points with their working, the
//! reason, and how to object. Nobody else's points are in it, and no member's name.

use chrono::{DateTime, Utc};
use documents::{Block, Heading, Item, List};
use korea::calendar::Holidays;
use programme::{gates::last_day_to_object, states::Conclusion};
use uuid::Uuid;

use super::{
    Paper, Reader,
    application::{addressee, around, cluster_name},
    blocks::{facts, list},
    eligibility::objection,
    korean,
};
use crate::{
    applying::applications::store as applications,
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    judging::{
        panels::evidence as panels,
        selection::{
            access::{Act, may, require},
            store::{self, Changed, Selection},
            words,
        },
    },
    papers::documents::kinds::Kind,
    web::show,
};

/// The letter, once everybody was told; for the applicant and for the desks.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Paper> {
    let (actor, database) = (reader.signed_in()?, app.database.read());
    let application = applications::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    let selection = store::find(database, application.call).await?.ok_or_else(Refusal::not_found)?;
    if !may(Act::Read, actor, selection.state()) {
        require(Act::ReadResult, actor, Some(application.institution), selection.state())
            .map_err(|_| Refusal::not_found())?;
    }
    let told_at = selection.announced_at.ok_or_else(Refusal::not_found)?;
    let chosen = store::choice_of(database, application.call, id).await?.ok_or_else(Refusal::not_found)?;
    let (call, institution) = around(app, &application).await?;
    let plan = panels::plan(database, &call).await?;
    let changes = store::changes(database, call.id).await?;
    let changed = changes.into_iter().rfind(|one| one.application == id && one.what != Changed::Forfeited);
    let (conclusion, result) = match changed.as_ref().map(|change| change.what) {
        Some(Changed::Promoted) => (Conclusion::Selected, "선정 (예비에서 올림)"),
        Some(Changed::SelectedOnObjection) => (Conclusion::Selected, "선정 (이의신청 인용)"),
        Some(Changed::ReserveOnObjection) => (Conclusion::Reserve, "예비 (이의신청 인용)"),
        Some(Changed::Forfeited) | None => {
            (chosen.choice.conclusion, words::conclusion(chosen.choice.conclusion))
        }
    };
    let dated = show::day(changed.as_ref().map_or(told_at, |change| change.at));
    let cluster = application.form()?.map(|form| cluster_name(&form)).unwrap_or_default();
    let mut paper =
        Paper::letter(title(conclusion), (Kind::Decision.office(), addressee(&institution)), dated);
    let number = application.receipt_number.clone().unwrap_or_default();
    paper.push(List::numbered([
        Item::from("귀 기관의 무궁한 발전을 기원합니다."),
        Item::from(format!("「{}」에 신청하신 내용의 심사 결과를 다음과 같이 알려 드립니다.", call.title)),
    ]));
    let page = korean();
    paper.push(facts([
        ("접수번호", number),
        ("신청 집적지", cluster),
        ("결과", result.to_owned()),
        ("최종 점수", chosen.total.map(|total| format!("{total}점")).unwrap_or_default()),
        ("바뀐 까닭", changed.as_ref().map(|change| change.reason.clone()).unwrap_or_default()),
        ("뜻", meaning(conclusion, chosen.place, &selection)),
    ]));
    let why = words::why(&page, &selection.computed, &chosen);
    if !why.is_empty() && changed.is_none() {
        paper.push(Heading::plain(1, "까닭"));
        paper.push(list(why, ""));
    }
    paper.push(Heading::plain(1, "점수와 계산 과정"));
    let stages = words::stages(&page, &plan.rubric, &selection.computed, &chosen);
    for (name, steps) in stages {
        paper.push(Heading::plain(2, name));
        paper.push(list(steps, "점수를 매기지 않았습니다."));
    }
    paper.push(Block::Note("위원은 기호로 적습니다.".into()));
    if changed.is_none() {
        object(&mut paper, told_at)?;
    }
    Ok(paper)
}

fn object(paper: &mut Paper, told_at: DateTime<Utc>) -> Outcome<()> {
    let holidays = Holidays::embedded().map_err(Fault::new)?;
    let last_day = last_day_to_object(show::day(told_at), &holidays).map_err(Fault::new)?;
    paper.push(Heading::plain(1, "이의신청"));
    paper.push(List { start: 3, ..objection(&show::date(last_day)) });
    Ok(())
}

const fn title(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Selected => "소공인특화지원센터 운영기관 선정 통보",
        Conclusion::Reserve => "소공인특화지원센터 운영기관 예비 선정 통보",
        Conclusion::NotSelected => "소공인특화지원센터 운영기관 미선정 통보",
    }
}

fn meaning(conclusion: Conclusion, place: Option<u32>, selection: &Selection) -> String {
    match conclusion {
        Conclusion::Selected => "협약 일정은 따로 알려 드립니다.".to_owned(),
        Conclusion::Reserve => format!(
            "선정된 기관이 협약하지 않으면 순서대로 올립니다. 예비 명단은 {}까지입니다.",
            selection.reserve_until.map(show::date).unwrap_or_default()
        ),
        Conclusion::NotSelected if place.is_some() => {
            "기준 점수는 넘었으나 선정 규모 안에 들지 못했습니다.".to_owned()
        }
        Conclusion::NotSelected => "기준에 미치지 못했습니다.".to_owned(),
    }
}
