use programme::call::RevisionKind;

use super::*;

const SLUG: &str = example::SLUG;
const LATER: [(&str, &str); 2] =
    [("extend_closes", "2024. 5. 17.(금) 18:00"), ("extend_reason", "접수 장애")];

async fn extension(test: &TestApp) -> Revision {
    let open = revisions::open(test.app.database.read(), call(test, SLUG).await.id).await.expect("a query");
    open.into_iter().find(|one| one.kind == RevisionKind::Extension).expect("an extension")
}

async fn approve_it(test: &TestApp, browser: &mut Browser) -> Answer {
    let version = extension(test).await.version.to_string();
    act(browser, urls::DESK_CALL_APPROVE_EXTENSION, SLUG, &[("version", &version)]).await
}

testdb::on_both_engines! {
    /// only later, with a reason, with a day that fits its weekday.
    async fn an_extension_is_later_and_has_a_reason(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        for (closes, reason, says) in [
            ("2024. 5. 17.", "장애", "날짜와 시각으로 적어 주세요."),
            ("2024. 5. 17.(목) 18:00", "장애", "적은 날짜와 요일이 맞지 않습니다."),
            ("2024. 5. 17.(금) 18:00", "", "이유를 적어 주세요."),
        ] {
            let fields = [("extend_closes", closes), ("extend_reason", reason)];
            let page = act(&mut officer, urls::DESK_CALL_EXTEND, SLUG, &fields).await.expect(StatusCode::OK).text();
            assert!(page.contains(says) && page.contains(closes), "{closes}");
        }
        for closes in ["2024. 5. 10.(금) 18:00", "2024. 5. 9.(목) 18:00"] {
            let fields = [("extend_closes", closes), ("extend_reason", "장애")];
            let refused = act(&mut officer, urls::DESK_CALL_EXTEND, SLUG, &fields).await;
            assert!(refused.expect(StatusCode::CONFLICT).text().contains("새 마감은 지금 마감(2024. 5. 10.(금) 18:00)보다 늦어야 합니다."));
        }
        assert_eq!(entries(&test, SLUG, "extend").await, 0);
    }
}

testdb::on_both_engines! {
    /// R-34, SOD-3: approved by another before the close it is public at once, and the call goes on at the old close.
    async fn an_extension_is_approved_by_another(database: TestDatabase) {
        let test = published(database).await;
        let mut proposer = person(&test, Role::AgencyManager).await;
        act(&mut proposer, urls::DESK_CALL_EXTEND, SLUG, &LATER).await.expect(StatusCode::SEE_OTHER);
        assert!(proposer.get(&urls::desk_call(SLUG)).await.text().contains("연장을 제안한 사람은 승인할 수 없습니다."));
        approve_it(&test, &mut proposer).await.expect(StatusCode::CONFLICT);
        approve_it(&test, &mut person(&test, Role::AgencyOfficer).await).await.expect(StatusCode::FORBIDDEN);
        assert!(!test.visitor().get(&urls::call(SLUG)).await.text().contains("2024. 5. 17.(금) 18:00"));
        test.at("2024-05-10T17:59:59.999");
        approve_it(&test, &mut person(&test, Role::MinistryManager).await).await.expect(StatusCode::SEE_OTHER);
        test.at("2024-05-10T18:00:00");
        let page = test.visitor().get(&urls::call(SLUG)).await.text();
        for says in ["2024. 5. 17.(금) 18:00 전까지", "접수 중", "접수 장애", "접수 기간을 연장했습니다.", "가입하고 신청하기"] {
            assert!(page.contains(says), "{says}");
        }
        assert!(test.visitor().get(&urls::call_revision(SLUG, 1)).await.text().contains("2024. 5. 10.(금) 18:00 전까지"));
        test.at("2024-05-17T18:00:00");
        assert!(test.visitor().get(&urls::call(SLUG)).await.text().contains("접수 마감"));
        assert_eq!((entries(&test, SLUG, "extend").await, entries(&test, SLUG, "approve-extension").await), (1, 1));
    }
}

testdb::on_both_engines! {
    /// at the close it is too late, to propose and to approve; the window is what it was.
    async fn at_the_close_it_is_too_late(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        act(&mut officer, urls::DESK_CALL_EXTEND, SLUG, &LATER).await.expect(StatusCode::SEE_OTHER);
        test.at("2024-05-10T18:00:00");
        approve_it(&test, &mut person(&test, Role::AgencyManager).await).await.expect(StatusCode::CONFLICT);
        assert_eq!(call(&test, SLUG).await.window.closes_at(), kst("2024-05-10T18:00:00"));
        let reason = [("what", "extension"), ("withdraw_extension_reason", "늦었습니다.")];
        act(&mut officer, urls::DESK_CALL_WITHDRAW, SLUG, &reason).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_EXTEND, SLUG, &LATER).await.expect(StatusCode::CONFLICT);
        assert!(!officer.get(&urls::desk_call(SLUG)).await.text().contains("접수 기간 연장하기"));
    }
}

testdb::on_both_engines! {
    /// An amendment that is being written goes on beside an extension, and neither takes anything from the other.
    async fn an_extension_and_an_amendment_keep_each_other(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        act(&mut officer, urls::DESK_CALL_AMEND, SLUG, &[("amend_reason", "서식")]).await.expect(StatusCode::SEE_OTHER);
        save(&test, &mut officer, (SLUG, Section::Papers), &[("papers.0.form", "붙임 9")]).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_EXTEND, SLUG, &LATER).await.expect(StatusCode::SEE_OTHER);
        approve_it(&test, &mut person(&test, Role::AgencyManager).await).await.expect(StatusCode::SEE_OTHER);
        assert!(!test.visitor().get(&urls::call(SLUG)).await.text().contains("붙임 9"));
        // The review begins after the new close now, as the notice has to say too.
        let schedule = [("schedule.0.starts", "2024. 5. 20.(월)"), ("schedule.0.ends", "2024. 5. 20.(월)")];
        save(&test, &mut officer, (SLUG, Section::Schedule), &schedule).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, SLUG, &[]).await.expect(StatusCode::SEE_OTHER);
        let version = work(&test, SLUG).await.version.to_string();
        let mut manager = person(&test, Role::MinistryManager).await;
        act(&mut manager, urls::DESK_CALL_APPROVE, SLUG, &[("version", &version)]).await.expect(StatusCode::SEE_OTHER);
        publish(&test, &mut manager, SLUG).await.expect(StatusCode::SEE_OTHER);
        let page = test.visitor().get(&urls::call(SLUG)).await.text();
        assert!(page.contains("붙임 9") && page.contains("2024. 5. 17.(금) 18:00 전까지"));
        assert_eq!(call(&test, SLUG).await.window.closes_at(), kst("2024-05-17T18:00:00"));
        assert!(test.visitor().get(&urls::call_revision(SLUG, 2)).await.text().contains("2번째 공고문입니다."));
    }
}
