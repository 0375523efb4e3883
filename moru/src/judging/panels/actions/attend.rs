//! Who is there: the desk shows a code once, and the member types it in. Whoever sits for somebody else has neither
//! their password nor their code.

use chrono::{DateTime, TimeDelta, Utc};
use ledger::Sha256;
use serde_json::json;
use uuid::Uuid;

use super::opened;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::panels::{
        access::{Act, require_seat},
        evidence, store,
    },
};

/// How long a code can be typed in.
const CODE: TimeDelta = TimeDelta::minutes(10);
/// How many wrong ones end it.
const TRIES: u32 = 5;

fn code_hash(meeting: Uuid, evaluator: Uuid, code: &str) -> String {
    Sha256::of_parts(&[meeting.as_bytes(), evaluator.as_bytes(), code.as_bytes()]).to_hex()
}

/// Makes a code for a member and gives it back, once. It takes the place of the one before.
pub async fn issue_code(
    app: &App,
    actor: &Actor,
    id: Uuid,
    evaluator: Uuid,
) -> Outcome<(String, DateTime<Utc>)> {
    let at = app.clock.now();
    let number = app.clock.secret().iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let code = format!("{:06}", number % 1_000_000);
    let until = at + CODE;
    let transaction = app.database.begin().await?;
    opened(&transaction, actor, id, Act::IssueCode).await?;
    let candidates = store::candidates(&transaction, id).await?;
    if !evidence::accepted(&candidates).contains(&evaluator) {
        return Err(Refusal::not_found().into());
    }
    let hash = code_hash(id, evaluator, &code);
    store::issue_code(&transaction, (id, evaluator), hash, until, actor.account).await?;
    let detail = json!({ "evaluator": evaluator });
    let entry = Entry { act: "issue-code", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok((code, until))
}

/// How checking in ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckIn {
    /// The member is there.
    Here,
    /// The code is wrong.
    Wrong,
    /// There is no code that can be typed in any more.
    Over,
}

/// Notes that a member is there, by the code that the desk showed them.
pub async fn check_in(app: &App, actor: &Actor, id: Uuid, code: &str) -> Outcome<CheckIn> {
    let at = app.clock.now();
    let evaluator = actor.scope;
    let transaction = app.database.begin().await?;
    let meeting = store::find_for_change(&transaction, id).await?.ok_or_else(Refusal::not_found)?;
    let candidates = store::candidates(&transaction, id).await?;
    let seated = evidence::accepted(&candidates).contains(&evaluator).then_some(evaluator);
    require_seat(Act::Declare, actor, seated, meeting.state)?;
    let known = store::attendance(&transaction, id).await?.remove(&evaluator);
    let Some(known) = known else { return Ok(CheckIn::Over) };
    if known.checked_in_at.is_some() {
        return Ok(CheckIn::Here);
    }
    if known.code_until <= at || known.failed >= TRIES {
        return Ok(CheckIn::Over);
    }
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    if code_hash(id, evaluator, &digits) != known.code_hash {
        store::count_wrong_code(&transaction, id, evaluator).await?;
        let detail = json!({ "evaluator": evaluator });
        let entry = Entry { act: "wrong-code", entity: "meeting", id, detail };
        audit::append(&transaction, &app.clock, actor.by(), entry).await?;
        transaction.commit().await?;
        return Ok(CheckIn::Wrong);
    }
    store::check_in(&transaction, id, evaluator, at).await?;
    let entry = Entry { act: "check-in", entity: "meeting", id, detail: json!({ "evaluator": evaluator }) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(CheckIn::Here)
}
