//! What is done with cards and results, one act a file. Whatever changes what a result is computed from holds the meeting
//! first, so that signing, stepping back and closing follow each other.

mod close;
mod inspect;
mod lots;
mod recuse;
mod save;
mod sign;

pub use close::close;
pub use inspect::inspect;
pub use lots::note_lot;
pub use recuse::recuse;
pub use save::{Saved, save};
pub use sign::{Signing, sign};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::Actor,
    judging::panels::store::{self as meetings, Meeting},
    web::urls,
};

/// A meeting, held until the transaction ends.
async fn held(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Meeting> {
    meetings::find_for_change(connection, id).await?.ok_or_else(|| Refusal::not_found().into())
}

/// Refuses somebody who has not shown that they are there: a card is written by nobody else.
async fn is_there(connection: &impl ConnectionTrait, actor: &Actor, meeting: &Meeting) -> Outcome<()> {
    let present = meetings::attendance(connection, meeting.id).await?;
    if present.get(&actor.scope).is_some_and(|known| known.checked_in_at.is_some()) {
        return Ok(());
    }
    Err(Refusal::conflict(
        "출석을 확인하기 전에는 평가표를 쓸 수 없습니다.",
        "접수대에서 출석 번호를 받아 입력해 주세요.",
    )
    .leading_to(urls::judging_meeting(&meeting.id), "평가 화면으로")
    .into())
}
