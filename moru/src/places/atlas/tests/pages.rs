//! The map with its table, the card, the files, through the real router.

use http::StatusCode;
use sea_orm::ConnectionTrait;
use testdb::TestDatabase;

use super::*;
use crate::{registry::centres, testing::Browser, web::urls};

/// 인천 동구 송현1·2동, beside 송림1동.
const SONGHYEON_12: &str = "2814055500";
/// 인천 동구 송림1동.
const SONGNIM_1: &str = "2814058000";

async fn page(browser: &mut Browser, path: &str, query: &[(&str, &str)]) -> String {
    browser.get(&urls::with_query(path, query.iter().copied())).await.expect(StatusCode::OK).text()
}

async fn atlas(browser: &mut Browser, query: &[(&str, &str)]) -> String {
    page(browser, urls::ATLAS, query).await
}

/// The values of an attribute, in order, of the elements that begin so.
fn values(page: &str, element: &str, attribute: &str) -> Vec<String> {
    let name = format!("{attribute}=\"");
    page.split(element)
        .skip(1)
        .filter_map(|rest| rest.split('>').next()?.split(&name).nth(1)?.split('"').next().map(str::to_owned))
        .collect()
}

fn rows(page: &str) -> Vec<String> {
    values(page, "<tr ", "data-zone")
}

/// 문래동 with two clusters, 가산면 with one, 송림4동 exactly at its threshold, one below, one withheld.
fn some() -> Vec<Cell> {
    vec![
        known(MULLAE, 25, 812),
        known(MULLAE, 29, 538),
        known(GASAN, 32, 146),
        known(SONGNIM, 25, 50),
        known(SONGHYEON, 25, 49),
        known(GUNWI, 10, 20),
        withheld(MULLAE, 14, 38),
    ]
}

testdb::on_both_engines! {
    /// Without a census the page says so.
    async fn an_empty_atlas_says_so(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let shown = atlas(&mut test.visitor(), &[]).await;
        assert!(shown.contains("아직 등록된 사업체 자료가 없습니다."));
        test.visitor().get(&urls::cluster(MULLAE, "C25")).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// two adjoining zones with 30 and 30 do not add up to a cluster.
    async fn r20_neighbouring_zones_do_not_add_up(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, vec![known(SONGHYEON_12, 29, 30), known(SONGNIM_1, 29, 30)]).await;
        let mut browser = test.visitor();
        assert_eq!(rows(&atlas(&mut browser, &[("sido", "인천")]).await), Vec::<String>::new());
        for zone in [SONGHYEON_12, SONGNIM_1] {
            let card = page(&mut browser, &urls::cluster(zone, "C29"), &[]).await;
            assert!(card.contains("아직 집적지가 아닙니다. 20개가 모자랍니다.") && !card.contains("이 집적지로 신청하기"));
        }
    }
}

testdb::on_both_engines! {
    /// two divisions with 30 and 30 in one zone do not add up.
    async fn r21_two_divisions_do_not_add_up(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, vec![known(SONGNIM, 25, 30), known(SONGNIM, 29, 30)]).await;
        let mut browser = test.visitor();
        assert_eq!(rows(&atlas(&mut browser, &[("sido", "인천")]).await), Vec::<String>::new());
        assert!(page(&mut browser, &urls::cluster(SONGNIM, "C25"), &[]).await.contains("20개가 모자랍니다."));
    }
}

testdb::on_both_engines! {
    /// a withheld cell is neither zero nor a cluster.
    async fn r22_unknown_is_never_zero(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        let unknown = atlas(&mut browser, &[("sido", "서울"), ("state", "unknown")]).await;
        assert_eq!(rows(&unknown), [format!("{MULLAE}-14")]);
        assert!(unknown.contains("비공개 (적어도 38개)"));
        assert!(!rows(&atlas(&mut browser, &[("sido", "서울")]).await).contains(&format!("{MULLAE}-14")));
        let card = page(&mut browser, &urls::cluster(MULLAE, "C14"), &[]).await;
        assert!(card.contains("공개된 수만으로는 판정할 수 없습니다.") && card.contains("비공개 (적어도 38개)"));
        let absent = page(&mut browser, &urls::cluster(MULLAE, "C10"), &[]).await;
        assert!(absent.contains("소공인 0개, 기준 50개 이상: 아직 집적지가 아닙니다. 50개가 모자랍니다."));
    }
}

