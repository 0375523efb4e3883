use programme::{call::RevisionState, states::CallState};

use super::*;
use crate::notices::publications::example as releases;

testdb::on_both_engines! {
    /// SOD-3: nobody approves what they wrote, whoever sent it; another manager does.
    async fn a_writer_does_not_approve(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let mut manager = person(&test, Role::AgencyManager).await;
        save(&test, &mut manager, (NEXT, Section::Papers), &[("papers.4.note", "해당 기관만")]).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::SEE_OTHER);
        let page = manager.get(&urls::desk_call(NEXT)).await.text();
        assert!(page.contains("이 공고를 쓴 사람은 승인할 수 없습니다.") && !page.contains(">승인하기<"));
        let refused = approve(&test, &mut manager).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("쓰지 않은 다른 책임자에게"));
        assert_eq!((work(&test, NEXT).await.state, entries(&test, NEXT, "approve").await), (RevisionState::Submitted, 0));
        let mut other = person(&test, Role::MinistryManager).await;
        assert!(other.get(&urls::desk_call(NEXT)).await.text().contains(">승인하기<"));
        approve(&test, &mut other).await.expect(StatusCode::SEE_OTHER);
        assert_eq!((work(&test, NEXT).await.state, call(&test, NEXT).await.state), (RevisionState::Approved, CallState::Approved));
        assert_eq!(entries(&test, NEXT, "approve").await, 1);
    }
}

testdb::on_both_engines! {
    /// Who may not is told so, and what is not its turn is not done.
    async fn each_act_by_its_role_in_its_turn(database: TestDatabase) {
        let (test, mut officer) = submitted(database).await;
        let mut ministry = person(&test, Role::MinistryOfficer).await;
        let version = work(&test, NEXT).await.version.to_string();
        let read = [("version", version.as_str())];
        for browser in [&mut officer, &mut ministry] {
            act(browser, urls::DESK_CALL_APPROVE, NEXT, &read).await.expect(StatusCode::FORBIDDEN);
            act(browser, urls::DESK_CALL_PUBLISH, NEXT, &read).await.expect(StatusCode::FORBIDDEN);
        }
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::CONFLICT);
        officer.get(&urls::desk_call_section(NEXT, "basics")).await.expect(StatusCode::CONFLICT);
        let mut manager = person(&test, Role::MinistryManager).await;
        act(&mut manager, urls::DESK_CALL_PUBLISH, NEXT, &read).await.expect(StatusCode::CONFLICT);
        act(&mut manager, urls::DESK_CALL_APPROVE, NEXT, &[]).await.expect(StatusCode::BAD_REQUEST);
        let mut agency = person(&test, Role::AgencyManager).await;
        approve(&test, &mut agency).await.expect(StatusCode::SEE_OTHER);
        act(&mut agency, urls::DESK_CALL_PUBLISH, NEXT, &read).await.expect(StatusCode::FORBIDDEN);
        let mut region = person(&test, Role::RegionalOffice).await;
        region.get(&urls::desk_call(NEXT)).await.expect(StatusCode::OK);
        act(&mut region, urls::DESK_CALL_SEND_BACK, NEXT, &[("back_reason", "이유")]).await.expect(StatusCode::FORBIDDEN);
        assert_eq!(entries(&test, NEXT, "publish").await, 0);
    }
}

