use http::StatusCode;
use testdb::TestDatabase;

use crate::{
    registry::centres::{Service, example},
    testing::TestApp,
    web::urls,
};

async fn started(database: TestDatabase) -> TestApp {
    let test = TestApp::start(database).await;
    example::seed(&test.app).await.expect("centres");
    test
}

testdb::on_both_engines! {
    /// Line 9: the home page lists the five services, and each opens the centres that offer it, the nearest to an address first.
    async fn line_9_five_services_each_with_its_centres(database: TestDatabase) {
        let test = started(database).await;
        let mut browser = test.visitor();
        let home = browser.get(urls::HOME).await.expect(StatusCode::OK).text();
        for service in Service::ALL {
            let address = urls::centres_for(service.code());
            assert!(home.contains(&format!("href=\"{address}\"")), "{service:?}");
            let page = browser.get(&address).await.expect(StatusCode::OK).text();
            assert!(page.contains(&format!("{}은(는) 모든 센터가 합니다.", service.korean())));
            let near = browser.get(&format!("{address}&near=%EB%AC%B8%EB%9E%98%EB%8F%99")).await.text();
            let first = near.split("<th scope=\"row\">").nth(1).expect("a row");
            assert!(first.starts_with("예시 문래 기계금속 소공인특화지원센터"), "{service:?}");
        }
        let lost = browser.get(&format!("{}?near=zzz", urls::CENTRES)).await.text();
        assert!(lost.contains("그런 동네를 찾지 못했습니다."));
    }
}

testdb::on_both_engines! {
    /// Line 13: the number of centres stands with the month for which it holds.
    async fn line_13_a_dated_number_of_centres(database: TestDatabase) {
        let test = started(database).await;
        test.at("2024-04-30T12:00:00");
        let home = test.visitor().get(urls::HOME).await.expect(StatusCode::OK).text();
        assert!(home.contains("2024년 4월 기준 39개소"));
    }
}
