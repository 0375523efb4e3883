use http::StatusCode;
use testdb::TestDatabase;

use super::*;

async fn intake(test: &TestApp) -> String {
    let mut desk = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
    desk.get(&urls::intake(calls::example::SLUG)).await.expect(StatusCode::OK).text()
}

testdb::on_both_engines! {
    /// G2: 49 in a metropolitan zone fails, with the count, the threshold, the date of the data and the law.
    async fn forty_nine_fails_with_its_reasons(database: TestDatabase) {
        let test = call(database, 49).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let page = browser.get(&urls::application_gates(&id)).await.expect(StatusCode::OK).text();
        for reason in ["소공인 49개 &#60; 기준 50개. 1개 모자랍니다.", "2021. 12. 31.(금) 기준", "소공인법 시행령 제3조", "statute-2018"] {
            assert!(page.contains(reason), "{reason}: {page}");
        }
        assert!(page.contains("state-fail"));
    }
}

testdb::on_both_engines! {
    /// G2: 50 passes.
    async fn fifty_passes(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let page = browser.get(&urls::application_gates(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("소공인 50개 ≥ 기준 50개"), "{page}");
        assert!(!page.contains("state-fail"));
    }
}

testdb::on_both_engines! {
    /// The evidence frozen in an application does not change when a new census is loaded; a draft follows it.
    async fn frozen_evidence_stays(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = submitted(&test, "1018200013").await;
        let (mut other, institution) = applicant(&test, "1028200020").await;
        let open = draft(&test, &mut other, institution, 3).await;
        test.at("2024-05-03T10:00:00");
        census(&test, 49).await;
        let frozen = browser.get(&urls::application(&id)).await.expect(StatusCode::OK).text();
        assert!(frozen.contains("소공인 50개 ≥ 기준 50개"));
        assert!(intake(&test).await.contains("state-pass"));
        let live = other.get(&urls::application_gates(&open)).await.text();
        assert!(live.contains("소공인 49개 &#60; 기준 50개"));
    }
}

testdb::on_both_engines! {
    /// Line 19, G5: two people fail with the way on, three pass; the agency sees both with their reasons.
    async fn line_19_two_people(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 2).await;
        let page = browser.get(&urls::application_gates(&id)).await.text();
        assert!(page.contains("지금 2명입니다. 1명을 더 등록해 주세요."));
        assert!(page.contains(&urls::application_step(&id, Step::Resources.code())));
        browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        submitted(&test, "1028200020").await;
        let list = intake(&test).await;
        assert!(list.contains("MR-2024-000001") && list.contains("MR-2024-000002"));
        assert!(list.contains("지금 2명입니다."));
    }
}

testdb::on_both_engines! {
    /// Line 19, G3: a stock company fails whatever else holds.
    async fn line_19_a_stock_company(database: TestDatabase) {
        let test = call(database, 50).await;
        let institution = institution(&test, InstitutionKind::ForProfit, "1048100048").await;
        let mut browser = test.signed_in(Role::Applicant, institution).await;
        let id = draft(&test, &mut browser, institution, 5).await;
        let page = browser.get(&urls::application_gates(&id)).await.text();
        assert!(page.contains("영리법인은 신청할 수 없습니다."));
    }
}

testdb::on_both_engines! {
    /// G5: the same person in two applications counts in neither; what was submitted first is told apart by hash only.
    async fn one_person_in_two_applications(database: TestDatabase) {
        let test = call(database, 50).await;
        submitted(&test, "1018200013").await;
        let (mut browser, institution) = applicant(&test, "1028200020").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let page = browser.get(&urls::application_gates(&id)).await.text();
        assert!(page.contains("지금 0명입니다. 3명을 더 등록해 주세요."), "{page}");
    }
}
