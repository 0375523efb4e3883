//! Confirming, closing, and what the stage waits for.

use programme::scoring::InspectionResult;

use super::*;
use crate::{
    identity::accounts::{Actor, Role},
    judging::scores::actions::{self as scores, Signing},
};

/// Everything recorded, confirmed and closed.
pub(super) async fn closed(first: &mut Browser, second: &mut Browser, id: Uuid) {
    whole(first, id).await;
    confirm(first, id, "").await;
    confirm(second, id, "").await;
    confirm(first, id, "예시 담당자").await;
    shut(first, id).await.expect(StatusCode::SEE_OTHER);
}

testdb::on_both_engines! {
    /// It is closed when nothing is missing; what is recorded later takes the confirmations away.
    async fn a_later_record_takes_confirmations_away(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let close = urls::inspection_close(&id);
        visit.first.post(&close, &[]).await.expect(StatusCode::CONFLICT);
        whole(&mut visit.first, id).await;
        confirm(&mut visit.first, id, "").await;
        confirm(&mut visit.second, id, "").await;
        let refused = visit.first.post(&close, &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("아직 1가지가 남아"), "the host");
        confirm(&mut visit.first, id, "예시 담당자").await;
        let page = visit.first.get(&urls::inspection(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("첫째 실사자, 둘째 실사자, 현장 담당자"));
        photo(&mut visit.second, id, (name(200), 3), &jpeg(&[], 99)).await.expect(StatusCode::NO_CONTENT);
        let refused = visit.first.post(&close, &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("아직 3가지가 남아"), "all three");
        let desk = urls::desk_inspection(SLUG, &visit.judging.received[0].id);
        let mut officer = visit.judging.desk(Role::AgencyOfficer).await;
        let sheet = officer.get(&desk).await.expect(StatusCode::OK).text();
        assert!(sheet.contains("그 뒤에 기록이 바뀌어") && sheet.contains("잘 보고 갔습니다."));
        confirm(&mut visit.first, id, "").await;
        confirm(&mut visit.second, id, "").await;
        confirm(&mut visit.second, id, "예시 담당자").await;
        shut(&mut visit.second, id).await.expect(StatusCode::SEE_OTHER);
        let sheet = officer.get(&desk).await.expect(StatusCode::OK).text();
        assert!(sheet.contains("적합") && sheet.contains("확인한 기록의 해시"));
        let own = visit.first.get(&urls::inspection(&id)).await.expect(StatusCode::OK).text();
        assert!(own.contains("실사를 마쳤습니다.") && !own.contains(">적합<"), "no result on the spot");
    }
}

testdb::on_both_engines! {
    /// What is closed stays: what is known is still acknowledged, what is new is refused and stays on its device.
    async fn nothing_is_added_to_what_is_closed(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        closed(&mut visit.first, &mut visit.second, id).await;
        let known = record(name(1), 1, &[], ("conform", ""));
        let late = record(name(77), 1, &[name(1)], ("fail", "늦은 기록"));
        let (kept, refused) = sent(&mut visit.second, id, &[known, late]).await;
        assert_eq!((kept.as_slice(), refused.len()), (&[name(1)][..], 1));
        photo(&mut visit.first, id, (name(101), 1), &jpeg(&[], 1)).await.expect(StatusCode::NO_CONTENT);
        photo(&mut visit.first, id, (name(300), 1), &jpeg(&[], 1)).await.expect(StatusCode::CONFLICT);
        visit.first.post(&urls::inspection_close(&id), &[]).await.expect(StatusCode::CONFLICT);
        let form = [("verdict.1", "fail")];
        visit.first.post(&urls::inspection_item(&id, 1), &form).await.expect(StatusCode::CONFLICT);
        assert_eq!(visit.recorded().await.len(), 16);
    }
}

testdb::on_both_engines! {
    /// a veto item applies everywhere. The page does not offer to say otherwise, and a phone that says so closes
    /// nothing.
    async fn a_veto_item_cannot_be_said_not_to_apply(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        for (item, offered) in [(1, false), (3, false), (5, true), (9, false), (12, true)] {
            let page = visit.first.get(&urls::inspection_item(&id, item)).await.expect(StatusCode::OK).text();
            assert_eq!(page.contains("value=\"not_applicable\""), offered, "{item}");
        }
        whole(&mut visit.first, id).await;
        let away = record(name(50), 9, &[name(9)], ("not_applicable", "아무도 없었습니다."));
        sent(&mut visit.first, id, &[away]).await;
        confirm(&mut visit.first, id, "").await;
        confirm(&mut visit.second, id, "").await;
        confirm(&mut visit.first, id, "예시 담당자").await;
        let page = visit.first.get(&urls::inspection(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("9번: 확인한 결과를 골라 주세요."));
        visit.first.post(&urls::inspection_close(&id), &[]).await.expect(StatusCode::CONFLICT);
    }
}

testdb::on_both_engines! {
    /// Whoever closes it says what they have in front of them: a phone on which something waits closes nothing.
    async fn nothing_is_closed_over_what_waits_on_a_phone(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        whole(&mut visit.first, id).await;
        confirm(&mut visit.first, id, "").await;
        confirm(&mut visit.second, id, "").await;
        confirm(&mut visit.first, id, "예시 담당자").await;
        let close = urls::inspection_close(&id);
        let ids = visit.recorded().await.into_iter().map(|one| one.record.id).chain([name(70).to_string()]);
        let ids: Vec<String> = ids.collect();
        let waits = programme::inspection::report_hash(ids.iter().map(String::as_str), []);
        for form in [vec![], vec![("report", waits.as_str())]] {
            let refused = visit.first.post(&close, &form).await.expect(StatusCode::CONFLICT).text();
            assert!(refused.contains("이 화면의 기록과 달라"));
        }
        let kept = store::find(visit.judging.test.app.database.read(), id).await.expect("a query");
        assert_eq!(kept.and_then(|kept| kept.closed), None);
        shut(&mut visit.first, id).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Of two who close at once one does, and it is closed once.
    async fn of_two_who_close_at_once_one_does(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        whole(&mut visit.first, id).await;
        confirm(&mut visit.first, id, "").await;
        confirm(&mut visit.second, id, "").await;
        confirm(&mut visit.first, id, "예시 담당자").await;
        let close = urls::inspection_close(&id);
        let seen = report(&mut visit.first, id).await;
        let form = [("report", seen.as_str())];
        let (one, other) = tokio::join!(visit.first.post(&close, &form), visit.second.post(&close, &form));
        let mut both = [one.status, other.status];
        both.sort();
        assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let kept = store::find(visit.judging.test.app.database.read(), id).await.expect("a query");
        let result = kept.and_then(|kept| kept.closed).expect("an end").result;
        assert_eq!(result, InspectionResult::Conform);
    }
}

testdb::on_both_engines! {
    /// What is done is counted among the applications that take part: one that withdrew is not there any more.
    async fn an_application_that_withdrew_is_not_counted(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        inspected(&judging, 0).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let list = urls::desk_inspections(SLUG);
        let page = officer.get(&list).await.expect(StatusCode::OK).text();
        assert!(page.contains("2건 가운데 1건 마침"));
        let mut applicant = judging.applicant(0).await;
        let withdrawal = urls::application_withdraw(&judging.received[0].id);
        applicant.post(&withdrawal, &[]).await.expect(StatusCode::SEE_OTHER);
        let page = officer.get(&list).await.expect(StatusCode::OK).text();
        assert!(page.contains("1건 가운데 0건 마침"));
    }
}

/// The meeting of the stage on site, with its chair.
async fn on_site(judging: &Judging) -> (Uuid, Actor) {
    let (meeting, members) = judging.appointed(Stage::SiteInspection).await;
    (meeting, judging.ready(meeting, members[0]).await)
}

testdb::on_both_engines! {
    /// once an inspection is planned, the stage does not close while any application waits for its own.
    async fn the_stage_waits_for_every_inspection(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let app = &judging.test.app;
        documents(&judging).await;
        let (meeting, chair) = on_site(&judging).await;
        for received in &judging.received {
            let found = (InspectionResult::Conform, "예시 현장입니다.");
            let signed = scores::inspect(app, &chair, (meeting, received.id), found, PASSWORD).await;
            assert_eq!(signed.expect("nobody is visited yet"), Signing::Signed);
        }
        let first = planned(&judging, 0).await;
        let head = panels::agency(app, Role::AgencyManager);
        let refused = scores::close(app, &head, meeting).await.expect_err("two wait").to_string();
        assert_eq!(refused, "현장실사를 마치지 않은 신청이 2건 있어 마감할 수 없습니다.");
        let second = planned(&judging, 1).await;
        let mut one = judging.browser(judging.evaluators[0]).await;
        let mut other = judging.browser(judging.evaluators[1]).await;
        closed(&mut one, &mut other, first).await;
        let refused = scores::close(app, &head, meeting).await.expect_err("one waits").to_string();
        assert!(refused.contains("1건"));
        closed(&mut one, &mut other, second).await;
        scores::close(app, &head, meeting).await.expect("a closed stage");
        let form = example::plan_for(kst("2024-06-01T10:00:00"), [judging.evaluators[0], judging.evaluators[1]]);
        let late = example::planned(app, SLUG, judging.received[1].id, form).await;
        assert!(late.expect_err("too late").to_string().contains("이미 마감했습니다."));
    }
}

testdb::on_both_engines! {
    /// Where somebody is visited, the chair signs what was found once the inspection is closed; what differs from its
    /// proposal has its reason, and says so.
    async fn the_chair_signs_once_the_inspection_is_closed(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let app = &judging.test.app;
        documents(&judging).await;
        let id = planned(&judging, 0).await;
        let (meeting, chair) = on_site(&judging).await;
        let place = |application: usize| (meeting, judging.received[application].id);
        let found = |reason| (InspectionResult::NonConform, reason);
        for application in [0, 1] {
            let early = scores::inspect(app, &chair, place(application), found("가 보니 다릅니다."), PASSWORD).await;
            assert!(early.expect_err("it is not closed").to_string().contains("아직 마치지 않아"));
        }
        let card = urls::judging_card(&meeting, &judging.received[0].id);
        let mut browser = judging.browser(chair.scope).await;
        let page = browser.get(&card).await.expect(StatusCode::OK).text();
        assert!(page.contains("아직 마치지 않았습니다.") && !page.contains("실사 결과에 서명하기"));
        let mut one = judging.browser(judging.evaluators[0]).await;
        let mut other = judging.browser(judging.evaluators[1]).await;
        closed(&mut one, &mut other, id).await;
        let page = browser.get(&card).await.expect(StatusCode::OK).text();
        assert!(page.contains("현장 기록의 제안") && page.contains("적합 (2024. 5. 21.(화) 10:00 마침)"));
        assert!(page.contains("실사 결과에 서명하기") && !page.contains("다르게 서명했습니다."));
        let silent = scores::inspect(app, &chair, place(0), found(" "), PASSWORD).await;
        assert!(silent.is_err(), "a difference has its reason");
        let signed = scores::inspect(app, &chair, place(0), found("가 보니 다릅니다."), PASSWORD).await;
        assert_eq!(signed.expect("a signed result"), Signing::Signed);
        let page = browser.get(&card).await.expect(StatusCode::OK).text();
        assert!(page.contains("현장 기록의 제안은 적합이었고") && page.contains("가 보니 다릅니다."));
    }
}
