use http::StatusCode;
use testdb::TestDatabase;

use super::{super::banners, *};
use crate::identity::audit;

const CONFIRMED: [(&str, &str); 4] = [
    ("internet_date", "2024-04-15"),
    ("internet_time", "06:00"),
    ("reason", "발행기관에 전화로 확인"),
    ("campaign_until", "2024-05-15"),
];

testdb::on_both_engines! {
    /// Unresolved it cannot be scheduled; confirmed for 6 o'clock on the 15th it appears at that moment.
    async fn line_4_confirmed_then_unseen_a_millisecond_before_and_seen_at_the_time(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let slug = imported(&mut officer(&test).await, &announcement(), "").await;
        let (mut manager, address) = (manager(&test).await, urls::desk_release_embargo(&slug));
        let refused = manager.post(&address, &[("as_stated", "yes")]).await.expect(StatusCode::CONFLICT);
        assert!(refused.text().contains("날짜와 요일이 맞지 않아 공개를 예약할 수 없습니다."));
        assert!(refused.text().contains("확인한 날짜와 시각을 고르고"), "it says what to do");
        manager.post(&address, &CONFIRMED).await.expect(StatusCode::SEE_OTHER);
        let mut anyone = test.visitor();
        test.at("2024-04-15T05:59:59.999");
        anyone.get(&urls::release(&slug)).await.expect(StatusCode::NOT_FOUND);
        test.at("2024-04-15T06:00:00.000");
        anyone.get(&urls::release(&slug)).await.expect(StatusCode::OK);
    }
}

testdb::on_both_engines! {
    /// Title, name and text of an embargoed release are on no page, in no feed, and its address answers like any other
    /// that nobody has.
    async fn e01_nothing_of_an_embargoed_release_is_reachable(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-14T12:00:00");
        let slug = imported(&mut officer(&test).await, &plain("4.15.(월) 06:00"), "hidden-name").await;
        manager(&test).await.post(&urls::desk_release_embargo(&slug), &[("as_stated", "yes")]).await.expect(StatusCode::SEE_OTHER);
        seeded(&test, six()).await;
        let mut browsers = vec![test.visitor()];
        for role in [Role::Press, Role::Applicant, Role::Evaluator, Role::MinistryManager] {
            browsers.push(test.signed_in(role, Uuid::nil()).await);
        }
        for mut browser in browsers {
            for page in [urls::RELEASES, urls::RELEASES_FEED] {
                let text = browser.get(page).await.expect(StatusCode::OK).text();
                assert!(!text.contains("숨은") && !text.contains(&slug), "{page}");
            }
            let hidden = browser.get(&urls::release(&slug)).await.expect(StatusCode::NOT_FOUND);
            let unknown = browser.get(&urls::release("nobody-name")).await.expect(StatusCode::NOT_FOUND);
            assert_eq!(hidden.text(), unknown.text().replace("nobody-name", "hidden-name"));
            let headers = |answer: &crate::testing::Answer| {
                let mut headers = answer.headers.clone();
                headers.remove("x-request-id");
                headers
            };
            assert_eq!(headers(&hidden), headers(&unknown));
        }
        test.at("2024-04-15T06:00:00");
        for page in [urls::RELEASES.to_owned(), urls::RELEASES_FEED.to_owned(), urls::release(&slug)] {
            assert!(test.visitor().get(&page).await.expect(StatusCode::OK).text().contains("숨은 제목"), "{page}");
        }
    }
}

testdb::on_both_engines! {
    /// At its moment exactly, and for ever after; nothing has to run for it.
    async fn e02_public_at_the_moment_exactly(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let id = seeded(&test, kst("2024-05-02T10:00:00.001")).await;
        let read = test.app.database.read();
        assert!(!store::is_public_at(read, id, test.app.clock.now()).await.expect("an answer"));
        test.visitor().get(&urls::release(example::SLUG)).await.expect(StatusCode::NOT_FOUND);
        for moment in ["2024-05-02T10:00:00.001", "2034-01-01T00:00:00"] {
            test.at(moment);
            assert!(store::is_public_at(read, id, test.app.clock.now()).await.expect("an answer"));
            test.visitor().get(&urls::release(example::SLUG)).await.expect(StatusCode::OK);
        }
    }
}

testdb::on_both_engines! {
    /// The internet page goes by the internet line, whatever the edition of the newspapers.
    async fn e03_the_internet_time_counts_and_the_edition_has_none(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-14T12:00:00");
        let text = format!("(지면) 4.17.(수) 조간\n{}", plain("4.15.(월) 06:00"));
        let slug = imported(&mut officer(&test).await, &text, "").await;
        let mut manager = manager(&test).await;
        let page = manager.get(&urls::desk_release(&slug)).await.expect(StatusCode::OK).text();
        assert!(page.contains("2024. 4. 17.(수) 조간") && page.contains("시각이 없습니다."));
        manager.post(&urls::desk_release_embargo(&slug), &[("as_stated", "yes")]).await.expect(StatusCode::SEE_OTHER);
        test.at("2024-04-15T06:00:00");
        test.visitor().get(&urls::release(&slug)).await.expect(StatusCode::OK);
    }
}

