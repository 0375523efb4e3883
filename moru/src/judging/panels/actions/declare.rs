//! The declaration of a member (청렴·비밀유지 서약), and stepping back from an application (회피).

use programme::{
    panel::{Record, Recusal, RecusalState},
    scoring::CardState,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Fault, Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::{
        evaluators::store as evaluators,
        panels::{
            access::{Act, require_seat},
            evidence,
            forms::{DECLARATION, Declared},
            store::{self, Meeting, Seat, SeatState},
        },
    },
    notices::calls::store as calls,
    web::{show, urls},
};

/// Signs the declaration of a meeting. Applications to which the member names a tie never open to them.
pub async fn declare(app: &App, actor: &Actor, id: Uuid, declared: &[Declared]) -> Outcome<()> {
    let (at, evaluator) = (app.clock.now(), actor.scope);
    let transaction = app.database.begin().await?;
    let meeting = store::find_for_change(&transaction, id).await?.ok_or_else(Refusal::not_found)?;
    let candidates = store::candidates(&transaction, id).await?;
    let seated = evidence::accepted(&candidates).contains(&evaluator).then_some(evaluator);
    require_seat(Act::Declare, actor, seated, meeting.state)?;
    match store::declare(&transaction, id, evaluator, DECLARATION, at).await {
        Err(error) if is_duplicate(&error) => {
            return Err(Refusal::conflict(
                "이미 서약했습니다.",
                "이해관계가 새로 생겼으면 그 신청의 화면에서 회피해 주세요.",
            )
            .leading_to(urls::judging_meeting(&id), "평가 화면으로")
            .into());
        }
        written => written?,
    }
    for one in declared {
        let seat = store::seat_of(&transaction, id, one.application, evaluator).await?;
        let seat = seat.filter(|seat| seat.state == SeatState::Seated).ok_or_else(Refusal::not_found)?;
        // No card is begun before the declaration: papers and cards open with it.
        step_back(&transaction, app, (&meeting, &seat), &one.reason, CardState::Open).await?;
    }
    let detail = json!({ "version": DECLARATION, "stepped_back": declared.len(), "evaluator": evaluator });
    let entry = Entry { act: "declare", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Writes that a member steps back from an application, and gives their card as it is afterwards. The caller has held
/// the meeting and writes the card.
pub async fn step_back(
    connection: &impl ConnectionTrait,
    app: &App,
    (meeting, seat): (&Meeting, &Seat),
    reason: &str,
    card: CardState,
) -> Outcome<(CardState, RecusalState)> {
    let at = app.clock.now();
    let known = evaluators::find(connection, seat.evaluator).await?.ok_or_else(Refusal::not_found)?;
    let call = calls::find(connection, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let entrants = evidence::entrants(connection, &call).await?;
    let entrant = entrants.iter().find(|entrant| entrant.application == seat.application);
    let key = entrant.map(|entrant| entrant.key.clone()).ok_or_else(Refusal::not_found)?;
    let declared = Recusal::declare(known.person(), key, show::day(at), reason, card);
    let (recusal, card) = declared.map_err(|why| match why {
        programme::panel::RecordRefused::NoReason => {
            Refusal::conflict("까닭을 적어 주세요.", "왜 이 신청을 평가하지 않는지 적어 주세요.").into()
        }
        why => crate::base::errors::Failure::from(Fault::new(why)),
    })?;
    let state = recusal.state;
    let pair = (meeting.id, seat.application, seat.evaluator);
    store::insert_record(connection, app.clock.id(), pair, &Record::Recused(recusal), at).await?;
    store::set_seat(connection, seat, SeatState::Void, at).await?;
    Ok((card, state))
}
