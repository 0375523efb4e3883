//! Telling all applicants of a call at one moment.

use chrono::{DateTime, Utc};
use korea::calendar::Holidays;
use programme::{
    selection::{concluded, last_day_of_reserve},
    states::{ApplicationState, CallState, Decision, Intake},
};
use serde_json::json;

use super::{back, goes_on, held};
use crate::{
    applying::applications::store as applications,
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        mail,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::{
        panels::store as meetings,
        selection::{
            access::{Act, State, require},
            evidence, mails,
            store::{self, Selection},
        },
    },
    notices::calls::{Call, store as calls},
    web::show,
};

/// Tells everybody what was decided, in one transaction: states, mails and the trail change together. Returns how many
/// were told.
pub async fn announce(app: &App, actor: &Actor, slug: &str) -> Outcome<usize> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (call, selection) = held(&transaction, slug).await?;
    require(Act::Announce, actor, None, selection.as_ref().map_or(State::Open, Selection::state))?;
    goes_on(&call)?;
    let selection = selection.ok_or_else(Refusal::not_found)?;
    let chosen = store::choices(&transaction, call.id).await?;
    let kept = evidence::held(&transaction, &chosen).await?;
    // Whoever steps back holds the meeting, so nothing changes the order between here and the commit.
    for meeting in meetings::of_call(&transaction, call.id).await? {
        meetings::find_for_change(&transaction, meeting.id).await?;
    }
    evidence::require_same_order(&transaction, &call, &selection).await?;
    let (mut letters, mut entries) = (Vec::new(), Vec::new());
    for one in chosen {
        let application = kept.get(&one.application).ok_or_else(|| Fault::new("a choice of nobody"))?;
        let state = concluded(application.state, one.choice.conclusion, one.place.is_some());
        let state: ApplicationState = state.map_err(Fault::new)?;
        if !applications::move_to(&transaction, application, state).await? {
            let refusal = Refusal::conflict("그사이에 바뀐 신청이 있습니다.", "다시 확인한 뒤 알려 주세요.");
            return Err(back(refusal, slug).into());
        }
        letters.extend(mails::told(app, application, state)?);
        let detail = json!({ "conclusion": one.choice.conclusion, "version": selection.version });
        let entry = Entry { act: "announce", entity: "application", id: application.id, detail };
        entries.push((actor.by(), entry));
    }
    let told = entries.len();
    let holidays = Holidays::embedded().map_err(Fault::new)?;
    let until = last_day_of_reserve(show::day(at), &holidays).map_err(Fault::new)?;
    store::announce(&transaction, call.id, (actor.account, at), until).await?;
    calls::move_to(&transaction, call.id, announced(&call, &selection, at)?).await?;
    let detail = json!({ "told": told, "sha256": selection.sha256 });
    entries.push((actor.by(), Entry { act: "announce", entity: "selection", id: call.id, detail }));
    audit::append_all(&transaction, &app.clock, entries).await?;
    mail::queue(&transaction, &app.clock, &letters).await?;
    transaction.commit().await?;
    Ok(told)
}

/// The call once its result is told: evaluated, decided by a person on the committee's minutes, and announced at once.
fn announced(call: &Call, selection: &Selection, at: DateTime<Utc>) -> Outcome<CallState> {
    let dates = call.dates();
    let mut state = call.state;
    if state == CallState::Scheduled {
        let intake = Intake { undecided: 0, timed_out: false };
        state = state.evaluate(intake, (&dates, at)).map_err(Fault::new)?;
    }
    let minutes = !selection.minutes.trim().is_empty();
    let by_a_person = selection.confirmed_by.is_some();
    let decided = state.decide(Decision { minutes, by_a_person }, (&dates, at)).map_err(Fault::new)?;
    Ok(decided.announce(at, (&dates, at)).map_err(Fault::new)?)
}
