//! Who was selected (선정 결과 공고, D-13), for everybody. There is nothing here before everybody was told.

use documents::{Column, Paragraph};
use programme::states::ApplicationState;
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{heading, table},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    judging::{
        panels::evidence as panels,
        selection::{evidence, store},
    },
    notices::calls::store as calls,
    papers::documents::kinds::Kind,
    web::show,
};

/// The notice.
pub(super) async fn paper(app: &App, _reader: &Reader<'_>, call: Uuid) -> Outcome<Paper> {
    let database = app.database.read();
    let selection = store::find(database, call).await?;
    let told_at = selection.and_then(|one| one.announced_at).ok_or_else(Refusal::not_found)?;
    let call = calls::find(database, call).await?.ok_or_else(Refusal::not_found)?;
    let kept = evidence::states(database, &store::choices(database, call.id).await?).await?;
    let is = |id: &Uuid, states: &[ApplicationState]| {
        kept.get(id).is_some_and(|application| states.contains(&application.state))
    };
    let entrants = panels::entrants(database, &call).await?;
    let selected = [ApplicationState::Selected, ApplicationState::Agreed];
    let mut rows: Vec<[String; 2]> = entrants
        .iter()
        .filter(|one| is(&one.application, &selected))
        .map(|one| [one.institution.clone(), format!("{} · C{}", one.zone, one.division)])
        .collect();
    rows.sort();
    let reserve = entrants.iter().filter(|one| is(&one.application, &[ApplicationState::Reserve])).count();
    let last = store::changes(database, call.id).await?.last().map_or(told_at, |change| change.at);
    let title = format!("{} 선정 결과 공고", call.title);
    let mut paper = Paper::titled(title, show::day(last)).signed(Kind::Result.office());
    paper.push(Paragraph::from(format!(
        "「{}」에 따라 심사한 결과 선정된 기관을 다음과 같이 공고합니다. 결과를 알린 때는 {}입니다.",
        call.title,
        show::date_time(told_at)
    )));
    paper.push(heading("선정된 기관"));
    let columns = [("기관", Column::text(4)), ("집적지와 업종", Column::text(5))];
    paper.push(table(columns, rows, "선정된 기관이 없습니다."));
    if reserve > 0 {
        paper.push(heading("예비"));
        paper.push(Paragraph::from(format!(
            "예비로 둔 기관이 {reserve}곳 있습니다. 선정된 기관이 협약하지 않으면 순서대로 올립니다."
        )));
    }
    Ok(paper)
}
