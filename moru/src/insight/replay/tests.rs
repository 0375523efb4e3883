use chrono::{DateTime, Utc};
use http::StatusCode;
use korea::zones::ZoneSystem;
use programme::{gates::HeadcountBasis, states::ApplicationState};
use testdb::TestDatabase;
use uuid::Uuid;

use super::evidence;
use crate::{
    identity::{accounts::Role, audit::PROGRAM},
    judging::selection,
    notices::calls::example::SLUG,
    places::atlas::{
        actions::{NewSnapshot, publish_snapshot},
        store::{Cell, CellCount},
    },
    testing::{TestApp, judging::Judging, kst},
    web::urls,
};

const RECEIVED: &str = "2024-05-02T10:00:00";
const REVIEWED: &str = "2024-05-21T10:00:00";
const TOLD: &str = "2024-06-12T10:00:00";

/// The call of 2024, decided and told; the clock stands a year later.
async fn decided(database: TestDatabase) -> Judging {
    let judging = Judging::of_2024(database, 9).await;
    judging.scored(&[92, 88, 86, 84, 80, 78, 74, 62]).await;
    judging.test.at(TOLD);
    selection::example::decided(&judging.test.app, SLUG, kst(TOLD).date_naive()).await.expect("a decision");
    judging.test.at("2025-06-12T10:00:00");
    judging
}

async fn page(test: &TestApp, id: &Uuid, at: &str) -> String {
    let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
    officer.get(&format!("{}?at={at}", urls::replay(id))).await.expect(StatusCode::OK).text()
}

async fn then(judging: &Judging, application: usize, at: DateTime<Utc>) -> evidence::Then {
    let id = judging.received[application].id;
    let then = evidence::then(judging.test.app.database.read(), id, at).await.expect("an instant");
    then.expect("an application")
}

/// A census in which nobody has enough, published later and describing a later day.
async fn later_census(test: &TestApp) {
    let new = NewSnapshot {
        name: "다음 통계".to_owned(),
        reference_date: chrono::NaiveDate::from_ymd_opt(2022, 12, 31).expect("a date"),
        source: "시험 자료".to_owned(),
        zone_system: ZoneSystem::MoisAdm,
        ksic_revision: 10,
        headcount: HeadcountBasis::PersonsEngagedBand,
        is_synthetic: true,
        cells: vec![Cell { zone: "1156060500".to_owned(), division: 25, count: CellCount::Known(1) }],
    };
    publish_snapshot(&test.app, PROGRAM, new).await.expect("a snapshot");
}

testdb::on_both_engines! {
    /// The state that follows from the trail is the state that is there, for all eleven applications; and the gates come out
    /// again as they were frozen, although a new census has been published since.
    async fn the_trail_tells_every_state_and_the_gates_come_out_again(database: TestDatabase) {
        let judging = decided(database).await;
        later_census(&judging.test).await;
        for application in 0..judging.received.len() {
            let now = then(&judging, application, judging.test.app.clock.now()).await;
            assert_eq!(now.state, judging.state(application).await, "{application}");
            let judged = now.judged.expect("frozen gates");
            assert!(judged.comes_out_again, "{application}");
            assert!(now.stages.iter().all(|stage| stage.is_unchanged));
            assert!(now.decision.expect("a decision").is_unchanged);
        }
    }
}

testdb::on_both_engines! {
    /// An instant shows what was there by then and nothing of what came later.
    async fn an_instant_knows_nothing_of_what_came_later(database: TestDatabase) {
        let judging = decided(database).await;
        let before = evidence::then(judging.test.app.database.read(), judging.received[0].id, kst("2024-05-02T09:59:59")).await;
        assert!(before.expect("an answer").is_none());
        let received = then(&judging, 0, kst(RECEIVED)).await;
        assert_eq!(received.state, ApplicationState::Submitted);
        assert!(received.judged.is_some_and(|judged| judged.found.is_empty()));
        assert!(received.stages.is_empty() && received.decision.is_none());
        let reviewed = then(&judging, 0, kst(REVIEWED)).await;
        assert_eq!(reviewed.state, ApplicationState::Eligible);
        assert!(reviewed.judged.is_some_and(|judged| !judged.found.is_empty()));
        assert!(reviewed.stages.len() == 3 && reviewed.decision.is_none());
        assert_eq!(then(&judging, 8, kst(REVIEWED)).await.state, ApplicationState::Ineligible);
        assert_eq!(then(&judging, 10, kst(RECEIVED)).await.state, ApplicationState::Withdrawn);
        assert_eq!(then(&judging, 0, kst(TOLD)).await.state, ApplicationState::Selected);
    }
}

testdb::on_both_engines! {
    /// The page of an instant: who did what in which role, by which census and rules, with the check beside it.
    async fn the_page_of_an_instant(database: TestDatabase) {
        let judging = decided(database).await;
        let id = judging.received[0].id;
        let early = page(&judging.test, &id, "2024-05-02T09:00").await;
        assert!(early.contains("그때에는 이 신청이 없었습니다."));
        let received = page(&judging.test, &id, RECEIVED).await;
        for words in ["그때의 상태", "접수됨", "statute-2018", "다시 판정해도 같습니다.", "제출함"] {
            assert!(received.contains(words), "{words}");
        }
        assert!(!received.contains("현장실사") && !received.contains("의결"));
        let told = page(&judging.test, &id, TOLD).await;
        for words in ["마감할 때 보관한 결과가 그대로 있습니다.", "순위표가 그대로 있습니다.", "선정 결과를 알림", "전담기관 책임자"] {
            assert!(told.contains(words), "{words}");
        }
        let wrong = page(&judging.test, &id, "yesterday").await;
        assert!(wrong.contains("날짜와 시각을 확인해 주세요."));
        let address = urls::replay(&id);
        judging.applicant(0).await.get(&address).await.expect(StatusCode::NOT_FOUND);
        let mut evaluator = judging.browser(judging.evaluators[0]).await;
        evaluator.get(&address).await.expect(StatusCode::NOT_FOUND);
        judging.test.visitor().get(&address).await.expect(StatusCode::UNAUTHORIZED);
    }
}
