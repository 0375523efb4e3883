//! Who is sent where, and which firms they walk to.

use sea_orm::ConnectionTrait;

use super::*;
use crate::{identity::accounts::Role, judging::evaluators};

fn form<'a>(first: &'a str, second: &'a str, roster: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("planned_at", "2024-05-28T14:00"),
        ("place", "예시로 1"),
        ("latitude", "37.5166"),
        ("longitude", "126.8949"),
        ("first", first),
        ("second", second),
        ("roster", roster),
    ]
}

fn roster(count: usize) -> String {
    let lines: Vec<String> =
        (0..count).map(|number| format!("예시봉제 {number:02} · 예시로 {number}")).collect();
    lines.join("\n")
}

testdb::on_both_engines! {
    /// An officer plans it; lots are drawn once for a roster, and whoever changes the roster has others drawn.
    async fn an_officer_plans_and_lots_are_drawn_once(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        documents(&judging).await;
        let application = judging.received[0].id;
        let address = urls::desk_inspection(SLUG, &application);
        let (first, second) = (judging.evaluators[0].to_string(), judging.evaluators[1].to_string());
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let list = officer.get(&urls::desk_inspections(SLUG)).await.expect(StatusCode::OK).text();
        assert!(list.contains("예시기관 1") && list.contains("계획 없음"));
        let few = form(&first, &first, "예시 1\n예시 1\n예시 2");
        let refused = officer.post(&address, &few).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(refused.contains("지금은 2곳입니다.") && refused.contains("첫째 실사자와 다른 사람"));
        assert!(refused.contains("예시 2"), "nothing typed is lost");
        let long = roster(30);
        officer.post(&address, &form(&first, &second, &long)).await.expect(StatusCode::SEE_OTHER);
        let read = async || {
            let found = store::of_application(judging.test.app.database.read(), application).await;
            found.expect("a query").expect("an inspection")
        };
        let before = read().await;
        assert!(before.draw.is_genuine() && before.draw.order.len() == 30);
        assert_eq!(before.position.map(|at| (at.latitude_e6, at.longitude_e6)), Some((37_516_600, 126_894_900)));
        officer.post(&address, &form(&second, &first, &long)).await.expect(StatusCode::SEE_OTHER);
        let again = read().await;
        assert_eq!((&again.draw, again.inspectors[0]), (&before.draw, judging.evaluators[1]));
        officer.post(&address, &form(&second, &first, &roster(31))).await.expect(StatusCode::SEE_OTHER);
        assert_ne!(read().await.draw.seed, before.draw.seed);
        // Another roster in between makes no other drawing of the first one.
        officer.post(&address, &form(&second, &first, &long)).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(read().await.draw, before.draw);
        let page = officer.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("명부에서 뽑은 10곳") && page.contains("2024-05-28T14:00"));
        assert!(page.contains("명부를 바꾸어 2번 추첨"));
    }
}

testdb::on_both_engines! {
    /// nobody is sent anywhere before every application has a result of its documents.
    async fn nobody_is_sent_before_the_documents_are_reviewed(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let (first, second, long) = (judging.evaluators[0].to_string(), judging.evaluators[1].to_string(), roster(12));
        let address = urls::desk_inspection(SLUG, &judging.received[0].id);
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let whole = form(&first, &second, &long);
        let refused = officer.post(&address, &whole).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("서류검토 결과가 없는 신청이 2건 있습니다."));
        documents(&judging).await;
        officer.post(&address, &whole).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Nobody who is tied to the institution goes there, nobody plans but the agency, and nobody else finds anything.
    async fn who_is_tied_does_not_go_and_others_see_nothing(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        documents(&judging).await;
        let received = &judging.received[0];
        let tie = (received.name.as_str(), received.number.as_str());
        evaluators::example::tie(&judging.test.app, judging.evaluators[2], tie).await.expect("a tie");
        let address = urls::desk_inspection(SLUG, &received.id);
        let id = |place: usize| judging.evaluators[place].to_string();
        let (first, second, tied, long) = (id(0), id(1), id(2), roster(12));
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let refused = officer.post(&address, &form(&first, &tied, &long)).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("이해관계가 있습니다."));
        let whole = form(&first, &second, &long);
        for day in ["2024-05-20T18:00", "2025-05-22T10:00"] {
            let mut other = whole.clone();
            other[0].1 = day;
            let page = officer.post(&address, &other).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
            assert!(page.contains("오늘부터 1년 안에서") && page.contains(day), "nothing typed is lost");
        }
        judging.desk(Role::MinistryOfficer).await.post(&address, &whole).await.expect(StatusCode::FORBIDDEN);
        judging.applicant(0).await.post(&address, &whole).await.expect(StatusCode::NOT_FOUND);
        officer.post(&address, &whole).await.expect(StatusCode::SEE_OTHER);
        let planned = store::of_application(judging.test.app.database.read(), received.id).await.expect("a query");
        let inspection = urls::inspection(&planned.expect("an inspection").id);
        judging.browser(judging.evaluators[0]).await.get(&inspection).await.expect(StatusCode::OK);
        judging.browser(judging.evaluators[2]).await.get(&inspection).await.expect(StatusCode::NOT_FOUND);
        judging.applicant(0).await.get(&inspection).await.expect(StatusCode::NOT_FOUND);
        officer.get(&inspection).await.expect(StatusCode::NOT_FOUND);
        judging.test.visitor().get(&inspection).await.expect(StatusCode::UNAUTHORIZED);
        let list = judging.browser(judging.evaluators[1]).await.get(urls::INSPECTIONS).await;
        assert!(list.expect(StatusCode::OK).text().contains("예시기관 1"));
        let list = judging.browser(judging.evaluators[2]).await.get(urls::INSPECTIONS).await;
        assert!(!list.expect(StatusCode::OK).text().contains("예시기관 1"));
        officer.get(urls::INSPECTIONS).await.expect(StatusCode::NOT_FOUND);
        let worker = judging.test.visitor().get(urls::INSPECTION_WORKER).await.expect(StatusCode::OK);
        assert_eq!(worker.headers.get("service-worker-allowed").expect("a header"), urls::INSPECTIONS);
    }
}

