//! From the closed stages to somebody promoted from the reserve, on the real router, on both engines.

use http::StatusCode;
use programme::states::ApplicationState as State;
use testdb::TestDatabase;

use crate::{
    identity::accounts::Role,
    judging::scores,
    testing::{
        Browser,
        judging::{Judging, SLUG},
    },
    web::urls,
};

/// The form with these conclusions, in the order of the receipts.
async fn form(judging: &Judging, conclusions: &[&str], more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = vec![
        ("met_on".to_owned(), "2024-06-11".to_owned()),
        ("minutes".to_owned(), "위원 7명이 참석해 순위대로 의결했습니다.".to_owned()),
    ];
    for (application, conclusion) in conclusions.iter().enumerate() {
        let number = judging.receipt(application).await;
        form.push((format!("choice.{number}"), (*conclusion).to_owned()));
    }
    form.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Two selected and one in reserve, told to everybody.
/// Returns the browser of whoever confirmed it.
pub(in crate::judging) async fn told(judging: &Judging) -> Browser {
    judging.scored(&[90, 85, 80, 50]).await;
    let reason = [("number_reason", "예산이 두 곳 몫입니다.")];
    let form = form(judging, &["selected", "selected", "reserve", "not_selected"], &reason).await;
    let mut officer = judging.desk(Role::AgencyOfficer).await;
    officer.post(&urls::desk_selection(SLUG), &pairs(&form)).await.expect(StatusCode::SEE_OTHER);
    let mut ministry = judging.desk(Role::MinistryManager).await;
    let seen = [("version", "1")];
    ministry.post(&urls::desk_selection_confirm(SLUG), &seen).await.expect(StatusCode::SEE_OTHER);
    let mut head = judging.desk(Role::AgencyManager).await;
    head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::SEE_OTHER);
    ministry
}

testdb::on_both_engines! {
    /// Before every stage is closed there is nothing to decide, and nobody outside the desks learns that there will be.
    async fn nothing_is_decided_before_the_last_stage_is_closed(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let early = officer.get(&urls::desk_selection(SLUG)).await.expect(StatusCode::CONFLICT).text();
        assert!(early.contains("아직 순위가 나오지 않아 선정할 수 없습니다."));
        let mut applicant = judging.applicant(0).await;
        applicant.get(&urls::desk_selection(SLUG)).await.expect(StatusCode::NOT_FOUND);
        applicant.get(&urls::result(&judging.received[0].id)).await.expect(StatusCode::NOT_FOUND);
        applicant.get(&urls::call_result(SLUG)).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// The agency writes it down, the ministry confirms what it read, and everybody is told at one moment.
    async fn the_committee_decides_and_everybody_is_told_at_once(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        judging.scored(&[90, 85, 80, 50]).await;
        let address = urls::desk_selection(SLUG);
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let page = officer.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("1위 · ") && page.contains("선정 순위 안") && page.contains("보다 낮습니다."));

        let conclusions = ["selected", "selected", "reserve", "not_selected"];
        let short = form(&judging, &conclusions, &[]).await;
        let refused = officer.post(&address, &pairs(&short)).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(refused.contains("2개를 선정하려면 까닭을 적어야 합니다. 공고한 수는 4개에서 6개까지입니다."));
        assert!(refused.contains("위원 7명이 참석해"), "nothing typed is lost");
        let wrong = form(&judging, &["selected", "selected", "selected", "reserve"], &[]).await;
        let refused = officer.post(&address, &pairs(&wrong)).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(refused.contains("순위가 없는 신청은 선정하거나 예비로 둘 수 없습니다."));
        let number = judging.receipt(1).await;
        let passed_over = form(&judging, &["selected", "reserve", "selected", "not_selected"], &[("number_reason", "예산")]).await;
        let refused = officer.post(&address, &pairs(&passed_over)).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(refused.contains(&format!("#f-reason.{number}")) && refused.contains("뒤 순위 신청보다 낮게 정한 까닭"));

        let reason = [("number_reason", "예산이 두 곳 몫입니다.")];
        let whole = form(&judging, &conclusions, &reason).await;
        officer.post(&address, &pairs(&whole)).await.expect(StatusCode::SEE_OTHER);
        officer.post(&address, &pairs(&whole)).await.expect(StatusCode::SEE_OTHER);
        officer.post(&urls::desk_selection_confirm(SLUG), &[("version", "2")]).await.expect(StatusCode::FORBIDDEN);
        let mut head = judging.desk(Role::AgencyManager).await;
        head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::CONFLICT);
        let mut ministry = judging.desk(Role::MinistryManager).await;
        let old = ministry.post(&urls::desk_selection_confirm(SLUG), &[("version", "1")]).await;
        assert!(old.expect(StatusCode::CONFLICT).text().contains("그사이에 의결이 바뀌었습니다."));
        ministry.post(&urls::desk_selection_confirm(SLUG), &[("version", "2")]).await.expect(StatusCode::SEE_OTHER);
        for application in 0..4 {
            assert_eq!(judging.state(application).await, State::Eligible, "nobody knows");
        }
        let mut applicant = judging.applicant(0).await;
        applicant.get(&urls::result(&judging.received[0].id)).await.expect(StatusCode::NOT_FOUND);
        applicant.get(&urls::call_result(SLUG)).await.expect(StatusCode::NOT_FOUND);
        let call = applicant.get(&urls::call(SLUG)).await.expect(StatusCode::OK).text();
        assert!(call.contains("평가 중") && !call.contains(&urls::call_result(SLUG)), "nothing leads to it yet");

        ministry.get(&urls::desk_selection_announce(SLUG)).await.expect(StatusCode::FORBIDDEN);
        head.get(&urls::desk_selection_announce(SLUG)).await.expect(StatusCode::OK);
        head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::SEE_OTHER);
        head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::CONFLICT);
        let expected = [State::Selected, State::Selected, State::Reserve, State::NotSelected];
        for (application, state) in expected.into_iter().enumerate() {
            assert_eq!(judging.state(application).await, state);
        }
        officer.post(&address, &pairs(&whole)).await.expect(StatusCode::CONFLICT);
        let call = judging.test.visitor().get(&urls::call(SLUG)).await.expect(StatusCode::OK).text();
        assert!(call.contains("결과 발표") && call.contains(&urls::call_result(SLUG)));
    }
}

