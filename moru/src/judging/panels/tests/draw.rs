//! The list is frozen before the seed can be known, and the order is one that anybody can draw again.

use programme::panel::lots;

use super::*;
use crate::judging::panels::{actions, forms::NewMeeting};

testdb::on_both_engines! {
    /// Fewer people than seats are no list; a frozen list does not change; a draw needs a seed and its source.
    async fn lots_are_drawn_from_a_frozen_list(database: TestDatabase) {
        let judging = Judging::start(database, 1, 6).await;
        let app = &judging.test.app;
        let officer = example::agency(app, Role::AgencyOfficer);
        let form = NewMeeting {
            stage: DOCUMENTS, held_on: day(), place: "대전".to_owned(), seats: 5, seats_each: 5,
        };
        let id = actions::set_up(app, &officer, SLUG, form).await.expect("a meeting");
        let mut desk = judging.desk(Role::AgencyOfficer).await;
        let list: Vec<String> = judging.evaluators.iter().map(Uuid::to_string).collect();
        let four: Vec<_> = list.iter().take(4).map(|id| ("evaluators", id.as_str())).collect();
        desk.post(&urls::desk_meeting_candidates(&id), &four).await.expect(StatusCode::SEE_OTHER);
        let page = desk.post(&urls::desk_meeting_freeze(&id), &[]).await.expect(StatusCode::CONFLICT).text();
        refusal(&page, "명부에 4명이 있습니다. 위원 5명보다 적어 추첨할 수 없습니다.");
        let page = desk.post(&urls::desk_meeting_draw(&id), &[("seed", "1"), ("source", "x")]).await;
        page.expect(StatusCode::CONFLICT);

        let all: Vec<_> = list.iter().map(|id| ("evaluators", id.as_str())).collect();
        desk.post(&urls::desk_meeting_candidates(&id), &all).await.expect(StatusCode::SEE_OTHER);
        desk.post(&urls::desk_meeting_freeze(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        desk.post(&urls::desk_meeting_candidates(&id), &four).await.expect(StatusCode::CONFLICT);
        let page = desk.post(&urls::desk_meeting_draw(&id), &[("seed", "2724.18")]).await;
        refusal(&page.expect(StatusCode::CONFLICT).text(), "추첨에 쓸 값과 그 출처가 없습니다.");
        let form = [("seed", "코스피 2724.18"), ("source", "한국거래소")];
        desk.post(&urls::desk_meeting_draw(&id), &form).await.expect(StatusCode::SEE_OTHER);
        desk.post(&urls::desk_meeting_draw(&id), &form).await.expect(StatusCode::CONFLICT);

        let again = lots::draw("2024/document_review", "코스피 2724.18", &list).expect("a draw");
        let kept = store::candidates(app.database.read(), id).await.expect("candidates");
        let order: Vec<String> = kept.iter().map(|candidate| candidate.evaluator.to_string()).collect();
        assert_eq!(order, again.order, "anybody can draw it again");
        let meeting = store::find(app.database.read(), id).await.expect("a query").expect("a meeting");
        assert_eq!(meeting.list_hash.as_deref(), Some(again.list.as_str()));
        assert!(meeting.draw.is_some_and(|draw| draw.is_genuine()));
        let page = desk.get(&urls::desk_meeting(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("코스피 2724.18 (한국거래소)") && page.contains(&again.list));
    }
}

testdb::on_both_engines! {
    /// Nobody is asked before those who were drawn earlier, and passing somebody over needs a reason.
    async fn candidates_are_asked_in_the_order_drawn(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let id = drawn(&judging).await;
        let order = store::candidates(judging.test.app.database.read(), id).await.expect("candidates");
        let mut desk = judging.desk(Role::AgencyOfficer).await;
        let address = urls::desk_meeting_answer(&id);
        let (first, second) = (order[0].evaluator.to_string(), order[1].evaluator.to_string());
        let early = desk.post(&address, &[("evaluator", &second), ("answer", "accepted")]).await;
        refusal(&early.expect(StatusCode::CONFLICT).text(), "먼저 뽑힌 사람의 답을 아직 적지 않았습니다.");
        let silent = desk.post(&address, &[("evaluator", &first), ("answer", "declined")]).await;
        refusal(&silent.expect(StatusCode::CONFLICT).text(), "까닭을 적어 주세요.");
        let form = [("evaluator", first.as_str()), ("answer", "declined"), ("reason", "본인이 거절")];
        desk.post(&address, &form).await.expect(StatusCode::SEE_OTHER);
        for candidate in &order[1..6] {
            let evaluator = candidate.evaluator.to_string();
            let answer = desk.post(&address, &[("evaluator", &evaluator), ("answer", "accepted")]).await;
            answer.expect(StatusCode::SEE_OTHER);
        }
        let sixth = order[6].evaluator.to_string();
        let full = desk.post(&address, &[("evaluator", &sixth), ("answer", "accepted")]).await;
        refusal(&full.expect(StatusCode::CONFLICT).text(), "위원 자리가 다 찼습니다.");
    }
}
