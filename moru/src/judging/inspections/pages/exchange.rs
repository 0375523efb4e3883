//! Giving the place of an inspector to somebody else, at the desk.

use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use uuid::Uuid;

use super::desk;
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Visitor,
    judging::{
        evaluators::store::Evaluator,
        inspections::{
            access::{Act, State, require},
            actions,
            evidence::About,
            forms,
            store::Inspection,
        },
    },
    web::{
        forms::{Fields, Problems},
        page::Page,
        parts::{Choice, Field, Pair},
        show, urls,
    },
};

/// The form.
pub(super) struct ExchangeForm {
    pub(super) leaves: Field,
    pub(super) who: Vec<Choice>,
    pub(super) joins: Field,
    pub(super) others: Vec<Choice>,
    pub(super) reason: Field,
    pub(super) action: String,
}

/// The form for an inspection, with what was typed.
pub(super) fn form(
    page: &Page,
    (people, inspection): (&[Evaluator], &Inspection),
    (fields, problems): (&Fields, &Problems),
    action: String,
) -> ExchangeForm {
    let field = |name: &str| Field::sent(page, name, fields, problems);
    let choices = |name: &str, inspects: bool| {
        let wanted = people.iter().filter(|known| inspection.inspectors.contains(&known.id) == inspects);
        let choice = |known: &Evaluator| {
            let label = format!("{} ({})", known.name, known.institution);
            Choice::new(known.id.to_string(), label, fields.get(name))
        };
        wanted.map(choice).collect()
    };
    ExchangeForm {
        leaves: field("leaves"),
        who: choices("leaves", true),
        joins: field("joins"),
        others: choices("joins", false),
        reason: field("reason"),
        action,
    }
}

/// Who came for whom, in words.
pub(super) fn history(page: &Page, about: &About) -> Vec<Pair> {
    let one = |one: &crate::judging::inspections::store::Exchanged| {
        let (leaves, joins) = (about.people.name(one.leaves), about.people.name(one.joins));
        let at = show::date_time(one.at);
        let said = page.tf(
            "{leaves} → {joins}, {at}. {reason}",
            &[("leaves", &leaves), ("joins", &joins), ("at", &at), ("reason", &one.reason)],
        );
        Pair::new(page.t("실사자 바꿈"), said)
    };
    about.exchanges.iter().map(one).collect()
}

/// Gives the place of an inspector to somebody else; what is wrong comes back beside its field.
pub(super) async fn exchange(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(String, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Exchange, actor, State::Open)?;
    match forms::exchange(&fields) {
        Ok(new) => {
            actions::exchange(&app, actor, (&place.0, place.1), &new).await?;
            Ok(Redirect::to(&urls::desk_inspection(&place.0, &place.1)).into_response())
        }
        Err(problems) => {
            let page = desk::draw(&app, &visitor, place, Some((&fields, &problems))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