testdb::on_both_engines! {
    /// SOD-2: a tie that is found after the plan closes everything to whoever has it, as it does the papers.
    async fn a_tie_that_is_found_later_closes_everything(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let content = jpeg(&[], 1);
        photo(&mut visit.first, id, (name(1), 1), &content).await.expect(StatusCode::NO_CONTENT);
        let received = &visit.judging.received[0];
        let tie = (received.name.as_str(), received.number.as_str());
        evaluators::example::tie(&visit.judging.test.app, visit.judging.evaluators[0], tie).await.expect("a tie");
        let pages = [urls::inspection(&id), urls::inspection_host(&id), urls::inspection_item(&id, 1)];
        for page in pages.iter().chain([&urls::inspection_photo(&id, &name(1))]) {
            visit.first.get(page).await.expect(StatusCode::NOT_FOUND);
            visit.second.get(page).await.expect(StatusCode::OK);
        }
        let batch = json!({ "records": [record(name(2), 3, &[], ("conform", ""))] });
        send(&mut visit.first, id, &batch).await.expect(StatusCode::NOT_FOUND);
        photo(&mut visit.first, id, (name(3), 1), &content).await.expect(StatusCode::NOT_FOUND);
        let typed = [("verdict.1", "conform")];
        visit.first.post(&urls::inspection_item(&id, 1), &typed).await.expect(StatusCode::NOT_FOUND);
        visit.first.post(&urls::inspection_close(&id), &[]).await.expect(StatusCode::NOT_FOUND);
        assert_eq!(visit.recorded().await.len(), 0);
    }
}

testdb::on_both_engines! {
    /// What was found at firms counts for those that were drawn: a phone and a page that show others are told so.
    async fn what_was_found_at_firms_of_another_roster_is_refused(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let before = list(&mut visit.first, id).await;
        let person = |place: usize| visit.judging.evaluators[place].to_string();
        let (first, second, long) = (person(0), person(1), roster(15));
        let mut officer = visit.judging.desk(Role::AgencyOfficer).await;
        let address = urls::desk_inspection(SLUG, &visit.judging.received[0].id);
        officer.post(&address, &form(&first, &second, &long)).await.expect(StatusCode::SEE_OTHER);
        let now = list(&mut visit.first, id).await;
        assert_ne!(before, now);
        let walked = |id: Uuid, list: &str| {
            let mut one = record(id, 11, &[], ("conform", ""));
            one["content"]["visits"] = json!(vec!["conform"; 10]);
            one["list"] = json!(list);
            one
        };
        let batch = [walked(name(1), &before), record(name(2), 3, &[], ("conform", "")), walked(name(3), "")];
        let (kept, refused) = sent(&mut visit.first, id, &batch).await;
        assert_eq!(kept, [name(2)], "what says nothing of firms is taken");
        assert!(refused.len() == 2 && refused.iter().all(|why| why.contains("다시 뽑았습니다.")), "{refused:?}");
        let old = [("list.11", before.as_str()), ("verdict.11", "fix"), ("note.11", "두 곳은 쉽니다."), ("visit.0.11", "different")];
        let page = visit.first.post(&urls::inspection_item(&id, 11), &old).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(page.contains("다시 뽑았습니다.") && page.contains("두 곳은 쉽니다."), "what was typed is there");
        assert!(!page.contains("value=\"different\" selected"), "and stands beside no other firm");
        let (kept, _) = sent(&mut visit.first, id, &[walked(name(1), &now)]).await;
        assert_eq!(kept, [name(1)]);
    }
}

testdb::on_both_engines! {
    /// Lists say who goes where and when. They read no roster: here there is none that could be read.
    async fn lists_read_no_roster(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let transaction = visit.judging.test.app.database.begin().await.expect("a transaction");
        transaction.execute_unprepared("UPDATE inspections SET draw = 'gone'").await.expect("a write");
        transaction.commit().await.expect("a commit");
        let mut officer = visit.judging.desk(Role::AgencyOfficer).await;
        let page = officer.get(&urls::desk_inspections(SLUG)).await.expect(StatusCode::OK).text();
        assert!(page.contains("방문 예정") && page.contains("예시 위원 1, 예시 위원 2"));
        let page = visit.first.get(urls::INSPECTIONS).await.expect(StatusCode::OK).text();
        assert!(page.contains("예시로 1, 2층"));
    }
}

testdb::on_both_engines! {
    /// The plan stays as it is once something is recorded.
    async fn the_plan_stays_once_something_is_recorded(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        sent(&mut visit.first, visit.id, &[record(name(1), 1, &[], ("conform", ""))]).await;
        let id = |place: usize| visit.judging.evaluators[place].to_string();
        let (first, second, long) = (id(0), id(3), roster(12));
        let address = urls::desk_inspection(SLUG, &visit.judging.received[0].id);
        let mut officer = visit.judging.desk(Role::AgencyOfficer).await;
        officer.post(&address, &form(&first, &second, &long)).await.expect(StatusCode::CONFLICT);
        let page = officer.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("기록하는 중") && !page.contains("계획을 저장합니다"));
    }
}