testdb::on_both_engines! {
    /// What is approved is what was read: a call that came back and went out again meanwhile is read again first.
    async fn what_changed_since_it_was_read_is_not_approved(database: TestDatabase) {
        let (test, mut officer) = submitted(database).await;
        let mut manager = person(&test, Role::AgencyManager).await;
        let read = work(&test, NEXT).await.version.to_string();
        let mut other = person(&test, Role::MinistryManager).await;
        let page = act(&mut other, urls::DESK_CALL_SEND_BACK, NEXT, &[("back_reason", "")]).await.expect(StatusCode::OK).text();
        assert!(page.contains("이유를 적어 주세요."));
        act(&mut other, urls::DESK_CALL_SEND_BACK, NEXT, &[("back_reason", "서류를 줄여 주세요.")]).await.expect(StatusCode::SEE_OTHER);
        save(&test, &mut officer, (NEXT, Section::Papers), &[("papers.0.note", "새 서식")]).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::SEE_OTHER);
        let refused = act(&mut manager, urls::DESK_CALL_APPROVE, NEXT, &[("version", &read)]).await;
        assert!(refused.expect(StatusCode::CONFLICT).text().contains("읽은 뒤에 내용이 바뀌었습니다."));
        approve(&test, &mut manager).await.expect(StatusCode::SEE_OTHER);
        assert_eq!((entries(&test, NEXT, "send-back").await, entries(&test, NEXT, "approve").await), (1, 1));
    }
}

testdb::on_both_engines! {
    /// E-01, E-02, E-05: published ahead, nobody outside knows of it until its moment; then everybody does.
    async fn public_at_its_moment_exactly(database: TestDatabase) {
        let test = approved(database).await;
        publish(&test, &mut person(&test, Role::MinistryManager).await, NEXT).await.expect(StatusCode::SEE_OTHER);
        let address = urls::call(NEXT);
        test.at("2025-04-14T23:59:59.999");
        test.visitor().get(&address).await.expect(StatusCode::NOT_FOUND);
        assert!(!test.visitor().get(urls::CALLS).await.text().contains(HIDDEN));
        let desk = person(&test, Role::RegionalOffice).await.get(&address).await.expect(StatusCode::OK).text();
        assert!(desk.contains("아직 공개되지 않은 공고입니다.") && desk.contains("2025. 4. 15.(화) 00:00에 누구에게나 공개됩니다."));
        test.at("2025-04-15T00:00:00");
        let page = test.visitor().get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains(HIDDEN) && page.contains("2025. 5. 9.(금) 18:00 전까지") && !page.contains("공고가 바뀐 기록"));
        assert!(test.visitor().get(urls::CALLS).await.text().contains(HIDDEN));
        let call = call(&test, NEXT).await;
        assert_eq!((call.state, call.window.closes_at()), (CallState::Scheduled, kst("2025-05-09T18:00:00")));
        assert_eq!(store::evaluation_plan(test.app.database.read(), call.id).await.expect("a plan").revision, 1);
        assert_eq!(entries(&test, NEXT, "publish").await, 1);
    }
}

testdb::on_both_engines! {
    /// E-05: a call whose window would be open before it is published stays unpublished; nothing is dated back.
    async fn a_late_publication_is_refused(database: TestDatabase) {
        let test = approved(database).await;
        test.at("2025-04-15T00:00:00.001");
        let mut manager = person(&test, Role::MinistryManager).await;
        let refused = publish(&test, &mut manager, NEXT).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("공고가 공개되기 전에 접수가 시작됩니다."));
        assert_eq!(call(&test, NEXT).await.published_at, None);
        test.visitor().get(&urls::call(NEXT)).await.expect(StatusCode::NOT_FOUND);
        act(&mut manager, urls::DESK_CALL_SEND_BACK, NEXT, &[("back_reason", "접수 시작을 늦춰 주세요.")]).await.expect(StatusCode::SEE_OTHER);
        let mut officer = person(&test, Role::AgencyOfficer).await;
        save(&test, &mut officer, (NEXT, Section::Dates), &[("opens", "2025. 4. 16.(수)")]).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::SEE_OTHER);
        approve(&test, &mut person(&test, Role::AgencyManager).await).await.expect(StatusCode::SEE_OTHER);
        publish(&test, &mut manager, NEXT).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(call(&test, NEXT).await.announced_at, kst("2025-04-15T00:00:00.001"));
        test.visitor().get(&urls::call(NEXT)).await.expect(StatusCode::OK);
    }
}

