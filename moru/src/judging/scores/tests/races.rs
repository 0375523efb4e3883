//! Two signatures make one; a signature and a recusal follow each other, whichever comes first.

use std::sync::Arc;

use programme::scoring::CardState;
use tokio::sync::Barrier;

use super::*;
use crate::judging::{
    panels::store::SeatState,
    scores::{
        actions,
        store::{CardId, KeptCard},
    },
};

async fn card(judging: &Judging, id: CardId) -> KeptCard {
    store::find(judging.test.app.database.read(), id).await.expect("a query").expect("a card")
}

/// A panel, and the draft of its first member with its version.
async fn draft(judging: &Judging) -> (Panel, CardId) {
    let panel = panel(judging, DOCUMENTS).await;
    let place = (panel.meeting, judging.received[0].id);
    example::write(&judging.test.app, &panel.members[0], place, 80).await.expect("a draft");
    let id = CardId { meeting: place.0, application: place.1, evaluator: panel.members[0].scope };
    (panel, id)
}

testdb::on_both_engines! {
    /// Of several signatures at once one locks the card, and the others are told that it is signed.
    async fn two_signatures_at_once_make_one(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let (panel, id) = draft(&judging).await;
        for count in [2, 4] {
            let barrier = Arc::new(Barrier::new(count));
            let tasks: Vec<_> = (0..count).map(|_| {
                let (app, actor, barrier) = (judging.test.app.clone(), panel.members[0].clone(), Arc::clone(&barrier));
                tokio::spawn(async move {
                    barrier.wait().await;
                    actions::sign(&app, &actor, (id.meeting, id.application), 1, PASSWORD).await
                })
            }).collect();
            let mut won = 0;
            for task in tasks {
                match task.await.expect("a task") {
                    Ok(signed) => {
                        assert_eq!(signed, Signing::Signed);
                        won += 1;
                    }
                    Err(refusal) => assert_eq!(refusal.to_string(), "이미 서명한 평가표라서 바꿀 수 없습니다."),
                }
            }
            // The second round finds the card signed.
            assert_eq!(won, usize::from(count == 2));
        }
        assert!(matches!(card(&judging, id).await.state, CardState::Locked { .. }));
        let signatures = crate::identity::audit::count(judging.test.app.database.read(), id.meeting, "sign-card");
        assert_eq!(signatures.await.expect("a count"), 1);
    }
}

testdb::on_both_engines! {
    /// A signature and a recusal at once: the card is void in the end, and the record says whether it was late.
    async fn a_signature_and_a_recusal_at_once_leave_a_void_card(database: TestDatabase) {
        use programme::panel::{Record, RecusalState};
        let judging = Judging::start(database, 1, 9).await;
        let (panel, id) = draft(&judging).await;
        let (app, actor) = (&judging.test.app, &panel.members[0]);
        let place = (id.meeting, id.application);
        let (signed, stepped) = tokio::join!(
            actions::sign(app, actor, place, 1, PASSWORD),
            actions::recuse(app, actor, place, "친족이 있음"),
        );
        stepped.expect("nothing stands in the way of stepping back");
        let kept = card(&judging, id).await;
        let CardState::Void { signed_at, .. } = &kept.state else { panic!("{kept:?}") };
        let records = meetings::records(app.database.read(), id.meeting).await.expect("records");
        let Some((_, Record::Recused(recusal), _)) = records.first() else { panic!("{records:?}") };
        let late = signed.is_ok();
        assert_eq!((signed_at.is_some(), recusal.state == RecusalState::Late), (late, late), "{signed:?}");
        let seat = meetings::seat_of(app.database.read(), id.meeting, id.application, id.evaluator).await;
        assert_eq!(seat.expect("a query").expect("a seat").state, SeatState::Void);
    }
}

testdb::on_both_engines! {
    /// A recusal and the closing of the stage at once: whichever comes first, what is kept in the end is without the card.
    async fn a_recusal_and_a_closing_at_once_agree(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        sign_all(&judging, &panel, [60, 70, 80, 85, 90]).await;
        let app = &judging.test.app;
        let head = panels::agency(app, Role::AgencyManager);
        let place = (panel.meeting, judging.received[0].id);
        let (closed, stepped) = tokio::join!(
            actions::close(app, &head, panel.meeting),
            actions::recuse(app, &panel.members[0], place, "친족이 있음"),
        );
        closed.expect("four cards are a majority of five");
        stepped.expect("nothing stands in the way of stepping back");
        let kept = meetings::outcomes(app.database.read(), [panel.meeting]).await.expect("rows");
        let mean = kept[&place.1][0].points.as_ref().expect("points").mean_centi;
        // 70, 80, 85 and 90 percent of the criteria, rounded down to whole points, and no card dropped.
        assert_eq!(mean.0, (6900 + 8000 + 8400 + 8900) / 4, "{kept:?}");
    }
}
