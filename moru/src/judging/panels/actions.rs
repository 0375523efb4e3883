//! What is done in meetings, one act a file. Each holds the meeting first, so that acts in it follow each other.

mod appoint;
mod attend;
mod declare;
mod draw;
mod gather;
mod join;
mod plan;
mod replace;

pub use appoint::{appoint, findings};
pub use attend::{CheckIn, check_in, issue_code};
pub use declare::{declare, step_back};
pub use draw::{draw, freeze};
pub use gather::{assign, note_answer};
pub use join::{join, latecomers};
pub use plan::{set_candidates, set_up};
pub use replace::replace;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::{Act, require},
    store::{self, Meeting},
};
use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::Actor,
    notices::calls::{Call, store as calls},
};

/// A meeting and its call, held, for somebody of the desk who may do this now.
async fn opened(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
    act: Act,
) -> Outcome<(Meeting, Call)> {
    let meeting = store::find_for_change(connection, id).await?.ok_or_else(Refusal::not_found)?;
    require(act, actor, meeting.state)?;
    let call = calls::find(connection, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    Ok((meeting, call))
}