testdb::on_both_engines! {
    /// E-01: a call does not tell of a press release before its time; one that is settled leads to the call.
    async fn a_press_release_is_not_told_early(database: TestDatabase) {
        let test = approved(database).await;
        let mut manager = person(&test, Role::MinistryManager).await;
        let seed = |slug, lift_at| releases::Seed { lift_at, call: None, slug: Some(slug) };
        releases::seed(&test.app, seed("waiting", None)).await.expect("a release");
        releases::seed(&test.app, seed("later", Some(kst("2025-04-15T06:00:00")))).await.expect("a release");
        releases::seed(&test.app, seed("in-time", Some(kst("2025-04-15T00:00:00")))).await.expect("a release");
        let version = work(&test, NEXT).await.version.to_string();
        for (release, says) in [("waiting", "공개 시각이 정해지지 않았습니다."), ("later", "2025. 4. 15.(화) 06:00에 공개되어")] {
            let fields = [("version", version.as_str()), ("release", release)];
            let refused = act(&mut manager, urls::DESK_CALL_PUBLISH, NEXT, &fields).await;
            assert!(refused.expect(StatusCode::CONFLICT).text().contains(says), "{release}");
        }
        assert_eq!(call(&test, NEXT).await.published_at, None);
        assert!(manager.get(&urls::desk_call(NEXT)).await.text().contains("이 공고를 알리는 보도자료"));
        let fields = [("version", version.as_str()), ("release", "in-time")];
        act(&mut manager, urls::DESK_CALL_PUBLISH, NEXT, &fields).await.expect(StatusCode::SEE_OTHER);
        test.at("2025-04-15T00:00:00");
        let page = test.visitor().get(&urls::release("in-time")).await.expect(StatusCode::OK).text();
        assert!(page.contains(&urls::call(NEXT)));
    }
}

testdb::on_both_engines! {
    /// Whoever has to act next gets a letter in both languages, and nobody before there is something to do.
    async fn letters_to_whoever_acts_next(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let mut manager = person(&test, Role::AgencyManager).await;
        assert!(test.mails().await.is_empty());
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::SEE_OTHER);
        let mails = test.mails().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("승인을 기다립니다.") && mails[0].contains("waits for your approval"));
        assert!(mails[0].contains(&urls::desk_call(NEXT)) && mails[0].contains(HIDDEN));
        act(&mut manager, urls::DESK_CALL_SEND_BACK, NEXT, &[("back_reason", "다시")]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(test.mails().await.len(), 2);
    }
}

testdb::on_both_engines! {
    /// A draft that is given up ends its call for good, even past the day on which it would have been announced.
    async fn a_draft_that_is_given_up_is_never_public(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let refused = act(&mut officer, urls::DESK_CALL_WITHDRAW, NEXT, &[("what", "work"), ("withdraw_reason", " ")]).await;
        assert!(refused.expect(StatusCode::OK).text().contains("이유를 적어 주세요."));
        let reason = [("what", "work"), ("withdraw_reason", "예산이 없습니다.")];
        act(&mut officer, urls::DESK_CALL_WITHDRAW, NEXT, &reason).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(call(&test, NEXT).await.state, CallState::Cancelled);
        test.at("2025-04-20T00:00:00");
        test.visitor().get(&urls::call(NEXT)).await.expect(StatusCode::NOT_FOUND);
        assert!(!test.visitor().get(urls::CALLS).await.text().contains(HIDDEN));
        let mut officer = person(&test, Role::AgencyOfficer).await;
        officer.get(&urls::desk_call_section(NEXT, "basics")).await.expect(StatusCode::CONFLICT);
        act(&mut officer, urls::DESK_CALL_WITHDRAW, NEXT, &reason).await.expect(StatusCode::CONFLICT);
        act(&mut officer, urls::DESK_CALL_AMEND, NEXT, &[("amend_reason", "다시")]).await.expect(StatusCode::CONFLICT);
        assert_eq!(entries(&test, NEXT, "withdraw").await, 1);
    }
}
