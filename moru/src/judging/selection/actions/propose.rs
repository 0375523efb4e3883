//! Writing down what the committee decided.

use chrono::NaiveDate;
use programme::selection::{Choice, Problem, decide};
use serde_json::json;

use super::{goes_on, held};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::selection::{
        access::{Act, State, require},
        evidence,
        store::{self, Chosen, Selection},
    },
    notices::calls::store as calls,
};

/// Longest minutes and reason, in characters.
pub const LONGEST: usize = 4000;

/// What the committee decided, as it was typed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// When it met.
    pub met_on: NaiveDate,
    /// Its minutes.
    pub minutes: String,
    /// Why the number is not what the notice announced; may be empty.
    pub reason: String,
    /// What it decided of every application.
    pub choices: Vec<Choice>,
}

/// Writes the decision down, in place of one that was not told yet. What the rules refuse comes back as problems, and
/// nothing is written then.
pub async fn propose(
    app: &App,
    actor: &Actor,
    slug: &str,
    proposal: Proposal,
) -> Outcome<Result<(), Vec<Problem>>> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (call, before) = held(&transaction, slug).await?;
    require(Act::Propose, actor, None, before.as_ref().map_or(State::Open, Selection::state))?;
    goes_on(&call)?;
    let order = evidence::order(&transaction, &call).await?;
    let ranking = &order.computed.ranking;
    if let Err(problems) = decide(ranking, &call.target, &proposal.choices, &proposal.reason) {
        return Ok(Err(problems));
    }
    let mut chosen = Vec::new();
    for choice in proposal.choices {
        let application = order.application(&choice.application);
        let application = application.ok_or_else(|| Fault::new("a choice of nobody"))?;
        let ranked = ranking.ranked(&choice.application);
        let (place, total) = (ranked.map(|one| one.place), ranked.map(|one| one.total_centi));
        chosen.push(Chosen { application, choice, place, total });
    }
    let new = Selection {
        call: call.id,
        version: before.map_or(0, |before| before.version) + 1,
        computed: order.computed,
        sha256: order.sha256,
        met_on: proposal.met_on,
        minutes: proposal.minutes,
        reason: proposal.reason,
        proposed_by: actor.account,
        proposed_at: at,
        confirmed_by: None,
        confirmed_at: None,
        announced_at: None,
        reserve_until: None,
    };
    store::write(&transaction, &new, &chosen).await?;
    calls::set_decided(&transaction, call.id, None).await?;
    let detail = json!({ "version": new.version, "sha256": new.sha256, "minutes": new.minutes });
    let entry = Entry { act: "propose", entity: "selection", id: call.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Ok(()))
}
