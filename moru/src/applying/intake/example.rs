//! An example review (예시): noted, proposed, decided and told by the same acts that people use.

use programme::{Outcome as Finding, gates::Gate};
use uuid::Uuid;

use super::{
    actions::{self, Answer, Note},
    store,
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Role},
    notices::calls::store as calls,
};

/// Somebody of the agency or the ministry.
pub fn agency(app: &App, role: Role) -> Actor {
    Actor {
        account: app.clock.id(),
        name: "예시 담당자".to_owned(),
        role,
        scope: Uuid::nil(),
        roles: vec![(role, Uuid::nil())],
    }
}

/// Reviews every application to a call: what no rule can know is found to hold. All are told at the end.
pub async fn reviewed(app: &App, slug: &str) -> Outcome<()> {
    let (officer, manager) = (agency(app, Role::AgencyOfficer), agency(app, Role::AgencyManager));
    let call = calls::by_slug(app.database.read(), slug).await?.ok_or_else(Refusal::not_found)?;
    let waiting = store::waiting(app.database.read(), call.id).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    for application in waiting {
        let Some(report) = application.frozen_report()? else { continue };
        // The first finding takes an application in, so there is one even where the rules know everything.
        let open = |gate: &Gate| report.outcome(*gate) == Finding::Unknown || *gate == Gate::G1;
        for gate in Gate::ALL.into_iter().filter(open) {
            let note = Note {
                gate,
                holds: true,
                reason: "예시: 낸 서류로 확인했습니다.".to_owned(),
                paper: "예시 정관 제3조".to_owned(),
                external_receipt: String::new(),
            };
            actions::note(app, &officer, application.id, note).await?;
        }
        actions::propose(app, &officer, application.id).await?;
        let seen = app.clock.now().timestamp_micros();
        actions::decide(app, &manager, application.id, seen, Answer::Agreed).await?;
    }
    actions::publish(app, &manager, slug).await?;
    Ok(())
}