testdb::on_both_engines! {
    /// A confirmed decision keeps the call from being called off; a new proposal takes it back, and about a call that was
    /// called off nothing is decided.
    async fn a_call_is_decided_or_called_off(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        judging.scored(&[90, 85, 80, 50]).await;
        let (address, confirm) = (urls::desk_selection(SLUG), urls::desk_selection_confirm(SLUG));
        let (cancel, reason) = (urls::desk_call_act(urls::DESK_CALL_CANCEL, SLUG), [("cancel_reason", "예산이 없습니다.")]);
        let conclusions = ["selected", "selected", "reserve", "not_selected"];
        let whole = form(&judging, &conclusions, &[("number_reason", "예산이 두 곳 몫입니다.")]).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let mut ministry = judging.desk(Role::MinistryManager).await;
        officer.post(&address, &pairs(&whole)).await.expect(StatusCode::SEE_OTHER);
        ministry.post(&confirm, &[("version", "1")]).await.expect(StatusCode::SEE_OTHER);
        let late = ministry.post(&cancel, &reason).await.expect(StatusCode::CONFLICT).text();
        assert!(late.contains("선정이 결정되어 공고를 취소할 수 없습니다."));
        officer.post(&address, &pairs(&whole)).await.expect(StatusCode::SEE_OTHER);
        ministry.post(&cancel, &reason).await.expect(StatusCode::SEE_OTHER);
        let mut head = judging.desk(Role::AgencyManager).await;
        for refused in [
            ministry.post(&confirm, &[("version", "2")]).await,
            officer.post(&address, &pairs(&whole)).await,
        ] {
            let page = refused.expect(StatusCode::CONFLICT).text();
            assert!(page.contains("취소된 공고라 선정을 결정할 수 없습니다."));
        }
        head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::CONFLICT);
        assert_eq!(judging.state(0).await, State::Eligible);
    }
}

