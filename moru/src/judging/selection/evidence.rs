//! The order a decision rests on.

use std::collections::BTreeMap;

use ledger::{Sha256, canonical_bytes};
use programme::{
    scoring::{ApplicationKey, Outcome as Published},
    selection::Waiting,
    states::{ApplicationState, Conclusion},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::store::{self, Selection};
use crate::{
    applying::applications::store::{self as applications, Application},
    base::errors::{Fault, Outcome, Refusal},
    judging::scores::evidence::{self as scores, Whole},
    notices::calls::Call,
    web::urls,
};

/// The order of a call as it comes out now.
#[derive(Clone, Debug)]
pub struct Order {
    /// What it is computed from.
    pub whole: Whole,
    /// The order, and how it came about.
    pub computed: Published,
    /// SHA-256 of its canonical bytes, hex.
    pub sha256: String,
}

impl Order {
    /// The application of a key.
    pub fn application(&self, key: &ApplicationKey) -> Option<Uuid> {
        self.whole.entrants.iter().find(|one| one.key == *key).map(|one| one.application)
    }
}

/// Computes the order; refused until every stage is closed.
pub async fn order(connection: &impl ConnectionTrait, call: &Call) -> Outcome<Order> {
    let whole = scores::whole(connection, call).await?;
    let computed = whole.published().map_err(|_| {
        Refusal::conflict(
            "아직 순위가 나오지 않아 선정할 수 없습니다.",
            "모든 단계를 마감하고 가점·감점을 확인하면 순위가 나옵니다. 순위 화면에서 남은 일을 확인해 주세요.",
        )
        .leading_to(urls::desk_scores(&call.slug), "순위 보기")
    })?;
    let sha256 = Sha256::of(&canonical_bytes(&computed).map_err(Fault::new)?).to_hex();
    Ok(Order { whole, computed, sha256 })
}

/// Refuses where the order is not the one the decision rests on any more.
pub async fn require_same_order(
    connection: &impl ConnectionTrait,
    call: &Call,
    selection: &Selection,
) -> Outcome<Order> {
    let now = order(connection, call).await?;
    if now.sha256 == selection.sha256 {
        return Ok(now);
    }
    Err(Refusal::conflict(
        "의결한 뒤에 순위가 바뀌었습니다.",
        "평가표가 빠졌거나 취하한 신청이 있습니다. 위원회의 의결을 다시 적어야 합니다.",
    )
    .leading_to(urls::desk_selection(&call.slug), "선정 화면으로")
    .into())
}

/// The applications of a decision as they are now.
pub async fn states(
    connection: &impl ConnectionTrait,
    chosen: &[store::Chosen],
) -> Outcome<BTreeMap<Uuid, Application>> {
    applications::find_all(connection, chosen.iter().map(|one| one.application)).await
}

/// The same, held until the transaction ends.
pub async fn held(
    connection: &impl ConnectionTrait,
    chosen: &[store::Chosen],
) -> Outcome<BTreeMap<Uuid, Application>> {
    applications::find_all_for_change(connection, chosen.iter().map(|one| one.application)).await
}

/// The reserve as it stands; none before everybody was told.
pub fn waiting(
    selection: &Selection,
    chosen: &[store::Chosen],
    states: &BTreeMap<Uuid, Application>,
) -> Option<Waiting> {
    let state = |one: &store::Chosen| states.get(&one.application).map(|application| application.state);
    let decided = chosen.iter().filter(|one| one.choice.conclusion == Conclusion::Selected).count();
    let is_taken = |one: &&store::Chosen| {
        matches!(state(one), Some(ApplicationState::Selected | ApplicationState::Agreed))
    };
    let reserve = chosen.iter().filter(|one| state(one) == Some(ApplicationState::Reserve));
    Some(Waiting {
        order: reserve.map(|one| one.choice.application.clone()).collect(),
        decided: u32::try_from(decided).unwrap_or(u32::MAX),
        taken: u32::try_from(chosen.iter().filter(is_taken).count()).unwrap_or(u32::MAX),
        last_day: selection.reserve_until?,
    })
}