testdb::on_both_engines! {
    /// Line 48, R-23: the cited figure stands beside the computed one, with source and date, and the page says why they differ.
    async fn line_48_r23_the_cited_figure_stands_beside_the_computed_one(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let shown = atlas(&mut test.visitor(), &[]).await;
        assert!(shown.contains("2,463개 (보도자료, 2021년 기준) / 계산값 5개 (규칙 statute-2018)"));
        for why in ["두 숫자가 다른 까닭", "계산값을 그 수에 맞추지 않습니다.", "실제보다 적게 셀 수 있습니다.", "계산값은 가상 자료로 낸 것"] {
            assert!(shown.contains(why), "{why}");
        }
    }
}

testdb::on_both_engines! {
    /// nothing on the pages calls a cluster a designated district.
    async fn r24_a_cluster_is_not_a_designated_district(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        let said = "집적지라고 해서 집적지구가 되는 것은 아닙니다.";
        assert!(atlas(&mut browser, &[]).await.contains(said));
        assert!(page(&mut browser, &urls::cluster(MULLAE, "C25"), &[]).await.contains(said));
    }
}

testdb::on_both_engines! {
    /// 49 of 50 is near and is told what is missing, 50 of 50 is a cluster and may apply.
    async fn cards_of_forty_nine_and_of_fifty(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        let short = page(&mut browser, &urls::cluster(SONGHYEON, "C25"), &[]).await;
        assert!(short.contains("1개가 모자랍니다.") && short.contains("미충족") && !short.contains("이 집적지로 신청하기"));
        let exactly = page(&mut browser, &urls::cluster(SONGNIM, "25"), &[]).await;
        assert!(exactly.contains("소공인 50개, 기준 50개 이상: 집적지입니다."));
        assert!(exactly.contains(&format!("{}?zone={SONGNIM}&#38;division=25", urls::CALLS)), "{exactly}");
        assert!(exactly.contains("도시형소공인법 시행령 제3조") && exactly.contains("2021. 12. 31.(금)"));
        assert!(exactly.contains("문래동"), "the nearest of the same industry");
    }
}

testdb::on_both_engines! {
    /// A zone or a division that is not there has no card.
    async fn unknown_places_have_no_card(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        for (zone, division) in [("9999999999", "C25"), (MULLAE, "C99"), (MULLAE, "x"), ("2772025000", "C10")] {
            let answer = browser.get(&urls::cluster(zone, division)).await.expect(StatusCode::NOT_FOUND);
            assert!(answer.text().contains("기준일에 그런 읍·면·동이나 업종이 없습니다."));
        }
    }
}

testdb::on_both_engines! {
    /// The country is shown by counties; province, industry, words and initials lead to single cells.
    async fn filters_and_search(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        let national = atlas(&mut browser, &[]).await;
        assert_eq!(rows(&national), ["11560", "28140", "41650", "47720"]);
        assert!(national.contains("집적지 5곳, 시·군·구 4곳"));
        let mullae = [format!("{MULLAE}-25"), format!("{MULLAE}-29")];
        for query in [[("sido", "서울")], [("q", "문래")], [("q", "ㅁㄹ")], [("q", "영등포구 ㅁㄹ")], [("sigungu", "11560")]] {
            assert_eq!(rows(&atlas(&mut browser, &query).await), mullae, "{query:?}");
        }
        let metal = [format!("{MULLAE}-25"), format!("{SONGNIM}-25")];
        assert_eq!(rows(&atlas(&mut browser, &[("division", "C25")]).await), metal);
        let near = [("sido", "인천"), ("state", "near")];
        assert_eq!(rows(&atlas(&mut browser, &near).await), [format!("{SONGHYEON}-25")]);
        let by_name = atlas(&mut browser, &[("division", "C25"), ("sort", "name")]).await;
        assert_eq!(rows(&by_name), metal);
        let none = atlas(&mut browser, &[("q", "없는이름")]).await;
        assert!(none.contains("조건에 맞는 곳이 없습니다.") && rows(&none).is_empty());
        assert!(national.contains("판정할 수 없음 <span class=\"subtle\">1</span>"), "states have counts");
    }
}

testdb::on_both_engines! {
    /// The map and the table show the same rows, in every view.
    async fn the_map_and_the_table_show_the_same_rows(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        for query in [vec![], vec![("sido", "서울")], vec![("division", "C25")], vec![("sido", "인천"), ("state", "near")]] {
            let shown = atlas(&mut browser, &query).await;
            let (mut table, mut map) = (rows(&shown), values(&shown, "<circle class=\"map-cluster", "data-zone"));
            table.sort();
            map.sort();
            assert!(!table.is_empty());
            assert_eq!(table, map, "{query:?}");
        }
    }
}

