//! Meetings on the real router, on both engines.

mod attend;
mod compose;
mod draw;

use http::StatusCode;
use programme::scoring::Stage;
use testdb::TestDatabase;
use uuid::Uuid;

use super::{example, store};
use crate::{
    identity::accounts::Role,
    testing::judging::{Judging, SLUG, day},
    web::urls,
};

const DOCUMENTS: Stage = Stage::DocumentReview;

/// A meeting whose lots are drawn.
async fn drawn(judging: &Judging) -> Uuid {
    let id =
        example::drawn(&judging.test.app, SLUG, example::meeting(DOCUMENTS, day(), 5), &judging.evaluators)
            .await;
    id.expect("a drawn panel")
}

/// The sentence of a refusal.
fn refusal(page: &str, sentence: &str) {
    let start = page.find("<main").unwrap_or_default();
    assert!(page.contains(sentence), "{sentence} is not in {}", &page[start..]);
}

testdb::on_both_engines! {
    /// Meetings are the desks': nobody else finds one, and only the agency changes anything.
    async fn meetings_are_the_desks(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let id = drawn(&judging).await;
        let desk = [Role::AgencyOfficer, Role::AgencyManager, Role::MinistryOfficer, Role::MinistryManager];
        for role in Role::ALL {
            let mut browser = judging.desk(role).await;
            let expected = if desk.contains(&role) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            for address in [urls::DESK_JUDGING.to_owned(), urls::desk_meetings(SLUG), urls::desk_meeting(&id)] {
                let answer = browser.get(&address).await;
                assert_eq!(answer.status, expected, "{role:?} {address}");
                assert!(!answer.text().contains("예시 위원") || desk.contains(&role), "{role:?} {address}");
            }
            let expected = match role {
                Role::AgencyOfficer | Role::AgencyManager => StatusCode::CONFLICT,
                _ if desk.contains(&role) => StatusCode::FORBIDDEN,
                _ => StatusCode::NOT_FOUND,
            };
            assert_eq!(browser.post(&urls::desk_meeting_assign(&id), &[]).await.status, expected, "{role:?}");
        }
    }
}

testdb::on_both_engines! {
    /// A meeting needs a day, a place and numbers that make a panel; a stage has one.
    async fn a_meeting_is_set_up_once(database: TestDatabase) {
        let judging = Judging::start(database, 1, 0).await;
        let mut desk = judging.desk(Role::AgencyOfficer).await;
        let few = [("stage", "document_review"), ("seats", "4"), ("seats_each", "4")];
        let page = desk.post(&urls::desk_meetings(SLUG), &few).await.expect(StatusCode::OK).text();
        for sentence in ["위원은 5명 이상이어야 합니다.", "평가하는 날짜를 적어 주세요.", "평가 장소를"] {
            refusal(&page, sentence);
        }
        let form = |seats| [("stage", "document_review"), ("held_on", "2024-05-21"), ("place", "대전"), ("seats", seats), ("seats_each", "5")];
        let page = desk.post(&urls::desk_meetings(SLUG), &form("6")).await.expect(StatusCode::OK).text();
        refusal(&page, "위원 수는 홀수여야 합니다.");
        desk.post(&urls::desk_meetings(SLUG), &form("7")).await.expect(StatusCode::SEE_OTHER);
        let page = desk.post(&urls::desk_meetings(SLUG), &form("7")).await.expect(StatusCode::CONFLICT).text();
        refusal(&page, "이 단계의 평가회의가 이미 있습니다.");
        let list = desk.get(&urls::desk_meetings(SLUG)).await.expect(StatusCode::OK).text();
        assert!(list.contains("이 배점표는 공식 배점표가 아니라 제안입니다."), "the rubric is a proposal");
    }
}
