mod plan;

use http::StatusCode;
use testdb::TestDatabase;

use super::{actions, example};
use crate::{identity::audit::PROGRAM, testing::TestApp, web::urls};

async fn with_call(database: TestDatabase) -> TestApp {
    let test = TestApp::start(database).await;
    let call = example::call_of_2024(&test.app.clock).expect("the call of 2024");
    actions::enter(&test.app, PROGRAM, &call).await.expect("a call");
    test
}

testdb::on_both_engines! {
    /// Line 8: the page says "5개 내외".
    async fn line_8_about_five(database: TestDatabase) {
        let test = with_call(database).await;
        let page = test.visitor().get(&urls::call(example::SLUG)).await.expect(StatusCode::OK).text();
        assert!(page.contains("5개 내외"));
    }
}

testdb::on_both_engines! {
    /// Line 11 and R-35: open from 4.15 00:00 to before 5.10 18:00, in Korea, by the server's clock.
    async fn line_11_the_window(database: TestDatabase) {
        let test = with_call(database).await;
        let path = urls::call(example::SLUG);
        for (at, phase) in [
            ("2024-04-15T00:00:00", "접수 중"),
            ("2024-05-10T17:59:59.999", "접수 중"),
            ("2024-05-10T18:00:00", "접수 마감"),
        ] {
            test.at(at);
            let page = test.visitor().get(&path).await.expect(StatusCode::OK).text();
            assert!(page.contains(phase), "{at}");
            assert!(page.contains("2024. 5. 10.(금) 18:00 전까지"));
            assert_eq!(page.contains("가입하고 신청하기"), phase == "접수 중", "{at}");
        }
    }
}

testdb::on_both_engines! {
    /// E-05: before its notice is public the call is not there for anyone outside the desk.
    async fn not_before_the_notice(database: TestDatabase) {
        let test = with_call(database).await;
        test.at("2024-04-14T23:59:59.999");
        test.visitor().get(&urls::call(example::SLUG)).await.expect(StatusCode::NOT_FOUND);
        assert!(!test.visitor().get(urls::CALLS).await.text().contains("2024년 소공인특화지원센터"));
    }
}

testdb::on_both_engines! {
    /// Row 6: the countdown counts from the server's clock, which the page carries.
    async fn the_countdown_reads_the_server(database: TestDatabase) {
        let test = with_call(database).await;
        test.at("2024-05-10T17:55:00");
        let page = test.visitor().get(&urls::call(example::SLUG)).await.text();
        let closes = crate::testing::kst("2024-05-10T18:00:00").timestamp_millis();
        assert!(page.contains(&format!("data-deadline=\"{closes}\"")));
        assert!(page.contains(&format!("data-server-now=\"{}\"", closes - 300_000)));
        assert!(page.contains("0시간 5분 남음"));
    }
}
