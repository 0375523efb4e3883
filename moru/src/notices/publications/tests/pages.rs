use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use http::StatusCode;
use testdb::TestDatabase;

use super::{
    super::{banners, store::Listed},
    *,
};

async fn published(test: &TestApp) -> String {
    test.at("2024-04-12T10:00:00");
    let slug = imported(&mut officer(test).await, &announcement(), "notice").await;
    let fields = [("internet_date", "2024-04-15"), ("internet_time", "06:00"), ("reason", "확인")];
    manager(test).await.post(&urls::desk_release_embargo(&slug), &fields).await.expect(StatusCode::SEE_OTHER);
    test.at("2024-04-15T06:00:00");
    slug
}

/// The page without the region of the campaign.
fn without_campaign(page: &str) -> String {
    let (before, rest) = page.split_once(r#"<div class="campaign""#).expect("a region for the campaign");
    let (_, after) = rest.split_once("</div>").expect("its end");
    format!("{before}{after}")
}

testdb::on_both_engines! {
    /// One h1, which leads to the call once there is one.
    async fn line_6_one_title_linked_to_the_call(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let slug = published(&test).await;
        let mut anyone = test.visitor();
        let page = anyone.get(&urls::release(&slug)).await.expect(StatusCode::OK).text();
        assert_eq!(page.matches("<h1").count(), 1);
        assert!(page.contains("<h1>집적지 소공인의 성장·발전"), "no call, no link");
        let id = id_of(&test, &slug).await;
        let transaction = test.app.database.begin().await.expect("a transaction");
        store::link_call(&transaction, id, "call-2024").await.expect("a link");
        transaction.commit().await.expect("a commit");
        let page = anyone.get(&urls::release(&slug)).await.text();
        assert_eq!(page.matches("<h1").count(), 1);
        assert!(page.contains(&format!(r#"<h1><a class="link" href="{}">집적지 소공인의"#, urls::call("call-2024"))));
    }
}

testdb::on_both_engines! {
    /// Whose edition, by role; no head's name.
    async fn line_11_the_edition_and_its_office(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let page = { let slug = published(&test).await; test.visitor().get(&urls::release(&slug)).await.text() };
        assert!(page.contains("중소벤처기업부 인천지방중소벤처기업청"));
        assert!(page.contains("2024. 4. 15.(월) 06:00"));
    }
}

testdb::on_both_engines! {
    /// Both sites of the notice are linked, with a word that they are elsewhere.
    async fn line_21a_the_sites_are_linked_as_external(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let slug = published(&test).await;
        let page = test.visitor().get(&urls::release(&slug)).await.text();
        for host in ["www.mss.go.kr", "www.semas.or.kr", "www.gosims.go.kr"] {
            assert!(page.contains(&format!(r#"href="https://{host}" target="_blank" rel="noopener external""#)), "{host}");
        }
        assert!(page.contains("외부 누리집으로 이동하며 새 창에서 열립니다."));
        assert!(page.contains("중소기업부(www.mss.go.kr)"), "the text stays as it came");
    }
}

testdb::on_both_engines! {
    async fn line_23_two_links_to_call(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let slug = published(&test).await;
        let page = test.visitor().get(&urls::release(&slug)).await.text();
        assert!(page.contains(r#"href="tel:+82423637910">042-363-7910</a>"#));
        assert!(page.contains(r#"href="tel:+82423637911">042-363-7911</a>"#));
    }
}

testdb::on_both_engines! {
    /// The directory shows duty and rank, marks numbers in doubt, and stands as moved once a person moved it.
    async fn lines_25_31_the_directory_by_role(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let slug = published(&test).await;
        let mut anyone = test.visitor();
        let page = anyone.get(&urls::release(&slug)).await.text();
        assert_eq!(page.matches("지역번호 확인 중").count(), 2);
        let row = r#"<th scope="row">중소벤처기업부</th><td data-label="부서">소상공인정책실 지역상권과</td><td class="nowrap" data-label="구분">책임자</td><td class="nowrap" data-label="직급">과장</td>"#;
        assert!(page.contains(row));
        assert!(!page.contains("○○○ (0"), "no place for a name in the directory");
        manager(&test).await.post(&urls::desk_release_contacts(&slug), &[]).await.expect(StatusCode::SEE_OTHER);
        let page = anyone.get(&urls::release(&slug)).await.text();
        assert_eq!(page.matches("지역번호 확인 중").count(), 0);
        assert_eq!(page.matches(r#"<th scope="row">중소벤처기업부</th>"#).count(), 3);
        assert_eq!(page.matches(r#"<td class="nowrap" data-label="구분">책임자</td>"#).count(), 3, "one head each");
    }
}

testdb::on_both_engines! {
    /// The campaign is in its region and nowhere else.
    async fn lines_35_36_the_campaign_is_not_in_release_excerpt_or_feed(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let slug = published(&test).await;
        let mut anyone = test.visitor();
        for address in [urls::release(&slug), urls::RELEASES.to_owned()] {
            let page = anyone.get(&address).await.text();
            assert!(page.contains("더 아픈 환자에게") && page.contains("가벼운 증상은"), "{address}");
            assert!(page.contains(r#"role="region" aria-label="공익 캠페인""#), "{address}");
            let rest = without_campaign(&page);
            assert!(!rest.contains("아픈 환자") && !rest.contains("가벼운 증상"), "{address}");
        }
        let feed = anyone.get(urls::RELEASES_FEED).await.text();
        assert!(feed.contains("<title>집적지 소공인의") && feed.contains("집적지 소공인 지원 확대"));
        assert!(!feed.contains("아픈 환자") && !feed.contains("가벼운 증상"));
    }
}

testdb::on_both_engines! {
    /// A reader of feeds gets whole addresses and markup that a title cannot break.
    async fn the_feed_is_well_formed(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let text = plain("4.15.(월) 06:00").replace("숨은 제목", "제목 <script> & \"따옴표\"");
        let slug = imported(&mut officer(&test).await, &text, "marked").await;
        manager(&test).await.post(&urls::desk_release_embargo(&slug), &[("as_stated", "yes")]).await.expect(StatusCode::SEE_OTHER);
        let answer = test.visitor().get(urls::RELEASES_FEED).await.expect(StatusCode::OK);
        assert_eq!(answer.headers["content-type"], "application/rss+xml; charset=utf-8");
        let feed = answer.text();
        assert!(!feed.contains("<script>") && feed.contains("script"));
        assert!(feed.contains("<link>http://127.0.0.1:8080/news/marked</link>"));
        assert!(feed.contains("<pubDate>Sun, 14 Apr 2024 21:00:00 +0000</pubDate>"));
    }
}

testdb::on_both_engines! {
    async fn empty_lists_say_what_comes(database: TestDatabase) {
        let test = TestApp::start(database).await;
        assert!(test.visitor().get(urls::RELEASES).await.text().contains("아직 공개된 보도자료가 없습니다."));
        assert!(officer(&test).await.get(urls::DESK_RELEASES).await.text().contains("올린 보도자료가 없습니다."));
    }
}

testdb::on_both_engines! {
    /// Lists go on by key: every release once, newest first.
    async fn lists_go_on_after_twenty(database: TestDatabase) {
        let test = TestApp::start(database).await;
        for i in 0..23 {
            let slug = format!("release-{i:02}");
            let seed = Seed { lift_at: Some(six() + chrono::TimeDelta::minutes(i / 2)), slug: Some(&slug), call: None };
            example::seed(&test.app, seed).await.expect("a release");
        }
        for (list, mut browser) in [(urls::RELEASES, test.visitor()), (urls::DESK_RELEASES, officer(&test).await)] {
            let first = browser.get(list).await.text();
            let (_, next) = first.split_once(r#"rel="next" href=""#).expect("a way on");
            let next = next.split('"').next().unwrap_or_default().to_owned();
            let second = browser.get(&next).await.text();
            let seen = |page: &str, i: i32| page.contains(&format!("release-{i:02}\""));
            let on_each = |page: &str| (0..23).filter(|i| seen(page, *i)).count();
            assert_eq!((on_each(&first), on_each(&second)), (20, 3), "{list}");
            assert!((0..23).all(|i| seen(&first, i) != seen(&second, i)), "each release once on {list}");
            assert!(!second.contains(r#"rel="next""#));
        }
    }
}

/// What the list pages ask of the database.
async fn asked(connection: &sea_orm::DatabaseConnection, now: DateTime<Utc>) -> Listed {
    banners::current(connection, now).await.expect("a campaign");
    store::list_all(connection, None, None).await.expect("a list");
    store::list_public(connection, now, None).await.expect("a list")
}

testdb::on_both_engines! {
    /// With one row and with three, the lists ask the same number of questions.
    async fn lists_ask_the_same_whatever_their_rows(database: TestDatabase) {
        let mut counted = database.connect().await;
        let questions = Arc::new(AtomicUsize::new(0));
        let counter = questions.clone();
        counted.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let test = TestApp::start(database).await;
        let mut counts = Vec::new();
        for (i, rows) in [(0, 1), (1, 2), (2, 3)] {
            let slug = format!("release-{i}");
            let seed = Seed { lift_at: Some(six()), slug: Some(&slug), call: None };
            example::seed(&test.app, seed).await.expect("a release");
            questions.store(0, Ordering::SeqCst);
            assert_eq!(asked(&counted, test.app.clock.now()).await.rows.len(), rows);
            counts.push(questions.load(Ordering::SeqCst));
        }
        assert_eq!(counts, [3, 3, 3]);
    }
}
