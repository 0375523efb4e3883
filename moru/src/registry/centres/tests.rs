//! Centres in use.

use chrono::NaiveDate;
use http::StatusCode;
use testdb::TestDatabase;

use super::{actions, example, store};
use crate::{identity::audit::PROGRAM, testing::TestApp, web::urls};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

testdb::on_both_engines! {
    /// Line 13: 39 centres run on 2024-04-30, and one that opens in August does not change that.
    async fn line_13_n1_is_39_at_the_end_of_april_2024(database: TestDatabase) {
        let test = TestApp::start(database).await;
        example::seed(&test.app).await.expect("centres");
        let read = test.app.database.read();
        let count = async |on: &str| store::count_active(read, day(on)).await.expect("a count");
        assert_eq!(count("2024-04-30").await, 39);
        let later = actions::NewCentre { opened_on: day("2024-08-01"), ..example::centres().remove(0) };
        actions::open(&test.app, PROGRAM, later).await.expect("a centre");
        assert_eq!(count("2024-04-30").await, 39);
        assert_eq!((count("2024-07-31").await, count("2024-08-01").await), (39, 40));
        assert_eq!((count("2013-12-31").await, count("2015-12-31").await, count("2018-12-31").await), (6, 25, 32));
    }
}

testdb::on_both_engines! {
    /// The nearest centre comes first, with its distance.
    async fn the_nearest_comes_first(database: TestDatabase) {
        let test = TestApp::start(database).await;
        example::seed(&test.app).await.expect("centres");
        let found = store::nearest(test.app.database.read(), day("2024-04-30"), (126.8957, 37.5173), 3).await.expect("centres");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].0.speciality, "기계금속");
        assert!(found[0].1 < 0.1 && found[0].1 <= found[1].1 && found[1].1 <= found[2].1);
    }
}

testdb::on_both_engines! {
    /// The list is filtered by province and by words or their initials.
    async fn the_list_is_filtered_and_searched(database: TestDatabase) {
        let test = TestApp::start(database).await;
        example::seed(&test.app).await.expect("centres");
        let mut browser = test.visitor();
        let mut page = async |query: &[(&str, &str)]| {
            let address = urls::with_query(urls::CENTRES, query.iter().copied());
            browser.get(&address).await.expect(StatusCode::OK).text()
        };
        let rows = |page: &str| page.matches("<th scope=\"row\">").count();
        assert_eq!(rows(&page(&[]).await), 39);
        assert!(page(&[("region", "대구")]).await.contains("예시 노원 안경 소공인특화지원센터"));
        assert!(!page(&[("region", "대구")]).await.contains("문래 기계금속"));
        let found = page(&[("q", "ㅁㄹ ㄱㄱㄱㅅ")]).await;
        assert!(found.contains("예시 문래 기계금속 소공인특화지원센터") && rows(&found) == 1);
        assert!(page(&[("q", "없는센터")]).await.contains("찾는 센터가 없습니다."));
        let near = page(&[("zone", "1156060500")]).await;
        let first = near.split("<th scope=\"row\">").nth(1).expect("a row");
        assert!(first.starts_with("예시 문래") && near.contains("서울특별시 영등포구 문래동에서 가까운 순서입니다."));
    }
}

#[test]
fn every_example_centre_lies_in_a_zone_and_says_that_it_is_one() {
    let centres = example::centres();
    assert_eq!(centres.len(), 39);
    for centre in &centres {
        assert!(
            centre.name.starts_with("예시 ") && centre.operator.starts_with("예시 ") && centre.is_example
        );
        assert!(!centre.address.is_empty(), "{} lies nowhere", centre.name);
    }
    let names: std::collections::BTreeSet<&str> = centres.iter().map(|centre| centre.name.as_str()).collect();
    assert_eq!(names.len(), 39, "a name stands twice");
}