testdb::on_both_engines! {
    /// Pages follow each other by key and together have every row once.
    async fn pages_follow_each_other_by_key(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let zones = crate::registry::zones::zones();
        let seoul = zones.in_force(day("2021-12-31")).filter(|zone| zone.sido_code() == "11").take(230);
        publish(&test, (60..).zip(seoul).map(|(count, zone)| known(zone.code, 25, count)).collect()).await;
        let mut browser = test.visitor();
        let (mut address, mut seen) = (urls::with_query(urls::ATLAS, [("sido", "서울")]), Vec::new());
        let mut pages = 0;
        while !address.is_empty() {
            let shown = browser.get(&address).await.expect(StatusCode::OK).text();
            seen.extend(rows(&shown));
            address = values(&shown, "rel=\"next\"", "href").pop().unwrap_or_default().replace("&#38;", "&");
            pages += 1;
        }
        assert_eq!((pages, seen.len()), (3, 230));
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 230);
    }
}

testdb::on_both_engines! {
    /// Once read, a snapshot is not read again: the pages ask the database the same few things whatever they show.
    async fn pages_do_not_read_the_cells_again(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        let before = atlas(&mut browser, &[("division", "C25")]).await;
        let transaction = test.app.database.begin().await.expect("a transaction");
        transaction.execute_unprepared("DELETE FROM census_cells").await.expect("no cells");
        transaction.commit().await.expect("a commit");
        assert_eq!(atlas(&mut browser, &[("division", "C25")]).await, before);
        assert_eq!(rows(&atlas(&mut browser, &[]).await).len(), 4);
    }
}

testdb::on_both_engines! {
    /// A newly published census shows at once.
    async fn a_new_census_shows_at_once(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        assert_eq!(rows(&atlas(&mut browser, &[("q", "문래")]).await).len(), 2);
        test.at("2024-05-03T10:00:00");
        publish(&test, vec![known(MULLAE, 25, 700)]).await;
        assert_eq!(rows(&atlas(&mut browser, &[("q", "문래")]).await), [format!("{MULLAE}-25")]);
    }
}

testdb::on_both_engines! {
    /// The files have exactly the rows of the question; an unknown number is left empty.
    async fn the_files_have_the_rows_of_the_question(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, some()).await;
        let mut browser = test.visitor();
        let csv = page(&mut browser, urls::ATLAS_CSV, &[("sido", "서울"), ("state", "unknown")]).await;
        assert!(csv.starts_with('\u{feff}'));
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[1].starts_with("1156060500,서울특별시 영등포구 문래동,C14,") && lines[1].contains(",metropolitan,,50,,unknown,"));
        let json = page(&mut browser, urls::ATLAS_JSON, &[("division", "C25")]).await;
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["rows"].as_array().map(Vec::len), Some(2));
        assert_eq!((&json["rows"][0]["establishments"], &json["rows"][0]["state"]), (&812.into(), &"cluster".into()));
        assert_eq!(json["snapshot"]["is_synthetic"], true);
    }
}

testdb::on_both_engines! {
    /// The card names the centres nearby; the default page of the whole example census stays light.
    async fn the_example_atlas(database: TestDatabase) {
        let test = TestApp::start(database).await;
        crate::places::atlas::example::seed(&test.app).await.expect("a census");
        centres::example::seed(&test.app).await.expect("centres");
        let mut browser = test.visitor();
        let card = page(&mut browser, &urls::cluster(MULLAE, "C25"), &[]).await;
        assert!(card.contains("예시 문래 기계금속 소공인특화지원센터") && card.contains("812개"));
        assert!(rows(&atlas(&mut browser, &[]).await).len() > 150);
        for query in [vec![], vec![("sido", "경기")], vec![("division", "C25")]] {
            let weight = packed(&test, &urls::with_query(urls::ATLAS, query.clone())).await;
            assert!(weight <= 30 * 1024, "{query:?}: {weight} bytes");
        }
    }
}

/// How many bytes a page has on the wire.
async fn packed(test: &TestApp, path: &str) -> usize {
    let request = http::Request::builder().uri(path).header("accept-encoding", "gzip");
    let request = request.body(axum::body::Body::empty()).expect("a request");
    let router = crate::server::router(test.app.clone());
    let answer = tower::ServiceExt::oneshot(router, request).await.expect("an answer");
    assert_eq!(answer.headers()["content-encoding"], "gzip");
    axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a body").len()
}
