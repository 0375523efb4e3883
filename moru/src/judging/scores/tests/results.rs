//! What the cards come to, step by step, until anybody can compute the whole call again.

use programme::scoring::{Export, InspectionResult, verify};

use super::*;
use crate::judging::scores::actions;

/// Closes a stage.
async fn close(judging: &Judging, meeting: Uuid) {
    let head = panels::agency(&judging.test.app, Role::AgencyManager);
    actions::close(&judging.test.app, &head, meeting).await.expect("a closed stage");
}

/// The mean of an application in a meeting, in hundredths.
async fn mean(judging: &Judging, meeting: Uuid, application: usize) -> i64 {
    let kept = meetings::outcomes(judging.test.app.database.read(), [meeting]).await.expect("rows");
    let result = &kept[&judging.received[application].id][0];
    result.points.as_ref().expect("points").mean_centi.0
}

testdb::on_both_engines! {
    /// A stage is closed by the head of the office when every card is signed, with its working for everybody to follow.
    async fn a_stage_is_closed_when_every_card_is_in(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        for (member, percent) in [(0, 60), (1, 70), (2, 80), (3, 85)] {
            sign(&judging, &panel, member, 0, percent).await;
        }
        let mut head = judging.desk(Role::AgencyManager).await;
        let address = urls::desk_meeting_close(&panel.meeting);
        let early = head.post(&address, &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(early.contains("아직 서명하지 않은 평가표가 있어 마감할 수 없습니다."));
        let page = head.get(&urls::desk_meeting_results(&panel.meeting)).await.expect(StatusCode::OK).text();
        assert!(page.contains("5장 가운데 4장") && page.contains(&panel.members[4].name));
        sign(&judging, &panel, 4, 0, 90).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        officer.post(&address, &[]).await.expect(StatusCode::FORBIDDEN);
        let page = head.get(&urls::desk_meeting_results(&panel.meeting)).await.expect(StatusCode::OK).text();
        // 60 and 90 percent are left out; 69, 80 and 84 points remain.
        for step in ["가장 높은", "가장 낮은", "233.00 ÷ 3 = 77.67점 (셋째 자리에서 올림)", "77.67점은 기준 60.00점 이상이라 다음 단계로 갑니다."] {
            assert!(page.contains(step), "{step}");
        }
        head.post(&address, &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(mean(&judging, panel.meeting, 0).await, 7767);
        head.post(&address, &[]).await.expect(StatusCode::CONFLICT);
    }
}

testdb::on_both_engines! {
    /// A late recusal sets the card aside and computes the stage again, with what was kept before beside it; below the
    /// quorum the stage is open again.
    async fn a_late_recusal_is_computed_again_with_a_trace(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        sign_all(&judging, &panel, [60, 70, 80, 85, 90]).await;
        close(&judging, panel.meeting).await;
        assert_eq!(mean(&judging, panel.meeting, 0).await, 7767);
        let (app, place) = (&judging.test.app, (panel.meeting, judging.received[0].id));
        actions::recuse(app, &panel.members[0], place, "친족이 있음").await.expect("a late recusal");
        assert_eq!(mean(&judging, panel.meeting, 0).await, 8050, "69, 80, 84 and 89, no card dropped");
        let closings = store::closings(app.database.read(), panel.meeting).await.expect("rows");
        let trace: Vec<_> = closings.iter().map(|one| (one.version, one.reason.as_str())).collect();
        assert_eq!(trace, [(1, ""), (2, "recused")]);
        assert_ne!(closings[0].sha256, closings[1].sha256);
        let mut desk = judging.desk(Role::AgencyOfficer).await;
        let page = desk.get(&urls::desk_meeting_results(&panel.meeting)).await.expect(StatusCode::OK).text();
        let left_out = format!("{} 위원의 평가표는 세지 않았습니다(회피).", panel.members[0].name);
        assert!(page.contains(&left_out) && page.contains("회피로 다시 계산"));
        assert!(!page.contains("친족이 있음"), "what somebody said about themselves is in the record only");

        actions::recuse(app, &panel.members[1], place, "친족이 있음").await.expect("another one");
        actions::recuse(app, &panel.members[2], place, "친족이 있음").await.expect("a third");
        let meeting = meetings::find(app.database.read(), panel.meeting).await.expect("a query").expect("a meeting");
        assert_eq!(meeting.closed_at, None, "two cards are no majority of five seats");
        let page = desk.get(&urls::desk_meeting_results(&panel.meeting)).await.expect(StatusCode::OK).text();
        assert!(page.contains("평가표가 2장입니다. 위원 과반수인 3장이 필요합니다."));
        let mut head = judging.desk(Role::AgencyManager).await;
        let refused = head.post(&urls::desk_meeting_close(&panel.meeting), &[]).await;
        assert!(refused.expect(StatusCode::CONFLICT).text().contains("위원 과반수인 3장이 필요합니다."));
    }
}

/// Lets the chair sign what was found for every application that is left.
async fn inspect(judging: &Judging, panel: &Panel, found: &[(usize, InspectionResult)]) {
    let app = &judging.test.app;
    for (application, result) in found {
        let place = (panel.meeting, judging.received[*application].id);
        let signed = actions::inspect(app, &panel.members[0], place, (*result, "확인함"), PASSWORD).await;
        assert_eq!(signed.expect("a signed inspection"), Signing::Signed);
    }
}

testdb::on_both_engines! {
    /// Three stages one after the other. Who is stopped is not judged again, and the sheet that comes out is computed again
    /// without a difference and names no member.
    async fn three_stages_end_in_a_sheet_that_proves_itself(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        let documents = panel(&judging, DOCUMENTS).await;
        for (application, percent) in [(0, 80), (1, 90), (2, 50), (3, 85)] {
            for member in 0..5 {
                sign(&judging, &documents, member, application, percent).await;
            }
        }
        close(&judging, documents.meeting).await;
        let mut desk = judging.desk(Role::AgencyManager).await;
        let page = desk.get(&urls::desk_scores(SLUG)).await.expect(StatusCode::OK).text();
        assert!(page.contains("아직 순위를 낼 수 없습니다.") && page.contains("현장실사를 아직 마감하지 않았습니다."));
        desk.get(&urls::desk_scores_file(SLUG)).await.expect(StatusCode::CONFLICT);

        let site = panel(&judging, Stage::SiteInspection).await;
        let seats = meetings::seats(judging.test.app.database.read(), site.meeting).await.expect("seats");
        assert!(seats.iter().all(|seat| seat.application != judging.received[2].id), "stopped by the documents");
        let member = actions::inspect(
            &judging.test.app, &site.members[1], (site.meeting, judging.received[0].id),
            (InspectionResult::Conform, "확인함"), PASSWORD,
        ).await;
        assert!(member.is_err(), "only the chair signs");
        let results = [
            (0, InspectionResult::Conform),
            (1, InspectionResult::ConformAfterFix),
            (3, InspectionResult::NonConform),
        ];
        inspect(&judging, &site, &results).await;
        close(&judging, site.meeting).await;

        let talk = panel(&judging, Stage::Presentation).await;
        for (application, percent) in [(0, 85), (1, 75)] {
            for member in 0..5 {
                sign(&judging, &talk, member, application, percent).await;
            }
        }
        close(&judging, talk.meeting).await;
        judging.without_adjustments().await;
        let page = desk.get(&urls::desk_scores(SLUG)).await.expect(StatusCode::OK).text();
        assert!(page.contains("이 배점표는 공식 배점표가 아니라 제안입니다."));
        assert!(page.contains("현장실사에서 부적합으로 확인했습니다."));
        let file = desk.get(&urls::desk_scores_file(SLUG)).await.expect(StatusCode::OK);
        let export: Export = serde_json::from_slice(&file.bytes).expect("a score sheet");
        assert_eq!(verify(&export), [], "computed again without a difference");
        assert_eq!(export.published.ranking.order.len(), 2);
        assert_eq!(export.published.ranking.not_ranked.len(), 2);
        let text = file.text();
        for (member, evaluator) in talk.members.iter().zip(&judging.evaluators) {
            assert!(!text.contains(&member.name) && !text.contains(&evaluator.to_string()));
        }
    }
}

testdb::on_both_engines! {
    /// Where the chair must not judge an application, another member signs what was found there.
    async fn another_member_signs_where_the_chair_must_not(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let documents = panel(&judging, DOCUMENTS).await;
        sign_all(&judging, &documents, [80; 5]).await;
        close(&judging, documents.meeting).await;
        let site = panel(&judging, Stage::SiteInspection).await;
        let app = &judging.test.app;
        let found = (InspectionResult::Conform, "확인함");
        let place = |application: usize| (site.meeting, judging.received[application].id);
        let early = actions::inspect(app, &site.members[1], place(0), found, PASSWORD).await;
        assert!(early.is_err(), "the chair sits there");
        actions::recuse(app, &site.members[0], place(0), "친족이 있음").await.expect("a recusal");
        let signed = actions::inspect(app, &site.members[1], place(0), found, PASSWORD).await;
        assert_eq!(signed.expect("a signed inspection"), Signing::Signed);
        let twice = actions::inspect(app, &site.members[2], place(0), found, PASSWORD).await;
        assert!(twice.is_err(), "signed once");
        assert!(actions::inspect(app, &site.members[1], place(1), found, PASSWORD).await.is_err());
    }
}

testdb::on_both_engines! {
    /// A tie that nothing settles stays open until the committee's lot is entered with its minutes, by the head of the office.
    async fn a_tie_is_settled_by_a_lot_in_the_minutes(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let documents = panel(&judging, DOCUMENTS).await;
        sign_all(&judging, &documents, [80; 5]).await;
        close(&judging, documents.meeting).await;
        let site = panel(&judging, Stage::SiteInspection).await;
        inspect(&judging, &site, &[(0, InspectionResult::Conform), (1, InspectionResult::Conform)]).await;
        close(&judging, site.meeting).await;
        let talk = panel(&judging, Stage::Presentation).await;
        sign_all(&judging, &talk, [80; 5]).await;
        close(&judging, talk.meeting).await;
        judging.without_adjustments().await;
        let mut head = judging.desk(Role::AgencyManager).await;
        let address = urls::desk_scores(SLUG);
        let page = head.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("추첨으로 순위를 정해야 하는 신청"));
        let keys: Vec<String> = page.match_indices("name=\"place.").map(|(at, found)| {
            page[at + found.len()..].chars().take_while(|c| *c != '"').collect()
        }).collect();
        let [first, second] = &keys[..] else { panic!("{keys:?}") };
        let (first, second) = (format!("place.{first}"), format!("place.{second}"));
        let form = [(first.as_str(), "2"), (second.as_str(), "1"), ("minute", "1차 회의록"), ("drawn_on", "2024-06-05")];
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        officer.post(&address, &form).await.expect(StatusCode::FORBIDDEN);
        head.post(&address, &form[..3]).await.expect(StatusCode::CONFLICT);
        let same = [form[0], (form[1].0, "2"), form[2], form[3]];
        head.post(&address, &same).await.expect(StatusCode::CONFLICT);
        head.post(&address, &form).await.expect(StatusCode::SEE_OTHER);
        let page = head.get(&address).await.expect(StatusCode::OK).text();
        assert!(!page.contains("추첨으로 순위를 정해야 하는 신청") && page.contains("위원회가 추첨했습니다(1차 회의록)."));
        let file = head.get(&urls::desk_scores_file(SLUG)).await.expect(StatusCode::OK);
        assert_eq!(verify(&serde_json::from_slice(&file.bytes).expect("a sheet")), []);
    }
}