testdb::on_both_engines! {
    /// Two officers write the first decision down at once, the ministry confirms twice, the agency tells twice: one follows
    /// the other, and everybody has one mail.
    async fn acts_at_once_follow_each_other(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        judging.scored(&[90, 85, 80, 50]).await;
        let reason = [("number_reason", "예산이 두 곳 몫입니다.")];
        let whole = form(&judging, &["selected", "selected", "reserve", "not_selected"], &reason).await;
        let (whole, address) = (pairs(&whole), urls::desk_selection(SLUG));
        let (mut one, mut other) = (judging.desk(Role::AgencyOfficer).await, judging.desk(Role::AgencyOfficer).await);
        let (first, second) = tokio::join!(one.post(&address, &whole), other.post(&address, &whole));
        assert_eq!([first.status, second.status], [StatusCode::SEE_OTHER; 2]);
        let both = async |role, address: String, fields: &[(&str, &str)]| {
            let (mut one, mut other) = (judging.desk(role).await, judging.desk(role).await);
            let (first, second) = tokio::join!(one.post(&address, fields), other.post(&address, fields));
            let mut both = [first.status, second.status];
            both.sort();
            both
        };
        let once = [StatusCode::SEE_OTHER, StatusCode::CONFLICT];
        let confirm = urls::desk_selection_confirm(SLUG);
        assert_eq!(both(Role::MinistryManager, confirm, &[("version", "2")]).await, once);
        let before = judging.test.mails().await.len();
        assert_eq!(both(Role::AgencyManager, urls::desk_selection_announce(SLUG), &[]).await, once);
        assert_eq!(judging.test.mails().await.len(), before + 4);
    }
}

testdb::on_both_engines! {
    /// Whoever applied reads their own points with the working, why, and until when they may object; nobody else's.
    async fn everybody_reads_their_own_result_and_the_names_of_the_selected(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        told(&judging).await;
        let mut reserve = judging.applicant(2).await;
        let page = reserve.get(&urls::result(&judging.received[2].id)).await.expect(StatusCode::OK).text();
        for text in ["예비 선정", "80.00", "예비 명단은 2024. 11. 21.(목)까지입니다.", "2024. 6. 20.(목)", "발표평가", "최종 점수"] {
            assert!(page.contains(text), "{text}");
        }
        assert!(!page.contains("90.00") && !page.contains("예시기관 1"), "nobody else's");
        reserve.get(&urls::result(&judging.received[0].id)).await.expect(StatusCode::NOT_FOUND);
        let mut last = judging.applicant(3).await;
        let page = last.get(&urls::result(&judging.received[3].id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("미선정") && page.contains("점으로 기준 60.00점보다 낮습니다."));
        let page = last.get(&urls::application(&judging.received[3].id)).await.expect(StatusCode::OK).text();
        assert!(page.contains(&urls::result(&judging.received[3].id)));

        let public = judging.test.visitor().get(&urls::call_result(SLUG)).await.expect(StatusCode::OK).text();
        assert!(public.contains("예시기관 1") && public.contains("예시기관 2") && public.contains("1곳"));
        assert!(!public.contains("예시기관 3") && !public.contains("예시기관 4"));
        let sheet = judging.desk(Role::AgencyManager).await.get(&urls::desk_scores_file(SLUG)).await;
        let sheet = sheet.expect(StatusCode::OK).text();
        assert!(sheet.contains(&judging.receipt(3).await), "who was not selected stays on the score sheet");
    }
}

testdb::on_both_engines! {
    /// A card that is set aside after the decision changes the order, so the decision is made again.
    async fn a_decision_rests_on_the_order_it_was_made_about(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        let meetings = judging.scored(&[90, 85, 80, 50]).await;
        let (app, address) = (&judging.test.app, urls::desk_selection(SLUG));
        let reason = [("number_reason", "예산이 두 곳 몫입니다.")];
        let whole = form(&judging, &["selected", "selected", "reserve", "not_selected"], &reason).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        officer.post(&address, &pairs(&whole)).await.expect(StatusCode::SEE_OTHER);
        let mut ministry = judging.desk(Role::MinistryManager).await;
        ministry.post(&urls::desk_selection_confirm(SLUG), &[("version", "1")]).await.expect(StatusCode::SEE_OTHER);
        let (meeting, members) = &meetings[2];
        let place = (*meeting, judging.received[0].id);
        scores::actions::recuse(app, &members[1], place, "친족이 있음").await.expect("a late recusal");
        let mut head = judging.desk(Role::AgencyManager).await;
        let refused = head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("의결한 뒤에 순위가 바뀌었습니다."));
        assert_eq!(judging.state(0).await, State::Eligible);
        officer.post(&address, &pairs(&whole)).await.expect(StatusCode::SEE_OTHER);
        head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::CONFLICT);
        ministry.post(&urls::desk_selection_confirm(SLUG), &[("version", "2")]).await.expect(StatusCode::SEE_OTHER);
        head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::SEE_OTHER);
        let late = scores::actions::recuse(app, &members[2], place, "친족이 있음").await;
        assert!(late.is_err(), "what was told is not computed again");
    }
}

