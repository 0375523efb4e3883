//! That somebody was appointed to a panel (평가위원 위촉장), for that person and the desks.

use documents::{Align, Paragraph};
use uuid::Uuid;

use super::{Paper, Reader, blocks::facts};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Role,
    judging::panels::{
        access::{Act, require, require_seat},
        evidence::{People, accepted},
        store, words,
    },
    notices::calls::store as calls,
    papers::documents::kinds::Kind,
    web::show,
};

/// The certificate.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, ids: &[Uuid]) -> Outcome<Paper> {
    let (actor, database) = (reader.signed_in()?, app.database.read());
    let [meeting, evaluator] = *ids else { return Err(Refusal::not_found().into()) };
    let meeting = store::find(database, meeting).await?.ok_or_else(Refusal::not_found)?;
    let members = accepted(&store::candidates(database, meeting.id).await?);
    let seat = members.contains(&evaluator).then_some(evaluator);
    if actor.role == Role::Evaluator {
        require_seat(Act::Attend, actor, seat, meeting.state)?;
    } else {
        require(Act::Read, actor, meeting.state)?;
    }
    let (Some(_), Some(appointed_at)) = (seat, meeting.appointed_at) else {
        return Err(Refusal::not_found().into());
    };
    let call = calls::find(database, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let people = People::read(database, &[evaluator]).await?;
    let person = people.known.get(&evaluator).ok_or_else(Refusal::not_found)?;
    let mut paper = Paper::titled("위촉장", show::day(appointed_at)).signed(Kind::Appointment.office());
    paper.push(facts([("성명", person.name.clone()), ("소속", person.institution.clone())]));
    let text = format!(
        "위 사람을 「{}」 {} 평가위원으로 위촉합니다. 평가회의는 {} {}에서 엽니다.",
        call.title,
        words::stage(meeting.stage),
        show::date(meeting.held_on),
        meeting.place
    );
    paper.push(Paragraph { text: text.into(), align: Align::Left });
    Ok(paper)
}
