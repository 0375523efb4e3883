use http::StatusCode;
use testdb::TestDatabase;

use super::*;

testdb::on_both_engines! {
    /// R-30, line 21b: one millisecond before 18:00 in Korea is in time.
    async fn a_millisecond_before_the_deadline_is_in_time(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        test.at("2024-05-10T17:59:59.999");
        browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        let page = browser.get(&urls::receipt(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("2024. 5. 10.(금) 17:59:59.999"));
        assert_eq!(receipts(&test).await, 1);
    }
}

testdb::on_both_engines! {
    /// R-30, R-33, line 21b: at 18:00:00.000 it is refused, nothing is stored and the draft stays readable for 30 days.
    async fn at_the_deadline_it_is_refused(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        test.at("2024-05-10T18:00:00");
        let refused = browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("접수가 마감되었습니다."));
        assert!(refused.contains("작성한 내용은 30일 동안 볼 수 있습니다."));
        assert_eq!(receipts(&test).await, 0);
        let step = urls::application_step(&id, Step::Institution.code());
        assert!(browser.get(&step).await.expect(StatusCode::OK).text().contains("지역 소공인 교육"));
        browser.post(&step, &[("capacity", "고침")]).await.expect(StatusCode::CONFLICT);
        assert!(!browser.get(&step).await.text().contains("고침"));
        test.at("2024-06-09T23:59:59.999");
        browser.get(&step).await.expect(StatusCode::OK);
        test.at("2024-06-10T00:00:00");
        browser.get(&step).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// before the window nobody begins.
    async fn before_the_window_nobody_begins(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, _) = applicant(&test, "1018200013").await;
        test.at("2024-04-14T23:59:59");
        let refused = browser.post(&urls::apply(calls::example::SLUG), &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("접수 전입니다."));
    }
}

testdb::on_both_engines! {
    /// a request has arrived when all of it is there. One that begins in time and ends at the deadline is late.
    async fn a_slow_line_does_not_stretch_the_deadline(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        for (ends, status, kept) in [
            ("2024-05-10T18:00:00", StatusCode::CONFLICT, 0),
            ("2024-05-10T17:59:59.999", StatusCode::SEE_OTHER, 1),
        ] {
            test.at("2024-05-10T17:59:50");
            let (clock, ends) = (test.app.clock.clone(), crate::testing::kst(ends));
            let submit = urls::application_submit(&id);
            browser.post_after(&submit, &[("sent", "1")], move || clock.set(ends)).await.expect(status);
            assert_eq!(receipts(&test).await, kept);
        }
    }
}

testdb::on_both_engines! {
    /// what counts is when the request arrived, not how long the work behind it takes.
    async fn the_arrival_counts(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let arrived = crate::testing::kst("2024-05-10T17:59:59.999");
        test.at("2024-05-10T18:00:07");
        let actor = Actor {
            account: Uuid::nil(),
            name: String::new(),
            role: Role::Applicant,
            scope: institution,
            roles: Vec::new(),
        };
        let outcome = actions::submit(&test.app, &actor, id, arrived).await.expect("in time");
        assert!(matches!(outcome, actions::Submitted::Received(_)));
    }
}
