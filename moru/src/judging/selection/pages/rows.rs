//! What was decided of each application, what may be done now, and what happened since.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use programme::{
    selection::{NotPromoted, Waiting, may_promote},
    states::ApplicationState,
};
use uuid::Uuid;

use super::desk::Known;
use crate::{
    applying::applications::{store::Application, words::state_word},
    base::{app::App, errors::Outcome},
    identity::accounts::Actor,
    judging::{
        panels::evidence as panels,
        selection::{
            access::{Act, State, may},
            evidence,
            store::{self, Change, Changed, Chosen},
            words,
        },
    },
    web::{page::Page, show, urls},
};

/// One application.
pub(super) struct Row {
    pub(super) place: String,
    pub(super) institution: String,
    pub(super) number: String,
    pub(super) total: String,
    pub(super) state: (&'static str, String),
    pub(super) reason: String,
    pub(super) forfeit: Option<String>,
    pub(super) promote: Option<String>,
    /// Why it is not promoted yet, where it is in reserve.
    pub(super) waits: String,
    /// The letter to the applicant, once everybody was told.
    pub(super) letter: Option<String>,
}

/// What the rows are drawn from.
struct Drawn<'a> {
    page: &'a Page,
    slug: &'a str,
    actor: &'a Actor,
    state: State,
    now: DateTime<Utc>,
    names: BTreeMap<Uuid, String>,
    applications: BTreeMap<Uuid, Application>,
    waiting: Option<Waiting>,
}

/// The rows, and what happened since everybody was told, in sentences.
pub(super) async fn read(
    app: &App,
    (actor, now): (&Actor, DateTime<Utc>),
    page: &Page,
    known: &Known,
) -> Outcome<(Vec<Row>, Vec<String>)> {
    let Some(selection) = &known.selection else { return Ok((Vec::new(), Vec::new())) };
    let reader = app.database.read();
    let entrants = panels::entrants(reader, &known.call).await?;
    let applications = evidence::states(reader, &known.chosen).await?;
    let drawn = Drawn {
        page,
        slug: &known.call.slug,
        actor,
        state: selection.state(),
        now,
        names: entrants.into_iter().map(|one| (one.application, one.institution)).collect(),
        waiting: evidence::waiting(selection, &known.chosen, &applications),
        applications,
    };
    let changes = store::changes(reader, known.call.id).await?;
    let rows = known.chosen.iter().map(|one| drawn.row(one)).collect();
    Ok((rows, changes.iter().map(|change| drawn.change(change)).collect()))
}

impl Drawn<'_> {
    fn row(&self, one: &Chosen) -> Row {
        let (page, id) = (self.page, &one.application);
        let state = self.applications.get(id).map(|application| application.state);
        let shown = match state {
            Some(state) if self.state == State::Announced => {
                (words::shape(state), page.t(state_word(state)).to_owned())
            }
            _ => ("unknown", page.t(words::conclusion(one.choice.conclusion)).to_owned()),
        };
        let may = |act| may(act, self.actor, self.state);
        let promotion = self
            .waiting
            .as_ref()
            .map(|waiting| may_promote(waiting, &one.choice.application, show::day(self.now)));
        Row {
            letter: (self.state == State::Announced).then(|| urls::document(urls::paper::DECISION, id)),
            place: one.place.map(|place| place.to_string()).unwrap_or_default(),
            institution: self.names.get(id).cloned().unwrap_or_default(),
            number: one.choice.application.0.clone(),
            total: one.total.map(|total| total.to_string()).unwrap_or_default(),
            state: shown,
            reason: one.choice.reason.clone(),
            forfeit: (state == Some(ApplicationState::Selected) && may(Act::Forfeit))
                .then(|| urls::desk_selection_forfeit(self.slug, id)),
            promote: (promotion == Some(Ok(())) && may(Act::Promote))
                .then(|| urls::desk_selection_promote(self.slug, id)),
            waits: match promotion {
                Some(Err(why)) if why != NotPromoted::NotInReserve => {
                    page.say(&words::not_promoted(&why).what)
                }
                _ => String::new(),
            },
        }
    }

    fn change(&self, change: &Change) -> String {
        let text = match change.what {
            Changed::Forfeited => "{at} {name}: 선정을 포기했습니다. {reason}",
            Changed::Promoted => "{at} {name}: 예비에서 선정되었습니다. {reason}",
            Changed::SelectedOnObjection => "{at} {name}: 이의신청이 인용되어 선정되었습니다. {reason}",
            Changed::ReserveOnObjection => "{at} {name}: 이의신청이 인용되어 예비로 선정되었습니다. {reason}",
        };
        let name = self.names.get(&change.application).cloned().unwrap_or_default();
        let at = show::date_time(change.at);
        self.page.tf(text, &[("at", &at), ("name", &name), ("reason", &change.reason)])
    }
}