testdb::on_both_engines! {
    /// A-01: of the two readings the later one is proposed, and nothing earlier is taken.
    async fn e04_never_earlier_than_the_later_reading(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let slug = imported(&mut officer(&test).await, &announcement(), "").await;
        let mut manager = manager(&test).await;
        let page = manager.get(&urls::desk_release(&slug)).await.text();
        assert!(page.contains("글에는 월요일인데 그날은 일요일입니다: 2024. 4. 14.(일)"));
        assert!(page.contains("늦은 쪽으로 제안합니다: 2024. 4. 15.(월) 06:00"));
        assert!(page.contains(r#"name="internet_date" type="date" value="2024-04-15""#), "the proposal stands in the form");
        let mut early = CONFIRMED;
        early[0].1 = "2024-04-14";
        let answer = manager.post(&urls::desk_release_embargo(&slug), &early).await.expect(StatusCode::OK).text();
        assert!(answer.contains("가장 늦은 시각은 2024. 4. 15.(월) 06:00입니다."));
        assert!(answer.contains("발행기관에 전화로 확인") && answer.contains("2024-04-14"), "what was typed stays");
        let id = id_of(&test, &slug).await;
        let read = test.app.database.read();
        assert_eq!(store::public_from(read, id).await.expect("a query"), None);
        manager.post(&urls::desk_release_embargo(&slug), &CONFIRMED).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(store::public_from(read, id).await.expect("a query"), Some(six()));
        assert_eq!(audit::count(read, id, "confirm").await.expect("a count"), 1, "refusals leave no entry");
        let page = manager.get(&urls::desk_release(&slug)).await.text();
        assert!(page.contains("이유: 발행기관에 전화로 확인") && page.contains("4.14.(월) 06:00"), "what the text said stays");
    }
}

testdb::on_both_engines! {
    /// Calls ask whether their notice is public; a release that nobody confirmed never is.
    async fn e05_calls_can_ask_when_a_release_is_public(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let waiting = example::seed(&test.app, Seed { slug: Some("waiting"), ..Seed::default() }).await.expect("a release");
        let lifted = seeded(&test, six()).await;
        let read = test.app.database.read();
        for (id, moment, expected) in [
            (lifted, "2024-04-15T05:59:59.999", false),
            (lifted, "2024-04-15T06:00:00", true),
            (waiting, "2034-01-01T00:00:00", false),
            (Uuid::nil(), "2034-01-01T00:00:00", false),
        ] {
            assert_eq!(store::is_public_at(read, id, kst(moment)).await.expect("an answer"), expected, "{moment}");
        }
    }
}

testdb::on_both_engines! {
    /// R-38: a doubtful date in the body blocks publishing until a person says they looked.
    async fn r38_a_wrong_weekday_in_the_body_blocks_publishing(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let text = format!("{}\n□ 일정\n- 설명회는 4월 20일(금)에 연다\n", plain("4.15.(월) 06:00"));
        let slug = imported(&mut officer(&test).await, &text, "").await;
        let (mut manager, address) = (manager(&test).await, urls::desk_release_embargo(&slug));
        assert!(manager.get(&urls::desk_release(&slug)).await.text().contains("4월 20일(금): 그날은 토요일입니다."));
        let refused = manager.post(&address, &[("as_stated", "yes")]).await.expect(StatusCode::CONFLICT);
        assert!(refused.text().contains("본문에 날짜와 요일이 맞지 않는 곳이 있어"));
        manager.post(&address, &[("as_stated", "yes"), ("dates_checked", "yes")]).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Until it is public the moment can be moved, afterwards it cannot.
    async fn a_public_release_keeps_its_moment(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let id = seeded(&test, six()).await;
        let (mut manager, address) = (manager(&test).await, urls::desk_release_embargo(example::SLUG));
        let mut later = CONFIRMED;
        later[0].1 = "2024-04-16";
        manager.post(&address, &later).await.expect(StatusCode::SEE_OTHER);
        let moment = store::public_from(test.app.database.read(), id).await.expect("a query");
        assert_eq!(moment, Some(kst("2024-04-16T06:00:00")));
        test.at("2024-04-16T06:00:00");
        let refused = manager.post(&address, &later).await.expect(StatusCode::CONFLICT);
        assert!(refused.text().contains("이미 공개된 보도자료라서"));
    }
}

testdb::on_both_engines! {
    /// The campaign has a region and a period of its own.
    async fn lines_35_36_the_campaign_ends_at_its_time(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let slug = imported(&mut officer(&test).await, &announcement(), "").await;
        manager(&test).await.post(&urls::desk_release_embargo(&slug), &CONFIRMED).await.expect(StatusCode::SEE_OTHER);
        let read = test.app.database.read();
        for (moment, shown) in [
            ("2024-04-15T05:59:59.999", false),
            ("2024-04-15T06:00:00", true),
            ("2024-05-15T23:59:59.999", true),
            ("2024-05-16T00:00:00", false),
        ] {
            let banner = banners::current(read, kst(moment)).await.expect("an answer");
            assert_eq!(banner.is_some(), shown, "{moment}");
            test.at(moment);
            let page = test.visitor().get(urls::RELEASES).await.text();
            assert_eq!(page.contains("더 아픈 환자에게"), shown, "{moment}");
        }
    }
}
