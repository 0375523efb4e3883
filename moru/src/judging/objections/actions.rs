//! What is done about objections, one act a file.

mod answer;
mod file;
mod put_off;

pub use answer::{Typed, answer};
pub use file::file;
pub use put_off::put_off;

use http::StatusCode;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::{Act, require},
    store::{self, Objection},
};
use crate::{
    applying::applications::store::{self as applications, Application},
    base::errors::{Outcome, Refusal},
    identity::accounts::Actor,
};

/// Longest text, in characters.
pub const LONGEST: usize = 4000;

/// An objection with its application, both held.
async fn opened(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
    act: Act,
) -> Outcome<(Objection, Application)> {
    let objection = store::find_for_change(connection, id).await?.ok_or_else(Refusal::not_found)?;
    require(act, actor, objection.state())?;
    let application = applications::find_for_change(connection, objection.application).await?;
    Ok((objection, application.ok_or_else(Refusal::not_found)?))
}

/// A text that was typed.
fn text(typed: &str, what: &'static str, next: &'static str) -> Outcome<String> {
    let text = typed.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, what, next).into());
    }
    Ok(text.to_owned())
}
