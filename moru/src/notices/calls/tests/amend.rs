use super::*;

const REASON: &str = "서류 이름을 바로잡습니다.";
const SLUG: &str = example::SLUG;

async fn amending(test: &TestApp, browser: &mut Browser) {
    act(browser, urls::DESK_CALL_AMEND, SLUG, &[("amend_reason", REASON)])
        .await
        .expect(StatusCode::SEE_OTHER);
    assert_eq!(work(test, SLUG).await.reason, REASON);
}

/// Sends the amendment, lets another person approve it, and publishes it.
async fn through(test: &TestApp, writer: &mut Browser) {
    act(writer, urls::DESK_CALL_SUBMIT, SLUG, &[]).await.expect(StatusCode::SEE_OTHER);
    let version = work(test, SLUG).await.version.to_string();
    let mut manager = person(test, Role::AgencyManager).await;
    act(&mut manager, urls::DESK_CALL_APPROVE, SLUG, &[("version", &version)])
        .await
        .expect(StatusCode::SEE_OTHER);
    publish(test, &mut person(test, Role::MinistryManager).await, SLUG).await.expect(StatusCode::SEE_OTHER);
}

testdb::on_both_engines! {
    /// An amendment has a reason, and changes something.
    async fn no_amendment_without_reason_or_change(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        let page = act(&mut officer, urls::DESK_CALL_AMEND, SLUG, &[("amend_reason", "")]).await.expect(StatusCode::OK).text();
        assert!(page.contains("이유를 적어 주세요.") && page.contains("href=\"#f-amend_reason\""));
        assert_eq!(entries(&test, SLUG, "amend").await, 0);
        amending(&test, &mut officer).await;
        act(&mut officer, urls::DESK_CALL_SUBMIT, SLUG, &[]).await.expect(StatusCode::CONFLICT);
        assert!(officer.get(&urls::desk_call(SLUG)).await.text().contains("바꾼 내용이 없습니다."));
    }
}

testdb::on_both_engines! {
    /// Published once more, with its reason; what stood before stays readable, and what is being written is not.
    async fn an_amendment_is_public_with_its_reason(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        amending(&test, &mut officer).await;
        save(&test, &mut officer, (SLUG, Section::Papers), &[("papers.0.name", "신청서(새 서식)")]).await.expect(StatusCode::SEE_OTHER);
        let desk = officer.get(&urls::desk_call(SLUG)).await.text();
        assert!(desk.contains("바뀐 곳: 제출 서류") && desk.contains("서류 1 · 서류 이름") && desk.contains("신청서(새 서식)"));
        let (address, old) = (urls::call(SLUG), urls::call_revision(SLUG, 1));
        let page = test.visitor().get(&address).await.text();
        assert!(!page.contains("신청서(새 서식)") && !page.contains(REASON));
        test.visitor().get(&urls::call_revision(SLUG, 2)).await.expect(StatusCode::NOT_FOUND);
        through(&test, &mut officer).await;
        let page = test.visitor().get(&address).await.expect(StatusCode::OK).text();
        for says in ["신청서(새 서식)", REASON, "공고를 정정했습니다.", "2024. 5. 2.(목) 10:00", "바뀐 곳: 제출 서류", &old] {
            assert!(page.contains(says), "{says}");
        }
        let before = test.visitor().get(&old).await.expect(StatusCode::OK).text();
        assert!(before.contains("1번째 공고문입니다.") && !before.contains("신청서(새 서식)") && !before.contains("가입하고 신청하기"));
        test.visitor().get(&urls::call_revision(SLUG, 3)).await.expect(StatusCode::NOT_FOUND);
        let plan = store::evaluation_plan(test.app.database.read(), call(&test, SLUG).await.id).await.expect("a plan");
        assert_eq!(plan.revision, 2);
    }
}

testdb::on_both_engines! {
    /// R-34, C-09: what an amendment may not change once people apply.
    async fn what_an_amendment_may_not_change(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        amending(&test, &mut officer).await;
        save(&test, &mut officer, (SLUG, Section::Dates), &[("closes", "2024. 5. 9.(목) 18:00")]).await.expect(StatusCode::SEE_OTHER);
        save(&test, &mut officer, (SLUG, Section::Requirements), &[("min_staff", "4")]).await.expect(StatusCode::SEE_OTHER);
        let page = officer.get(&urls::desk_call(SLUG)).await.text();
        assert!(page.contains("접수 기간은 정정으로 바꿀 수 없습니다.") && page.contains("이미 받은 신청이 그 기준으로 판단되었습니다."));
        act(&mut officer, urls::DESK_CALL_SUBMIT, SLUG, &[]).await.expect(StatusCode::CONFLICT);
        assert_eq!(call(&test, SLUG).await.window.closes_at(), kst("2024-05-10T18:00:00"), "nothing has moved");
        assert_eq!(call(&test, SLUG).await.options.min_staff, 3);
    }
}

