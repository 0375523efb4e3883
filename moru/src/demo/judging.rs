//! Example evaluators, and their meetings. While the call is open only candidates are listed. In an example that begins
//! later the call has come further: from 21 May at ten the documents are reviewed and everybody has signed but the evaluator
//! whom the account of the role belongs to; from 28 May at ten that stage is closed and two inspectors, one of them the same
//! evaluator, are on their way; from 4 June all three stages are closed; from 12 June the committee has decided
//! and everybody was told.

use chrono::{NaiveDate, TimeDelta};
use korea::dates::kst;
use programme::{inspection::Verdict, scoring::Stage};
use uuid::Uuid;

use super::PASSWORD;
use crate::{
    applying::intake,
    base::{
        app::App,
        clock::Clock,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::passwords,
    judging::{
        adjustments::example as adjustments,
        evaluators::example::{COUNT, enter, tie},
        inspections::example as inspections,
        panels::{example as panels, forms::NewMeeting, store as meetings},
        scores::example as scores,
        selection::example as selection,
    },
    notices::calls::{example::SLUG, store as calls},
};

/// Members of the example's panel, and how many of them read one application.
const SEATS: (u32, u32) = (7, 5);

pub(super) async fn seed(app: &App) -> Outcome<()> {
    let password_hash = passwords::hash(PASSWORD).await?;
    let mut evaluators = Vec::new();
    for number in 1..=COUNT {
        evaluators.push(enter(app, number, &password_hash).await?);
    }
    if let [_, _, third, ..] = &evaluators[..] {
        tie(app, *third, ("예시의류협회", "1028200020")).await?;
    }
    let held_on = NaiveDate::from_ymd_opt(2024, 5, 21).ok_or_else(|| Fault::new("a date of 2024"))?;
    let form = meeting(Stage::DocumentReview, held_on);
    if app.clock.now() < kst::start_of(held_on) + TimeDelta::hours(10) {
        panels::listed(app, SLUG, form, &evaluators).await?;
        return Ok(());
    }
    let then =
        App { clock: Clock::standing_at(kst::start_of(held_on) + TimeDelta::hours(10)), ..app.clone() };
    let reviewed =
        App { clock: Clock::standing_at(kst::start_of(held_on) - TimeDelta::days(4)), ..app.clone() };
    intake::example::reviewed(&reviewed, SLUG).await?;
    let last = held_on + TimeDelta::weeks(2);
    if app.clock.now() < kst::start_of(held_on + TimeDelta::weeks(1)) + TimeDelta::hours(10) {
        return judged(&then, form, &evaluators).await;
    }
    if app.clock.now() < kst::start_of(last) + TimeDelta::hours(10) {
        return inspected(app, held_on, &evaluators).await;
    }
    finished(app, held_on, &evaluators).await?;
    let (met_on, told_on) = (last + TimeDelta::weeks(1), last + TimeDelta::days(8));
    let told_at = kst::start_of(told_on) + TimeDelta::hours(10);
    if app.clock.now() < told_at {
        return Ok(());
    }
    let told = App { clock: Clock::standing_at(told_at), ..app.clone() };
    selection::decided(&told, SLUG, met_on).await
}

/// The example at ten on a day.
fn at_ten(app: &App, day: NaiveDate) -> App {
    App { clock: Clock::standing_at(kst::start_of(day) + TimeDelta::hours(10)), ..app.clone() }
}

/// The first stage closed, and the day of the inspections: both places are planned, and of the first the second inspector
/// has sent some items already.
async fn inspected(app: &App, first: NaiveDate, evaluators: &[Uuid]) -> Outcome<()> {
    let form = meeting(Stage::DocumentReview, first);
    scores::held(&at_ten(app, first), SLUG, form, evaluators, (|_| 84, PASSWORD)).await?;
    let day = first + TimeDelta::weeks(1);
    let then = at_ten(app, day);
    let call = calls::by_slug(app.database.read(), SLUG).await?.ok_or_else(Refusal::not_found)?;
    let received = intake::store::eligible(app.database.read(), call.id).await?;
    let [one, other, ..] = evaluators else { return Ok(()) };
    for (place, application) in received.iter().enumerate() {
        let hours = 13 + 2 * i64::try_from(place).unwrap_or_default();
        let plan = inspections::plan_for(kst::start_of(day) + TimeDelta::hours(hours), [*one, *other]);
        let id = inspections::planned(&then, SLUG, application.id, plan).await?;
        if place == 0 {
            let found = [
                (3, Verdict::Conform, "예시: 칸막이와 문이 있습니다."),
                (8, Verdict::Fix, "예시: 문턱이 있어 경사판을 두어야 합니다."),
                (12, Verdict::Conform, ""),
            ];
            inspections::recorded(&then, &panels::member(&then, *other).await?, id, &found).await?;
        }
    }
    Ok(())
}

/// The three meetings from the first, a week between two of them.
async fn finished(app: &App, first: NaiveDate, evaluators: &[Uuid]) -> Outcome<()> {
    let call = calls::by_slug(app.database.read(), SLUG).await?.ok_or_else(Refusal::not_found)?;
    let received = intake::store::eligible(app.database.read(), call.id).await?;
    let percent = |application: Uuid| {
        let place = received.iter().position(|one| one.id == application).unwrap_or_default();
        92 - u32::try_from(place * 7).unwrap_or_default()
    };
    let stages = [Stage::DocumentReview, Stage::SiteInspection, Stage::Presentation];
    for (stage, day) in stages.into_iter().zip(first.iter_weeks()) {
        let form = meeting(stage, day);
        scores::held(&at_ten(app, day), SLUG, form, evaluators, (percent, PASSWORD)).await?;
    }
    let first = received.first().map(|one| one.id);
    let granted = |application, item: &str| {
        let is_granted = Some(application) == first && item == "district";
        is_granted.then_some((100, "예시: 도시형소공인 집적지구 지정 고시"))
    };
    adjustments::decided(app, SLUG, granted).await
}

fn meeting(stage: Stage, held_on: NaiveDate) -> NewMeeting {
    NewMeeting { seats: SEATS.0, seats_each: SEATS.1, ..panels::meeting(stage, held_on, SEATS.0) }
}

/// The meeting as it stands when only the first evaluator has not signed.
async fn judged(app: &App, form: NewMeeting, evaluators: &[Uuid]) -> Outcome<()> {
    let kept = evaluators.first().copied();
    let (meeting, members) = panels::appointed(app, SLUG, form, evaluators, kept).await?;
    for (place, member) in members.into_iter().enumerate().filter(|(_, member)| Some(*member) != kept) {
        let actor = panels::ready(app, meeting, member).await?;
        for seat in meetings::seats_of_evaluator(app.database.read(), meeting, member).await? {
            let percent = 68 + u32::try_from(place * 4).unwrap_or_default();
            scores::sign(app, &actor, (meeting, seat.application), percent, PASSWORD).await?;
        }
    }
    Ok(())
}
