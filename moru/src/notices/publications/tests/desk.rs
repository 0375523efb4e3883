use http::StatusCode;
use testdb::TestDatabase;

use super::{
    super::{
        actions::{self, Settlement},
        banners,
        store::Channel,
    },
    *,
};
use crate::{
    base::{errors::Failure, words::Language},
    identity::{accounts::Actor, audit},
};

testdb::on_both_engines! {
    /// Bringing in leaves one entry in the trail and publishes nothing.
    async fn an_import_waits_for_a_person(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut officer = officer(&test).await;
        let slug = imported(&mut officer, &announcement(), "").await;
        let id = id_of(&test, &slug).await;
        assert_eq!(audit::count(test.app.database.read(), id, "import").await.expect("a count"), 1);
        assert!(officer.get(urls::DESK_RELEASES).await.text().contains("공개 시각 확인 대기"));
        test.at("2034-01-01T00:00:00");
        test.visitor().get(&urls::release(&slug)).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// A text that cannot be read comes back as typed, with a sentence for every line.
    async fn what_was_pasted_comes_back(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let text = "(인터넷) 언젠가\n제목 <b>\n\n본문이다.\n\t어느청\t담당자\t주무관\t(99)";
        let fields = [("year", "24"), ("slug", "Not a name"), ("text", text)];
        let page = officer(&test).await.post(urls::DESK_RELEASE_NEW, &fields).await.expect(StatusCode::OK).text();
        assert!(page.contains("1번째 줄: 보도시점을 읽을 수 없습니다: &#34;언젠가&#34;."));
        assert!(page.contains("5번째 줄: 전화번호를 읽을 수 없습니다: &#34;99&#34;."));
        assert!(page.contains("네 자리로 적어 주세요.") && page.contains("영문 소문자, 숫자, 붙임표만"));
        assert!(page.contains("제목 &#60;b&#62;\n\n본문이다.\n\t어느청\t담당자"), "{page}");
        assert!(page.contains(r#"value="Not a name""#));
    }
}

testdb::on_both_engines! {
    /// Two releases cannot have one address.
    async fn a_name_is_given_once(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut officer = officer(&test).await;
        let text = plain("4.15.(월) 06:00");
        imported(&mut officer, &text, "one-name").await;
        let fields = [("year", "2024"), ("slug", "one-name"), ("text", text.as_str())];
        let page = officer.post(urls::DESK_RELEASE_NEW, &fields).await.expect(StatusCode::OK).text();
        assert!(page.contains("이미 쓰고 있는 주소입니다.") && page.contains("숨은 본문"));
        let reserved = [("year", "2024"), ("slug", "new"), ("text", text.as_str())];
        assert!(officer.post(urls::DESK_RELEASE_NEW, &reserved).await.text().contains("영문 소문자"));
    }
}

testdb::on_both_engines! {
    /// SOD-3: not the one who brought it in.
    async fn the_importer_does_not_confirm(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut officer = officer(&test).await;
        let slug = imported(&mut officer, &plain("4.15.(월) 06:00"), "").await;
        let page = officer.get(&urls::desk_release(&slug)).await.text();
        assert!(page.contains("올린 사람은 공개 시각을 확인할 수 없습니다.") && !page.contains("as_stated"));
        let refused = officer.post(&urls::desk_release_embargo(&slug), &[("as_stated", "yes")]).await;
        assert!(refused.expect(StatusCode::CONFLICT).text().contains("다른 담당자나 책임자에게"));
        let id = id_of(&test, &slug).await;
        assert_eq!(audit::count(test.app.database.read(), id, "confirm").await.expect("a count"), 0);
    }
}

testdb::on_both_engines! {
    /// A form without its parts says what is missing and keeps the rest.
    async fn a_confirmation_needs_a_moment_and_a_reason(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        example::seed(&test.app, Seed::default()).await.expect("a release");
        let (mut manager, address) = (manager(&test).await, urls::desk_release_embargo(example::SLUG));
        let page = manager.post(&address, &[("internet_date", ""), ("internet_time", "7시 반쯤")]).await.expect(StatusCode::OK).text();
        assert!(page.contains("공개할 날짜와 시각을 골라 주세요.") && page.contains("이유를 적어 주세요.") && page.contains("7시 반쯤"));
        let wrong = [("internet_date", "4.16.(월)"), ("internet_time", "06:00"), ("reason", "900101-1234567")];
        let page = manager.post(&address, &wrong).await.expect(StatusCode::OK).text();
        assert!(page.contains("적은 날짜와 요일이 맞지 않습니다.") && page.contains("주민등록번호로 보이는"));
        let spelled = [("internet_date", "4.16.(화)"), ("internet_time", "오전 7시"), ("reason", "전화로 확인")];
        manager.post(&address, &spelled).await.expect(StatusCode::SEE_OTHER);
        let id = id_of(&test, example::SLUG).await;
        let moment = store::public_from(test.app.database.read(), id).await.expect("a query");
        assert_eq!(moment, Some(kst("2024-04-16T07:00:00")));
    }
}

testdb::on_both_engines! {
    /// Findings stand in words; moving the rows settles them, once.
    async fn contacts_are_moved_by_a_person(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let id = example::seed(&test.app, Seed::default()).await.expect("a release");
        let (mut manager, record) = (manager(&test).await, urls::desk_release(example::SLUG));
        let page = manager.get(&record).await.text();
        assert!(page.contains("세종 지역번호입니다. 이 기관은 인천에 있습니다."));
        assert!(page.contains("인천 지역번호입니다. 이 기관은 대전에 있습니다."));
        assert!(page.contains("중소벤처기업부 소상공인정책실 지역상권과의 번호와 맞습니다."));
        let address = urls::desk_release_contacts(example::SLUG);
        manager.post(&address, &[]).await.expect(StatusCode::SEE_OTHER);
        let page = manager.get(&record).await.text();
        assert!(page.contains("글에는 인천지방중소벤처기업청 아래에 있던 행을 담당자가 옮겼습니다."));
        assert!(!page.contains("지역번호입니다.") && !page.contains("명입니다. 한 명이어야"));
        manager.post(&address, &[]).await.expect(StatusCode::CONFLICT);
        assert_eq!(audit::count(test.app.database.read(), id, "move-contacts").await.expect("a count"), 1);
    }
}

testdb::on_both_engines! {
    /// The example is written once.
    async fn the_example_is_seeded_once(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let seed = Seed { lift_at: Some(six()), call: Some("call-2024"), slug: None };
        let first = example::seed(&test.app, seed).await.expect("a release");
        assert_eq!(example::seed(&test.app, seed).await.expect("the same"), first);
        let page = test.visitor().get(&urls::release(example::SLUG)).await.expect(StatusCode::OK).text();
        assert!(page.contains(&urls::call("call-2024")));
    }
}

testdb::on_both_engines! {
    /// No Korean is left on the English pages but what the release itself says and proper names.
    async fn the_desk_speaks_english(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut manager = manager(&test).await;
        manager.set_cookie("moru_lang", Language::English.code());
        let page = manager.get(urls::DESK_RELEASE_NEW).await.text();
        let (_, form) = page.split_once("<main").expect("the page");
        let (form, _) = form.split_once("</main>").expect("its end");
        assert!(!form.chars().any(|c| ('가'..='힣').contains(&c)), "{form}");
    }
}

testdb::on_both_engines! {
    /// A text without slips is taken as it stands, with the last day of its campaign.
    async fn a_clear_text_is_taken_as_it_stands(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let text = format!("{}담당 부서\t어느과\t책임자\t과장\t(044-204-7880)\n\n서로 조금씩 양보해요\n", plain("4.15.(월) 06:00"));
        let slug = imported(&mut officer(&test).await, &text, "").await;
        let (mut manager, address) = (manager(&test).await, urls::desk_release_embargo(&slug));
        let page = manager.get(&urls::desk_release(&slug)).await.text();
        assert!(page.contains("2024. 4. 15.(월) 06:00에 공개하기") && !page.contains("internet_date"));
        let wrong = [("as_stated", "yes"), ("campaign_until", "나중에")];
        assert!(manager.post(&address, &wrong).await.expect(StatusCode::OK).text().contains("날짜를 2024-05-15처럼"));
        let right = [("as_stated", "yes"), ("campaign_until", "2024-04-20")];
        manager.post(&address, &right).await.expect(StatusCode::SEE_OTHER);
        let current = async |moment| banners::current(test.app.database.read(), kst(moment)).await.expect("an answer");
        assert!(current("2024-04-20T23:59:59.999").await.is_some_and(|banner| banner.text() == "서로 조금씩 양보해요"));
        assert_eq!(current("2024-04-21T00:00:00").await, None);
    }
}

testdb::on_both_engines! {
    /// Two people who confirm at once: both answers are kept in the trail, one moment stands, nothing breaks.
    async fn two_confirmations_at_once(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let id = example::seed(&test.app, Seed::default()).await.expect("a release");
        let (mut one, mut two) = (manager(&test).await, officer(&test).await);
        let address = urls::desk_release_embargo(example::SLUG);
        let moment = |date| [("internet_date", date), ("internet_time", "06:00"), ("reason", "확인")];
        let (first, second) = (moment("2024-04-15"), moment("2024-04-16"));
        let (first, second) = tokio::join!(one.post(&address, &first), two.post(&address, &second));
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        let read = test.app.database.read();
        assert_eq!(audit::count(read, id, "confirm").await.expect("a count"), 2);
        let stands = store::public_from(read, id).await.expect("a query");
        assert!([Some(six()), Some(kst("2024-04-16T06:00:00"))].contains(&stands));
    }
}

testdb::on_both_engines! {
    /// Whoever calls the action, not only its form: an early moment and a moment without a reason are refused, and
    /// nothing is written.
    async fn the_action_refuses_what_its_form_refuses(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let id = example::seed(&test.app, Seed::default()).await.expect("a release");
        let role = Role::MinistryManager;
        let actor = Actor { account: Uuid::from_u128(7), name: String::new(), role, scope: Uuid::nil(), roles: Vec::new() };
        let (early, right) = ([(Channel::Internet, kst("2024-04-14T06:00:00"))], [(Channel::Internet, six())]);
        for (chosen, reason) in [(&early, "확인"), (&right, " ")] {
            let settlement = Settlement { chosen, reason, ..Settlement::default() };
            let refused = actions::confirm(&test.app, &actor, example::SLUG, settlement).await;
            assert!(matches!(refused, Err(Failure::Refusal(refusal)) if refusal.status == StatusCode::CONFLICT));
        }
        let read = test.app.database.read();
        assert_eq!(store::public_from(read, id).await.expect("a query"), None);
        assert_eq!(audit::count(read, id, "confirm").await.expect("a count"), 0);
    }
}