testdb::on_both_engines! {
    /// C-09: after the close the points stay, and inquiry lines may still change. A change that was right when it was
    /// sent and is not any more is stopped on its way.
    async fn after_the_close_points_stay(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        amending(&test, &mut officer).await;
        save(&test, &mut officer, (SLUG, Section::Stages), &[("pass_mark", "75")]).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, SLUG, &[]).await.expect(StatusCode::SEE_OTHER);
        test.at("2024-05-10T18:00:00");
        let version = work(&test, SLUG).await.version.to_string();
        let mut manager = person(&test, Role::AgencyManager).await;
        act(&mut manager, urls::DESK_CALL_APPROVE, SLUG, &[("version", &version)]).await.expect(StatusCode::CONFLICT);
        act(&mut manager, urls::DESK_CALL_SEND_BACK, SLUG, &[("back_reason", "마감 뒤입니다.")]).await.expect(StatusCode::SEE_OTHER);
        save(&test, &mut officer, (SLUG, Section::Stages), &[("pass_mark", "70")]).await.expect(StatusCode::SEE_OTHER);
        save(&test, &mut officer, (SLUG, Section::Contacts), &[("contacts.0.hours", "평일 오전")]).await.expect(StatusCode::SEE_OTHER);
        through(&test, &mut officer).await;
        assert!(test.visitor().get(&urls::call(SLUG)).await.text().contains("평일 오전"));
        assert_eq!(in_force(&test, SLUG).await.evaluation.rubric.pass_mark_centi.0, 7000);
    }
}

testdb::on_both_engines! {
    /// An amendment that is given up leaves the notice as it was, and makes room for the next one.
    async fn an_amendment_can_be_given_up(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        amending(&test, &mut officer).await;
        let mut other = person(&test, Role::AgencyManager).await;
        let taken = act(&mut other, urls::DESK_CALL_AMEND, SLUG, &[("amend_reason", "또 정정")]).await;
        assert!(taken.expect(StatusCode::CONFLICT).text().contains("다른 담당자가 먼저 시작한 일이 있습니다."));
        let reason = [("what", "work"), ("withdraw_reason", "그대로 둡니다.")];
        act(&mut officer, urls::DESK_CALL_WITHDRAW, SLUG, &reason).await.expect(StatusCode::SEE_OTHER);
        test.visitor().get(&urls::call(SLUG)).await.expect(StatusCode::OK);
        act(&mut other, urls::DESK_CALL_AMEND, SLUG, &[("amend_reason", "또 정정")]).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Amended before anybody could read it, a notice has no history for the public.
    async fn what_was_never_public_has_no_history(database: TestDatabase) {
        let test = approved(database).await;
        let mut manager = person(&test, Role::MinistryManager).await;
        publish(&test, &mut manager, NEXT).await.expect(StatusCode::SEE_OTHER);
        let mut officer = person(&test, Role::AgencyOfficer).await;
        act(&mut officer, urls::DESK_CALL_AMEND, NEXT, &[("amend_reason", REASON)]).await.expect(StatusCode::SEE_OTHER);
        save(&test, &mut officer, (NEXT, Section::Dates), &[("closes", "2025. 5. 8.(목) 18:00")]).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::SEE_OTHER);
        approve(&test, &mut person(&test, Role::AgencyManager).await).await.expect(StatusCode::SEE_OTHER);
        publish(&test, &mut manager, NEXT).await.expect(StatusCode::SEE_OTHER);
        test.visitor().get(&urls::call(NEXT)).await.expect(StatusCode::NOT_FOUND);
        test.at("2025-04-15T00:00:00");
        let page = test.visitor().get(&urls::call(NEXT)).await.expect(StatusCode::OK).text();
        assert!(page.contains("2025. 5. 8.(목) 18:00 전까지") && !page.contains(REASON) && !page.contains("공고가 바뀐 기록"));
        test.visitor().get(&urls::call_revision(NEXT, 1)).await.expect(StatusCode::NOT_FOUND);
    }
}
