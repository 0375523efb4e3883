//! Nothing of what is not public yet is reachable by a document, not even that there is one (E-01, E-02).

use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use super::press;
use crate::{
    identity::{accounts::Role, audit::PROGRAM},
    notices::{
        calls,
        publications::example::{Seed, seed},
    },
    papers::documents::kinds::Kind,
    testing::{Browser, TestApp, kst},
    web::urls,
};

/// Code and address of a document that the desk has issued already.
async fn issued(test: &TestApp, kind: Kind, subject: &str) -> (String, String) {
    let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
    let address =
        press(&mut officer, kind, subject, "pdf").await.expect(StatusCode::SEE_OTHER).location().to_owned();
    officer.get(&address).await.expect(StatusCode::OK);
    let list = officer.get(urls::DESK_DOCUMENTS).await.expect(StatusCode::OK).text();
    let (_, code) = list.split_once("?code=").expect("its code");
    (code[..14].to_owned(), address)
}

/// What a page says without the code that was typed.
async fn checked(browser: &mut Browser, code: &str) -> String {
    let page = browser.get(&urls::verify_document(code)).await.expect(StatusCode::OK).text();
    page.replace(code, "CODE")
}

async fn unseen_and_seen(test: &TestApp, (kind, subject): (Kind, &str), (before, at): (&str, &str)) {
    test.at(before);
    let (code, address) = issued(test, kind, subject).await;
    let mut browsers = vec![test.visitor()];
    for role in [Role::Press, Role::Applicant, Role::Evaluator] {
        browsers.push(test.signed_in(role, Uuid::nil()).await);
    }
    let unknown = "0000-0000-0000";
    for browser in &mut browsers {
        assert_eq!(checked(browser, &code).await, checked(browser, unknown).await, "the code");
        let hidden = browser.get(&address).await.expect(StatusCode::NOT_FOUND).text();
        let other = urls::document_file(&Uuid::from_u128(7), "pdf");
        let nothing = browser.get(&other).await.expect(StatusCode::NOT_FOUND).text();
        let path = |text: String, path: &str| {
            let encoded: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            text.replace(path, "PATH").replace(&encoded, "PATH")
        };
        assert_eq!(path(hidden, &address), path(nothing, &other), "the file");
        press(browser, kind, subject, "pdf").await.expect(StatusCode::NOT_FOUND);
    }
    test.at(at);
    for browser in &mut browsers {
        let page = checked(browser, &code).await;
        assert!(page.contains("유효한 문서입니다.") && page.contains(kind.korean()), "{page}");
        assert!(browser.get(&address).await.expect(StatusCode::OK).bytes.starts_with(b"%PDF"));
        let again = press(browser, kind, subject, "pdf").await.expect(StatusCode::SEE_OTHER);
        assert_eq!(again.location(), address, "the same document");
    }
}

testdb::on_both_engines! {
    /// A press release: a millisecond before its internet embargo ends, and at that moment.
    async fn a_release_is_unseen_a_millisecond_before_and_seen_at_the_time(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let lift_at = kst("2024-04-15T06:00:00");
        let id = seed(&test.app, Seed { lift_at: Some(lift_at), ..Seed::default() }).await.expect("a release");
        let moments = ("2024-04-15T05:59:59.999", "2024-04-15T06:00:00.000");
        unseen_and_seen(&test, (Kind::Release, &id.to_string()), moments).await;
    }
}

testdb::on_both_engines! {
    /// A release that nobody has confirmed yet has no moment at all.
    async fn a_release_that_waits_is_for_the_desk(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let id = seed(&test.app, Seed::default()).await.expect("a release").to_string();
        let (code, address) = issued(&test, Kind::Release, &id).await;
        test.at("2034-01-01T00:00:00");
        let mut anyone = test.visitor();
        assert_eq!(checked(&mut anyone, &code).await, checked(&mut anyone, "0000-0000-0000").await);
        anyone.get(&address).await.expect(StatusCode::NOT_FOUND);
        // An office of a region has nothing to do with an edition of the whole country.
        test.signed_in(Role::RegionalOffice, Uuid::from_u128(32)).await.get(&address).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// A call: from its announcement on.
    async fn a_call_is_unseen_until_it_is_announced(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let call = calls::example::call_of_2024(&test.app.clock).expect("the call of 2024");
        let id = call.id.to_string();
        let at = call.announced_at;
        calls::actions::enter(&test.app, PROGRAM, &call).await.expect("a call");
        let local = |at: chrono::DateTime<chrono::Utc>| korea::dates::kst::local(at).format("%Y-%m-%dT%H:%M:%S%.3f").to_string();
        let moments = (local(at - chrono::TimeDelta::milliseconds(1)), local(at));
        unseen_and_seen(&test, (Kind::CallNotice, &id), (&moments.0, &moments.1)).await;
    }
}