testdb::on_both_engines! {
    /// Somebody drops out, and a person promotes the next in reserve: nobody else, and nobody before.
    async fn a_person_promotes_the_next_in_reserve(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        told(&judging).await;
        let (mut head, mut ministry) = (judging.desk(Role::AgencyManager).await, judging.desk(Role::MinistryManager).await);
        let promote = urls::desk_selection_promote(SLUG, &judging.received[2].id);
        let forfeit = urls::desk_selection_forfeit(SLUG, &judging.received[0].id);
        let why = [("why", "협약을 포기한다는 공문을 받았습니다.")];
        let full = ministry.post(&promote, &why).await.expect(StatusCode::CONFLICT).text();
        assert!(full.contains("빈자리가 없습니다."));
        head.post(&forfeit, &[("why", " ")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        ministry.post(&forfeit, &why).await.expect(StatusCode::FORBIDDEN);
        head.post(&forfeit, &why).await.expect(StatusCode::SEE_OTHER);
        head.post(&forfeit, &why).await.expect(StatusCode::CONFLICT);
        assert_eq!((judging.state(0).await, judging.state(2).await), (State::Forfeited, State::Reserve), "not by itself");
        head.post(&promote, &why).await.expect(StatusCode::FORBIDDEN);
        let other = urls::desk_selection_promote(SLUG, &judging.received[3].id);
        ministry.post(&other, &why).await.expect(StatusCode::CONFLICT);
        ministry.post(&promote, &why).await.expect(StatusCode::SEE_OTHER);
        ministry.post(&promote, &why).await.expect(StatusCode::CONFLICT);
        assert_eq!(judging.state(2).await, State::Selected);
        let page = head.get(&urls::desk_selection(SLUG)).await.expect(StatusCode::OK).text();
        assert!(page.contains("예시기관 1: 선정을 포기했습니다.") && page.contains("예시기관 3: 예비에서 선정되었습니다."));
        let public = judging.test.visitor().get(&urls::call_result(SLUG)).await.expect(StatusCode::OK).text();
        assert!(public.contains("예시기관 3") && !public.contains("예시기관 1"));
    }
}

testdb::on_both_engines! {
    /// After six months nobody is promoted any more.
    async fn the_reserve_ends(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        told(&judging).await;
        let why = [("why", "공문을 받았습니다.")];
        let mut head = judging.desk(Role::AgencyManager).await;
        head.post(&urls::desk_selection_forfeit(SLUG, &judging.received[1].id), &why).await.expect(StatusCode::SEE_OTHER);
        judging.test.app.clock.set(crate::testing::kst("2024-11-22T00:00:00"));
        let mut ministry = judging.desk(Role::MinistryManager).await;
        let late = ministry.post(&urls::desk_selection_promote(SLUG, &judging.received[2].id), &why).await;
        assert!(late.expect(StatusCode::CONFLICT).text().contains("예비 명단은 2024. 11. 21.(목)까지였습니다."));
        assert_eq!(judging.state(2).await, State::Reserve);
    }
}
