//! Somebody else comes for an inspector.

use super::*;
use crate::{identity::accounts::Role, judging::evaluators};

testdb::on_both_engines! {
    /// The head of the agency gives the place of an inspector to somebody else, with a reason. Records stay with whoever
    /// wrote them, what was confirmed counts no more, and whoever left finds nothing any more.
    async fn somebody_else_comes_for_an_inspector(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let address = urls::desk_inspection_exchange(SLUG, &visit.judging.received[0].id);
        let desk = urls::desk_inspection(SLUG, &visit.judging.received[0].id);
        let person = |place: usize| visit.judging.evaluators[place].to_string();
        let (first, second, third, fourth) = (person(0), person(1), person(2), person(3));
        let mut head = visit.judging.desk(Role::AgencyManager).await;
        let form = [("leaves", first.as_str()), ("joins", third.as_str()), ("reason", "병가")];
        let early = head.post(&address, &form).await.expect(StatusCode::CONFLICT).text();
        assert!(early.contains("방문 계획에서 실사자를 바꿔 주세요."));
        whole(&mut visit.first, id).await;
        confirm(&mut visit.first, id, "").await;
        confirm(&mut visit.second, id, "").await;
        confirm(&mut visit.first, id, "예시 담당자").await;
        visit.judging.desk(Role::AgencyOfficer).await.post(&address, &form).await.expect(StatusCode::FORBIDDEN);
        visit.judging.applicant(0).await.post(&address, &form).await.expect(StatusCode::NOT_FOUND);
        let received = &visit.judging.received[0];
        let tie = (received.name.as_str(), received.number.as_str());
        evaluators::example::tie(&visit.judging.test.app, visit.judging.evaluators[3], tie).await.expect("a tie");
        let silent = head.post(&address, &[form[0], form[1], ("reason", " ")]).await;
        let page = silent.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(page.contains("까닭을 적어 주세요.") && page.contains(&format!("value=\"{third}\" selected")));
        let tied = head.post(&address, &[form[0], ("joins", &fourth), form[2]]).await.expect(StatusCode::CONFLICT);
        assert!(tied.text().contains("이해관계가 있습니다."));
        head.post(&address, &[form[0], ("joins", &second), form[2]]).await.expect(StatusCode::CONFLICT);
        head.post(&address, &[("leaves", &fourth), form[1], form[2]]).await.expect(StatusCode::CONFLICT);
        head.post(&address, &form).await.expect(StatusCode::SEE_OTHER);
        head.post(&address, &form).await.expect(StatusCode::SEE_OTHER);
        let reader = visit.judging.test.app.database.read();
        assert_eq!(store::exchanges(reader, id).await.expect("rows").len(), 1, "twice is once");

        visit.first.get(&urls::inspection(&id)).await.expect(StatusCode::NOT_FOUND);
        send(&mut visit.first, id, &json!({})).await.expect(StatusCode::NOT_FOUND);
        let mut third = visit.judging.browser(visit.judging.evaluators[2]).await;
        let page = third.get(&urls::inspection_item(&id, 1)).await.expect(StatusCode::OK).text();
        assert_eq!(visit.recorded().await[0].by, visit.judging.evaluators[0]);
        let sheet = head.get(&desk).await.expect(StatusCode::OK).text();
        let name = |place: u8| format!("예시 위원 {place}");
        assert!(page.contains(&name(1)), "whoever wrote it");
        assert!(sheet.contains(&format!("{} → {}", name(1), name(3))) && sheet.contains("병가"));
        assert!(sheet.contains("그 뒤에 실사자가 바뀌어"));
        let close = urls::inspection_close(&id);
        let refused = visit.second.post(&close, &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("아직 3가지가 남아"), "all three confirm again");
        confirm(&mut third, id, "").await;
        confirm(&mut visit.second, id, "").await;
        confirm(&mut third, id, "예시 담당자").await;
        shut(&mut visit.second, id).await.expect(StatusCode::SEE_OTHER);
        head.post(&address, &form).await.expect(StatusCode::CONFLICT);
        let sheet = head.get(&desk).await.expect(StatusCode::OK).text();
        assert!(!sheet.contains("실사자를 바꿉니다"));
    }
}

testdb::on_both_engines! {
    /// Of two who give the same place to different people at once, one does.
    async fn one_place_is_given_once(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        sent(&mut visit.first, visit.id, &[record(name(1), 1, &[], ("conform", ""))]).await;
        let address = urls::desk_inspection_exchange(SLUG, &visit.judging.received[0].id);
        let person = |place: usize| visit.judging.evaluators[place].to_string();
        let (first, third, fourth) = (person(0), person(2), person(3));
        let form = |joins| [("leaves", first.as_str()), ("joins", joins), ("reason", "병가")];
        let mut one = visit.judging.desk(Role::AgencyManager).await;
        let mut other = visit.judging.desk(Role::AgencyManager).await;
        let (third, fourth) = (form(third.as_str()), form(fourth.as_str()));
        let (one, other) = tokio::join!(one.post(&address, &third), other.post(&address, &fourth));
        let mut both = [one.status, other.status];
        both.sort();
        assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let reader = visit.judging.test.app.database.read();
        assert_eq!(store::exchanges(reader, visit.id).await.expect("rows").len(), 1);
    }
}
