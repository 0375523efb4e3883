//! Example evaluators (예시), for the example programme and tests.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use programme::panel::{Gender, Period};
use uuid::Uuid;

use super::{
    access::State,
    store::{self, Evaluator, New, NewTie},
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome},
    },
    identity::{
        accounts::{Role, store as accounts},
        audit::{self, Entry, PROGRAM},
    },
};

/// How many evaluators the example has.
pub const COUNT: u8 = 9;

/// The mail address of an example evaluator; the first one's is the account of the role.
pub fn email(number: u8) -> String {
    if number == 1 {
        format!("{}@moru.example", Role::Evaluator.code())
    } else {
        format!("evaluator-{number}@moru.example")
    }
}

/// Somebody of the example: every fourth works for the agency, women and men take turns.
fn evaluator(id: Uuid, account: Uuid, number: u8) -> Evaluator {
    let outside = !number.is_multiple_of(4);
    let divisions: &[u8] = match number % 3 {
        0 => &[14, 13],
        1 => &[25, 29],
        _ => &[27, 26],
    };
    Evaluator {
        id,
        account,
        name: format!("예시 위원 {number}"),
        email: email(number),
        phone: format!("+8210900000{number:02}"),
        gender: Some(if number.is_multiple_of(2) { Gender::Male } else { Gender::Female }),
        outside,
        institution: if outside {
            format!("예시연구소 {number}")
        } else {
            "예시 전담기관".to_owned()
        },
        institution_number: None,
        state: State::Active,
        divisions: divisions.iter().copied().collect::<BTreeSet<u8>>(),
        invitation_until: None,
    }
}

/// Enters an example evaluator who has accepted, with an account whose password has this hash.
pub async fn enter(app: &App, number: u8, password_hash: &str) -> Outcome<Uuid> {
    let (id, account, at) = (app.clock.id(), app.clock.id(), app.clock.now());
    let known = evaluator(id, account, number);
    let transaction = app.database.begin().await?;
    let person = accounts::NewAccount {
        id: account,
        email: &known.email,
        name: &known.name,
        password_hash: password_hash.to_owned(),
        at,
    };
    accounts::insert(&transaction, person).await?;
    accounts::grant(&transaction, account, Role::Evaluator, id, at).await?;
    let new = New { evaluator: known, invitation_hash: id.to_string(), at, by: account };
    store::insert(&transaction, new).await?;
    store::set_state(&transaction, id, State::Active).await?;
    let entry = Entry { act: "accept", entity: "evaluator", id, detail: serde_json::json!({}) };
    audit::append(&transaction, &app.clock, PROGRAM, entry).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Ties an example evaluator to an institution: worked there until the spring of 2023.
pub async fn tie(app: &App, evaluator: Uuid, institution: (&str, &str)) -> Outcome<()> {
    let day = |year, month, day| {
        NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| Fault::new("a date of the example"))
    };
    let period = Period::new(day(2019, 3, 1)?, Some(day(2023, 4, 30)?)).map_err(Fault::new)?;
    let (at, id) = (app.clock.now(), app.clock.id());
    let new = NewTie { id, evaluator, code: "post:employee", institution, period, entered: (at, evaluator) };
    let transaction = app.database.begin().await?;
    store::insert_tie(&transaction, new).await?;
    let entry = Entry {
        act: "enter-tie",
        entity: "evaluator",
        id: evaluator,
        detail: serde_json::json!({ "tie": id }),
    };
    audit::append(&transaction, &app.clock, PROGRAM, entry).await?;
    transaction.commit().await.map_err(Into::into)
}
